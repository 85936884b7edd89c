"""The practice's days among the settings: written and read back, and nothing where a file was written by hand badly."""

from pathlib import Path

import pytest

from b12calc.plan.bank_holidays import REGIONS
from b12calc_ui.open_days import OpenDays, from_text, regions, to_text
from b12calc_ui.settings import Settings

FULL = OpenDays("scotland", frozenset({0, 2, 4}), frozenset({2}), "/share/our, closed days.toml", 1)


def test_every_calendar_the_program_holds_is_offered_and_no_other() -> None:
    assert tuple(code for code, _words in regions()) == REGIONS


def test_the_settings_give_back_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    assert Settings(path).open_days() == OpenDays() and not OpenDays(alarm=2).chosen
    settings = Settings(path)
    settings.put_open_days(FULL)
    assert settings.open_days() == FULL and FULL.chosen
    del settings
    assert Settings(path).open_days() == FULL
    assert Settings(None).open_days() == OpenDays()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("holidays=atlantis", OpenDays()), ("open_days=monday, Sunday, someday", OpenDays(weekdays=frozenset({0, 6}))),
     ("calendar_alarm=99", OpenDays()), ("injection_days=thursday", OpenDays(injections=frozenset({3})))],
)  # fmt: skip
def test_a_file_written_by_hand_is_read_as_far_as_it_goes(tmp_path: Path, line: str, wanted: OpenDays) -> None:
    path = tmp_path / "window.ini"
    path.write_text(f"[General]\n{line}\n", encoding="utf-8")
    assert Settings(path).open_days() == wanted


def test_weekdays_are_words_in_order() -> None:
    assert to_text(frozenset({3, 0})) == "monday thursday"
    assert from_text(to_text(frozenset(range(7)))) == frozenset(range(7))
