#!/usr/bin/env bash
# Write out/b12calc-VERSION.cdx.json, the list of everything inside, in an environment of its own under build/sbom.
# Where the frozen folder lies in out/, a second list with its native libraries is written beside it. PYTHON=… chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
work=build/sbom
inside=$work/environment/bin/python
[ "${OS:-}" = Windows_NT ] && inside=$work/environment/Scripts/python
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y pyproject.toml)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1

mkdir -p "$work"
locks=$(cat requirements.txt requirements-packaging.txt | sha256sum)
if [ "$(cat "$work/locks" 2>/dev/null)" != "$locks" ]; then
    echo "Making the environment that writes the list" >&2
    rm -f "$work/locks"
    "$python" -m venv --clear "$work/environment"
    for lock in requirements.txt requirements-packaging.txt; do
        "$inside" -m pip install --quiet --no-input --disable-pip-version-check --only-binary :all: --require-hashes -r "$lock"
    done
    printf '%s\n' "$locks" >"$work/locks"
fi

version=$("$python" -c 'import b12calc; print(b12calc.__version__)')
"$inside" packaging/sbom.py "out/b12calc-$version.cdx.json"
echo "Made out/b12calc-$version.cdx.json" >&2
frozen=out/b12calc-$version-linux-x86_64
if [ -d "$frozen" ]; then
    "$inside" packaging/sbom.py "$frozen.cdx.json" --frozen "$frozen"
    echo "Made $frozen.cdx.json" >&2
fi
