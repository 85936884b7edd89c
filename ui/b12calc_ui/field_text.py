"""What stands in a field, as text: typed in a line, or the code of a choice; read and put back alike everywhere."""

from collections.abc import Mapping

from b12calc_ui.controls import Choice, TextField
from b12calc_ui.value_box import ValueBox


def text_of(control: TextField | Choice | ValueBox) -> str:
    """Return what was typed without outer blanks, or the code that was chosen."""
    return control.code() if isinstance(control, Choice) else control.text().strip()


def put_text(control: TextField | Choice | ValueBox, text: str) -> None:
    """Put a text into a field, or choose the entry of that code."""
    if isinstance(control, TextField):
        control.setText(text)
    else:
        control.put(text)


def put_texts(fields: Mapping[str, TextField | Choice], texts: Mapping[str, str]) -> None:
    """Put a text into each field by its name."""
    for name, control in fields.items():
        put_text(control, texts[name])
