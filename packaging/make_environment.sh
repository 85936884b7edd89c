#!/usr/bin/env bash
# Make .venv with the locked packages and b12calc itself in it. PYTHON=… chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

suitable='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'

say() { printf '%s\n' "$*" >&2; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python py}; do
        if "$candidate" -c "$suitable" >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

debian_install() {
    say "Installing with apt-get: $*"
    local messages
    messages=$({ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } 2>&1) ||
        tail -n 10 <<<"$messages" >&2
}

if ! python=$(find_python); then
    [ -z "${PYTHON:-}" ] && can_install && debian_install python3 python3-venv
    python=$(find_python) || {
        say "b12calc needs Python 3.11, 3.12 or 3.13, and none was found${PYTHON:+ at $PYTHON}."
        say "Install one (Debian, Ubuntu: sudo apt-get install python3 python3-venv), or: make PYTHON=/path/to/python3 …"
        exit 1
    }
fi

if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    can_install && debian_install "$package"
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || {
        say "This Python cannot make virtual environments: $("$python" -c 'import sys; print(sys.executable)')"
        say "Type: sudo apt-get install $package"
        exit 1
    }
fi

inside=.venv/bin/python
[ "${OS:-}" = Windows_NT ] && inside=.venv/Scripts/python
if ! "$inside" -c "$suitable; import pip" >/dev/null 2>&1; then
    say "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

log=.venv/set-up.log
pip_install() {
    "$inside" -m pip install --quiet --no-input --disable-pip-version-check --retries 10 --timeout 60 "$@" >"$log" 2>&1
}

say "Installing the locked packages"
for attempt in 1 2 3; do
    if pip_install --only-binary :all: --require-hashes -r requirements-dev.txt; then break; fi
    if [ "$attempt" = 3 ]; then
        tail -n 20 "$log" >&2
        say "The packages could not be installed; the whole message is in $log."
        exit 1
    fi
    say "Not all packages came; trying again"
    sleep 5
done

# The build tool is among the locked packages, so this needs no network.
pip_install --no-deps --no-build-isolation --no-index --editable . || {
    tail -n 20 "$log" >&2
    exit 1
}
touch .venv/.ready
