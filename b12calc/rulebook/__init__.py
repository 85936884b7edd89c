"""The rule book: every table, limit, regimen and source of a pack on paper, for a clinician who does not code."""

from b12calc.rules import read_book


def rule_book(pack: str = "uk") -> bytes:
    """Return the rule book of a pack as one self-contained HTML file; equal packs give equal bytes.

    Raises KeyError when there is no such pack.
    """
    from b12calc.rulebook.page import page

    return page(read_book(pack)).encode()
