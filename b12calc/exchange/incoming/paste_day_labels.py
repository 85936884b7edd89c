"""Read what a line says of a day in words: of the sample, or of something else such as a birth or a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_days import Printed
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_MOST_OF_A_LABEL: Final = 4  # words
_FRAMED: Final = re.compile(r"(-{2,}|={2,}|\*{2,}|#{2,}|_{2,})[^-=*#_].*\1")


def said_last(text: str) -> str:
    """Return what label of a day unknown words end with: "Specimen 26B118374 collected"."""
    words = folded(text).split()
    ends = (phrases().meaning.get(" ".join(words[-count:]), ("", "")) for count in (3, 2, 1))
    return next((mean for kind, mean in ends if kind == "label" and mean in {"taken", "other_day"}), "")


def asks_another_day(tokens: Sequence[Token], text: str) -> bool:
    """Tell whether a line ends with a label whose day stands in the next line and is not that of the sample."""
    said = [token for token in tokens if token.kind not in {"join", "stop"}]
    if said and said[-1].kind == "label" and said[-1].mean == "other_day":
        return True
    words = folded(text).split()
    return any(phrases().who.get(" ".join(words[-count:])) == "birth" for count in range(1, _MOST_OF_A_LABEL))


def heads_earlier(tokens: Sequence[Token]) -> bool:
    """Tell whether a line of heads, parted by single spaces, names earlier results as one of them."""
    kinds = [token.kind for token in tokens]
    return "not_now" in kinds and kinds.count("label") > 1 and not {"number", "unknown"} & set(kinds)


def panel_day(tokens: Sequence[Token]) -> Printed | None:
    """Return the day in front of the name of a panel or test where the line says nothing else."""
    told = [token for token in tokens if token.kind not in {"join", "stop", "clock"}]
    return told[0].day if len(told) > 1 and all(names_panel(token) for token in told[1:]) else None


def names_panel(token: Token) -> bool:
    """Tell whether a token is the name of a test, a panel or a department."""
    return token.kind in {"name", "plain"} or folded(token.text) in phrases().department


def framed_day(tokens: Sequence[Token], text: str) -> Printed | None:
    """Return the day in a line that signs set off as a heading: "--- Laboratory 10.08.2026 ---"."""
    days = [token.day for token in tokens if token.day]
    labels = any(token.kind == "label" for token in tokens)
    framed = len(days) == 1 and not labels and _FRAMED.fullmatch(text.strip()) and "lab" in folded(text)
    return days[0] if framed else None
