"""What is wrong with the tags of a PDF, in sentences; and defects planted on purpose, each of which must be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name

from tests.report.tag_walk import Node, Page, opened, read_pages, tree


def faults(data: bytes) -> list[str]:
    with opened(data) as file:
        root, pages = tree(file), read_pages(file)
        nodes = list(root.walk())
        found = [*_of_file(file), *_of_pages(file, pages), *_of_marks(file, nodes, pages)]
        return [*found, *_of_headings(nodes), *_of_tables(nodes), *_of_lists(nodes), *_of_figures(nodes)]


def _of_file(file: pikepdf.Pdf) -> Iterator[str]:
    info = file.docinfo
    catalogue: Any = file.Root
    if str(catalogue.get("/Lang", "")) != "en-GB":
        yield "the language is not said"
    if not bool(catalogue.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "the title is not shown"
    if not bool(catalogue.get("/MarkInfo", Dictionary()).get("/Marked", False)):
        yield "the file does not say that it is tagged"
    if [str(one.S) for one in catalogue.get("/OutputIntents", [])] != ["/GTS_PDFA1"]:
        yield "the colours are not defined"
    about = catalogue.Metadata.read_bytes().decode()
    for name, word in (("Title", "title"), ("Producer", "pdf:Producer"), ("Author", "creator")):
        if f">{escape(str(info.get(f'/{name}', '(none)')))}<" not in about:
            yield f"the metadata give another {word}"
    for claim in ("<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1"):
        if claim not in about:
            yield f"{claim} is missing"


def _of_pages(file: pikepdf.Pdf, pages: list[Page]) -> Iterator[str]:
    for number, (page, read) in enumerate(zip(file.pages, pages, strict=True)):
        if read.loose:
            yield f"page {number + 1}: {len(read.loose)} drawn outside tags and artifacts"
        if read.repeated:
            yield f"page {number + 1}: mark used twice"
        if page.obj.get("/Tabs") != Name.S:
            yield f"page {number + 1}: tabs do not follow the structure"


def _of_marks(file: pikepdf.Pdf, nodes: list[Node], pages: list[Page]) -> Iterator[str]:
    used = Counter(mark for node in nodes for mark in node.marks)
    drawn = Counter((number, mark) for number, page in enumerate(pages) for mark in page.text)
    if used != drawn:
        yield f"marks and structure differ: {sorted((used - drawn) | (drawn - used))[:3]}"
    owners = {mark: node.entry.objgen for node in nodes for mark in node.marks}
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    listed = {int(key): entry for key, entry in zip(numbers[::2], numbers[1::2], strict=True)}
    for number, page in enumerate(file.pages):
        of_page = listed[int(page.obj.StructParents)]
        if [entry.objgen for entry in of_page] != [owners.get((number, mark)) for mark in range(len(of_page))]:
            yield f"page {number + 1}: the parent tree names another owner"
    for node in nodes:
        if any(kid.entry.P.objgen != node.entry.objgen for kid in node.kids):
            yield f"{node.role}: a child names another parent"
        if not node.order and node.role not in ("TD", "Document"):
            yield f"{node.role}: empty"


def _of_headings(nodes: list[Node]) -> Iterator[str]:
    levels = [int(node.role[1]) for node in nodes if node.role[0] == "H"]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "not one H1, and that first"
    if any(later > level + 1 for level, later in pairwise(levels)):
        yield "a heading skips a level"


def _of_tables(nodes: list[Node]) -> Iterator[str]:
    for table in (node for node in nodes if node.role == "Table"):
        rows = [[cell.role for cell in row.kids] for row in table.kids]
        if {row.role for row in table.kids} != {"TR"} or len({len(row) for row in rows}) != 1:
            yield "a table is not made of equal rows"
        if not any("TH" in row for row in rows):
            yield "a table has no heads"
    for head in (node for node in nodes if node.role == "TH"):
        if head.scope not in ("Row", "Column"):
            yield "a head does not say what it is the head of"


def _of_lists(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        roles = [kid.role for kid in node.kids]
        if node.role == "L" and set(roles) != {"LI"}:
            yield "a list holds something other than its items"
        if node.role == "LI" and roles not in (["Lbl", "LBody"], ["LBody"]):
            yield f"an item of a list holds {roles}"


def _of_figures(nodes: list[Node]) -> Iterator[str]:
    for node in (node for node in nodes if node.role == "Figure"):
        if not node.alt:
            yield "a figure has no words"
        if len(node.entry.get("/A", {}).get("/BBox", ())) != 4:
            yield "a figure does not say where it stands"


def _all_of(file: pikepdf.Pdf, role: str) -> list[Any]:
    return [node.entry for node in tree(file).walk() if node.role == role]


def _no_words(file: pikepdf.Pdf) -> None:
    del _all_of(file, "Figure")[0]["/Alt"]


def _no_language(file: pikepdf.Pdf) -> None:
    del file.Root["/Lang"]


def _no_title(file: pikepdf.Pdf) -> None:
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=False)


def _not_marked(file: pikepdf.Pdf) -> None:
    file.Root.MarkInfo = Dictionary(Marked=False)


def _no_scope(file: pikepdf.Pdf) -> None:
    for head in _all_of(file, "TH"):
        del head["/A"]


def _skipped(file: pikepdf.Pdf) -> None:
    for heading in _all_of(file, "H2"):
        heading.S = Name.H4


def _untagged(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.Contents = file.make_stream(page.Contents.read_bytes().replace(b"/P <</MCID", b"/P <</XCID", 1))


DEFECTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "figure without words": _no_words,
    "no language": _no_language,
    "title not shown": _no_title,
    "not said to be tagged": _not_marked,
    "heads without scope": _no_scope,
    "heading level skipped": _skipped,
    "text outside tags": _untagged,
}


def planted(data: bytes, defect: str) -> bytes:
    """Return the file with one defect."""
    out = BytesIO()
    with opened(data) as file:
        DEFECTS[defect](file)
        file.save(out)
    return out.getvalue()
