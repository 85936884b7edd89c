"""What this program knows of GDT records it wrote itself: their comment, the idents of their tests, their findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.analytes import analytes
from b12calc.models.vocabulary import FINDINGS

COMMENT: Final = "b12calc "  # begins the comment (6227) by which this program knows its own answers
_IDENT: Final = 20  # signs of an ident; how many a system takes is not known, so no more than tell the tests apart


def ident_of(code: str) -> str:
    """Return the ident of a test (8410): its code in the case format, cut."""
    return code[:_IDENT]


def code_of(ident: str) -> str | None:
    """Return the code of the case format that an ident of this program stands for."""
    return next((code for code in analytes() if code[:_IDENT] == ident), None)


def finding_in(texts: Sequence[str]) -> str | None:
    """Return the finding that the texts of a result begin with."""
    return texts[0] if texts and texts[0] in FINDINGS else None
