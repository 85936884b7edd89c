"""When a password is asked for; the dialog loads with the first locked PDF."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from b12calc_ui.opening import Locked, Opened, read_file


def read_asking(path: Path, parent: QWidget) -> Opened:
    """Return the case a file holds; a locked PDF is opened with the password that is typed. Raises NotOpened."""
    try:
        return read_file(path)
    except Locked:
        if not (password := _asked(parent, new=False)):
            raise
    return read_file(path, password)


def new_password(parent: QWidget) -> str:
    """Return a password typed twice; nothing where the user thought better of it."""
    return _asked(parent, new=True)


def _asked(parent: QWidget, *, new: bool) -> str:
    from b12calc_ui.password import asked_password

    return asked_password(parent, new=new)
