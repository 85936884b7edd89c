"""A part of the form is one thing that can be edited, undone and put back as a whole."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtGui import QUndoCommand, QUndoStack


class Told:
    """Tell one listener of an event: a signal without its cost, for the many rows of the form."""

    def __init__(self) -> None:
        self._listener: Callable[..., object] | None = None

    def connect(self, listener: Callable[..., object]) -> None:
        """Name the listener."""
        self._listener = listener

    def emit(self, *words: object) -> None:
        """Tell the listener, if there is one."""
        if self._listener is not None:
            self._listener(*words)


class Part(Protocol):
    """Hold one row or strip of the form: its state is plain data and can be put back."""

    edited: Any
    """Signal(str) or Told: the name of the field just edited by the user; empty where edits are never joined."""

    def state(self) -> Any:
        """Return what was entered, as plain comparable data."""

    def restore(self, state: Any) -> None:
        """Put a state back without reporting an edit."""

    def show_me(self) -> None:
        """Take the keyboard focus to this part."""


class Change(QUndoCommand):
    """Remember one part before and after an edit."""

    def __init__(self, part: Part, before: Any, after: Any, key: str, words: str) -> None:
        super().__init__(words)
        self.part, self.before, self.after, self.key = part, before, after, key
        self._done = True

    def redo(self) -> None:
        """Put the later state back; the first call follows the edit itself and finds it done."""
        if not self._done:
            self.part.restore(self.after)
            self.part.show_me()
        self._done = True

    def undo(self) -> None:
        """Put the earlier state back and show where."""
        self._done = False
        self.part.restore(self.before)
        self.part.show_me()


class History:
    """Record edits of parts on one undo stack; typing in one field counts as one edit."""

    def __init__(self, stack: QUndoStack) -> None:
        self.stack = stack
        self._known: dict[int, Any] = {}
        self._last: Change | None = None

    def watch(self, part: Part) -> None:
        """Take the present state of a part as its starting point."""
        self._known[id(part)] = part.state()

    def record(self, part: Part, key: str, words: str) -> None:
        """Record that the user edited a part."""
        before, after = self._known[id(part)], part.state()
        if before == after:
            return
        self._known[id(part)] = after
        last = self._last
        at_top = last is not None and self.stack.index() == self.stack.count() and not self.stack.isClean()
        if key and at_top and last is not None and last.part is part and last.key == key:
            last.after = after
            self.stack.indexChanged.emit(self.stack.index())
            return
        self._last = Change(part, before, after, key, words)
        self.stack.push(self._last)

    def caught_up(self, parts: list[Part]) -> None:
        """Take the present states as known, after an undo, a redo or a new case."""
        self._known = {id(part): part.state() for part in parts}

    def forget(self, parts: list[Part]) -> None:
        """Drop every remembered edit, as for a new patient."""
        self._last = None
        self.stack.clear()
        self.caught_up(parts)
