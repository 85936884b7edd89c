"""What goes to other programs and comes back: the inputs of a case in the note, and the case out of a pasted note."""

from b12calc.exchange.note import Made, ReadNote, note_inputs, read_note
from b12calc.exchange.pasted import text_of

__all__ = ["Made", "ReadNote", "note_inputs", "read_note", "text_of"]
