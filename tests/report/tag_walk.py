"""Walk the structure of a finished PDF and say what is wrong with it; nothing here had a part in writing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

TEXT = ("Tj", "TJ", "'", '"')
PAINT = ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE")
Mark = tuple[int, int]


@dataclass
class Node:
    """One piece of the structure; ``entry`` lives as long as the file is open."""

    role: str
    entry: Any
    alt: str
    scope: str
    kids: list[Node] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    order: list[Node | Mark] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass
class Page:
    """What the marks of one page hold: their text, and what is drawn outside any."""

    text: dict[int, str]
    loose: list[str]
    repeated: list[int]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def tree(file: pikepdf.Pdf) -> Node:
    places = {page.obj.objgen: number for number, page in enumerate(file.pages)}

    def read(entry: Any, page: int) -> Node:
        scope = str(entry.get("/A", {}).get("/Scope", ""))[1:]
        node = Node(str(entry.S)[1:], entry, str(entry.get("/Alt", "")), scope)
        page = places[entry.Pg.objgen] if "/Pg" in entry else page
        kids = entry.get("/K", pikepdf.Array())  # an empty box of a form has none
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                node.kids.append(read(kid, page))
                node.order.append(node.kids[-1])
                continue
            mark = (places[kid.Pg.objgen], int(kid.MCID)) if isinstance(kid, pikepdf.Dictionary) else (page, int(kid))
            node.marks.append(mark)
            node.order.append(mark)
        return node

    return read(file.Root.StructTreeRoot.K, -1)


def letters(font: Any) -> dict[int, str]:
    """Return what each code of a font means, as the file says for copying and reading aloud."""
    found: dict[int, str] = {}
    words = font.ToUnicode.read_bytes().decode("latin-1")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", words, re.S):
        for first, last, start in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(start, 16) + step)
        for first, _last, many in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", part, re.S):
            for step, one in enumerate(re.findall(r"<(\w+)>", many)):
                found[int(first, 16) + step] = bytes.fromhex(one).decode("utf-16-be")
    for part in re.findall(r"beginbfchar(.*?)endbfchar", words, re.S):
        for code, meant in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            found[int(code, 16)] = bytes.fromhex(meant).decode("utf-16-be")
    return found


def read_pages(file: pikepdf.Pdf) -> list[Page]:
    known: dict[Any, dict[int, str]] = {}
    return [read_page(page, known) for page in file.pages]


def read_page(page: pikepdf.Page, known: dict[Any, dict[int, str]]) -> Page:
    fonts = {}
    for name, entry in page.obj.Resources.Font.items():
        if entry.objgen not in known:
            known[entry.objgen] = letters(entry)
        fonts[name] = known[entry.objgen]
    found, font = Page({}, [], []), dict[int, str]()
    stack: list[Any] = []
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        name = str(step.operator)
        if name in ("BMC", "BDC"):
            mark = int(operands[1].MCID) if len(operands) > 1 and "/MCID" in operands[1] else None
            if mark is not None:
                found.repeated += [mark] if mark in found.text else []
                found.text[mark] = ""
            stack.append("artifact" if operands[0] == Name.Artifact else mark)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in TEXT + PAINT:
            if [one for one in stack if one is not None] == [] or len(stack) > 1:
                found.loose.append(name)
            elif name in TEXT and stack[0] != "artifact":
                shown = b"".join(bytes(one) for one in operands if isinstance(one, pikepdf.String))
                found.text[stack[0]] += "".join(font[code] for code in shown)
    return found


def spoken(node: Node, pages: list[Page]) -> str:
    """Return the text in the order in which it is read aloud."""
    parts = (spoken(one, pages) if isinstance(one, Node) else pages[one[0]].text[one[1]] for one in node.order)
    return "".join(parts)
