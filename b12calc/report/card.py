"""The treatment card: each dose with its day and boxes to fill in by hand, then the reviews; for A5, without colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from b12calc.models.assessment import Assessment, Phase
from b12calc.models.case import Case
from b12calc.problems import Problem, ProblemsFound
from b12calc.report import document as content
from b12calc.report import doses
from b12calc.report.content import foot_edition, foot_statement, patient_identity
from b12calc.report.entered import entered_texts
from b12calc.report.leaflet import NO_NAME
from b12calc.report.sentences import leaflet
from b12calc.report.words import capital, day

_SIZE: Final = 10  # points
_BLANK: Final = 4  # rows for doses of which the plan gives neither day nor number
_HEADS: Final = {
    "im": ("No.", "Day in the plan", "Given on", "Batch", "Initials"),
    "oral": ("No.", "Day in the plan", "Handed out on", "Batch", "Initials"),
}
_UNDATED: Final = "The plan gives no days for this part: write each day in when it is agreed."
_AGREE: Final = "{day}: find another day"
_SHARES: Final = (8, 32, 26, 20, 14)


def card_of(case: Case, assessment: Assessment, heading: tuple[str, ...] = ()) -> content.ReportDocument:
    """Return the card; see ``b12calc.report.treatment_card``."""
    regimen = assessment.regimen
    if regimen is None:
        why = "the plan holds no treatment, so there is nothing to put on a card"
        raise ProblemsFound((Problem("treatment card", why),))
    identity = patient_identity(case.patient, case.visits[-1].date)
    opening: tuple[content.Block, ...] = () if identity else (content.WriteIn(("Name", "Date of birth")),)
    if assessment.urgency == "emergency":
        opening = (content.Paragraph("", lead=f"{leaflet().words['title']['emergency']}."), *opening)
    parts = tuple(
        content.Section(f"{number}. {doses.medicine(phase)}", tuple(_phase(assessment, phase)))
        for number, phase in enumerate(regimen.phases, 1)
    )
    return content.ReportDocument(
        title=leaflet().words["title"]["card"],
        identity=identity or (NO_NAME,),
        subtitle=f"Plan of {day(assessment.today)}",
        statement=foot_statement(assessment.review),
        edition=foot_edition(assessment),
        author=f"b12calc {assessment.program}",
        sections=(content.Section("", opening), *parts, *_reviews(assessment)),
        heading=heading,
        day=assessment.today,
        entered=entered_texts(case, assessment, heading),
        size=_SIZE,
    )


def _phase(assessment: Assessment, phase: Phase) -> Iterator[content.Block]:
    """Yield how often, what the plan does not say, and a row for each dose."""
    yield content.Paragraph(capital(doses.how_often(phase)))
    if phase.note:
        yield content.Paragraph(phase.note, "quiet")
    rows = list(_days(assessment, phase))
    if not any(rows):
        yield content.Paragraph(_UNDATED)
    cells = tuple((str(number), planned, "", "", "") for number, planned in enumerate(rows, 1))
    yield content.Table(_HEADS[phase.route], cells, _SHARES, (1,), boxes=True)


def _days(assessment: Assessment, phase: Phase) -> list[str]:
    """Return what stands in front of the boxes; nothing where the day is left to be written in."""
    kept, to_agree = doses.given(assessment, phase)
    rows = [doses.with_weekday(one) for one in kept]
    rows += [_AGREE.format(day=doses.with_weekday(one)) for one in to_agree]
    if window := doses.window(phase):
        rows.append(capital(window))
    wanted = phase.doses or (len(rows) if len(rows) > 1 else _BLANK)
    return rows + [""] * (wanted - len(rows))


def _reviews(assessment: Assessment) -> Iterator[content.Section]:
    rows = tuple((doses.with_weekday(due), what, "") for due, what in doses.reviews(assessment))
    if rows:
        table = content.Table(("Next review", "What", "Done, initials"), rows, (30, 46, 24), (0,), boxes=True)
        yield content.Section("Reviews", (table,))
