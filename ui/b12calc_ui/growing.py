"""Spares the hunt for rubbish while the window and its rules are made: all of it stays, and none of it is rubbish."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from b12calc_ui.live import Live


@contextmanager
def growing(stays: bool = False) -> Iterator[None]:
    """Collect no rubbish inside; it is collected again at the end, also after an error. Serves as a decorator too.

    What ``stays`` as long as the program, as its modules do, is not looked through again later either.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if collecting:
            gc.enable()


def set_aside_once(live: "Live") -> None:
    """Look no more through what stands when the rules are first ready, so that no key ever waits for that.

    It is bounded by what the program is at its start: what is made later is collected as ever, and so are the pieces
    made earlier that let go of each other.
    """
    live.assessed.connect(gc.freeze, Qt.ConnectionType.SingleShotConnection)
