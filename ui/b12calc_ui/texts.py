"""Every visible sentence passes through here, whole and with named placeholders, so that it can be translated."""

from collections.abc import Callable

Translation = Callable[[str], str]
_UNITS = {"10*9/L": "10⁹/L", "mL/min/1.73m2": "mL/min/1.73 m²"}


_translations: list[Translation] = []


def use(translation: Translation | None) -> None:
    """Show every sentence as this says it, from the next one that is asked for; None means as it is written."""
    _translations[:] = [] if translation is None else [translation]


def tr(sentence: str, /, **values: object) -> str:
    """Return the sentence in the language of the window with its named values filled in."""
    words = _translations[0](sentence) if _translations else sentence
    return words.format(**values) if values else words


def later(sentence: str) -> str:
    """Mark a sentence of a list made while the program is loaded; tr translates it when it is shown."""
    return sentence


def shown_unit(unit: str) -> str:
    """Return a unit as it is printed for the eye; the case keeps its plain spelling."""
    if unit in _UNITS:
        return _UNITS[unit]
    for plain, pretty in (("umol", "µmol"), ("ug", "µg")):
        if unit.startswith(plain):
            return pretty + unit[len(plain) :]
    return unit
