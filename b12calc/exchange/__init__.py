"""What goes out and comes back: the inputs of a case in the note, and the answers of a symptom sheet as one line."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from b12calc.exchange.answer_line import is_answer_line, read_answers, write_answers
    from b12calc.exchange.note import Made, ReadNote, note_inputs, read_note
    from b12calc.exchange.pasted import text_of

__all__ = [
    "Made",
    "ReadNote",
    "is_answer_line",
    "note_inputs",
    "read_answers",
    "read_note",
    "text_of",
    "write_answers",
]
_HOMES: Final = {
    "note": ("Made", "ReadNote", "note_inputs", "read_note"),
    "pasted": ("text_of",),
    "answer_line": ("is_answer_line", "read_answers", "write_answers"),
}


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: a reader of reports needs no note."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
