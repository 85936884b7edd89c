"""What can be done here stands on paper and in the note, with reason, risk and sources; without a profile, nothing."""

import json

import pytest

from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.models.wording import resource
from b12calc.report import build, note, pdf
from b12calc.report.document import ReportDocument
from b12calc.report.here import TITLE
from b12calc.rules import assess, clinics
from tests.report.reading import body_text, expected_text, pages_by_pdfium, squash
from tests.report.test_real_answers import COLUMN_A4
from tests.rules.clinic_cases import CASES
from tests.rules.making import TODAY

CLINICS = [one.id for one in clinics()]


def made(name: str, clinic: str | None) -> tuple[Assessment, ReportDocument]:
    case = read_case(json.dumps(CASES[name]))
    answer = assess(case, today=TODAY, clinic=clinic)
    return answer, build(case, answer)


@pytest.mark.parametrize("clinic", CLINICS)
@pytest.mark.parametrize("name", CASES)
def test_every_step_is_said_whole_with_its_reason_risk_rule_and_sources(name: str, clinic: str) -> None:
    answer, document = made(name, clinic)
    text = squash(note(document))
    assert squash(answer.clinic or "") in text
    for one in answer.here:
        for words in (one.ideal, one.here, one.reason, one.risk, one.id, *one.sources, *map(resource, one.check)):
            assert squash(words) in text, words
        assert (squash(f"Elsewhere: {one.here}") in text) == (one.where == "elsewhere")


@pytest.mark.parametrize("name", ["nerves", "middle with nerves", "severe"])
def test_paper_and_note_say_the_same(name: str) -> None:
    _answer, document = made(name, "basic-laboratory")
    data = pdf(document)
    assert len(data) <= 150_000
    assert body_text(document, pages_by_pdfium(data)) == expected_text(document, COLUMN_A4)


@pytest.mark.parametrize("name", CASES)
def test_everything_else_on_page_one_stands_as_it_is_without_a_profile(name: str) -> None:
    _answer, plain = made(name, None)
    _answer, here = made(name, "no-injections")
    kept = [section for section in here.sections if section.title != TITLE]
    places = [place for place, section in enumerate(plain.sections) if section.title == "Answers given and not asked"]
    assert kept[: places[0]] == list(plain.sections[: places[0]])
    assert TITLE not in {section.title for section in plain.sections}


def test_where_nothing_is_missing_the_paper_says_so() -> None:
    _answer, document = made("nerves", "full-hospital")
    assert "Nothing the plan asks for is known to be missing here." in " ".join(note(document).split())


def test_what_the_profile_does_not_say_is_to_be_checked_first() -> None:
    case = read_case(json.dumps(CASES["diet"]))
    text = note(build(case, assess(case, today=TODAY, clinic="no-tablets")))
    assert "First check that there is: Days on which injections are given." in " ".join(text.split())
