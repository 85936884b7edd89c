"""Every visible sentence passes through here, whole and with named placeholders, so that it can be translated."""

_UNITS = {"10*9/L": "10⁹/L", "mL/min/1.73m2": "mL/min/1.73 m²"}


def tr(sentence: str, **values: object) -> str:
    """Return the sentence in the language of the window with its named values filled in."""
    return sentence.format(**values) if values else sentence


def shown_unit(unit: str) -> str:
    """Return a unit as it is printed for the eye; the case keeps its plain spelling."""
    if unit in _UNITS:
        return _UNITS[unit]
    for plain, pretty in (("umol", "µmol"), ("ug", "µg")):
        if unit.startswith(plain):
            return pretty + unit[len(plain) :]
    return unit
