#!/bin/sh
# Install b12calc for this user, without a network: ./install.sh [--into FOLDER | --here] [--remove] [--check]
# B12CALC_PYTHON=/path/to/python3 chooses the Python. A new version stands beside the old one, which stays runnable.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
say() { printf 'b12calc: %s\n' "$*" >&2; }

find_python() {
    if [ -n "${B12CALC_PYTHON:-}" ]; then
        "$B12CALC_PYTHON" -I "$here/suitable.py" --quiet >/dev/null 2>&1 && printf '%s\n' "$B12CALC_PYTHON"
        return
    fi
    for candidate in python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -I "$here/suitable.py" --quiet >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

python=$(find_python) || {
    if [ -n "${B12CALC_PYTHON:-}" ]; then
        say "B12CALC_PYTHON names no suitable Python: $("$B12CALC_PYTHON" --version 2>&1 || echo "$B12CALC_PYTHON does not start")"
    elif found=$(python3 --version 2>&1); then
        say "b12calc needs Python 3.11, 3.12 or 3.13 (64-bit); here is $found. Nothing was installed."
    else
        say "b12calc needs Python 3.11, 3.12 or 3.13 (64-bit); none was found. Nothing was installed."
    fi
    say "Debian, Ubuntu: sudo apt-get install python3 python3-venv. Another one: B12CALC_PYTHON=/path/to/python3 ./install.sh"
    exit 3
}

case " $* " in *" --check "*) exec "$python" -I "$here/suitable.py" ;; esac
"$python" -I "$here/install.py" "$@"

# Links and the entry in the menu belong to the usual place alone.
case " $* " in *" --into"* | *" --here "* | *" --where "* | *" --help "* | *" -h "*) exit 0 ;; esac
folder=$("$python" -I "$here/install.py" --where)
number=$(basename -- "$folder")
commands=$HOME/.local/bin
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications/b12calc.desktop

# A link of ours points to b12calc in a folder of ours; anything else of that name is somebody else's.
is_free() { [ ! -e "$1" ] && [ ! -L "$1" ] || case $(readlink -- "$1") in */b12calc/*/venv/bin/b12calc) ;; *) false ;; esac; }

link() {
    if is_free "$2"; then
        ln -sfn -- "$1/venv/bin/b12calc" "$2"
    else
        say "$2 is another program and was left alone; b12calc starts with $1/venv/bin/b12calc"
    fi
}

enter_menu() {
    mkdir -p -- "$(dirname -- "$menu")"
    icon=$(find "$1/venv/lib" -path '*/b12calc/resources/icons/b12calc.svg' -print -quit)
    printf '%s\n' '[Desktop Entry]' 'Type=Application' 'Name=b12calc' 'Comment=Offline calculator for vitamin B12 deficiency' \
        "Exec=\"$1/venv/bin/b12calc\" %f" "Icon=$icon" 'Terminal=false' 'Categories=Science;MedicalSoftware;' >"$menu.new"
    mv -- "$menu.new" "$menu"
}

last_of_all() {
    for one in "$(dirname -- "$folder")"/*/installed.json; do
        [ -e "$one" ] && dirname -- "$one"
    done | sort -V | tail -n 1
}

case " $* " in
*" --remove "*)
    if is_free "$commands/b12calc-$number"; then rm -f -- "$commands/b12calc-$number"; fi
    case $(readlink -- "$commands/b12calc" || true) in
    "$folder"/*)
        rm -f -- "$commands/b12calc"
        last=$(last_of_all)
        if [ -n "$last" ]; then link "$last" "$commands/b12calc"; fi
        ;;
    esac
    if grep -qsF "\"$folder/" "$menu"; then
        last=$(last_of_all)
        if [ -n "$last" ]; then enter_menu "$last"; else rm -f -- "$menu"; fi
    fi
    ;;
*)
    mkdir -p -- "$commands"
    link "$folder" "$commands/b12calc-$number"
    link "$folder" "$commands/b12calc"
    enter_menu "$folder"
    case ":$PATH:" in
    *":$commands:"*) say "start it from the menu, or with: b12calc" ;;
    *) say "start it from the menu, or with: $commands/b12calc" ;;
    esac
    ;;
esac
