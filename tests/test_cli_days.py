"""Open days on the command line: the calendar file, the reminder, and every paper with the same placed dates."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from b12calc.cli import main
from b12calc.models.reading import read_case
from b12calc.plan.open_days import Calendar
from b12calc.rules import assess, schedule_for

from .command_line import SAMPLE, Capture, refused
from .plan.ics_reading import by_uid, events_of

CHRISTMAS = ("assess", str(SAMPLE), "--today", "2026-12-21")
PLACED = ["21 Dec 2026", "23 Dec 2026", "24 Dec 2026", "29 Dec 2026", "31 Dec 2026", "4 Jan 2027", "6 Jan 2027"]


def days_in(path: Path, kind: str = "") -> list[date]:
    return [one["DTSTART"].dt for one in events_of(path.read_bytes()) if kind in str(one["UID"])]


def test_every_paper_bears_the_placed_dates_and_the_calendar_file_has_the_same(tmp_path: Path) -> None:
    out = {name: tmp_path / name for name in ("n.txt", "r.pdf", "c.txt", "l.txt", "a.ics", "m.txt", "j.json")}
    given = ("--note", "n.txt", "--pdf", "r.pdf", "--card", "c.txt", "--leaflet", "l.txt", "--ics", "a.ics")
    options = [str(out.get(word, word)) for word in (*given, "--reminder", "m.txt", "--json", "j.json")]
    assert main([*CHRISTMAS, "--calendar", "england", *options]) == 0
    record = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(out["r.pdf"].read_bytes())).pages)
    for text in (record, *(out[name].read_text(encoding="utf-8") for name in ("n.txt", "c.txt", "l.txt"))):
        plain = " ".join(text.replace("\u00a0", " ").split())
        assert all(day in plain for day in PLACED)
        assert "25 Dec 2026" not in plain.replace("25 Dec 2026 is not possible", "")
        assert "28 Dec 2026" not in plain and "1 Jan 2027" not in plain.replace("11 Jan", "").replace("21 Jan", "")
    case = read_case(SAMPLE.read_bytes())
    answer = assess(case, today=date(2026, 12, 21), explain=True)
    schedule = schedule_for(case, answer, Calendar(region="england"))
    assert days_in(out["a.ics"], "dose") == [dose.placed for dose in schedule.doses]
    assert "on Mon 21 Dec 2026" in out["m.txt"].read_text(encoding="utf-8")
    assert json.loads(out["j.json"].read_text(encoding="utf-8")) == answer.model_dump(mode="json")


def test_the_record_still_holds_the_assessment_of_the_rules(tmp_path: Path, capsys: Capture) -> None:
    record, plain = tmp_path / "r.pdf", tmp_path / "p.pdf"
    assert main([*CHRISTMAS, "--calendar", "england", "--pdf", str(record)]) == 0
    assert main([*CHRISTMAS, "--pdf", str(plain)]) == 0
    held, usual = (dict(pypdf.PdfReader(BytesIO(path.read_bytes())).attachments) for path in (record, plain))
    assert held == usual
    assert main(["verify", str(record)]) == 0


def test_without_a_calendar_nothing_changes_on_paper(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    assert main([*CHRISTMAS, "--card", str(one)]) == 0
    assert "28 Dec 2026" in one.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert main([*CHRISTMAS, "--card", str(other), "--calendar", "england"]) == 0
    assert one.read_bytes() != other.read_bytes()


def test_a_file_written_again_replaces_and_cancels(tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    assert main([*CHRISTMAS, "--ics", str(out)]) == 0
    first = by_uid(out.read_bytes())
    assert main([*CHRISTMAS, "--ics", str(out)]) == 0
    assert by_uid(out.read_bytes()) == first
    assert main([*CHRISTMAS, "--ics", str(out), "--calendar", "england"]) == 0
    second = by_uid(out.read_bytes())
    assert set(second) == set(first)
    gone = [uid for uid in second if str(second[uid]["STATUS"]) == "CANCELLED"]
    assert [uid.partition("-dose-")[2] for uid in gone] == ["10@b12calc"]
    assert all(second[uid]["SEQUENCE"] > first[uid]["SEQUENCE"] for uid in first)


def test_closed_days_nurse_days_away_start_and_given_are_kept(tmp_path: Path) -> None:
    out, closed = tmp_path / "a.ics", tmp_path / "closed.toml"
    closed.write_text('injections = ["monday", "thursday"]\n[[closed]]\nday = "2027-01-07"\n', encoding="utf-8")
    given = ("--closed", str(closed), "--away", "2027-01-11", "--start", "2027-01-04", "--given", "2", "--given-today")
    assert main([*CHRISTMAS, "--ics", str(out), "--calendar", "scotland", *given]) == 0
    doses = days_in(out, "dose")
    assert doses[:3] == [date(2027, 1, 4), date(2027, 1, 14), date(2027, 1, 18)]
    assert str(events_of(out.read_bytes())[0]["SUMMARY"]) == "Vitamin B12 injection 3 (given)"


def test_nurse_days_of_the_clinic_profile_hold_where_no_file_names_any(tmp_path: Path) -> None:
    out, card = tmp_path / "a.ics", tmp_path / "c.txt"
    clinic = ("--clinic", "basic-laboratory", "--card", str(card))
    assert main([*CHRISTMAS, "--ics", str(out), *clinic]) == 0
    doses = days_in(out, "dose")
    assert {day.weekday() for day in doses} == {0, 3}
    text = card.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert all(f"{day:%a} {day.day} {day:%b %Y}" in text for day in doses)


def test_alarm_and_label_are_put_in(tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    assert main([*CHRISTMAS, "--ics", str(out), "--ics-alarm", "1", "--ics-label", "Room 2"]) == 0
    for one in events_of(out.read_bytes()):
        assert str(one["SUMMARY"]).startswith("Room 2 ") and len(one.walk("VALARM")) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--calendar", "france"), "--calendar: 'france' is no calendar of this program; expected one of england"),
        (("--ics", "a.txt"), "--ics: a file ending in .ics was expected"),
        (("--ics", "-"), "--ics: a file ending in .ics was expected"),
        (("--ics-alarm", "1"), "command line: --ics-alarm and --ics-label go with --ics"),
        (("--ics", "a.ics", "--ics-alarm", "15"), "--ics-alarm: a number from 0 to 14 was expected; '15' was given"),
        (("--ics", "a.ics", "--ics-label", " "), "--ics-label: one line of text of at most 40 characters"),
        (("--given", "-1"), "--given: a number from 0 to 1000 was expected"),
        (("--given", "٣"), "--given: a number from 0 to 1000 was expected"),
        (("--start", "4 Jan"), "--start: expected YYYY-MM-DD; '4 Jan' was given"),
        (("--away", "soon"), "--away: expected YYYY-MM-DD, or YYYY-MM-DD..YYYY-MM-DD; 'soon' was given"),
        (("--closed", "none.toml"), "none.toml: cannot be read (No such file or directory); a TOML file of"),
        (("--calendar", "england", "--edition", "2026-11-22.1"), "command line: --edition goes without open days"),
        (("--calendar", "england", "--start", "2101-01-04"), "calendar: the bank holidays of England are known for"),
        (("--reminder", "-", "--json", "-"), "command line: only one of --json, --note and --reminder"),
        (("--away", "2026-12-20..2027-03-31", "--ics", "a.ics"), "calendar: no day on which an injection can be given"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = refused(capsys, *CHRISTMAS, *options)
    assert line.startswith(f"b12calc: {words}"), line
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_closed_days_is_not_written_over(tmp_path: Path, capsys: Capture) -> None:
    closed = tmp_path / "a.ics"
    closed.write_text('open = ["monday"]', encoding="utf-8")
    (line,) = refused(capsys, *CHRISTMAS, "--closed", str(closed), "--ics", str(closed))
    assert "an output names the file of closed days itself" in line


def test_note_and_record_name_the_next_review(tmp_path: Path) -> None:
    note, record = tmp_path / "n.txt", tmp_path / "r.pdf"
    assert main([*CHRISTMAS, "--calendar", "england", "--note", str(note), "--pdf", str(record)]) == 0
    pages = pypdf.PdfReader(BytesIO(record.read_bytes())).pages
    for text in (note.read_text(encoding="utf-8"), "".join(page.extract_text() for page in pages)):
        (before, _) = " ".join(text.replace("\u00a0", " ").split()).split("Next review: ")
        assert before.removesuffix("| What: ").strip().endswith("11 Jan 2027")
