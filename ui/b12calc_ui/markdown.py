"""The few marks the manual is written with, as HTML for the reader: headings, lists, tables, pictures, links."""

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

_TABLE_LINE = re.compile(r"\|[ :|-]+\|")
_INLINE = (
    (re.compile(r"`([^`]+)`"), r"<kbd>\1</kbd>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*([^*]+)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\((#[^)]+)\)"), r"<a href='\2'>\1</a>"),
)


def anchor_of(title: str) -> str:
    """Return the anchor of a heading, as the sites that show Markdown make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def headings(text: str) -> list[tuple[int, str]]:
    """Return depth and title of every heading."""
    return [(len(found[1]), found[2]) for found in re.finditer(r"^(#+) (.+)$", text, re.MULTILINE)]


def to_html(text: str, picture: Callable[[str, str], str]) -> str:
    """Return the text as HTML; a picture is asked for by its name and words."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return "\n".join(html for block in re.split(r"\n\s*\n", text.strip()) for html in _block(block, picture))


def _block(block: str, picture: Callable[[str, str], str]) -> Iterator[str]:
    """Return one block; a heading may have its text directly below."""
    for kind, group in groupby(_joined(block), key=_kind):
        lines = list(group)
        if kind == "head":
            for line in lines:
                depth, title = len(line) - len(line.lstrip("#")), line.lstrip("# ")
                yield f"<h{depth}><a name='{anchor_of(title)}'></a>{_inline(title)}</h{depth}>"
        elif kind == "picture":
            found = re.fullmatch(r"!\[(.*)\]\((.*)\)", " ".join(lines))
            assert found is not None, lines
            yield f"<p>{picture(found[2], found[1])}</p><p class='quiet'>{escape(found[1])}</p>"
        elif kind == "table":
            yield _table(lines)
        elif kind in ("ul", "ol"):
            items = "".join(f"<li>{_inline(line.split(' ', 1)[1])}</li>" for line in lines)
            yield f"<{kind}>{items}</{kind}>"
        else:
            yield f"<p>{_inline(' '.join(lines))}</p>"


def _joined(block: str) -> Iterator[str]:
    """Return the lines of a block, an indented line joined to the one it goes on from."""
    return iter(re.sub(r"\n +", " ", block).split("\n"))


def _kind(line: str) -> str:
    for kind, mark in (("head", "#+ "), ("picture", r"!\["), ("table", r"\|"), ("ul", r"\* "), ("ol", r"[0-9]+\. ")):
        if re.match(mark, line):
            return kind
    return "text"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not _TABLE_LINE.fullmatch(line)]
    head, *rest = rows
    whole = "<tr>" + "".join(f"<th>{_inline(cell)}</th>" for cell in head) + "</tr>"
    for row in rest:
        first, *others = (f"<td>{_inline(cell)}</td>" for cell in row)
        whole += "<tr>" + first.replace("<td>", "<td width='38%'>") + "".join(others) + "</tr>"
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{whole}</table>"


def _inline(text: str) -> str:
    html = escape(text, quote=False)
    for mark, tags in _INLINE:
        html = mark.sub(tags, html)
    return html
