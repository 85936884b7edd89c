"""The patient sheet: what was found, what to do, dates, food, what to expect, when to get help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.vocabulary import PRINT_SIZES
from b12calc.problems import Problem, ProblemsFound
from b12calc.report import document as content
from b12calc.report import doses
from b12calc.report.content import foot_edition, foot_statement, patient_identity
from b12calc.report.entered import entered_texts
from b12calc.report.sentences import Facts, facts_of, has_choice, leaflet
from b12calc.report.words import day, figure

NO_NAME: Final = "Patient not named on this sheet"


def sheet_of_patient(
    case: Case, assessment: Assessment, heading: tuple[str, ...] = (), size: int = PRINT_SIZES[0]
) -> content.ReportDocument:
    """Return the sheet in print of ``size`` points; see ``b12calc.report.patient_sheet``."""
    if assessment.status == "out_of_scope":
        why = "these rules are for people aged 16 and over, so there is no sheet; a paediatrician has to say what to do"
        raise ProblemsFound((Problem("patient sheet", why),))
    if size not in PRINT_SIZES:
        raise ValueError(f"size is one of {PRINT_SIZES}, not {size!r}")
    words, facts = leaflet(), facts_of(assessment)
    urgent = assessment.urgency == "emergency"
    identity = patient_identity(case.patient, case.visits[-1].date)[:2]
    sections = [
        content.Section(title, blocks) for key, title in words.sections.items()
        if (blocks := tuple(_section(key, assessment, facts)))
    ]  # fmt: skip
    if not identity:
        sections.insert(0, content.Section("", (content.WriteIn(("Name", "Date of birth")),)))
    return content.ReportDocument(
        title=words.words["title"]["emergency" if urgent else "sheet"],
        identity=identity or (NO_NAME,),
        subtitle=f"Made on {day(assessment.today)}",
        statement=foot_statement(assessment.review),
        edition=foot_edition(assessment),
        author=f"b12calc {assessment.program}",
        sections=tuple(sections),
        heading=heading,
        day=assessment.today,
        entered=entered_texts(case, assessment, heading),
        size=size,
    )


def _section(key: str, assessment: Assessment, facts: Facts) -> Iterator[content.Block]:
    """Yield the sentences of one section that hold, and behind them its lists."""
    holding = [one for one in leaflet().sentences if one.section == key and one.holds(facts)]
    lists = tuple(_lists(key, assessment)) if assessment.urgency != "emergency" else ()
    listed = tuple(one.text for one in holding if one.list)
    if key == "treatment":
        yield from lists
    yield from (content.Paragraph(one.text) for one in holding if not one.list)
    if listed:
        yield _list("help", listed)
    if key != "treatment":
        yield from lists


def _list(name: str, lines: tuple[str, ...]) -> content.ActionList:
    return content.ActionList(leaflet().words["list"][name], tuple(content.Action("", "", line) for line in lines))


def _lists(key: str, assessment: Assessment) -> Iterator[content.ActionList]:
    """Yield the lists of one section that have a line."""
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
        "found": (("results", tuple(_results(assessment))),),
        "now": (
            ("flags", _named("flag", assessment.unanswered_red_flags)),
            ("tests", _named("test", assessment.next_tests)),
            ("specialists", _named("specialist", tuple(one for one in assessment.referrals if one != "emergency"))),
        ),
        "treatment": tuple(_treatment(assessment)),
        "checks": (("checks", tuple(f"{doses.with_weekday(due)}: {what}" for due, what in doses.reviews(assessment))),),
    }
    yield from (_list(name, lines) for name, lines in found.get(key, ()) if lines)


def _named(kind: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(leaflet().say(kind, code) for code in codes)


def _results(assessment: Assessment) -> Iterator[str]:
    """Yield the figures that were measured; one whose unit is in doubt is left out."""
    for one in assessment.measurements:
        name = leaflet().words["result"].get(one.analyte)
        if name is not None and one.value is not None and one.unit_asked is None:
            taken = f", taken on {day(one.collected)}" if one.collected else ""
            yield f"{name}: {figure(one.value, _in_full(one.unit), one.comparator)}{taken}"


def _in_full(unit: str | None) -> str | None:
    """Write micrograms and micromoles in full: the short signs are easily misread."""
    return unit and re.sub("^u(g|mol)/", lambda found: {"g": "micrograms", "mol": "micromol"}[found[1]] + "/", unit)


def _treatment(assessment: Assessment) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is given, the other choice, and the days of it."""
    regimen = assessment.regimen
    if regimen is None:
        return
    yield "medicines", tuple(f"{doses.medicine(phase)}: {doses.how_often(phase)}" for phase in regimen.phases)
    if has_choice(assessment):
        yield "choice", regimen.alternatives
    suffix = "_choice" if has_choice(assessment) else ""
    for route, name in (("im", "injections"), ("oral", "tablets")):
        lines, moved = [], []
        for phase in regimen.phases:
            if phase.route == route:
                days, to_agree = doses.given(assessment, phase)
                lines += [doses.with_weekday(one) for one in days]
                lines += [f"Then {doses.window(phase)}" for _ in (1,) if doses.window(phase)]
                moved += [doses.with_weekday(one) for one in to_agree]
        yield name + suffix, tuple(lines)
        yield "agree", tuple(moved)
