"""Leave out of a note what says that a sample was sound: "no haemolysis", "Haemolysis index: 0", "clotted blood"."""

from __future__ import annotations

import re
from typing import Final

_ROOT: Final = "(?:haemoly|hemoly|hamoly|hemoli|lip[ae]{1,2}mi|i[ck]teri)"
_NOUN: Final = rf"{_ROOT}(?:sis|se|se index)"
_SEEN: Final = "(?:visible |visibly |significant |evidence of )?"
# In folded text, where nothing tells of the end of a sentence: "haemolysed no repeat sent" denies no haemolysis. So a
# word behind it counts only at the very end, and one that may belong to what stands before only in front of the noun.
_SOUND: Final = re.compile(
    rf"\b(?:no|nil|keine?|sans|sin|ohne|pas d|absence d) {_SEEN}{_NOUN}\b|\b(?:not|non|nicht) {_SEEN}{_ROOT}\w*"
    rf"|\b{_NOUN}(?: index)? (?:0|none|nil|no|not detected|not seen|not present|negative?|normal|absent|absence|absente"
    r"|ausente|keine|nein|non|nicht nachweisbar)$"
    r"|\b(?:sample|specimen)(?: type)? clotted (?:venous )?blood\b"  # the British name of a tube for serum
)


def without_denials(text: str) -> str:
    """Return a folded text without what denies haemolysis."""
    return _SOUND.sub(" ", text)
