"""From the record printed at the first visit to the follow-up three months later, on the practice's open days."""

import json
from datetime import date
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from b12calc.report import embedded_assessment, embedded_case
from b12calc.rules import assess
from b12calc_ui.open_days import OpenDays
from b12calc_ui.visit_days import VisitDays

from ..plan.ics_reading import events_of
from .conftest import SAMPLE, TODAY, choose_unit, press, row_of, settle, write
from .follow_up_stage import LATER, course, last, section, treatment, window_on
from .placed_truth import as_placed

DAYS = OpenDays("england", injections=frozenset({0, 3}))


def text_of(path: Path) -> str:
    words = " ".join(page.extract_text() for page in PdfReader(path).pages)
    return " ".join(words.replace("\u00a0", " ").split())


def printed_at_baseline(folder: Path) -> Path:
    """Return the record of the first visit, its plan on the practice's days."""
    path = folder / "baseline.pdf"
    with window_on(TODAY) as window:
        window.practice.days.take(DAYS)
        window.files.open_path(SAMPLE)
        settle()
        assert window.files.save_pdf_path(path)
        assert window.files.handouts.diary.save_path(folder / "plan.ics")
    return path


def test_a_follow_up_from_the_printed_record_goes_on_with_placed_days(tmp_path: Path, qapp: QApplication) -> None:
    path = printed_at_baseline(tmp_path)
    assert "further than is permitted: dose 2 by 1 day" in text_of(path)
    with window_on(LATER) as window:
        window.practice.days.take(DAYS)
        assert window.files.open_path(path)
        settle()
        assert "rules in use now decide otherwise" not in window.bar.text()
        assert window.follow_up.begin()
        settle()
        section(window).offer.take.click()
        write(treatment(window).fields["started"], "12 Mar 2026")
        for one in section(window).courses:
            press(course(window, one.row.question.code).first(), Qt.Key.Key_I)
        assert {one["course"] for one in last(window)["details"].values()} == {"improved"}
        hb = row_of(window, "haemoglobin")
        write(hb.fields["value"], "128")
        choose_unit(hb, "g/L")
        write(hb.fields["collected"], "10 Jun 2026")
        assert last(window)["treatment"]["started"] == "2026-03-12"
        answer = window.answer.shown
        assert answer is not None and answer.course is not None and answer.course.plan == "runs"
        assert answer.regimen is None and not window.answer.timeline.isHidden()
        assert "This visit, 95 days after the first dose" in window.answer.timeline.accessibleName()

        window.practice.days.put(VisitDays(given=7))
        fresh = assess(window.form.case(), today=LATER)
        shown = window.answer.shown
        assert shown == as_placed(window, window.form.case(), fresh) and shown is not None
        assert shown.regimen is not None and {day.weekday() for day in shown.regimen.phases[0].dates} <= {0, 3}
        made = tmp_path / "later.pdf"
        assert window.files.save_pdf_path(made)
        assert "Days taken into account: open Monday to Friday; bank holidays of England" in text_of(made)
        assert len(json.loads(embedded_case(made.read_bytes()))["visits"]) == 2
        assert json.loads(embedded_assessment(made.read_bytes()))["regimen"] is None

        assert window.files.handouts.diary.save_path(tmp_path / "plan.ics")
        events = {str(one["UID"]): one for one in events_of((tmp_path / "plan.ics").read_bytes())}
        coming = sorted(one["DTSTART"].dt for uid, one in events.items()
                        if "dose" in uid and one["STATUS"] == "CONFIRMED")  # fmt: skip
        assert tuple(coming) == shown.regimen.phases[0].dates
        assert any(one["STATUS"] == "CANCELLED" for one in events.values())
        assert window.files.handouts.diary.copy()
        assert coming[0] == date(2026, 6, 15) and "15 Jun 2026" in QGuiApplication.clipboard().text()
