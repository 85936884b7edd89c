"""The one door to resources/ and docs/: fonts, icons, styles, the sample case, the manual; never advice."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """Return the path of one file under resources/, in an installed wheel as in a checkout.

    Raises FileNotFoundError when the file is not part of this installation.
    """
    return _find("resources", parts)


def document(*parts: str) -> Path:
    """Return the path of one file under docs/ that ships with the program, in a wheel as in a checkout.

    Raises FileNotFoundError when the file is not part of this installation.
    """
    return _find("docs", parts)


def _find(name: str, parts: tuple[str, ...]) -> Path:
    for folder in (_HERE / name, _HERE.parent / name):
        path = folder.joinpath(*parts)
        if path.is_file():
            return path
    raise FileNotFoundError(f"{name}/{'/'.join(parts)} is missing from this installation")
