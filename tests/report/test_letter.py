"""The referral letter: one page, all of it heard, nothing on it that case and assessment do not hold."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO

import pypdf
import pytest

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.models.vocabulary import ANSWER_CODES, SYMPTOM_GROUPS
from b12calc.models.wording import label, question
from b12calc.problems import ProblemsFound
from b12calc.report.document import KeyValues, ReportDocument
from b12calc.report.handout import referral_letter, written
from b12calc.rules import assess
from tests.cases.score import TODAY, items
from tests.properties.cases import Raw, figure, make_case

from .examples import deficient, deficient_case
from .reading import body_text, expected_text, pages_by_pdfium, pages_by_pypdf, squash
from .tag_faults import faults
from .tag_walk import opened, tree

HEADING = ("The Old Mill Surgery", "2 Mill Lane, Llanfair", "Telephone 01632 960123")
COLUMN_A4 = 595.2755905511812 - 88
LOW = figure("total_b12", "142", "ng/L", reference_low="180", reference_high="900")
FLAGS = SYMPTOM_GROUPS["red_flags"]


@cache
def referred() -> tuple[tuple[str, Case, Assessment, str], ...]:
    """Return every letter the published cases ask for: case, assessment and service."""
    found = []
    for item in items():
        try:
            case = read_case(json.dumps(item["case"]))
            assessment = assess(case, today=TODAY)
        except ProblemsFound:
            continue  # a unit is missing or wrong in the publication
        found += [(item["id"], case, assessment, service) for service in assessment.referrals]
    return tuple(found)


def nerves(**flags: str) -> Raw:
    raw = make_case(results=[LOW], answers={"paraesthesia": "yes", **flags})
    raw["visits"][0]["details"] = {"paraesthesia": {"severity": "moderate", "course": "worsening"}}
    return raw


def said(document: ReportDocument) -> str:
    return " ".join(written(document, "a.txt").decode().replace("\u00a0", " ").split())


def letter(raw: Raw, service: str | None = None) -> str:
    case = read_case(json.dumps(raw))
    return said(referral_letter(case, assess(case, today=TODAY), (), service))


def rows(document: ReportDocument) -> dict[str, str]:
    """Return the facts of the letter by the words in front of them."""
    blocks = (block for section in document.sections for block in section.blocks if isinstance(block, KeyValues))
    return {name: value.replace("\u00a0", " ") for block in blocks for name, value in block.rows}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_letter_of_the_published_cases_is_one_page_without_a_fault_in_its_tags(paper: str) -> None:
    assert len({service for _, _, _, service in referred()}) >= 8
    for name, case, assessment, service in referred():
        data = written(referral_letter(case, assessment, HEADING, service), "a.pdf", paper)
        assert len(pypdf.PdfReader(BytesIO(data)).pages) == 1, (name, service)
        assert faults(data) == []


def test_on_a5_the_letter_has_two_pages_at_most() -> None:
    for name, case, assessment, service in referred()[::3]:
        data = written(referral_letter(case, assessment, HEADING, service), "a.pdf", "A5")
        assert len(pypdf.PdfReader(BytesIO(data)).pages) <= 2, (name, service)
        assert faults(data) == []


def test_with_every_question_answered_the_letter_is_still_one_page_on_a4_and_two_elsewhere() -> None:
    raw = nerves(forgetfulness="yes", metformin="yes")
    assert set(raw["visits"][0]["answers"]) == set(ANSWER_CODES)
    case = read_case(json.dumps(raw))
    document = referral_letter(case, assess(case, today=TODAY), HEADING)
    pages = {
        paper: len(pypdf.PdfReader(BytesIO(written(document, "a.pdf", paper))).pages)
        for paper in ("A4", "Letter", "A5")
    }
    assert pages["A4"] == 1 and max(pages.values()) == 2


@pytest.mark.parametrize("read", [pages_by_pypdf, pages_by_pdfium])
def test_the_text_read_back_equals_the_text_of_the_letter(read: Callable[[bytes], list[str]]) -> None:
    for _, case, assessment, service in referred():
        document = referral_letter(case, assessment, (), service)
        data = written(document, "a.pdf")
        assert body_text(document, read(data)) == expected_text(document, COLUMN_A4)


def test_equal_letters_give_equal_bytes() -> None:
    for name in ("a.pdf", "a.html", "a.txt"):
        first, again = (written(referral_letter(deficient_case(), deficient(), HEADING), name) for _ in "ab")
        assert first == again


def test_headings_run_from_the_title_down_and_short_facts_are_rows_with_heads() -> None:
    with opened(written(referral_letter(deficient_case(), deficient()), "a.pdf")) as file:
        roles = [node.role for node in tree(file).walk()]
    assert roles.count("H1") == 1 and roles.count("H2") >= 5
    assert roles.count("TH") > 15


def results_of(assessment: Assessment) -> Iterator[str]:
    for one in assessment.measurements:
        yield one.name
        if one.value is not None:
            yield f"{one.value} {one.unit}"
        yield from filter(None, (one.reference_low, one.reference_high))
        if one.collected:
            yield f"{one.collected.day} {one.collected:%b} {one.collected.year}"


def test_the_letter_holds_identity_reason_results_causes_doses_and_tests_of_the_assessment() -> None:
    for name, case, assessment, service in referred():
        text = squash(said(referral_letter(case, assessment, (), service)))
        wanted = [assessment.headline, assessment.status_text, *results_of(assessment)]
        wanted += [line.text for line in assessment.recommendations if line.kind == "referral" and line.code == service]
        wanted += [label("cause", cause) for cause in assessment.causes]
        wanted += [label("test", test) for test in assessment.next_tests]
        for phase in assessment.regimen.phases if assessment.regimen else ():
            wanted += [phase.dose, phase.every, *(f"{due.day} {due:%b} {due.year}" for due in phase.dates)]
        assert [words for words in wanted if squash(words) not in text] == [], (name, service)


PLACES = {
    ("yes", True): ("Red flags: yes",),
    ("yes", False): ("Symptoms and signs: yes", "Medicines", "History and risks"),
    ("no", True): ("Red flags: no",),
    ("no", False): ("Symptoms and signs: no", "Answered no"),
    ("not asked", True): ("Red flags: not asked",),
}


def test_every_answer_stands_where_it_belongs_and_every_open_red_flag_as_not_asked() -> None:
    for name, case, assessment, service in referred():
        facts, given = rows(referral_letter(case, assessment, (), service)), case.visits[-1].answers
        for (answer, flags), places in PLACES.items():
            codes = [
                code for code in ANSWER_CODES if (code in FLAGS) == flags and given.get(code, "not asked") == answer
            ]
            found = "; ".join(facts.get(place, "") for place in places)
            bare = re.sub(r" \([^()]*(?:\([^()]*\)[^()]*)*\)", "", found)
            assert sorted(filter(None, bare.split("; "))) == sorted(question(code).short for code in codes), (
                name,
                answer,
            )


def test_red_flags_that_were_not_asked_are_never_among_those_answered_no() -> None:
    raw = nerves()
    for flag in FLAGS:
        raw["visits"][0]["answers"].pop(flag, None)
    case = read_case(json.dumps(raw))
    facts = rows(referral_letter(case, assess(case, today=TODAY)))
    assert facts["Red flags: not asked"] == "; ".join(question(flag).short for flag in FLAGS)
    assert "Red flags: no" not in facts and "Red flags: yes" not in facts
    assert "Not asked never means no." in letter(raw)


def test_a_symptom_is_written_with_since_when_how_bad_and_which_way_it_goes() -> None:
    assert "pins and needles (since Nov 2025, moderate, worsening, both feet" in said(
        referral_letter(deficient_case(), deficient())
    )


def test_a_patient_who_is_not_named_gets_lines_to_write_the_name_in() -> None:
    case = read_case(json.dumps(nerves()))
    document = referral_letter(case, assess(case, today=TODAY))
    assert document.identity == ("Patient not named on this sheet",)
    assert getattr(document.sections[0].blocks[0], "labels", ()) == ("Name", "Date of birth", "Number")
    named = referral_letter(deficient_case(), deficient())
    assert named.identity[0] in written(named, "a.txt").decode() and named.title == "Referral to neurology"


def test_a_running_treatment_is_said_and_no_first_dose_is_asked_for() -> None:
    raw = nerves()
    assert "First dose given on" in expected_text(letter_of(raw), COLUMN_A4).replace(
        "Firstdosegivenon", "First dose given on"
    )
    raw["visits"][0]["treatment"] = {"route": "im", "started": "2026-03-01"}
    assert "Running: Injections, started 1 Mar 2026" in letter(raw)
    raw["visits"][0]["treatment"]["regimen"] = "uk-im-standard"
    assert "Running: Injections: Hydroxocobalamin 1 mg" in letter(raw) and "uk-im" not in letter(raw)
    assert "Firstdosegivenon" not in expected_text(letter_of(raw), COLUMN_A4)


def letter_of(raw: Raw) -> ReportDocument:
    case = read_case(json.dumps(raw))
    return referral_letter(case, assess(case, today=TODAY), (), "neurology")
