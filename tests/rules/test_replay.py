"""An old assessment is made again: equal to the last byte, or it is said where not and why."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.problems import ProblemsFound
from b12calc.rules import assess as assess_now
from b12calc.rules import laboratories
from b12calc.rules.editions import Edition, assess, present, previous
from b12calc.rules.replay import decides_alike, made_under, replay, written
from tests.rules import making
from tests.rules.changed import random_cases
from tests.rules.clinic_cases import clinic

CASES = random_cases(300, 30)


def past() -> Edition:
    found = previous()
    assert found is not None
    return found


def test_three_hundred_saved_answers_come_out_with_the_same_hash() -> None:
    labs = [None, *laboratories()]
    for number, (case, day) in enumerate(CASES):
        edition = past() if number % 2 else None
        pack, lab = PACKS[number % 3], labs[number % len(labs)]
        saved = written(assess(case, today=date.fromisoformat(day), pack=pack, edition=edition, laboratory=lab))
        again = replay(saved.encode(), case)
        assert again.same and again.decisions_same and not again.lines and not again.added, (number, again.said)
        assert again.edition == (past() if number % 2 else present()).name
        assert again.hash_saved == again.hash_now == f"sha256:{hashlib.sha256(saved.encode()).hexdigest()}"


def test_why_not_and_the_indicator_are_made_again_too() -> None:
    for case, day in CASES[:3]:
        today = date.fromisoformat(day)
        answers = (
            assess(case, today=today, edition=past(), explain=True),
            assess_now(case, today=today, experimental=True),
        )
        assert all(replay(written(one).encode(), case).same for one in answers)


def saved() -> dict[str, Any]:
    case, day = CASES[0]
    found: dict[str, Any] = json.loads(written(assess(case, today=date.fromisoformat(day), edition=past())))
    return found


def text(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def test_another_program_version_is_said() -> None:
    again = replay(text({**saved(), "program": "0.0.1"}), CASES[0][0])
    assert again.same and "it was made by program version 0.0.1, this is" in again.said


def test_a_stamp_that_is_not_held_is_said_with_what_is() -> None:
    again = replay(text({**saved(), "stamp": "sha256:" + "0" * 64}), CASES[0][0])
    assert not again.same and again.edition is None and again.hash_now is None
    assert all(one.name in again.said.partition("held are ")[2] for one in (past(), present()))


def test_a_changed_line_is_shown_and_a_changed_decision_is_named() -> None:
    data = saved()
    changed = replay(text({**data, "headline": "Nothing."}), CASES[0][0])
    assert not changed.same and changed.decisions_same
    assert changed.lines == (f'headline: "Nothing." -> {json.dumps(data["headline"], ensure_ascii=False)}',)
    assert "though every decision, test, dose and date is the same" in changed.said
    other = replay(text({**data, "route": "oral" if data["route"] != "oral" else "im"}), CASES[0][0])
    assert not other.same and not other.decisions_same and "in route too" in other.said


def test_another_case_is_not_the_same() -> None:
    again = replay(text(saved()), next(case for case, day in CASES[1:] if day <= CASES[0][1]))
    assert not again.same and "so the case, or the program that reads it, has changed" in again.said


def test_other_spacing_is_said_and_is_not_the_same_bytes() -> None:
    again = replay(json.dumps(saved(), ensure_ascii=False).encode(), CASES[0][0])
    assert not again.same and again.decisions_same and not again.lines
    assert "only the spacing of the file differs" in again.said and again.hash_saved != again.hash_now


def test_fields_that_the_form_gained_since_are_left_out_and_named() -> None:
    data = saved()
    for key in ("clinic", "here"):
        del data[key]
    again = replay(text(data), CASES[0][0])
    assert again.same and again.added == ("clinic", "here")
    assert "gained since are left out: clinic, here" in again.said


def test_a_laboratory_that_is_not_held_is_asked_for() -> None:
    case, day = CASES[0]
    own = replace(laboratories()[0], title="Our own laboratory")
    data = written(assess(case, today=date.fromisoformat(day), laboratory=own)).encode()
    missing = replay(data, case)
    assert not missing.same and "are not held; give that profile with --lab" in missing.said
    assert replay(data, case, own).same


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"format": "b12calc-case/1"}', b"null"])
def test_what_is_no_assessment_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ProblemsFound, match=r"an assessment file \(b12calc-assessment/1\) was expected"):
        replay(data, CASES[0][0])


@pytest.mark.parametrize(
    ("key", "value"), [("today", "yesterday"), ("stamp", 7), ("pack", "fr"), ("why_not", None), ("warnings", None)]
)
def test_a_broken_assessment_is_refused(key: str, value: object) -> None:
    data = saved()
    data = {one: data[one] for one in data if one != key} if value is None else {**data, key: value}
    with pytest.raises(ProblemsFound, match="an assessment file"):
        replay(text(data), CASES[0][0])


def test_the_text_is_that_of_the_command_line(tmp_path: Path) -> None:
    from b12calc.cli import main

    case, out = Path("resources/sample_case.json"), tmp_path / "a.json"
    assert main(["assess", str(case), "--today", "2026-03-12", "--json", str(out)]) == 0
    from b12calc.models.reading import read_case

    assert replay(out.read_bytes(), read_case(case.read_bytes())).same


def test_a_saved_answer_tells_its_rules_and_whether_another_decides_alike() -> None:
    case, day = CASES[0]
    answer = assess(case, today=date.fromisoformat(day), edition=past())
    data = written(answer).encode()
    made = made_under(data)
    assert (made.pack, made.edition, made.stamp, made.today.isoformat()) == ("uk", past().name, answer.stamp, day)
    assert decides_alike(data, answer.model_copy(update={"headline": "said in other words", "program": "9"}))
    assert not decides_alike(data, answer.model_copy(update={"lifelong": f"not {answer.lifelong}"}))


@pytest.mark.parametrize(
    "field", ["status", "urgency", "start", "route", "neurological_involvement", "causes", "lifelong", "next_tests",
              "referrals", "warnings", "open_questions", "regimen", "follow_up"],
)  # fmt: skip
def test_a_saved_answer_that_differs_in_any_one_decision_is_not_alike(field: str) -> None:
    answer = next(
        made
        for case, day in CASES
        if (made := assess_now(case, today=date.fromisoformat(day))).regimen and made.follow_up and made.referrals
    )
    data = json.loads(written(answer))
    assert decides_alike(text(data), answer)
    data[field] = data["headline"] if isinstance(data[field], str) else None
    assert not decides_alike(text(data), answer)


def test_an_answer_for_a_clinic_is_made_again_and_what_it_said_of_the_clinic_stays() -> None:
    where = clinic({"mma": False, "homocysteine": False, "hydroxocobalamin_injection": False, "printer": False})
    raw = making.case(making.total("250"), yes="paraesthesia")
    case = making.read(raw)
    answer = assess_now(case, today=making.TODAY, clinic=where)
    assert answer.clinic is not None and {one.id for one in answer.citations} > {
        one.id for one in assess_now(case, today=making.TODAY).citations
    }
    again = replay(written(answer).encode(), case)
    assert again.same and again.decisions_same and not again.lines, again.said
    assert again.said.endswith(f"; what can be done at {answer.clinic} was not made again")
    data = json.loads(written(answer))
    data["citations"][-1]["says"] = "Something else."
    assert not replay(text(data), case).same
    assert not replay(text({**data, "citations": 7}), case).same
