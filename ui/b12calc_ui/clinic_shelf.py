"""The clinic profiles that can be chosen: the examples of the program and those this practice wrote."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.problems import ProblemsFound
from b12calc_ui.given import CLINIC
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.rules import Clinic

_OWN: Final = "own:"
_FOLDER: Final = "clinics"
_RESERVED: Final = r"con|prn|aux|nul|(com|lpt)[0-9]"  # no file may be called so under Windows


class ClinicShelf:
    """Read examples and own profiles; own ones lie beside the settings and say nothing about a patient."""

    def __init__(self, settings_folder: Path | None, lent: Path | None = None) -> None:
        self._lent = lent
        self.folder = settings_folder / _FOLDER if settings_folder is not None else None
        self.troubles: list[str] = []
        self._held: dict[str, Clinic] = {}

    def load(self) -> None:
        """Read every profile anew; a file that cannot be used is left out and named in ``troubles``."""
        from b12calc.rules import clinics, read_clinic

        self.troubles = []
        self._held = {}
        own = sorted(self.folder.glob("*.toml")) if self.folder is not None else ()
        files = [*((_OWN + path.stem, path) for path in own), *([(CLINIC, self._lent)] if self._lent else [])]
        for code, path in files:
            try:
                self._held[code] = read_clinic(path.read_bytes(), path.name)
            except ProblemsFound as found:
                self.troubles.append(str(found.problems[0]))
            except OSError as error:
                self.troubles.append(tr("{file}: cannot be read ({why})", file=path.name, why=error.strerror))
        self._held |= {one.id: one for one in clinics()}

    def entries(self) -> list[tuple[str, str]]:
        """Return code and words of each profile, own ones first."""
        return [
            (code, one.title if one.own else tr("Example: {title}", title=one.title))
            for code, one in self._held.items()
        ]

    def find(self, code: str) -> "Clinic | None":
        """Return a profile, or None where there is none with this code."""
        return self._held.get(code)

    def save(self, text: str, title: str, code: str) -> str:
        """Keep a profile, in the place of the own one it was made from, and return its code.

        Raises OSError when the folder cannot be written; then an older file is untouched.
        """
        from b12calc.files import write_whole

        assert self.folder is not None
        self.folder.mkdir(parents=True, exist_ok=True)
        name = code.removeprefix(_OWN) if code.startswith(_OWN) else self._free_name(title)
        write_whole(self.folder / f"{name}.toml", text.encode())
        self.load()
        return _OWN + name

    def _free_name(self, title: str) -> str:
        assert self.folder is not None
        plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "clinic"
        if re.fullmatch(_RESERVED, plain):
            plain += "-clinic"
        names = [plain, *(f"{plain}-{number}" for number in range(2, 1000))]
        return next(name for name in names if not (self.folder / f"{name}.toml").exists())
