"""Complete a drawn PDF: structure tree, language, metadata, colours, embedded files, seal; equal in, equal out.

ReportLab draws the pages with their marks; what it cannot write is put in here. Source: ISO 32000-1, 14.7; ISO 19005-3.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, String

from b12calc.assets import asset
from b12calc.report.document import ReportDocument
from b12calc.report.metadata import packet, pdf_date
from b12calc.report.seal import note_parts, sealed
from b12calc.report.tags import Element

_PROFILE: Final = "sRGB IEC61966-2.1"


def finish(drawn: bytes, root: Element, document: ReportDocument) -> bytes:
    """Return the whole file, tagged, with its metadata and data, sealed; ``root`` holds what the marks belong to."""
    with pikepdf.open(BytesIO(drawn)) as file:
        _Tree(file).write(root)
        _describe(file, document)
        _define_colours(file)
        _embed(file, document)
        out = BytesIO()
        made = pikepdf.ObjectStreamMode.generate
        file.save(out, min_version="1.7", object_stream_mode=made, deterministic_id=True)
    return sealed(out.getvalue())


class _Tree:
    """Write the structure, and for every page which mark belongs to which piece of it."""

    def __init__(self, file: Pdf) -> None:
        self._file = file
        self._pages = [page.obj for page in file.pages]
        self._owners: list[dict[int, Object]] = [{} for _ in self._pages]
        self._roles: dict[str, Name] = {}
        self._shared: dict[str, Object] = {}

    def write(self, root: Element) -> None:
        """Put the tree into the catalogue and join it to the pages."""
        top = self._file.make_indirect(Dictionary({"/Type": Name.StructTreeRoot}))
        top.K = self._element(root, top)
        owners = []
        for number, (page, marks) in enumerate(zip(self._pages, self._owners, strict=True)):
            page.StructParents, page.Tabs = number, Name.S
            of_page = Array([marks[mark] for mark in range(len(marks))])
            owners += [number, self._file.make_indirect(of_page)]
        top.ParentTree = self._file.make_indirect(Dictionary({"/Nums": Array(owners)}))
        top.ParentTreeNextKey = len(self._pages)
        catalogue = self._file.Root
        catalogue.StructTreeRoot = top
        catalogue.MarkInfo = Dictionary({"/Marked": True})

    def _element(self, piece: Element, parent: Object) -> Object:
        """Write one piece and all below it."""
        role = self._roles.setdefault(piece.role, Name("/" + piece.role))
        made = self._file.make_indirect(Dictionary({"/S": role, "/P": parent}))
        marks = [kid for kid in piece.kids if isinstance(kid, tuple)]
        if marks:
            made["/Pg"] = self._pages[marks[0][0]]
        kids = [self._kid(kid, made, marks) for kid in piece.kids]
        if kids:
            made["/K"] = kids[0] if len(kids) == 1 else Array(kids)
        for key, value in self._attributes(piece):
            made[key] = value
        return made

    def _kid(self, kid: Element | tuple[int, int], parent: Object, marks: list[tuple[int, int]]) -> Object | int:
        if isinstance(kid, Element):
            return self._element(kid, parent)
        page, mark = kid
        self._owners[page][mark] = parent
        if page == marks[0][0]:
            return mark
        return Dictionary({"/Type": Name.MCR, "/Pg": self._pages[page], "/MCID": mark})

    def _attributes(self, piece: Element) -> Iterator[tuple[str, Object]]:
        if piece.scope:
            yield "/A", self._same(f"<</O/Table/Scope/{piece.scope}>>")
        if piece.role == "L":
            yield "/A", self._same(f"<</O/List/ListNumbering/{'Decimal' if piece.numbered else 'None'}>>")
        if piece.alt:
            yield "/Alt", String(piece.alt)
        if piece.box:
            box = " ".join(f"{edge:.2f}" for edge in piece.box)
            yield "/A", Object.parse(f"<</O/Layout/Placement/Block/BBox[{box}]>>".encode())

    def _same(self, text: str) -> Object:
        """Return one object for all attributes that say the same."""
        if text not in self._shared:
            self._shared[text] = self._file.make_indirect(Object.parse(text.encode()))
        return self._shared[text]


def _describe(file: Pdf, document: ReportDocument) -> None:
    """Say what the file is, in the same words in both places that say it."""
    info, catalogue = file.docinfo, file.Root
    for key in ("/Trapped", "/Keywords", "/CreationDate", "/ModDate"):
        if key in info:
            del info[key]
    if document.day:
        info["/CreationDate"] = info["/ModDate"] = String(pdf_date(document.day))
    about = packet(
        document.title, document.statement, document.author, str(info["/Producer"]), document.language, document.day
    )
    catalogue.Lang = String(document.language)
    catalogue.ViewerPreferences = Dictionary({"/DisplayDocTitle": True})
    catalogue.Metadata = file.make_stream(about, {"/Type": Name.Metadata, "/Subtype": Name.XML})


def _define_colours(file: Pdf) -> None:
    """Say which red, green and blue are meant."""
    profile = file.make_stream(_srgb(), {"/N": 3})
    named = String(_PROFILE)
    intent = {"/Type": Name.OutputIntent, "/S": Name.GTS_PDFA1, "/OutputConditionIdentifier": named, "/Info": named}
    file.Root.OutputIntents = Array([Dictionary({**intent, "/DestOutputProfile": profile})])


def _embed(file: Pdf, document: ReportDocument) -> None:
    """Put in the files for machines, tell what each is to the report, and note what every part is."""
    day = pdf_date(document.day) if document.day else ""
    for one in document.attached:
        made = AttachedFileSpec(
            file, one.text.encode(), description=one.words, filename=one.name, mime_type="application/json",
            creation_date=day, mod_date=day,
        )  # fmt: skip
        made.relationship = Name(f"/{one.relation}")
        file.attachments[one.name] = made
    if document.attached:
        file.Root.AF = Array([file.attachments[one.name].obj for one in document.attached])
    note_parts(file, day)


@cache
def _srgb() -> bytes:
    return asset("colour", "sRGB.icc").read_bytes()
