"""The rule book: every table, limit, regimen and source of a pack on paper, for a clinician who does not code."""

from b12calc.rules import read_book


def rule_book(pack: str = "uk") -> bytes:
    """Return the rule book of a pack as one self-contained HTML file; equal packs give equal bytes.

    Raises KeyError when there is no such pack.
    """
    from b12calc.rulebook.page import page

    return page(read_book(pack)).encode()


def rule_book_pdf(pack: str = "uk") -> bytes:
    """Return the rule book of a pack as a PDF on A4, with the page of every section in its contents.

    Equal packs give equal bytes. Raises KeyError when there is no such pack.
    """
    from b12calc.report.quiet import load

    load()
    from b12calc.report.pdf_writer import write
    from b12calc.rulebook.paper import book_document

    book = read_book(pack)
    pages: dict[str, int] = {}
    write(book_document(book, pages), "A4", pages)
    return write(book_document(book, pages), "A4")
