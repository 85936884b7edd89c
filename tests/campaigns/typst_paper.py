"""The same record by Typst, a typesetter in Rust that writes tagged PDF/A-3a and PDF/UA-1 by itself; for ``bench.py``.

Asked for by requirements-bench.txt and by nothing else. It gets the content model as JSON and sets the same texts with
the same fonts, heads, feet, tables, lists, a picture of the scale and the two files for machines; looks are near, not
equal.
"""

import importlib
import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import count
from typing import Any

from b12calc.assets import asset
from b12calc.report import document as content

STANDARDS = ["a-3a", "ua-1"]
TEMPLATE = r"""
#let d = json(bytes(sys.inputs.document))
#let said(lead, body) = if lead == "" { body } else [#strong(lead) #body]
#let shown(b) = {
  if b.kind == "Paragraph" { par(said(b.lead, b.text)) }
  else if b.kind == "UrgentLine" { block(width: 100%, stroke: 1.6pt, inset: 8pt)[#strong(b.word) \ #strong(b.text)] }
  else if b.kind == "KeyValues" {
    table(columns: (1fr, 3fr), stroke: none, inset: 2pt, ..b.rows.flatten())
  } else if b.kind == "Table" {
    table(columns: b.shares.map(s => s * 1fr), inset: 3pt, stroke: (bottom: 0.3pt + luma(72%)),
      table.header(..b.header.map(h => table.cell(fill: luma(93%), strong(h)))),
      ..b.rows.map(r => r.enumerate().map(((at, c)) => if at in b.strong { strong(c) } else { c })).flatten())
  } else if b.kind == "ActionList" {
    par(strong(b.lead))
    if b.items.len() > 0 { list(..b.items.map(i => said(i.strength, i.number + " " + i.text))) }
  } else if b.kind == "Scale" {
    figure(alt: b.twin, block(width: 100%, height: 50pt, {
      for (at, z) in b.zones.enumerate() {
        place(dx: at * 33%, dy: 16pt,
          rect(width: 33%, height: 13pt, stroke: 0.5pt, fill: luma(76% + 8% * at), text(7.5pt, z)))
      }
      place(text(7.5pt, weight: "bold", b.value_text))
      place(dx: 14%, dy: 10pt, polygon(fill: black, (0pt, 6pt), (-3pt, 0pt), (3pt, 0pt)))
      place(dy: 38pt, text(7.5pt, b.reference_label))
      place(dy: 36pt, line(length: 80%, stroke: (dash: "dashed")))
    }))
  } else if b.kind == "Timeline" { par(b.twin) }
  else if b.kind == "WriteIn" { grid(columns: b.labels.map(l => 1fr), ..b.labels.map(l => [#line(length: 90%) #l])) }
}
#set document(title: d.title, author: d.author, description: d.statement,
  date: datetime(year: d.day.at(0), month: d.day.at(1), day: d.day.at(2)))
#set text(font: ("Noto Sans", "Noto Sans Math"), size: 8pt, lang: "en", region: "gb")
#set page(paper: "a4", margin: (x: 44pt, top: 44pt, bottom: 56pt),
  header: [#strong(d.identity.join(" · ")) #line(length: 100%)],
  footer: context [#line(length: 100%) #d.edition #h(1fr)
    Page #counter(page).display() of #counter(page).final().first() \
  #text(7pt, d.statement)])
#show heading.where(level: 1): set text(14pt)
#show heading.where(level: 2): set text(9pt)
#heading(level: 1, d.title)
#d.subtitle
#for f in d.attached {
  pdf.attach(f.name, bytes(f.text), relationship: lower(f.relation), mime-type: "application/json",
    description: f.words)
}
#for s in d.sections {
  if s.title != "" { heading(level: 2, s.title) }
  for b in s.blocks { shown(b) }
}
"""


def told(document: content.ReportDocument) -> dict[str, Any]:
    """Return the content as JSON can hold it, each block with the name of its kind."""
    made = asdict(document)
    day = document.day
    made["day"] = [day.year, day.month, day.day] if day else None
    for section, plain in zip(document.sections, made["sections"], strict=True):
        blocks = zip(section.blocks, plain["blocks"], strict=True)
        plain["blocks"] = [{**one, "kind": type(block).__name__} for block, one in blocks]
    return made


def writer(document: content.ReportDocument) -> Callable[[], bytes] | None:
    """Return what writes a record by Typst, fonts loaded; None where it is not installed."""
    try:
        typst = importlib.import_module("typst")
    except ImportError:
        return None
    folder = str(asset("fonts", "NotoSans-Regular.ttf").parent)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    compiler = typst.Compiler(font_paths=fonts)
    made, turn = told(document), count()

    def write() -> bytes:
        # another day of the visit each time, or it would hand out what it has kept of the last time
        made["subtitle"] = f"{document.subtitle} {next(turn)}"
        inputs = {"document": json.dumps(made, default=str)}
        data: bytes = compiler.compile(TEMPLATE.encode(), sys_inputs=inputs, format="pdf", pdf_standards=STANDARDS)
        return data

    return write
