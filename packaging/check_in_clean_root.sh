#!/usr/bin/env bash
# Prove .deb and portable archive in an empty Debian 12 without Python: check_in_clean_root.sh B12CALC.deb B12CALC.tar.xz OUT
# Needs root, debootstrap, Xvfb, import (imagemagick) and strace here. Everything happens in a folder of its own, which is gone at the end;
# OUT keeps screenshots, traces, lists and what each session wrote. BASE=ROOT.tar takes an earlier empty Debian.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
deb=$(realpath "$1") archive=$(realpath "$2") kept=$(realpath -m "$3")
[ "$(id -u)" = 0 ] || { echo "debootstrap and chroot need root" >&2; exit 1; }
for tool in debootstrap Xvfb import strace unshare; do
    command -v "$tool" >/dev/null || { echo "$tool is missing here" >&2; exit 1; }
done
# Mounts of its own: none of them is seen outside, and all end with this process.
[ -n "${B12CALC_OWN_MOUNTS:-}" ] || exec env B12CALC_OWN_MOUNTS=1 unshare --mount --propagation private "$0" "$@"
work=$(mktemp -d "${TMPDIR:-/tmp}/b12calc-clean.XXXXXX")
root=$work/root
mkdir -p "$kept" "$root"
screen=
clear_away() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    # Whatever is mounted below this folder, the deepest first; nothing is deleted while something still is.
    awk -v at="$root/" 'index($2, at) == 1 { print $2 }' /proc/mounts | sort -r |
        while read -r place; do umount "$(printf %b "$place")"; done
    if awk -v at="$root/" 'index($2, at) == 1 { found = 1 } END { exit !found }' /proc/mounts; then
        echo "still mounted below $root; left as it is" >&2
    else
        rm -rf --one-file-system "$work"
    fi
}
trap clear_away EXIT
say() { printf '%-62s %s\n' "$1" "$2" | tee -a "$kept/REPORT.txt"; }
fail() { echo "FAILED: $*" | tee -a "$kept/REPORT.txt" >&2; exit 1; }
: >"$kept/REPORT.txt"

if [ -n "${BASE:-}" ]; then tar -C "$root" -xf "$BASE"; else
    debootstrap --variant=minbase bookworm "$root" "${MIRROR:-http://deb.debian.org/debian}" >"$kept/debootstrap.log"
fi
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm" 2>/dev/null || { mkdir -p "$root/dev/shm" && mount -t tmpfs tmpfs "$root/dev/shm"; }
mkdir -p "$root/tmp/.X11-unix"
within() { chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
cp /etc/resolv.conf "$root/etc/resolv.conf"
[ -n "${BASE:-}" ] || echo "deb ${MIRROR:-http://deb.debian.org/debian} bookworm main" >"$root/etc/apt/sources.list"
within apt-get update -qq
cp "$deb" "$root/tmp/b12calc.deb"
# What the package asks for comes first, so that the files before and after differ by the package alone.
within sh -c 'dpkg-deb -f /tmp/b12calc.deb Depends | tr "," "\n" | sed "s/(.*//; s/.*| *//" \
    | xargs env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends' >"$kept/apt.log" 2>&1 \
    || { tail "$kept/apt.log"; fail "what the package depends on"; }
within useradd --create-home --uid 4711 doctor
within sh -c 'command -v python3 || command -v python' >/dev/null && fail "there is a Python in the empty system"
say "Debian in the root" "$(cat "$root/etc/debian_version"), no Python, $(within dpkg-query -f . -W | wc -c) packages with what the program needs"

"$here/session_inputs.sh" "$root/srv/in"
cp "$here/session.sh" "$root/srv/session.sh"
chmod -R a+rX "$root/srv"
# Every path of the system but what any installation writes down: package lists, logs, caches, the home of the user.
list() {
    within find / -xdev \( -path /proc -o -path /tmp -o -path /srv -o -path /home -o -path /var/log -o -path /var/cache \
        -o -path /var/lib/dpkg -o -path /var/lib/apt \) -prune -o -print | sort
}
doctor=(chroot "--userspec=4711:4711" "$root" /usr/bin/env -i HOME=/home/doctor LANG=C.UTF-8 PATH=/usr/bin:/bin
    XDG_RUNTIME_DIR=/tmp/run DISPLAY=:77)
Xvfb :77 -screen 0 1400x900x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do [ -S /tmp/.X11-unix/X77 ] && break; sleep 0.2; done
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
chmod 1777 "$root/tmp"
install -d -o 4711 -g 4711 -m 700 "$root/tmp/run"
install -d -o 4711 -g 4711 "$root/tmp/out"

picture() { DISPLAY=:77 import -window root "$kept/$1.png"; }

# window NAME PROGRAM: the window painted, a second start that hands a case over to it, and what both asked of the kernel.
window() {
    local name=$1 program=$2 tracer
    strace -f --seccomp-bpf -e trace=socket -o "$kept/$name-window.trace" "${doctor[@]}" "$program" >"$kept/$name-window.txt" 2>&1 &
    tracer=$!
    for _ in $(seq 300); do [ -n "$(find "$root/tmp/run" -type s)" ] && break; sleep 0.3; done
    sleep "${PATIENCE:-5}"
    picture "$name-empty"
    "${doctor[@]}" timeout 60 "$program" /srv/in/sample_case.json >>"$kept/$name-window.txt" 2>&1 || fail "$name: second start"
    sleep "${PATIENCE:-5}"
    picture "$name-case"
    pkill -TERM -P "$tracer" || fail "$name: the window went away: $(cat "$kept/$name-window.txt")"
    wait "$tracer" 2>/dev/null || true
    rm -f "$root"/tmp/run/b12calc-*
    say "$name: window on a virtual display, a case handed over" "$name-empty.png, $name-case.png"
}

# session NAME PROGRAM: every command, from a folder that is nobody's, with what it asked of the kernel.
session() {
    local name=$1 program=$2
    strace -f --seccomp-bpf -e trace=socket -o "$kept/$name-session.trace" \
        "${doctor[@]}" /srv/session.sh "$program" /srv/in "/tmp/out/$name" || fail "$name: session"
    rm -rf "${kept:?}/$name" && cp -r "$root/tmp/out/$name" "$kept/$name"
    "${doctor[@]}" "$program" selftest >"$kept/$name-selftest.txt" || fail "$name: selftest: $(cat "$kept/$name-selftest.txt")"
    say "$name: every command used, by an ordinary user" "$(find "$kept/$name" -type f | wc -l) files; selftest: $(tail -n 1 "$kept/$name-selftest.txt")"
}

# ── the package
list >"$work/before"
within dpkg -i /tmp/b12calc.deb >"$kept/dpkg.log" 2>&1 || fail "$(cat "$kept/dpkg.log")"
[ -z "$(within dpkg -V b12calc)" ] || fail "dpkg -V: $(within dpkg -V b12calc)"
say "package installed" "$(within dpkg-query -f '${Package} ${Version}, ${Installed-Size} kB' -W b12calc)"
session deb /usr/bin/b12calc
window deb /usr/bin/b12calc
within dpkg --purge b12calc >>"$kept/dpkg.log" 2>&1
list >"$work/after"
diff "$work/before" "$work/after" >"$kept/left.txt" || fail "files left or lost: $(cat "$kept/left.txt")"
say "package removed: paths before and after" "$(wc -l <"$work/before") and $(wc -l <"$work/after"), the same"
say "in the user's home" "$(cd "$root/home/doctor" && find . -type f -newer "$root/srv/session.sh" | xargs)"

# ── the portable archive, in a folder with spaces and umlauts that is read-only
place='/home/doctor/Für die Größe Ä'
mkdir -p "$root$place" && tar -C "$root$place" -xf "$archive"
mount --bind "$root$place" "$root$place" && mount -o remount,ro,bind "$root$place"
program=$place/$(basename "$archive" .tar.xz)
"${doctor[@]}" sh -c 'cd "$1" && sha256sum --check --quiet SHA256SUMS' sh "$program" || fail "the sums of the archive"
"${doctor[@]}" touch "$program/x" 2>/dev/null && fail "the folder can be written"
say "archive unpacked, read-only, sums right" "$(wc -l <"$root$program/SHA256SUMS") files in $program"
session portable "$program/b12calc"
window portable "$program/b12calc"

# ── both
diff -r "$kept/deb" "$kept/portable" >/dev/null || fail "the two wrote different files"
say "what both wrote" "the same, byte for byte"
inet=$(cat "$kept"/*.trace | grep -c -E 'AF_INET|AF_PACKET|AF_NETLINK' || true)
say "sockets of sessions and windows: internet" "$inet of $(cat "$kept"/*.trace | grep -c 'socket(' || true)"
[ "$inet" = 0 ] || { grep -hE 'AF_INET|AF_PACKET|AF_NETLINK' "$kept"/*.trace | head -n 5 >&2; fail "internet sockets"; }
