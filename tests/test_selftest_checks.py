"""Each check of this copy finds what it is there for."""

from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from b12calc import integrity, rules, selftest_checks
from b12calc.integrity import CHANGED, Fault
from b12calc.selftest_checks import CHECKS, FAULT, LEFT_OUT, OK, WARNING, check, fits

DAY = date(2026, 11, 23)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(integrity, "from_sources", lambda: False)
    monkeypatch.setattr(
        integrity, "build_facts", lambda: {"built": "2026-11-20", "packages": {"pydantic": ">=2.14,<3"}}
    )
    return monkeypatch


def test_every_check_of_the_sources_is_right_but_the_review() -> None:
    found = {code: check(code, DAY).result for code in CHECKS}
    found.pop("parsed")  # it may or may not be made in a checkout
    assert found == {
        **{"files": LEFT_OUT, "code": LEFT_OUT, "tables": OK, "golden": OK, "editions": OK},
        **{"fonts": OK, "libraries": OK, "review": WARNING, "clock": OK},
    }


def test_a_quick_form_that_says_something_else_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest_checks, "PARSED", tmp_path / "parsed.txt")
    assert check("parsed", DAY).result == LEFT_OUT
    (tmp_path / "parsed.txt").write_bytes(b"00000000\n")
    assert check("parsed", DAY).result == FAULT


def test_each_file_that_differs_is_listed(installed: pytest.MonkeyPatch) -> None:
    installed.setattr(integrity, "faults", lambda: (Fault("b12calc/analytes.toml", CHANGED),))
    found = check("files", DAY)
    assert (found.result, found.details) == (FAULT, ("b12calc/analytes.toml differs from the file that was installed",))


def test_what_needs_whole_files_is_left_out_of_a_damaged_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = (Fault("b12calc/analytes.toml", CHANGED),)

    def refuse(_: str) -> None:
        raise integrity.Damaged(faults)

    monkeypatch.setattr(rules, "prove_tables", refuse)
    assert check("tables", DAY).result == FAULT
    monkeypatch.setattr(integrity, "damage", lambda: faults)
    assert check("tables", DAY).result == LEFT_OUT


def test_a_check_that_breaks_is_a_fault_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "prove_tables", lambda _: 1 / 0)
    found = check("tables", DAY)
    assert (found.result, found.said) == (FAULT, "it cannot be checked (ZeroDivisionError)")


@pytest.mark.parametrize(("day", "result"), [
    (date(2026, 11, 19), WARNING), (date(1970, 1, 1), WARNING), (date(2026, 11, 20), OK), (date(2036, 11, 20), OK),
    (date(2036, 11, 21), WARNING), (date(2037, 11, 20), WARNING),
])  # fmt: skip
def test_a_clock_before_the_build_or_ten_years_after_it_is_a_warning(
    day: date, result: str, installed: pytest.MonkeyPatch
) -> None:
    assert check("clock", day).result == result


@pytest.mark.parametrize(("said", "day", "result"), [
    (("Reviewed by A. Clinician", "2027-11-22"), DAY, OK), (("Reviewed by A. Clinician", "2026-11-22"), DAY, WARNING),
    (("Reviewed by A. Clinician", None), DAY, WARNING), (("Not yet reviewed", "2027-11-22"), DAY, WARNING),
])  # fmt: skip
def test_rules_without_review_or_past_their_day_are_a_warning(
    said: tuple[str, str | None], day: date, result: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "reviews", lambda: {"uk": said})
    assert check("review", day).result == result


def test_a_sign_that_no_font_holds_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest_checks, "_texts", lambda: ["micrograms \u4e2d"])
    assert check("fonts", DAY).details == ("U+4E2D \u4e2d",)


def test_a_library_that_is_too_old_is_a_fault_and_one_that_says_nothing_a_warning(
    installed: pytest.MonkeyPatch,
) -> None:
    assert check("libraries", DAY).result == OK
    installed.setattr(metadata, "version", lambda _: "2.13.9")
    assert check("libraries", DAY).details == ("pydantic 2.13.9 (>=2.14,<3)",)
    assert check("libraries", DAY).result == FAULT

    def unknown(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    installed.setattr(metadata, "version", unknown)
    assert check("libraries", DAY).result == WARNING


@pytest.mark.parametrize(("version", "wanted", "fit"), [
    ("5.1.0", ">=5.1", True), ("5.0.9", ">=5.1", False), ("6.11.3", "==6.11.3", True), ("6.12", "==6.11.3", False),
    ("2.14", ">=2.14,<3", True), ("3.0", ">=2.14,<3", False), ("2.14.0rc1", ">=2.14", True), ("1", "~=1", False),
])  # fmt: skip
def test_a_version_is_held_against_a_range(version: str, wanted: str, fit: bool) -> None:
    assert fits(version, wanted) is fit
