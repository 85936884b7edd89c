"""The one door to resources/: fonts, icons, styles and the sample case; looks only, never advice."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """Return the path of one file under resources/, in an installed wheel as in a checkout.

    Raises FileNotFoundError when the file is not part of this installation.
    """
    for folder in (_HERE / "resources", _HERE.parent / "resources"):
        path = folder.joinpath(*parts)
        if path.is_file():
            return path
    raise FileNotFoundError(f"resources/{'/'.join(parts)} is missing from this installation")
