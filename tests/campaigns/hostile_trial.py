"""Put one hostile text into every field of a case and say what came out otherwise than typed or refused."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pikepdf

from b12calc.assets import asset
from b12calc.exchange import note_inputs, read_note
from b12calc.models.case import Case
from b12calc.models.reading import read_case, write_case
from b12calc.problems import ProblemsFound
from b12calc.report import build, embedded_case, note, pdf, read_heading
from b12calc.report.document import ReportDocument
from b12calc.report.handout import patient_sheet, treatment_card
from b12calc.report.html import write as web_page
from b12calc.rules import assess, read_clinic, read_laboratory
from tests.exchange.noted import as_noted
from tests.report.reading import differs, heard_otherwise, squash

TODAY = date(2026, 3, 12)
SAMPLE = asset("sample_case.json").read_bytes()  # read once: what opens a file later was made to by a text
_RULES = asset("sample_case.json").parent.parent / "b12calc" / "rules"
LABORATORY = (_RULES / "laboratories" / "leeds.toml").read_text("utf-8")
CLINIC = min((_RULES / "clinics").glob("*.toml")).read_text("utf-8")
FREE = ("name", "identifier", "identifier_kind")
# Fields with a form of their own; each gets the text alone, and takes it or names what was expected.
STRICT = (
    ("patient", "date_of_birth"), ("patient", "sex"), ("patient", "age_years"), ("visit", "date"), ("visit", "answers"),
    ("result", "value"), ("result", "comparator"), ("result", "reference_low"), ("result", "analyte"),
    ("result", "finding"), ("result", "findings"), ("result", "collected"), ("detail", "since"), ("case", "format"),
)  # fmt: skip
TAGS = frozenset(
    ("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "h1", "h2", "h3", "p",
     "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "bdi")
)  # fmt: skip
ATTRIBUTES = frozenset(("lang", "charset", "scope", "class"))
ACTIONS = frozenset(("/AA", "/OpenAction", "/JS", "/JavaScript", "/URI", "/Launch", "/GoToR", "/SubmitForm"))


def free_case(text: str) -> dict[str, Any]:
    """The sample case with a text in every field that takes free text."""
    raw: dict[str, Any] = json.loads(SAMPLE)
    raw["patient"] |= dict.fromkeys(FREE, text)
    visit = raw["visits"][-1]
    for result in visit["results"]:
        result |= {"comment": text, "laboratory": text}
    visit["results"].append({"analyte": "parietal_cell_antibody", "value": "12", "unit": text})
    details = visit.setdefault("details", {})
    for code, answer in visit["answers"].items():
        if answer == "yes":
            details[code] = {**details.get(code, {}), "note": text, "daily_dose": text}
    visit["b12_before_test"] = {"kind": "oral", "dose_micrograms": text[:20]}
    visit["treatment"] = {"route": "im", "regimen": text}
    return raw


def strict_cases(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sample case with a text in one field that has a form of its own."""
    for where, field in STRICT:
        raw = json.loads(SAMPLE)
        visit = raw["visits"][-1]
        code = next(code for code, answer in visit["answers"].items() if answer == "yes")
        places = {"case": raw, "patient": raw["patient"], "visit": visit, "result": visit["results"][0],
                  "detail": visit.setdefault("details", {}).setdefault(code, {})}  # fmt: skip
        places[where][field] = {text: "yes"} if field == "answers" else text
        yield f"{where} {field}", raw


def profiled(text: str) -> dict[str, Any]:
    """A laboratory and a clinic of this name, where the readers of profiles take it."""
    taken: dict[str, Any] = {}
    readers: tuple[tuple[str, Any, Any], ...] = (
        ("laboratory", read_laboratory, LABORATORY),
        ("clinic", read_clinic, CLINIC),
    )
    for kind, read, content in readers:
        lines = content.splitlines()
        titled = [
            f"title = {json.dumps(text, ensure_ascii=False)}" if one.startswith("title = ") else one for one in lines
        ]
        made = refusal(read, "\n".join(titled).encode("utf-8", "surrogatepass"), "own.toml")
        if not isinstance(made, ProblemsFound):
            taken[kind] = made
    return taken


def refusal(make: Callable[..., Any], *given: Any, **options: Any) -> Any:
    """Return what was made, or the refusal; one that could drive a terminal is a fault."""
    try:
        return make(*given, **options)
    except ProblemsFound as found:
        for problem in found.problems:
            assert str(problem).isprintable(), f"a refusal shows what no eye sees: {str(problem)!r}"
        return found


class Page(HTMLParser):
    """Hold the text of a web page and whatever in it is no part of the writer's own form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.foreign = "", list[str]()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS or not ATTRIBUTES.issuperset(name for name, _ in attrs):
            self.foreign.append(f"<{tag} {attrs}>")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.foreign.append(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        self.foreign.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.foreign.append(f"<![{data}")


def visible(text: str) -> str:
    """Return a text without spaces and without what no page and no note can show: controls."""
    return squash("".join(" " if unicodedata.category(one) == "Cc" else one for one in text))


def said_otherwise(text: str) -> Iterator[str]:
    """Yield what is wrong with one text in the free fields: PDF, note, web page, JSON."""
    case = refusal(read_case, json.dumps(free_case(text)))
    if isinstance(case, ProblemsFound):
        yield "refused: case"
        return
    if read_case(write_case(case)) != case or case.patient.name != text:
        yield "JSON"
    under = profiled(text)
    answer = refusal(assess, case, today=TODAY, explain=True, **under)
    if isinstance(answer, ProblemsFound):
        yield "refused: case"
        return
    heading = refusal(read_heading, (text, text))
    document = build(case, answer, () if isinstance(heading, ProblemsFound) else heading)
    yield from _of_note(text, case, note(document, note_inputs(case, answer)))
    sheet = patient_sheet(case, answer)
    for page in (web_page(document), web_page(sheet)):
        read = Page(page)
        if read.foreign or visible(text) not in squash(read.words):
            yield f"web page {read.foreign[:1]}"
    for paper, made in (("A4", document), ("A5", document), ("A5", treatment_card(case, answer)), ("A4", sheet)):
        yield from _of_pdf(case, made, paper)


def _of_note(text: str, case: Case, written: str) -> Iterator[str]:
    read = refusal(read_note, written)
    if isinstance(read, ProblemsFound):
        yield f"note refused: {read}"
    elif read.case != read_case(json.dumps(as_noted(json.loads(write_case(case))))):
        yield "note: another case"
    if visible(unicodedata.normalize("NFC", text)) not in squash(written):
        yield "note: not as typed"


def _of_pdf(case: Case, document: ReportDocument, paper: str) -> Iterator[str]:
    data = refusal(pdf, document, paper)
    if isinstance(data, ProblemsFound):
        yield "refused: PDF"
        return
    if document.attached:
        if (wrong := differs(document, data, paper)) and heard_otherwise(document, data, paper):
            yield f"PDF {paper}: {wrong}"
        if read_case(embedded_case(data)) != case:
            yield "PDF: another case inside"
    with pikepdf.open(BytesIO(data)) as file:
        kinds = (pikepdf.Dictionary, pikepdf.Stream)
        keys = {key for one in file.objects if isinstance(one, kinds) for key, _ in one.items()}
    if acts := ACTIONS & keys:
        yield f"PDF: {sorted(acts)}"


def strict_otherwise(text: str) -> Iterator[str]:
    """Yield what becomes of one text in each field that has a form of its own: refused, or as any other case."""
    for field, raw in strict_cases(text):
        case = refusal(read_case, json.dumps(raw))
        if isinstance(case, ProblemsFound):
            yield "refused: strict field"
            continue
        answer = refusal(assess, case, today=TODAY)
        if isinstance(answer, ProblemsFound):
            yield "refused: strict field"
            continue
        document = build(case, answer)
        yield from (f"{field}: {wrong}" for wrong in _of_pdf(case, document, "A4"))
