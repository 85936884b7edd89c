"""What goes out and comes back: the inputs of a case in the note, and the answers of a symptom sheet as one line."""

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
