#!/usr/bin/env bash
# Make the program that runs without Python, as one folder: make_frozen.sh OUT
# From the wheel of these sources and the locked run-time packages alone, in an environment of its own under build/frozen.
# PYTHON=… chooses the interpreter it holds; it needs the build tool of the wheel, as .venv has it.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$1
python=${PYTHON:-.venv/bin/python}
work=build/frozen
inside=$work/environment/bin/python
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y pyproject.toml)}
export SOURCE_DATE_EPOCH

mkdir -p "$work"
log=$work/make.log
: >"$log"
say() { printf '%s\n' "$*" >&2; }
trap 'tail -n 20 "$log" >&2; say "The whole message is in $log."' ERR
install() { "$inside" -m pip install --quiet --no-input --disable-pip-version-check --no-compile "$@" >>"$log" 2>&1; }

locks=$(cat requirements.txt requirements-packaging.txt | sha256sum)
if [ "$(cat "$work/locks" 2>/dev/null)" != "$locks" ]; then
    say "Making the environment that builds"
    rm -f "$work/locks"
    "$python" -m venv --clear "$work/environment"
    install --only-binary :all: --require-hashes -r requirements.txt
    install --only-binary :all: --require-hashes -r requirements-packaging.txt
    printf '%s\n' "$locks" >"$work/locks"
fi

say "Building the wheel"
rm -rf "$work/wheel"
"$python" -m hatchling build -t wheel -d "$work/wheel" >>"$log" 2>&1
install --no-deps --no-index --force-reinstall "$work"/wheel/*.whl

say "Freezing it"
rm -rf "$work/folder" "$work/pieces"
"$inside" -P -m PyInstaller --noconfirm --log-level WARN --workpath "$work/pieces" --distpath "$work/folder" \
    packaging/frozen.spec >>"$log" 2>&1

"$inside" packaging/finish_folder.py "$work/folder/b12calc" >>"$log" 2>&1
rm -rf "$out"
mkdir -p "$(dirname "$out")"
mv "$work/folder/b12calc" "$out"
say "Made $out ($(du -s --apparent-size --block-size=1000000 "$out" | cut -f1) MB)"
