"""The patient sheet and the treatment card of the published cases: figures and days are those of the assessment."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.models.vocabulary import PACKS
from b12calc.problems import ProblemsFound
from b12calc.report.document import ReportDocument
from b12calc.report.handout import patient_sheet, treatment_card, written
from b12calc.report.sentences import leaflet
from b12calc.rules import assess
from tests.cases.score import TODAY, items
from tests.properties.cases import Raw, judge
from tests.properties.strategies import cases

from .reading import pages_by_pypdf, squash

CASES = [(pack, item["id"]) for pack in PACKS for item in items()]
DAY = re.compile(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}")


class Words(HTMLParser):
    """Gather the words of a page, without its style."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.muted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.muted = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self.muted:
            self.text.append(data)


def words_of(page: bytes) -> str:
    reader = Words()
    reader.feed(page.decode())
    return plain(" ".join(reader.text))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@cache
def answered(pack: str, name: str) -> tuple[Case, Assessment] | None:
    """Return a case and its assessment; nothing where the program refuses the case for a misprinted unit."""
    raw = next(item["case"] for item in items() if item["id"] == name)
    try:
        case = read_case(json.dumps(raw))
        return case, assess(case, today=TODAY, pack=pack)
    except ProblemsFound:
        return None


def by_paper(document: ReportDocument, paper: str) -> str:
    """Return the text of every page without its foot and head, as another library reads it."""
    pages = pages_by_pypdf(written(document, "a.pdf", paper))
    return plain(" ".join(pages))


def days_of(assessment: Assessment, phases: bool = True) -> set[str]:
    regimen = assessment.regimen
    found = {entry.due for entry in assessment.follow_up}
    for phase in regimen.phases if regimen is not None and phases else ():
        found |= {*phase.dates, *(day for day in (phase.earliest, phase.latest) if day)}
    return {f"{day.day} {day:%b} {day.year}" for day in found}


def collected(assessment: Assessment) -> set[str]:
    found = (one.collected for one in assessment.measurements if one.collected)
    return {f"{day.day} {day:%b} {day.year}" for day in found}


def held(pack: str, name: str) -> tuple[Case, Assessment]:
    found = answered(pack, name)
    if found is None:
        pytest.skip("the program refuses this case for a misprinted unit")
    return found


@pytest.mark.parametrize(("pack", "name"), CASES)
def test_sheet_and_page_hold_the_days_and_doses_of_the_assessment_and_no_others(pack: str, name: str) -> None:
    case, assessment = held(pack, name)
    if assessment.status == "out_of_scope":
        with pytest.raises(ProblemsFound, match="16 and over"):
            patient_sheet(case, assessment)
        return
    sheet = patient_sheet(case, assessment)
    texts = [by_paper(sheet, "A4"), words_of(written(sheet, "a.html")), plain(written(sheet, "a.txt").decode())]
    made = f"{TODAY.day} {TODAY:%b} {TODAY.year}"
    wanted = set() if assessment.urgency == "emergency" else days_of(assessment)
    for text in texts:
        assert wanted <= set(DAY.findall(text))
        assert set(DAY.findall(text)) <= wanted | collected(assessment) | {made}
        for phase in assessment.regimen.phases if assessment.regimen else ():
            dose = leaflet().say("dose", phase.dose)
            assert (squash(dose) in squash(text)) == (assessment.urgency != "emergency")


@pytest.mark.parametrize(("pack", "name"), CASES)
def test_the_card_holds_every_day_of_the_plan_once_and_no_other(pack: str, name: str) -> None:
    case, assessment = held(pack, name)
    if assessment.regimen is None:
        with pytest.raises(ProblemsFound, match="no treatment"):
            treatment_card(case, assessment)
        return
    card = treatment_card(case, assessment)
    made = f"{TODAY.day} {TODAY:%b} {TODAY.year}"
    for text in (by_paper(card, "A5"), words_of(written(card, "a.html"))):
        assert set(DAY.findall(text)) == days_of(assessment) | {made}
        for phase in assessment.regimen.phases:
            assert squash(leaflet().say("dose", phase.dose)) in squash(text)
            if not (phase.dates or phase.latest):
                assert "The plan gives no days for this part" in text


def sentences_on(document: ReportDocument) -> Iterator[str]:
    known = {one.text: one.id for one in leaflet().sentences}
    for section in document.sections:
        for block in section.blocks:
            texts = [getattr(block, "text", ""), *(item.text for item in getattr(block, "items", ()))]
            yield from (known[text] for text in texts if text in known)


def may_not(assessment: Assessment) -> Iterator[str]:
    """Yield a pattern for every kind of words that this plan does not bear; written apart from the sheet's own data."""
    phases = assessment.regimen.phases if assessment.regimen else ()
    routes = {phase.route for phase in phases}
    both = assessment.route == "im_or_oral"
    if "im" not in routes and not both:
        yield r"\binjection|\bdays? of your injection"
    if "oral" not in routes and not both:
        yield r"\btablets?\b|by mouth"
    if not phases:
        yield r"your treatment has|after a dose|after each dose|Keep on with your treatment"
    if assessment.lifelong != "yes":
        yield r"You will need vitamin B12 for life"
    if assessment.unanswered_red_flags or assessment.status != "unlikely":
        yield r"point away|No vitamin B12 treatment is planned"
    if assessment.status not in ("deficient", "functional_deficiency"):
        yield r"shows? that you(?:r body)? "
    if assessment.neurological_involvement != "yes":
        yield r"[Nn]erves? (?:may be|heal)|Your nerves"
    if "nitrous_oxide_stop" not in assessment.warnings:
        yield r"nitrous"
    if assessment.urgency == "emergency":
        yield r"[Nn]o treatment|[Pp]lease book|Your plan is|for now"
    else:
        yield r"seen today"


@pytest.mark.parametrize(("pack", "name"), CASES)
def test_nothing_stands_on_the_sheet_that_the_plan_does_not_bear(pack: str, name: str) -> None:
    case, assessment = held(pack, name)
    if assessment.status == "out_of_scope":
        return
    sheet = patient_sheet(case, assessment)
    text = plain(written(sheet, "a.txt").decode())
    assert [pattern for pattern in may_not(assessment) if re.search(pattern, text)] == []
    found = list(sentences_on(sheet))
    assert len(found) == len(set(found)) > 3
    if "advice-time_nerves" in {line.id for line in assessment.recommendations} and assessment.urgency != "emergency":
        assert "expect-not-failure" in found  # A2


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(youngest=16))
def test_nothing_stands_on_any_sheet_that_its_plan_does_not_bear(raw: Raw) -> None:
    case, assessment = read_case(json.dumps(raw)), judge(raw)
    sheet = patient_sheet(case, assessment)
    text = plain(written(sheet, "a.txt").decode())
    assert [pattern for pattern in may_not(assessment) if re.search(pattern, text)] == []
    wanted = set() if assessment.urgency == "emergency" else days_of(assessment)
    assert wanted <= set(DAY.findall(text))
    if assessment.unanswered_red_flags and assessment.urgency != "emergency":
        assert "Tell us today if any of these is true for you" in text


@pytest.mark.parametrize("size", [12, 18, 24])
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_equal_sheets_give_equal_bytes_on_every_paper_in_every_size(paper: str, size: int) -> None:
    case, assessment = held("uk", "V048")
    first = patient_sheet(case, assessment, ("Llanfair Surgery",), size)
    again = patient_sheet(case, assessment, ("Llanfair Surgery",), size)
    for name in ("a.pdf", "a.html", "a.txt"):
        assert written(first, name, paper) == written(again, name, paper)
