"""The record of what the rules really answer: whole, alike on paper and in the note, for any case."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.report import build, note, pdf
from b12calc.report.document import ReportDocument
from tests.properties.cases import Raw, figure, finding, judge, make_case
from tests.properties.strategies import cases
from tests.report.reading import body_text, expected_text, pages_by_pdfium, pages_by_pypdf, squash

COLUMN_A4 = 595.2755905511812 - 88


def _made(raw: Raw) -> tuple[Assessment, ReportDocument]:
    answer = judge(raw)
    return answer, build(read_case(json.dumps(raw)), answer)


NERVES = make_case(
    results=[figure("total_b12", "142", "ng/L", reference_low="180", reference_high="900"),
             figure("haemoglobin", "104", "g/L"), figure("mcv", "108", "fL"), finding("folate", "normal"),
             finding("intrinsic_factor_antibody", "positive")],
    answers={"paraesthesia": "yes", "unsteadiness": "yes", "fatigue": "yes", "metformin": "no", "falls": "no"},
)  # fmt: skip


def _missing(answer: Assessment, text: str) -> list[str]:
    """Return every sentence, figure and date of the answer that the text does not hold."""
    wanted = [answer.headline, answer.status_text]
    wanted += [line.text for line in answer.why_not] + [line.text for line in answer.would_change]
    for line in answer.recommendations:
        wanted += [line.text, *line.notes, *line.because]
    for entry in answer.follow_up:
        wanted += [entry.text, f"{entry.due.day} {entry.due:%b} {entry.due.year}"]
    if answer.regimen is not None:
        wanted += [answer.regimen.text, *answer.regimen.alternatives, *answer.regimen.notes]
        for phase in answer.regimen.phases:
            wanted += [phase.dose, phase.note or ""]
            wanted += [f"{due.day} {due:%b} {due.year}" for due in phase.dates]
    for one in answer.measurements:
        wanted += [f"{one.value or ''} {one.unit or ''}", one.also or "", one.low_limit or "", one.high_limit or ""]
    for source in answer.citations:
        wanted += [source.id, source.title, source.says]
    return [words for words in wanted if squash(words) not in text]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(youngest=1))
def test_every_sentence_figure_and_date_of_an_answer_stands_on_paper_and_in_the_note(raw: Raw) -> None:
    answer, document = _made(raw)
    data = pdf(document)
    assert len(data) <= 150_000
    assert body_text(document, pages_by_pdfium(data)) == expected_text(document, COLUMN_A4)
    written = note(document)
    assert max(len(line) for line in written.splitlines()) <= 80
    # the questions' reasons are printed once for all questions that share it, so they are looked for as they are
    assert _missing(_without_question_facts(answer), squash(written)) == []
    assert _missing(_without_question_facts(answer), expected_text(document, COLUMN_A4)) == []


def _without_question_facts(answer: Assessment) -> Assessment:
    """Drop what a question read ("falls: not known"): page 2 already prints it among the questions not asked."""
    lines = tuple(
        line.model_copy(update={"because": ()}) if line.kind == "note" else line for line in answer.recommendations
    )
    return answer.model_copy(update={"recommendations": lines})


@pytest.mark.parametrize(("paper", "column"), [("A4", COLUMN_A4), ("Letter", 612 - 88), ("A5", 419.5275590551181 - 56)])
@pytest.mark.parametrize("read", [pages_by_pypdf, pages_by_pdfium])
def test_a_real_case_reads_back_whole_on_every_paper(
    paper: str, column: float, read: Callable[[bytes], list[str]]
) -> None:
    _, document = _made(NERVES)
    assert body_text(document, read(pdf(document, paper))) == expected_text(document, column)


def test_a_line_that_is_no_offer_says_so_in_front_of_it() -> None:
    answer, document = _made(NERVES)
    flat = " ".join(note(document).split())
    considered = [line for line in answer.recommendations if line.strength == "consider" and line.kind != "note"]
    for line in considered:
        assert f"Consider: {line.text}" in flat


def test_no_word_in_front_of_a_line_turns_its_meaning_round() -> None:
    leber = make_case(results=[figure("total_b12", "142", "ng/L")], answers={"leber_optic_neuropathy": "yes"})
    answer, document = _made(leber)
    forbidding = [line for line in answer.recommendations if line.strength == "do_not" and line.kind != "note"]
    assert forbidding
    flat = " ".join(note(document).split())
    assert "Do not: " not in flat
    assert "Caution: do not" in flat  # beside the reason


def test_nothing_on_page_1_is_said_twice() -> None:
    _, document = _made(NERVES)
    lines = [item.text for part in document.sections for block in part.blocks for item in getattr(block, "items", ())]
    assert len(lines) == len(set(lines))


def test_every_number_of_a_line_leads_to_exactly_one_reason() -> None:
    _, document = _made(NERVES)
    numbers = [
        item.number for part in document.sections for block in part.blocks for item in getattr(block, "items", ())
    ]
    why = next(part for part in document.sections if part.title == "Why").blocks[0]
    places = [row[0] for row in why.rows]  # type: ignore[union-attr]
    for number in filter(None, numbers):
        assert places.count(number) == 1
    assert [n for n in numbers if n] == [str(n) for n in range(1, len([n for n in numbers if n]) + 1)]


def test_a_censored_or_far_value_is_drawn_with_an_arrow_and_never_beyond_the_axis() -> None:
    for value, unit in (("150", "ng/L"), ("2000", "pg/mL"), ("9999", "ng/L"), ("5", "pmol/L"), ("0", "ng/L")):
        for comparator in ({}, {"comparator": "<"}, {"comparator": ">"}):
            raw = make_case(results=[figure("total_b12", value, unit, **comparator)], answers={"fatigue": "yes"})
            try:
                _, document = _made(raw)
            except Exception as refused:  # an impossible figure is refused before any report
                assert re.search("ProblemsFound", type(refused).__name__)
                continue
            text = squash("".join(pages_by_pdfium(pdf(document))))
            assert squash(f"Total vitamin B12 {comparator.get('comparator', '')} {value} {unit}") in text
