"""The summary of an audit as one HTML page that needs nothing beside it, to read, to print on A4 and to send on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape as marked
from typing import Final

from b12calc import __version__
from b12calc.audit.charts import Chart, charts, texts
from b12calc.audit.options import AuditOptions
from b12calc.audit.summary import Summary
from b12calc.days import day_text
from b12calc.rules import read_book

_STYLE: Final = (
    "@page{size:A4;margin:14mm}body{font:10.5pt/1.4 'Noto Sans',Arial,sans-serif;color:#000;background:#fff;"
    "max-width:46em;margin:1em auto;padding:0 1em}"
    "h1{font-size:1.5em;margin:.2em 0}h2{font-size:1.15em;margin:1.4em 0 .2em}"
    "p{margin:.3em 0 .6em}table{border-collapse:collapse;width:100%;font-size:.9em}"
    "th,td{border:1px solid #777;padding:.25em .45em;text-align:left;vertical-align:top}"
    "thead th{border-bottom:2px solid #000}"
    "td{font-variant-numeric:tabular-nums}.n{text-align:right}td.n{white-space:nowrap}tbody th{font-weight:normal}"
    "table.wide{font-size:.76em}svg{display:block;width:100%;height:auto;max-width:680px;margin:.4em 0 .8em}"
    "footer{font-size:.85em;margin-top:1.5em;border-top:1px solid #000}"
    "@media print{body{margin:0;padding:0;max-width:none}.top,tr,svg{break-inside:avoid}.top{break-after:avoid}}"
)
_MANY: Final = 7  # columns from which a table is set smaller


@dataclass(frozen=True, slots=True)
class About:
    """Hold what was audited, each line with its name; no folder and nothing of a patient."""

    lines: tuple[tuple[str, str], ...]


def about(name: str, options: AuditOptions, rows: int, refused: int) -> About:
    """Return what was audited: the file without its folder, the patients read, and by which rules on which day."""
    book, said = read_book(options.pack), texts()["about"]
    laboratory = options.laboratory
    lines = [
        (said["file"], name),
        (said["rows"], f"{rows:,}"),
        (said["classed"], f"{rows - refused:,}"),
        (said["refused"], f"{refused:,}"),
        (said["pack"], book.title),
        (said["edition"], book.edition),
        (said["review"], book.review),
        (said["day"], day_text(options.today)),
        (said["program"], f"b12calc {__version__}"),
    ]
    if laboratory is not None:
        lines.insert(5, (said["laboratory"], laboratory if isinstance(laboratory, str) else laboratory.name))
    return About(tuple(lines))


def page(summary: Summary, what: About) -> str:
    """Return the page."""
    title = texts()["title"]
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{escape(title)}</h1>",
        "<table>",
        *(f'<tr><th scope="row">{escape(name)}</th><td>{escape(told)}</td></tr>' for name, told in what.lines),
        "</table>",
    ]
    for chart in charts(summary):
        lines += _section(chart)
    return (
        "\n".join([*lines, f"</main><footer><p>{escape(texts()['statement'])}</p></footer></body>", "</html>"]) + "\n"
    )


def escape(text: str) -> str:
    """Return a text as it stands in a page: markup as typed, no control character."""
    return marked("".join(sign if sign.isprintable() else " " for sign in text))


def _section(chart: Chart) -> Iterator[str]:
    yield f'<section><div class="top"><h2>{escape(chart.title)}</h2><p>{escape(chart.note)}</p>{chart.svg}</div>'
    if chart.rows:
        sides = [_figure(cell) for cell in chart.rows[0]]
        heads = "".join(
            f'<th scope="col"{side}>{escape(text)}</th>' for text, side in zip(chart.header, sides, strict=True)
        )
        wide = ' class="wide"' if len(chart.header) >= _MANY else ""
        yield f"<table{wide}><thead><tr>{heads}</tr></thead><tbody>"
        for first, *rest in chart.rows:
            cells = "".join(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(rest, sides[1:], strict=True))
            yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
        yield "</tbody></table>"
    yield "</section>"


def _figure(cell: str) -> str:
    return ' class="n"' if cell[:1].isdigit() else ""
