"""The practice's own laboratory profile: one TOML file in the user's settings folder, written whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from b12calc.problems import ProblemsFound
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.rules import Laboratory

OWN = "our-laboratory"
_FILE = f"{OWN}.toml"


class OwnLaboratory:
    """Hold the profile and the content it was read from; without a folder it lasts as long as the window."""

    def __init__(self, folder: Path | None) -> None:
        self._path = None if folder is None else folder / _FILE
        self._lent: Path | None = None
        self._only_lent = False
        self.profile: Laboratory | None = None
        self.content: dict[str, Any] = {}

    def lend(self, path: Path | None, locked: bool) -> None:
        """Read this file of the practice's IT: always where it is locked, else where the user has none."""
        self._lent, self._only_lent = path, locked

    def load(self) -> str:
        """Read the file; return one sentence when there is one that cannot be used, else an empty text."""
        path = self._path if self._path is not None and self._path.exists() and not self._only_lent else self._lent
        if path is None:
            return ""
        try:
            self._take(path.read_bytes(), path.name)
        except OSError as error:
            why = tr("{file}: cannot be read ({why})", file=path, why=error.strerror)
        except ProblemsFound as found:
            why = str(found.problems[0])
        else:
            return ""
        return tr("Our laboratory could not be read and its limits are not used: {why}", why=why)

    def keep(self, content: dict[str, Any]) -> None:
        """Write a content without faults and use it from now on. Raises OSError; then everything is as it was."""
        from b12calc.files import write_whole
        from b12calc.rules import laboratory_text

        data = laboratory_text(content).encode()
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, data)
        self._take(data, _FILE)

    def _take(self, data: bytes, name: str) -> None:
        from b12calc.rules import laboratory_content, read_laboratory

        self.profile, self.content = read_laboratory(data, name), laboratory_content(data, name)
