#!/usr/bin/env bash
# Pack a frozen folder: pack.sh FOLDER [OUT.deb]; without OUT.deb as a portable archive, FOLDER.tar.xz
# XZ_LEVEL=1 packs in a fifth of the time, a quarter larger.
# Beside it lies its SHA-256 sum; the sums of all files within are in it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1%/} out=${2:-$1.tar.xz}
level=${XZ_LEVEL:-6}
stamp=$(stat -c %Y "$folder/b12calc")
export SOURCE_DATE_EPOCH=$stamp
mkdir -p "$(dirname "$out")"
case $out in
*.deb) "$here/../build/frozen/environment/bin/python" "$here/make_deb.py" "$folder" "$out" "$level" >/dev/null ;;
*)
    tar --sort=name --mtime="@$stamp" --owner=0 --group=0 --numeric-owner --format=gnu \
        -C "$(dirname "$folder")" -cf - "$(basename "$folder")" | xz "-$level" -T1 >"$out.part"
    mv "$out.part" "$out"
    ;;
esac
(cd "$(dirname "$out")" && sha256sum "$(basename "$out")" >"$(basename "$out").sha256")
echo "Made $out ($(du --apparent-size --block-size=1000000 "$out" | cut -f1) MB)"
