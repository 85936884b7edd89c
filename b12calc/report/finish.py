"""Complete a drawn PDF: structure tree, language, metadata, colours, embedded files, seal; equal in, equal out.

ReportLab draws the pages with their marks and knows their objects; what it cannot write is added here, and the file is
written once. Source: ISO 32000-1, 7.11.4, 14.7; ISO 19005-3.
"""

from __future__ import annotations

from functools import cache
from hashlib import md5
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from b12calc.assets import asset
from b12calc.report.binding import Binder, array, reference, text
from b12calc.report.document import Attached, ReportDocument
from b12calc.report.metadata import packet, pdf_date
from b12calc.report.sealing import EMBEDDED, PAGE, parts_noted, sealed
from b12calc.report.tags import Element

_PROFILE: Final = b"(sRGB IEC61966-2.1)"


def finish(canvas: Any, root: Element, document: ReportDocument) -> bytes:
    """Return the whole file, tagged, with its metadata and data, sealed.

    ``canvas`` has drawn every page and written nothing yet; ``root`` holds what its marks belong to.
    """
    drawn, binder = canvas._doc, Binder()
    for font in drawn.delayedFonts:
        font.addObjects(drawn)
    numbers = [_number(drawn, page) for page in drawn.Pages.pages]
    catalogue, info = _number(drawn, drawn.Catalog), _number(drawn, drawn.info)
    drawn.Outlines.prepare(drawn, canvas)
    if drawn.Outlines.ready < 0:
        drawn.Catalog.Outlines = None
    head = pdfdoc.format(drawn.Catalog, drawn, 1).removesuffix(b">>")
    pages = _bind(drawn, binder, {number: place for place, number in enumerate(numbers)})
    day = pdf_date(document.day) if document.day else ""
    binder.put(info, _about(drawn.info, document, day))
    parts = [(PAGE.format(number), content) for number, content in enumerate(pages, 1)]
    parts += [(EMBEDDED.format(one.name), one.text.encode()) for one in _sorted(document)]
    entries = (
        *_described(binder, document, drawn.info.producer),
        _Tree(binder, numbers).entries(root),
        _embedded(binder, document, day),
        parts_noted(parts, day),
    )
    binder.put(catalogue, head + b"".join(entries) + b">>")
    return sealed(binder.file(catalogue, info))


def _number(drawn: Any, one: Any) -> int:
    """Return the number of an object of ReportLab's."""
    return int(drawn.idToObjectNumberAndVersion[drawn.Reference(one).name][0])


def _bind(drawn: Any, binder: Binder, pages: dict[int, int]) -> list[bytes]:
    """Take over what ReportLab made, each page joined to the structure; return what the pages hold."""
    number, contents, streams = 0, {}, {}
    while (number := number + 1) in drawn.numberToId:  # more of them come while they are written out
        one = drawn.idToObject[drawn.numberToId[number]]
        if isinstance(one, pdfdoc.PDFStream):
            streams[number] = one
        elif one is not drawn.Catalog and one is not drawn.info:
            if isinstance(one, pdfdoc.PDFTrueTypeFont):  # all of them whole numbers
                vars(one)["Widths"] = array(b"%d" % width for width in vars(one)["Widths"].sequence)
            value = pdfdoc.format(one, drawn, 1)
            if number in pages:
                value = b"%s/StructParents %d/Tabs/S>>" % (value.removesuffix(b">>"), pages[number])
                contents[_number(drawn, one.Contents)] = pages[number]
            binder.put(number, value)
    binder.leave(number - 1)
    held = [b""] * len(pages)
    for number, one in streams.items():
        content = one.content.encode() if isinstance(one.content, str) else one.content
        binder.put_stream(
            number, content, b"".join([b"/%s %d" % (k.encode(), v) for k, v in one.dictionary.dict.items()])
        )
        if number in contents:
            held[contents[number]] = content
    return held


class _Tree:
    """Write the structure, and for every page which mark belongs to which piece of it."""

    def __init__(self, binder: Binder, pages: list[int]) -> None:
        self._binder, self._pages = binder, pages
        self._owners: list[dict[int, int]] = [{} for _ in pages]
        self._shared: dict[bytes, bytes] = {}

    def entries(self, root: Element) -> bytes:
        """Write the tree; return what the catalogue says of it."""
        top = self._binder.reserve()
        first, owners = self._element(root, top), []
        for number, marks in enumerate(self._owners):
            of_page = self._binder.add(array(reference(marks[mark]) for mark in range(len(marks))))
            owners += [b"%d" % number, reference(of_page)]
        parents = self._binder.add(b"<</Nums%s>>" % array(owners))
        said = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        self._binder.put(top, said % (first, parents, len(self._pages)))
        return b"/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>" % top

    def _element(self, piece: Element, parent: int) -> int:
        """Write one piece and all below it; return its number."""
        made = self._binder.reserve()
        page = next((kid[0] for kid in piece.kids if isinstance(kid, tuple)), None)
        kids = [
            reference(self._element(kid, made)) if isinstance(kid, Element) else self._mark(kid, made, page)
            for kid in piece.kids
        ]
        said = [b"<</S/%s/P %d 0 R" % (piece.role.encode(), parent)]
        if page is not None:
            said.append(b"/Pg %d 0 R" % self._pages[page])
        if kids:
            said.append(b"/K%s" % array(kids) if len(kids) > 1 else b"/K " + kids[0])
        self._binder.put(made, b"".join([*said, self._attributes(piece), b">>"]))
        return made

    def _mark(self, mark: tuple[int, int], piece: int, first: int | None) -> bytes:
        """Return the mark of a piece, with its page where that is not the ``first``."""
        page, number = mark
        self._owners[page][number] = piece
        if page == first:
            return b"%d" % number
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[page], number)

    def _attributes(self, piece: Element) -> bytes:
        if piece.scope:
            return self._same(b"<</O/Table/Scope/%s>>" % piece.scope.encode())
        if piece.role == "L":
            return self._same(b"<</O/List/ListNumbering/%s>>" % (b"Decimal" if piece.numbered else b"None"))
        said = b"/Alt" + text(piece.alt) if piece.alt else b""
        if piece.box:
            box = " ".join(f"{edge:.2f}" for edge in piece.box)
            said += b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % box.encode()
        return said

    def _same(self, value: bytes) -> bytes:
        """Return one object for all attributes that say the same."""
        if value not in self._shared:
            self._shared[value] = b"/A %d 0 R" % self._binder.add(value)
        return self._shared[value]


def _about(info: Any, document: ReportDocument, day: str) -> bytes:
    """Return what the file says of itself, in the words of its metadata."""
    said = {
        b"Title": document.title, b"Author": document.author, b"Creator": document.author,
        b"Subject": document.statement, b"Producer": info.producer,
    }  # fmt: skip
    said |= {b"CreationDate": day, b"ModDate": day} if day else {}
    return b"<<%s>>" % b"".join([b"/%s%s" % (key, text(words)) for key, words in said.items()])


def _described(binder: Binder, document: ReportDocument, producer: str) -> tuple[bytes, bytes]:
    """Return what the catalogue says of language, metadata and title, and which red, green and blue are meant."""
    about = packet(document.title, document.statement, document.author, producer, document.language, document.day)
    metadata = binder.add_stream(about, b"/Type/Metadata/Subtype/XML", packed=False)
    profile = binder.add_stream(_srgb(), b"/N 3")
    intent = b"/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s/DestOutputProfile %d 0 R"
    language = b"/Lang%s/ViewerPreferences<</DisplayDocTitle true>>" % text(document.language)
    colours = b"/OutputIntents[<<%s>>]" % (intent % (_PROFILE, _PROFILE, profile))
    return language + b"/Metadata %d 0 R" % metadata, colours


def _sorted(document: ReportDocument) -> list[Attached]:
    """Return the embedded files in the order in which the file names them."""
    return sorted(document.attached, key=lambda one: one.name)


def _embedded(binder: Binder, document: ReportDocument, day: str) -> bytes:
    """Put in the files for machines; return what the catalogue says of them, and what each is to the report."""
    if not document.attached:
        return b""
    made = {one.name: reference(_embed(binder, one, day)) for one in document.attached}
    names = array(part for one in _sorted(document) for part in (text(one.name), made[one.name]))
    return b"/Names<</EmbeddedFiles<</Names%s>>>>/AF%s" % (names, array(made.values()))


def _embed(binder: Binder, one: Attached, day: str) -> int:
    """Put in one file; return the number of what names it."""
    data = one.text.encode()
    days = b"/CreationDate%s/ModDate%s" % (text(day), text(day)) if day else b""
    sum_of = md5(data, usedforsecurity=False).hexdigest().encode()
    params = b"/Params<<%s/Size %d/CheckSum<%s>>>" % (days, len(data), sum_of)
    held = binder.add_stream(data, b"/Type/EmbeddedFile/Subtype/application#2fjson" + params)
    name = text(one.name)
    said = b"/Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/%s/EF<</F %d 0 R/UF %d 0 R>>"
    return binder.add(b"<<%s>>" % (said % (name, name, text(one.words), one.relation.encode(), held, held)))


@cache
def _srgb() -> bytes:
    return asset("colour", "sRGB.icc").read_bytes()
