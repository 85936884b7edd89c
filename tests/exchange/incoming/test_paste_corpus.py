"""Two hundred pasted layouts, written before the reader was tuned: nothing wrong accepted, little missed."""

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedPatient, ImportedResult
from b12calc.exchange.incoming.judge import judged
from b12calc.exchange.incoming.paste import read

TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).with_name("pasted")
RECALL = 0.95
LEAST_CASES, LEAST_TRAPS = 150, 40
DAY_FIRST = {"US": False, "??": None}


@dataclass(frozen=True)
class Wanted:
    analyte: str
    value: str
    unit: str
    day: str
    limits: str
    verdict: str

    @classmethod
    def of(cls, line: str) -> "Wanted":
        return cls(*line.split())


def cases() -> list[dict[str, Any]]:
    return [one for file in sorted(FOLDER.glob("*.toml")) for one in tomllib.loads(file.read_text("utf-8"))["case"]]


CASES = cases()


def patients(case: dict[str, Any]) -> list[ImportedPatient]:
    reports = read(case["text"], Watch(), DAY_FIRST.get(case["country"], True))
    return [judged(report, TODAY) for report in reports]


def results(case: dict[str, Any]) -> list[ImportedResult]:
    return [result for patient in patients(case) for result in patient.results]


def as_wanted(result: ImportedResult, *, day: bool = True) -> Wanted:
    low, high = result.reference_low or "", result.reference_high or ""
    return Wanted(
        analyte=result.analyte,
        value=f"{result.comparator or ''}{result.value or result.finding}",
        unit=(result.unit or "-") if result.value else "-",
        day=str(result.collected or "-") if day else "-",
        limits=f"{low}..{high}" if low or high else "-",
        verdict=result.verdict[0],
    )


def wrong(case: dict[str, Any]) -> Iterator[str]:
    """Name every accepted result that the case does not expect."""
    any_day = case.get("any_day", False)
    wanted = [Wanted.of(line) for line in case["expect"]]
    for result in results(case):
        if result.verdict != "accepted":
            continue
        got = as_wanted(result, day=not any_day)
        if got in wanted:
            continue
        near = [one for one in wanted if (one.analyte, one.value, one.unit) == (got.analyte, got.value, got.unit)]
        if (
            not case.get("loose")
            or result.value in case.get("never", [])
            or (near and got.day not in {one.day for one in near})
        ):
            yield f"{case['id']}: {got} {result.why}"


def missed(case: dict[str, Any]) -> list[str]:
    any_day = case.get("any_day", False)
    got = [as_wanted(result, day=not any_day) for result in results(case)]
    return [line for line in case["expect"] if line.endswith(" a") and Wanted.of(line) not in got]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_nothing_is_accepted_that_the_text_does_not_say(case: dict[str, Any]) -> None:
    assert list(wrong(case)) == []
    accepted = {result.value or result.finding for result in results(case) if result.verdict == "accepted"}
    assert not accepted & set(case.get("never", []))
    plain = {result.value for result in results(case) if result.verdict == "accepted" and result.comparator is None}
    assert not plain & set(case.get("never_plain", []))
    signed = {f"{result.comparator}{result.value}" for result in results(case) if result.verdict == "accepted"}
    assert not signed & set(case.get("never_sign", []))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_text_between_the_places_is_the_figure(case: dict[str, Any]) -> None:
    for result in results(case):
        source = result.source
        if result.value is None or source.start is None:
            assert result.finding or result.verdict == "doubtful"
            continue
        given = case["text"][source.start : source.end]
        shown = "".join(sign for sign in given if unicodedata.category(sign) != "Cf")
        assert unicodedata.normalize("NFKC", shown) == result.value
        assert given == result.value or result.verdict == "doubtful"


def test_a_patient_is_parted_from_the_next() -> None:
    for case in CASES:
        if "patients" in case:
            assert sum(bool(patient.results) for patient in patients(case)) == case["patients"], case["id"]


def test_doubtful_results_are_kept_as_such() -> None:
    for case in CASES:
        doubtful = [line for line in case["expect"] if line.endswith(" d")]
        got = [as_wanted(result) for result in results(case)]
        assert all(Wanted.of(line) in got for line in doubtful), case["id"]


def test_the_corpus_is_large_and_what_it_expects_is_found() -> None:
    traps = [case for case in CASES if case["id"].startswith("trap")]
    assert len(CASES) >= LEAST_CASES
    assert len(traps) >= LEAST_TRAPS
    wanted = sum(line.endswith(" a") for case in CASES for line in case["expect"])
    lost = [f"{case['id']}: {line}" for case in CASES for line in missed(case)]
    assert 1 - len(lost) / wanted >= RECALL, lost
