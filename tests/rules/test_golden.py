"""The golden cases stand for what the specification says, and no field of an answer changes without their notice."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from b12calc.integrity import Damaged, Fault
from b12calc.models.vocabulary import PACKS
from b12calc.rules import golden, knowledge
from b12calc.rules.golden import golden_cases, golden_day, golden_faults, prove_golden
from tests.oracle.decide import decide

# From decisions.md, typed after the answers of the program were seen: status, urgency, start, route, first cause.
BY_HAND = {
    "G01": "deficient soon now oral dietary",
    "G02": "unlikely routine not_indicated none -",
    "G03": "indeterminate routine after_tests none -",
    "G04": "not_interpretable routine after_tests none -",
    "G05": "deficient emergency now im -",
    "G06": "indeterminate routine after_tests none -",
    "G07": "functional_deficiency emergency now im nitrous_oxide",
    "G08": "deficient soon now oral drug",
    "G09": "indeterminate routine after_tests none -",
    "G10": "functional_deficiency soon now im_or_oral -",
    "G11": "deficient urgent now im autoimmune_gastritis",
    "G12": "deficient soon specialist_first none -",
    "G13": "out_of_scope routine specialist_first none -",
    "G14": "deficient soon now im autoimmune_gastritis",
}
# The article names no upper limit: nothing above the low one is called unlikely by it.
BY_THE_ARTICLE = {"G02": "indeterminate routine after_tests none -"}


def words(found: golden.Answers, field: str) -> list[str]:
    return [said.split(" [")[0] for said in found[field]]


@pytest.mark.parametrize("pack", PACKS)
def test_every_golden_case_answers_as_it_has_to(pack: str) -> None:
    assert len(golden_cases()) == len(BY_HAND) >= 12
    assert [fault for one in golden_cases() for fault in golden_faults(one, pack)] == []
    prove_golden(pack)


@pytest.mark.parametrize("pack", PACKS)
def test_the_main_words_are_those_written_by_hand_from_the_specification(pack: str) -> None:
    for one in golden_cases():
        wanted = {**BY_HAND, **(BY_THE_ARTICLE if pack == "article" else {})}[one.id]
        said = one.expected[pack]
        first = (words(said, "causes") or ["-"])[0]
        got = [*(words(said, field)[0] for field in ("status", "urgency", "start", "route")), first]
        assert " ".join(got) == wanted, one.id


@pytest.mark.parametrize("pack", PACKS)
def test_the_second_implementation_says_the_same_of_every_golden_case(pack: str) -> None:
    for one in golden_cases():
        other, said = decide(json.loads(one.case), golden_day(), pack), one.expected[pack]
        for field in ("status", "urgency", "start", "route", "lifelong"):
            assert words(said, field) == [getattr(other, field)], (one.id, field)
        assert (words(said, "causes") or ["unknown"])[0] == [*other.causes, "unknown"][0], one.id


def test_every_status_that_a_first_visit_with_figures_can_have_is_there_but_probable() -> None:
    seen = {words(one.expected["uk"], "status")[0] for one in golden_cases()}
    assert seen == {
        "deficient", "functional_deficiency", "not_interpretable", "indeterminate", "unlikely", "out_of_scope"
    }  # fmt: skip


def test_every_case_names_its_sections_and_no_person() -> None:
    for one in golden_cases():
        assert one.sections[0].isdigit()
        patient = json.loads(one.case)["patient"]
        assert not {"name", "identifier", "date_of_birth"} & set(patient)


def test_an_answer_that_differs_names_case_pack_and_field() -> None:
    one = golden_cases()[0]
    wrong = replace(one, expected={"uk": {**one.expected["uk"], "route": ["im [start-8]"]}})
    (fault,) = golden_faults(wrong, "uk")
    assert str(fault) == (
        "Golden case G01 (deficient, diet alone), pack uk: route should be im [start-8] and is oral [start-15]"
    )


def test_rules_that_fail_on_a_golden_case_are_a_fault_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("low")

    monkeypatch.setattr(golden, "judge", fail)
    with pytest.raises(Damaged, match=r"Golden case G01 .*, pack uk: no answer \(KeyError\)"):
        prove_golden("uk", 1)


@pytest.mark.parametrize(("file", "old", "new"), [
    ("uk/limits.toml", "180", "140"), ("shared/start.toml", 'route = "im"', 'route = "oral"'),
    ("uk/regimens.toml", "2 weeks", "3 weeks"),
])  # fmt: skip
def test_a_changed_limit_row_or_dose_is_noticed_by_the_golden_cases(
    file: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = knowledge.clinical_files("uk")
    assert old.encode() in files[file]
    changed = knowledge.read_pack("uk", {**files, file: files[file].replace(old.encode(), new.encode())})
    monkeypatch.setattr(golden, "load_pack", lambda _: changed)
    with pytest.raises(Damaged):
        prove_golden("uk")


def test_a_file_of_golden_cases_that_cannot_be_read_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden, "FILE", tmp_path / "golden.json")
    golden_cases.cache_clear()
    try:
        with pytest.raises(Damaged, match=r"golden\.json cannot be read"):
            golden_cases()
    finally:
        golden_cases.cache_clear()


def test_the_day_of_the_golden_cases_is_fixed() -> None:
    assert golden_day() == date(2026, 6, 15)


def test_a_copy_found_damaged_while_a_golden_case_is_answered_is_said_to_be_damaged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def damaged(*_asked: object) -> golden.Answers:
        raise Damaged((Fault("limits.toml", "its sum differs"),))

    monkeypatch.setattr(golden, "answers", damaged)
    with pytest.raises(Damaged, match=r"limits\.toml"):
        golden_faults(golden_cases()[0], "uk")


def test_writing_the_golden_answers_anew_changes_nothing_and_names_what_was_altered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole, copy = golden.FILE.read_bytes(), tmp_path / "golden.json"
    copy.write_bytes(whole)
    monkeypatch.setattr(golden, "FILE", copy)
    assert list(golden._write()) == [] and copy.read_bytes() == whole
    altered = json.loads(whole)
    altered["cases"][0]["expected"]["us"]["status"] = ["unlikely"]
    copy.write_text(json.dumps(altered), encoding="utf-8")
    first = golden_cases()[0]
    assert list(golden._write()) == [f"{first.id} {first.title}"] and copy.read_bytes() == whole
