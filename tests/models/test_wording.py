"""Every word of the vocabulary is said once, in plain British English, and nothing else is."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from b12calc.models import vocabulary as words
from b12calc.models import wording
from b12calc.models.comparison import FIELDS, WORDING

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(wording.__file__).with_name("wording.toml")
TEXTS = tomllib.loads(FILE.read_text(encoding="utf-8"))

BANDS = (
    *("missing", "unresolved", "low", "middle", "normal", "high", "very_high", "raised", "very_raised"),
    *("markedly_raised", "borderline", "none", "none_or_mild", "mild", "mild_or_worse"),
    *("moderate", "moderate_or_worse", "severe", "reduced", "poor"),
    *("one_or_two_lines", "pancytopenia", "positive", "negative", "equivocal"),
)
EXPECTED: dict[str, tuple[str, ...]] = {
    "group": tuple(words.ANSWER_GROUPS),
    "answer": words.ANSWER_CODES,
    "status": words.STATUSES,
    "urgency": words.URGENCIES,
    "start": words.STARTS,
    "route": words.ROUTES,
    "cause": words.CAUSES,
    "test": words.TESTS,
    "referral": words.REFERRALS,
    "warning": words.WARNINGS,
    "kind": words.RECOMMENDATION_KINDS,
    "strength": words.STRENGTHS,
    "sex": words.SEXES,
    "pregnancy": words.PREGNANCY,
    "age_group": words.AGE_GROUPS,
    "comparator": words.COMPARATORS,
    "b12_before": words.B12_BEFORE,
    "finding": words.FINDINGS,
    "severity": words.SEVERITIES,
    "course": words.COURSES,
    "treatment_route": words.TREATMENT_ROUTES,
    "course_verdict": words.COURSE_VERDICTS,
    "expected": words.RESPONSES,
    "repeat": words.REPEATS,
    "pack": words.PACKS,
    "field": (*FIELDS, WORDING),
    "medicine": words.MEDICINES,
    "means": words.MEANS,
    "weekday": words.WEEKDAYS,
    "where": words.WHERE,
    "band": BANDS,
    "evidence": ("P", "S", "S-", "U", "M", "CALC", "DESIGN"),
    "other": (*words.THREE_VALUES, "not_asked"),
}
ABBREVIATIONS = {"B12", "MMA", "TSH", "HIV", "MRI", "ADAMTS13", "MCV"}
LABEL_LIMIT = 46
SHORT_LIMIT = 30
HINT_LIMIT = 90
AS_THEY_STAND = {"PAPERS", "PRINT_SIZES"}  # names of paper and sizes of print need no other words


def every_text() -> Iterator[tuple[str, str]]:
    """Each text of the file with the place it stands at."""
    for kind, entries in TEXTS.items():
        for code, entry in entries.items():
            fields = entry.items() if isinstance(entry, dict) else [("label", entry)]
            yield from ((f"{kind}.{code}.{field}", text) for field, text in fields if isinstance(text, str))


def labels(kind: str) -> dict[str, str]:
    if kind == "group":
        return {code: wording.group_title(code) for code in words.ANSWER_GROUPS}
    return {code: wording.label(kind, code) for code in EXPECTED[kind]}


def every_label() -> Iterator[tuple[str, str]]:
    for kind in EXPECTED:
        yield from ((f"{kind}.{code}", text) for code, text in labels(kind).items())


@pytest.mark.parametrize("kind", EXPECTED)
def test_every_word_of_the_vocabulary_has_its_wording_and_nothing_is_extra(kind: str) -> None:
    assert sorted(TEXTS[kind]) == sorted(EXPECTED[kind])


def test_there_is_no_kind_beyond_those_of_the_vocabulary() -> None:
    assert sorted(TEXTS) == sorted(EXPECTED)


def test_every_list_of_words_in_the_vocabulary_is_spoken_for() -> None:
    said = set().union(*EXPECTED.values())
    lists = {name: value for name, value in vars(words).items() if name.isupper() and isinstance(value, tuple)}
    assert {name for name, value in lists.items() if set(value) - said} == AS_THEY_STAND


def test_questions_and_groups_stand_in_the_order_of_the_vocabulary() -> None:
    assert tuple(wording.questions()) == words.ANSWER_CODES == tuple(TEXTS["answer"])
    assert [wording.group_number(code) for code in words.ANSWER_GROUPS] == list(range(1, len(words.ANSWER_GROUPS) + 1))


def test_every_question_names_its_group() -> None:
    for group, codes in words.ANSWER_GROUPS.items():
        assert {wording.question(code).group for code in codes} == {group}


def test_every_question_is_complete() -> None:
    for code, question in wording.questions().items():
        assert question.label and question.short and question.ask and question.include, code
        assert question.code == code
        assert question.label == wording.label("answer", code)
        assert question.short == wording.short("answer", code)


def test_every_question_asks_one_thing_and_ends_with_a_question_mark() -> None:
    for code, question in wording.questions().items():
        assert question.ask.endswith("?") and question.ask.count("?") == 1, code


def test_labels_and_short_forms_fit_their_places() -> None:
    for code, question in wording.questions().items():
        assert len(question.label) <= LABEL_LIMIT, code
        assert len(question.short) <= SHORT_LIMIT, code
    for code in words.TESTS:
        assert len(wording.label("test", code)) <= LABEL_LIMIT, code
        assert len(wording.short("test", code)) <= SHORT_LIMIT, code
    for code in words.ANSWER_GROUPS:
        assert len(wording.group_hint(code)) <= HINT_LIMIT, code


def test_no_text_ends_with_a_full_stop_or_stray_space() -> None:
    assert not [place for place, text in every_text() if text.endswith(".") or text != " ".join(text.split())]


def test_no_text_is_empty() -> None:
    assert not [place for place, text in every_text() if not text]


@pytest.mark.parametrize("kind", EXPECTED)
def test_no_two_labels_of_a_kind_are_alike(kind: str) -> None:
    counted = Counter(text.casefold() for text in labels(kind).values())
    assert not [text for text, count in counted.items() if count > 1]


@pytest.mark.parametrize("field", ["short", "ask"])
def test_no_two_questions_are_put_alike(field: str) -> None:
    counted = Counter(str(getattr(question, field)).casefold() for question in wording.questions().values())
    assert not [text for text, count in counted.items() if count > 1]


def test_labels_begin_with_a_capital_and_words_used_inside_a_line_do_not() -> None:
    for place, text in every_label():
        assert place.startswith("other.") == text[0].islower(), place


def test_brackets_match() -> None:
    for place, text in every_text():
        left = re.sub(r"\([^()]+\)", "", text)
        assert not set(left) & set("()[]{}"), place


def test_nothing_shouts() -> None:
    shouting = {place: set(re.findall(r"\b[A-Z][A-Z0-9]{2,}\b", text)) - ABBREVIATIONS for place, text in every_text()}
    assert not {place: found for place, found in shouting.items() if found}


def test_there_is_no_emoji_and_no_sign_a_plain_font_lacks() -> None:
    assert not [place for place, text in every_text() if any(ord(letter) > 0x2FF for letter in text)]
    assert not [place for place, text in every_text() if "!" in text]


def test_spelling_is_british() -> None:
    american = re.compile(r"anemia|celiac|diarrhea|hematolog|\bedema|tumor|color|iz(?:e|ed|ing)\b")
    found = {place: american.findall(text.casefold()) for place, text in every_text()}
    assert not {place: hits for place, hits in found.items() if hits}


def test_an_unknown_kind_or_code_is_refused() -> None:
    for kind, code in (("status", "cured"), ("nothing", "deficient")):
        with pytest.raises(KeyError):
            wording.label(kind, code)
    for missing in (wording.question, wording.group_title, wording.group_number, wording.group_hint):
        with pytest.raises(KeyError):
            missing("cured")
    with pytest.raises(KeyError):
        wording.short("status", "deficient")


def test_what_decides_urgency_is_said_as_agreed() -> None:
    assert wording.label("urgency", "emergency") == "Same-day assessment"
    assert wording.label("urgency", "urgent") == "Urgent: specialist advice now or within days"
    assert wording.label("strength", "do_not") == "Do not"
    assert wording.label("other", "not_asked") == "not asked"


def test_the_file_is_read_once_and_not_before_it_is_asked_for() -> None:
    program = """
import sys
from b12calc.models import wording
assert wording._texts.cache_info().currsize == 0
wording.label("status", "deficient"), wording.questions(), wording.group_hint("nerve")
assert wording._texts.cache_info().misses == 1
assert "pydantic" not in sys.modules
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
