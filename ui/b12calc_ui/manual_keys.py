"""Writes the list of every key into docs/manual.md: `python -m b12calc_ui.manual_keys`."""

from PySide6.QtWidgets import QMainWindow

from b12calc.assets import document
from b12calc_ui.app import build
from b12calc_ui.key_list import with_keys


def main() -> None:
    """Write the list of keys as it is now."""
    _app, window = build(["b12calc", "-platform", "offscreen"])
    assert isinstance(window, QMainWindow)
    path = document("manual.md")
    path.write_text(with_keys(path.read_text(encoding="utf-8"), window), encoding="utf-8")


if __name__ == "__main__":
    main()
