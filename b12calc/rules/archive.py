"""``python -m b12calc.rules.archive``: keep the present edition of the rules as one archive file.

To be run when an edition is given out, before its files are changed and its name with them.
"""

import json
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from b12calc import __version__
from b12calc.files import write_whole
from b12calc.models.vocabulary import PACKS
from b12calc.problems import Problem, ProblemsFound
from b12calc.rules import editions
from b12calc.rules.knowledge import clinical_files, parse, stamp_of

Files = dict[str, bytes]


def archive_present(folder: Path | None = None) -> Path:
    """Write the present edition into a folder and return the file; one of the same content is left as it is.

    Raises ProblemsFound when an edition of that name was kept with another content: the name must change with it.
    """
    packs = {pack: clinical_files(pack) for pack in PACKS}
    return keep(packs, __version__, editions.FOLDER if folder is None else folder)


def keep(packs: dict[str, Files], program: str, folder: Path) -> Path:
    """Write the files of one edition, pack by pack, as an archive named by the edition."""
    names = {str(parse(files)["pack"]["edition"]) for files in packs.values()}
    if len(names) != 1:
        said = ", ".join(sorted(names))
        raise ProblemsFound((Problem("pack.toml", f"one edition was expected in every pack; found {said}"),))
    name = names.pop()
    stamps = {pack: stamp_of(files) for pack, files in packs.items()}
    path = folder / f"{name}.zip"
    if path.exists():
        if editions.read_head(path).stamps != stamps:
            message = f"edition {name} was kept with other content; a new name was expected, such as {next_name(name)}"
            raise ProblemsFound((Problem("pack.toml", message),))
        return path
    head = {"edition": name, "program": program, "stamps": stamps}
    files = {place: data for one in packs.values() for place, data in one.items()}
    write_whole(path, packed({editions.HEAD: (json.dumps(head, indent=1) + "\n").encode(), **files}))
    return path


def next_name(name: str) -> str:
    """Return the name of the next edition of the same day."""
    day, number = editions.in_order(name)
    return f"{day}.{number + 1}"


def packed(files: Files) -> bytes:
    """Return files as a zip that depends on nothing but their names and bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for place in sorted(files):
            entry = ZipInfo(place)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, files[place].replace(b"\r\n", b"\n"))
    return stream.getvalue()


if __name__ == "__main__":
    try:
        print(archive_present())
    except ProblemsFound as found:
        sys.exit(str(found))
