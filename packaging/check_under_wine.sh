#!/usr/bin/env bash
# Install and remove the Windows installer under wine: check_under_wine.sh [FOLDER WITH THE INSTALLER]
# What it can show: files placed and removed, registry, menu, exit codes, and which Python install.cmd takes. A stand-in
# plays Python (tests/packaging/stand_in.c), so that the packages themselves are not installed here.
# Needs wine, nsis and gcc-mingw-w64-x86-64-win32 of Debian.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$(cd "${1:-$root/out}" && pwd)
setup=$(ls "$out"/b12calc-*-windows-setup.exe)
listed=${setup%-setup.exe}-files.txt
version=$(basename "$setup" | cut -d- -f2)
for tool in wine makensis x86_64-w64-mingw32-gcc; do
    command -v $tool >/dev/null || { echo "$tool is missing; see the head of this script" >&2; exit 1; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/b12calc-wine.XXXXXX")
export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=;winemenubuilder.exe=d" HOME=$work
unset DISPLAY WAYLAND_DISPLAY
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
held=0
say() { held=$((held + 1)); printf 'ok   %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

wineboot -i >/dev/null 2>&1
wineserver -w
drive=$WINEPREFIX/drive_c
local_data=$(find "$drive/users" -type d -path '*/AppData/Local' | head -n 1)
home=$local_data/Programs/b12calc/$version
mkdir -p "$local_data/Programs" "$work/fake"
x86_64-w64-mingw32-gcc -O1 -o "$work/fake/py.exe" "$root/tests/packaging/stand_in.c"
export STAND_IN_TOLD=$work/told.txt STAND_IN_HAS="" STAND_IN_FAILS=""
: >"$STAND_IN_TOLD"

# The state of the machine: every file and folder by its name, and the registry of the user without times.
snapshot() {
    wineserver -w
    (cd "$drive" && find . -path './users/*/Temp' -prune -o -print | LC_ALL=C sort)
    # Wine keeps lists of the fonts of this computer there, and these may change meanwhile.
    awk '/^\[/ { fonts = /Fonts/ } !fonts' "$WINEPREFIX/user.reg" | sed -E '/^#/d; s/^(\[.*\]) [0-9]+$/\1/'
}
in_wine() { WINEPATH="${1:-C:\\nowhere}" timeout 600 wine "${@:2}"; }
fake=$(winepath -w "$work/fake")

# ── which Python install.cmd takes ───────────────────────────────────────────────────────────────────────────────────
mkdir -p "$work/a folder/wheels" "$work/named" "$work/plain"
cp "$root"/packaging/wheelhouse/{install.cmd,install.py,suitable.py} "$work/a folder/"
sed -i 's/$/\r/' "$work/a folder/install.cmd"
cp "$work/fake/py.exe" "$work/named/python.exe"
script=$(winepath -w "$work/a folder/install.cmd")
chooses() { # what it is, versions there, folder in the path, B12CALC_PYTHON, expected word or exit code
    local told code=0
    told=$(STAND_IN_HAS=$2 B12CALC_PYTHON=$4 in_wine "$3" cmd /d /c "$script" --check --quiet 2>&1 | tr -d '\r') || code=$?
    case $5 in
    3) [ "$code" = 3 ] && [[ $told == *"Nothing was installed"* ]] || fail "$1: exit $code, $told" ;;
    *) [ "$code" = 0 ] && [[ $told == "Python $5:"* ]] || fail "$1: exit $code, $told" ;;
    esac
    say "install.cmd, $1: $([ "$5" = 3 ] && echo "refused, exit code 3" || echo "$5")"
}
named=$(winepath -w "$work/named")
chooses "no Python at all" "" "" "" 3
chooses "py knows 3.10 and 3.14 alone" "3.10 3.14" "$fake" "" 3
chooses "py knows 3.11, 3.12, 3.13" "3.11 3.12 3.13" "$fake" "" 3.13
chooses "py knows 3.12 and 3.14" "3.12 3.14" "$fake" "" 3.12
chooses "no py, python.exe in the path" "python" "$named" "" python
chooses "py knows nothing suitable, python.exe does" "3.14 python" "$fake;$named" "" python
chooses "B12CALC_PYTHON before py" "3.13 python" "$fake" "$named\\python.exe" python
chooses "B12CALC_PYTHON that is not there" "3.13" "$fake" "C:\\nowhere\\python.exe" 3

# ── the installer ────────────────────────────────────────────────────────────────────────────────────────────────────
# Windows has this key of its own; a fresh wine has not.
wine reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall' /f >/dev/null 2>&1
snapshot >"$work/before"
run_setup() { # path, words…; answers the exit code
    local code=0
    in_wine "$1" "$setup" /S "${@:2}" >/dev/null 2>&1 || code=$?
    wineserver -w
    echo "$code"
}
run_uninstall() {
    # _? keeps it in its own process, so that its exit code is seen; it cannot remove itself then.
    local code=0
    in_wine "" "$1/uninstall.exe" /S >/dev/null 2>&1 || code=$?
    wineserver -w
    echo "$code"
}
same_as_before() { snapshot >"$work/after" && diff "$work/before" "$work/after" >"$work/diff" || fail "$1: $(head -n 20 "$work/diff")"; }
setup_log() { find "$drive" -name b12calc-setup.log -exec iconv -f UTF-16 -t UTF-8 {} \; | tr -d '\r'; }

code=$(STAND_IN_HAS="3.14" run_setup "$fake")
[ "$code" = 3 ] || fail "no suitable Python: exit code $code"
[[ $(setup_log) == *"3.11, 3.12 or 3.13"* ]] || fail "no word in the log: $(setup_log)"
find "$drive" -name b12calc-setup.log -delete
same_as_before "no suitable Python"
say "setup /S without a suitable Python: exit code 3, reason in the log, nothing placed"

code=$(STAND_IN_HAS="3.13" STAND_IN_FAILS=6 run_setup "$fake")
[ "$code" = 6 ] || fail "a failing install step: exit code $code"
find "$drive" -name b12calc-setup.log -delete
same_as_before "a failing install step"
say "setup /S, the packages fail to install: exit code 6, nothing left"

placed_as_listed() { # folder
    (cd "$1" && sha256sum --quiet --strict -c "$listed") || fail "a file is missing or differs"
    (cd "$1" && find . -type f -printf '%P\n' | LC_ALL=C sort) >"$work/there"
    { sed 's/^[0-9a-f]*  //' "$listed"; printf '%s\n' b12calc.ico uninstall.exe installed.json venv/Scripts/pythonw.exe; } |
        LC_ALL=C sort >"$work/expected"
    diff "$work/expected" "$work/there" || fail "other files than those listed"
}
code=$(STAND_IN_HAS="3.13" run_setup "$fake")
[ "$code" = 0 ] || fail "setup: exit code $code, $(setup_log)"
placed_as_listed "$home"
say "setup /S: exit code 0, all $(wc -l <"$listed") files as listed, by name and check sum, and no other"
grep -q 'py .*-3.13 .*install.py.* --here' "$STAND_IN_TOLD" || fail "the install step was not run: $(cat "$STAND_IN_TOLD")"
say "the install step ran with Python 3.13: install.py --here"
grep -qF "[Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Uninstall\\\\b12calc $version]" "$WINEPREFIX/user.reg" || fail "not in the registry"
! grep -qF b12calc "$WINEPREFIX/system.reg" || fail "something of it is in the registry of the machine"
say "entry under HKEY_CURRENT_USER, none under HKEY_LOCAL_MACHINE"
[ -n "$(find "$drive/users" -path "*Start Menu/Programs/b12calc/b12calc $version.lnk")" ] || fail "not in the start menu"
say "entry in the start menu of the user"
code=$(STAND_IN_HAS="3.13" run_setup "$fake")
[ "$code" = 0 ] || fail "a second run: exit code $code"
placed_as_listed "$home"
say "setup /S a second time: exit code 0, the same files"
code=$(STAND_IN_HAS="3.13" STAND_IN_FAILS=6 run_setup "$fake")
[ "$code" = 6 ] && [ -f "$home/venv/Scripts/pythonw.exe" ] || fail "an installation that worked is gone: $code"
find "$drive" -name b12calc-setup.log -delete
say "a failing run over an installation that works: exit code 6, it is still there"
echo "a letter" >"$home/letter.txt"
code=$(run_uninstall "$home")
for _ in $(seq 50); do [ -e "$home/uninstall.exe" ] || break; sleep 0.2; done
[ "$(find "$home" -type f -printf '%P ')" = "letter.txt " ] || fail "uninstalling: $(find "$home")"
say "uninstall /S leaves a file that is not its own"
rm -r "$local_data/Programs/b12calc"
same_as_before "uninstalling"
say "uninstall /S: nothing else is left, in files, registry or menu"

# In two words: /D= takes the rest of the line as it is, without quotes.
other="$drive/users/other place/b12"
mkdir -p "$other" && echo "a letter" >"$other/letter.txt"
code=$(STAND_IN_HAS="3.13" run_setup "$fake" /D=C:\\users\\other place\\b12)
[ "$code" = 5 ] && [ "$(ls "$other")" = letter.txt ] || fail "a folder with other files: exit code $code, $(ls "$other")"
say "setup /S /D= a folder with other files: exit code 5, untouched"
rm "$other/letter.txt"
find "$drive" -name b12calc-setup.log -delete
code=$(STAND_IN_HAS="3.13" run_setup "$fake" /D=C:\\users\\other place\\b12)
[ "$code" = 0 ] || fail "another place: exit code $code, $(setup_log)"
placed_as_listed "$other"
code=$(run_uninstall "$other")
for _ in $(seq 50); do [ -e "$other" ] || break; sleep 0.2; done
rm -r "$drive/users/other place"
same_as_before "uninstalling from another place"
say "setup /S /D= a place with a space in its name, and away again"
# ── the same installer around a frozen folder, played by two files ───────────────────────────────────────────────────
mkdir -p "$work/frozen/_internal/deep" "$work/frozen-out"
cp "$work/fake/py.exe" "$work/frozen/b12calc.exe"
echo "a library" >"$work/frozen/_internal/deep/library.dll"
"$root/.venv/bin/python" "$root/packaging/windows_installer.py" --frozen "$work/frozen" --out "$work/frozen-out" >/dev/null
setup=$work/frozen-out/$(basename "$setup")
listed=$work/frozen-out/$(basename "$listed")
code=$(run_setup "")
[ "$code" = 0 ] || fail "frozen: exit code $code, $(setup_log)"
(cd "$home" && sha256sum --quiet --strict -c "$listed") || fail "frozen: a file is missing or differs"
[ "$(find "$home" -type f | wc -l)" = 4 ] || fail "frozen: other files than those listed: $(find "$home" -type f)"
code=$(run_uninstall "$home")
for _ in $(seq 50); do [ -e "$home" ] || break; sleep 0.2; done
same_as_before "uninstalling the frozen program"
say "a frozen folder: placed as listed without any Python, and away again"
echo "$held checks held under $(wine --version)."
