"""The b12calc command: no argument or one file to open shows the window, all else goes to the headless command line."""

import sys
from pathlib import Path

from b12calc.scarce import WINDOW, for_want_of_memory, has_room, spared

_OPENED = (".json", ".pdf", ".txt", ".gdt", ".hl7", ".csv", ".edi")


def main() -> int:
    """Open the window, or hand the arguments to the command line without loading Qt; told where memory is short."""
    return spared(_start)


def _start() -> int:
    file = _file(sys.argv[1]) if len(sys.argv) == 2 else None
    if len(sys.argv) > 1 and file is None:
        from b12calc.entry import main as command_line

        return command_line(sys.argv[1:])
    if not has_room(WINDOW):
        raise MemoryError
    return _window(file)


def _window(file: Path | None) -> int:
    try:
        from b12calc_ui.app import main as window

        return window() if file is None else window(file)
    except Exception as error:
        if for_want_of_memory(error):
            raise
        from b12calc import integrity

        if not integrity.damage():
            raise
        from b12calc_ui.wholeness import refuse_alone

        return refuse_alone(integrity.damage())


def _file(word: str) -> Path | None:
    """Return the file a word names: by its ending, or because a file with an ending lies there (B12CEDV1.001)."""
    path = Path(word)
    return path if word.lower().endswith(_OPENED) or (path.suffix and path.is_file()) else None
