"""Leave out of a note what says that a sample was sound: "no haemolysis", "Haemolysis index: 0"."""

from __future__ import annotations

import re
from typing import Final

_LYSIS: Final = r"(?:haemoly|hemoly|hamoly|hemoli)\w*"
_SOUND: Final = re.compile(  # in folded text
    r"\b(?:no|not|nil|non|keine?|nicht|sans|sin|ohne|pas d|absence d) (?:visible |visibly |significant |evidence of )?"
    rf"{_LYSIS}|\b{_LYSIS}(?: index)? (?:0|none|nil|no|not detected|not seen|not present|negative?|normal|absent"
    r"|absence|absente|ausente|keine|nein|non|nicht nachweisbar)\b(?! (?:[0-9]|marked|gross))"
)


def without_denials(text: str) -> str:
    """Return a folded text without what denies haemolysis."""
    return _SOUND.sub(" ", text)
