#!/usr/bin/env bash
# See that the system libraries Qt needs on Linux are there: qt_libraries.sh PYTHON screen|tests
# Missing ones are installed with apt-get when that is allowed, and named with the command to type when it is not.
# "screen" needs what a window needs; "tests" needs only what the offscreen platform needs and wants the rest.
set -euo pipefail
python=$1 purpose=$2
[ "$(uname -s)" = Linux ] || exit 0

offscreen='libGL.so.1=libgl1 libEGL.so.1=libegl1 libglib-2.0.so.0=libglib2.0-0 libgthread-2.0.so.0=libglib2.0-0
    libX11.so.6=libx11-6 libxkbcommon.so.0=libxkbcommon0 libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6
    libdbus-1.so.3=libdbus-1-3 libzstd.so.1=libzstd1'
window='libX11-xcb.so.1=libx11-xcb1 libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4
    libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0
    libxcb-render.so.0=libxcb-render0 libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0
    libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1 libxcb-util.so.1=libxcb-util1
    libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0'
[ -n "${WAYLAND_DISPLAY:-}" ] && window+=' libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0'

# shellcheck disable=SC2086
missing_libraries() {
    "$python" - "$@" <<'PROBE'
import ctypes
import sys

missing = []
for pair in sys.argv[1:]:
    library, package = pair.split("=")
    try:
        ctypes.CDLL(library)
    except OSError:
        missing.append(package)
print(*dict.fromkeys(missing))
PROBE
}

missing_font() {
    [ -n "$(find -L /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) -print -quit 2>/dev/null)" ] || echo fonts-dejavu-core
}

missing_programs() {
    command -v Xvfb >/dev/null || echo xvfb
    command -v xauth >/dev/null || echo xauth
}

look() {
    needed="$(missing_libraries $offscreen) $(missing_font)"
    wanted=""
    if [ "$purpose" = screen ]; then
        needed+=" $(missing_libraries $window)"
    else
        wanted="$(missing_libraries $window) $(missing_programs)"
    fi
    needed=$(echo $needed) wanted=$(echo $wanted)
}

look
[ -z "$needed$wanted" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing what Qt needs with apt-get: $needed $wanted"
    log=$(mktemp)
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $needed $wanted; } \
        >"$log" 2>&1 || tail -n 10 "$log" >&2
    rm -f "$log"
    look
fi

if [ -n "$needed$wanted" ]; then
    [ -n "$needed" ] && echo "Missing, and Qt cannot start without: $needed" >&2
    [ -n "$wanted" ] && echo "Missing, and only tests on a virtual display need: $wanted" >&2
    echo "On Debian or Ubuntu type: sudo apt-get update && sudo apt-get install --no-install-recommends $needed $wanted" >&2
fi
[ -z "$needed" ]
