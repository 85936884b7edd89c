"""Write a report as one HTML page that needs nothing beside it: for reading aloud, enlarging and sending on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as marked
from typing import Final

from b12calc.report import document as content
from b12calc.report.words import uncontrolled

_STYLE: Final = (
    "body{{font:{size}pt/1.45 'Noto Sans',Arial,sans-serif;color:#000;background:#fff;max-width:40em;margin:1em auto;"
    "padding:0 1em}}h1{{font-size:1.4em;line-height:1.25}}h2{{font-size:1.15em;margin:1.2em 0 .3em}}"
    "h3{{font-size:1em;margin:.8em 0 .2em}}p{{margin:.4em 0}}ul{{margin:.2em 0;padding-left:1.4em}}"
    "table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid #000;padding:.4em;text-align:left}}"
    "footer,header{{font-size:.8em}}.line{{border-bottom:1px solid #000;min-height:1.8em}}"
    "@media print{{body{{margin:0}}h2,h3{{break-after:avoid}}li,tr{{break-inside:avoid}}}}"
)
_USUAL: Final = 12


def escape(text: str) -> str:
    """Return a text as it stands in a page: markup as typed, no control character."""
    return marked(uncontrolled(text))


def write(document: content.ReportDocument) -> str:
    """Return the page; see ``b12calc.report.html``."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}">',
        f'<head><meta charset="utf-8"><title>{escape(document.title)}</title>',
        f"<style>{_STYLE.format(size=document.size or _USUAL)}</style></head>",
        "<body>",
        *_header(document),
        f"<main><h1>{escape(document.title)}</h1>",
        f"<p>{escape(document.subtitle)}</p>",
    ]
    for section in document.sections:
        lines += _section(section)
    lines += ["</main>", f"<footer><p>{escape(document.edition)}</p><p>{escape(document.statement)}</p></footer>"]
    return "\n".join([*lines, "</body>", "</html>"]) + "\n"


def _header(document: content.ReportDocument) -> Iterator[str]:
    said = [escape(line) for line in document.heading]
    # each part on its own: a name written from right to left must not turn the date of birth round
    said.append(" · ".join(f"<bdi>{escape(part)}</bdi>" for part in document.identity))
    yield f"<header>{''.join(f'<p>{line}</p>' for line in said)}</header>"


def _section(section: content.Section) -> Iterator[str]:
    level = "h3" if section.title else "h2"
    yield f"<section><h2>{escape(section.title)}</h2>" if section.title else "<section>"
    for block in section.blocks:
        yield from _block(block, level)
    yield "</section>"


def _block(block: content.Block, level: str) -> Iterator[str]:
    match block:
        case content.UrgentLine():
            yield f"<p><strong>{escape(' '.join(filter(None, (block.word, block.text))))}</strong></p>"
        case content.Paragraph():
            lead = f"<strong>{escape(block.lead)}</strong> " if block.lead else ""
            yield f"<p>{lead}{escape(block.text)}</p>"
        case content.KeyValues():
            rows = (
                f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in block.rows
            )
            yield f"<table>{''.join(rows)}</table>"
        case content.Table():
            yield from _table(block)
        case content.Scale():
            yield f"<p>{escape(block.twin)}</p>"
        case content.Timeline():
            yield from ()  # the table beside it says it all
        case content.ActionList():
            items = (" ".join(filter(None, (item.number, item.strength, item.text))) for item in block.items)
            yield f"<{level}>{escape(block.lead)}</{level}>"
            yield f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in items)}</ul>"
        case content.WriteIn():
            yield from (f'<p class="line">{escape(label)}</p>' for label in block.labels)


def _table(block: content.Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in block.header)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for (first, *rest), note in block.rows_with_notes():
        cells = "</td><td>".join(map(escape, rest))
        said = f"<p>{escape(note)}</p>" if note else ""
        yield f'<tr><th scope="row">{escape(first)}</th><td>{cells}{said}</td></tr>'
    yield "</tbody></table>"
