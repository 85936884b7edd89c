#!/usr/bin/env bash
# Prove that b12calc installs and works without a network: check_offline.sh [WHEELHOUSE] [--suite [TESTS…]]
# Everything below runs in a network namespace that holds nothing but a loopback that is down: installs from the
# wheelhouse into a fresh home, makes and verifies a record, opens the window offscreen, and counts the sockets of a
# session under strace. --suite also runs `make test` in a fresh clone (needs make wheelhouse DEV=1), or only TESTS.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
house=$root/out/wheelhouse-linux
if [ $# -gt 0 ] && [ "$1" != --suite ]; then house=$(cd "$1" && pwd) && shift; fi

if [ -z "${B12CALC_NO_NETWORK:-}" ]; then
    [ -f "$house/SHA256SUMS" ] || { echo "No wheelhouse in $house: make wheelhouse" >&2; exit 1; }
    command -v strace >/dev/null || { echo "strace is missing: sudo apt-get install strace" >&2; exit 1; }
    # A short name: a socket's whole path may have 107 bytes, and the tests put folders of their own below.
    work=$(mktemp -d "${TMPDIR:-/tmp}/b12o.XXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir -m 700 "$work/home" "$work/run"
    user=--map-root-user
    [ "$(id -u)" = 0 ] && user=
    # shellcheck disable=SC2086
    unshare --net $user env -i B12CALC_NO_NETWORK="$work" HOME="$work/home" XDG_RUNTIME_DIR="$work/run" TMPDIR="$work" \
        PATH="/usr/local/bin:/usr/bin:/bin" LANG=C.UTF-8 PIP_CONFIG_FILE=/dev/null QT_QPA_PLATFORM=offscreen \
        "$0" "$house" "$@"
    exit
fi

work=$B12CALC_NO_NETWORK
cd "$work"
say() { printf '%-58s %s\n' "$1" "$2"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

say "interfaces of this namespace" "$(tail -n +3 /proc/net/dev | cut -d: -f1 | xargs)"
reached=$(python3 -c '
import socket
try:
    socket.create_connection(("192.0.2.1", 443), timeout=3)
    print("REACHED")
except OSError as fault:
    print(fault.strerror)')
[ "$reached" = "Network is unreachable" ] || fail "the network was not away: $reached"
say "a connection to an address outside" "$reached"

"$house/install.sh" >"$work/install.txt" 2>&1 || fail "$(cat "$work/install.txt")"
say "installed from the wheelhouse, no index" "$(head -n 1 "$work/install.txt" | sed "s|$work|…|")"
"$house/install.sh" 2>/dev/null | grep -q 'installed already' || fail "a second run installed again"
b12calc=$HOME/.local/bin/b12calc
venv=$(dirname "$(dirname "$(readlink -f "$b12calc")")")
python=$venv/bin/python
case "$("$python" -I -c 'import b12calc; print(b12calc.__file__)')" in
"$venv"/*) ;;
*) fail "another b12calc is imported" ;;
esac

"$b12calc" selftest >"$work/selftest.txt" || fail "$(cat "$work/selftest.txt")"
say "self-test of the installed copy" "$(tail -n 1 "$work/selftest.txt")"

sample=$("$python" -I -c 'from b12calc.assets import asset; print(asset("sample_case.json"))')
"$b12calc" assess "$sample" --today 2026-03-12 --pdf "$work/record.pdf" --note "$work/note.txt" >/dev/null
"$b12calc" verify "$work/record.pdf" >"$work/verified.txt" || fail "$(cat "$work/verified.txt")"
say "sample case to PDF, $(stat -c %s "$work/record.pdf") bytes, verified" "$(head -n 1 "$work/verified.txt" | sed "s|$work/||g")"

"$python" -I - "$work/window.png" <<'WINDOW'
import sys
from PySide6.QtTest import QTest
from b12calc_ui.app import build

_app, window = build(["b12calc"])
window.show()
QTest.qWait(500)
picture = window.grab().toImage()
colours = {picture.pixel(x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5)}
assert len(colours) > 20, f"an empty window: {len(colours)} colours"
picture.save(sys.argv[1])
WINDOW
say "window offscreen, painted" "$("$python" -I -c 'import sys; from PIL import Image; print(*Image.open(sys.argv[1]).size)' "$work/window.png")"

# ── sockets of a session ─────────────────────────────────────────────────────────────────────────────────────────────
# The tests alone are copied: what they import of the program is what was installed.
mkdir -p "$work/session/tests/campaigns" "$work/session/tests/ui" "$work/session/papers"
cp "$root/tests/campaigns/residue_session.py" "$work/session/tests/campaigns/"
cp "$root/tests/ui/memory_store.py" "$work/session/tests/ui/"
samples=$root/tests/exchange/incoming/samples
traced() { strace -f -qq -e trace=network,io_uring_setup -o "$work/trace.$1" -- "${@:2}" >"$work/told.$1" 2>&1; }
count() { cat "$@" | grep -cE '\b(socket|socketpair)\((AF|PF)_INET6?\b' || true; }

traced control "$python" -I -c 'import socket; socket.socket(socket.AF_INET); socket.socket(socket.AF_INET6)'
[ "$(count "$work/trace.control")" = 2 ] || fail "the trace does not see internet sockets"
say "control: two internet sockets opened on purpose, counted" 2
traced assess "$b12calc" assess "$sample" --today 2026-03-12 --pdf "$work/traced.pdf" --note "$work/traced.txt" || fail "$(cat "$work/told.assess")"
traced verify "$b12calc" verify "$work/traced.pdf" || fail "$(cat "$work/told.verify")"
traced import "$b12calc" import "$samples/edifact/nhs_pmip_B12_folate.dat" || fail "$(cat "$work/told.import")"
traced import-xml "$b12calc" import "$samples/fhir/nhs_pathology_FBC_bundle.xml" || fail "$(cat "$work/told.import-xml")"
traced window "$python" -W error "$work/session/tests/campaigns/residue_session.py" "$work/session/papers" || fail "$(tail -n 5 "$work/told.window")"
[ -s "$work/session/papers/record.pdf" ] || fail "the window wrote no record"
for one in assess verify import import-xml window; do
    families=$(grep -oE '\b(socket|socketpair)\([A-Z0-9_]+' "$work/trace.$one" | cut -d'(' -f2 | sort | uniq -c | awk '{printf "%s %s  ", $2, $1}' || true)
    say "sockets in: $one" "${families:-none}"
done
inet=$(count "$work"/trace.{assess,verify,import,import-xml,window})
ring=$(cat "$work"/trace.{assess,verify,import,import-xml,window} | grep -c io_uring_setup || true)
say "internet sockets in the whole session" "$inet"
[ "$inet" = 0 ] && [ "$ring" = 0 ] || fail "$inet internet sockets, $ring rings that a trace cannot see into"

# ── the suite ────────────────────────────────────────────────────────────────────────────────────────────────────────
if [ "${1:-}" = --suite ]; then
    shift
    [ -d "$house/dev/wheels" ] || fail "the suite needs the development packages: make wheelhouse DEV=1"
    git -c safe.directory='*' clone --quiet "$root" "$work/clone"
    cd "$work/clone"
    site=$("$python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    git ls-files b12calc ui/b12calc_ui | while read -r file; do
        cmp -s "$file" "$site/${file#ui/}" || fail "${file#ui/} is installed otherwise than committed: make wheelhouse DEV=1"
    done
    [ "$(git ls-files 'b12calc/*.py' 'ui/b12calc_ui/*.py' | wc -l)" = "$(find "$site"/b12calc "$site"/b12calc_ui -name '*.py' | wc -l)" ] ||
        fail "modules are installed that are not committed: make wheelhouse DEV=1 in a clean tree"
    say "installed files against the commit" "$(git rev-parse --short HEAD): the same"
    export PIP_NO_INDEX=1 PIP_FIND_LINKS="$house/wheels $house/dev/wheels"
    if [ $# -gt 0 ]; then
        make --no-print-directory qt-tests
        .venv/bin/python -m pytest -q "$@"
    else
        make --no-print-directory test
    fi
fi
echo "Everything held without a network."
