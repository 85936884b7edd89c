"""From a case to its assessment: check, facts, tables, and every line with its reason and sources."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any

from b12calc import __version__
from b12calc.models.assessment import Assessment, CitationLine, FollowUp, Measurement, Reason, Recommendation, Regimen
from b12calc.models.case import Case
from b12calc.models.course import Course, Expected
from b12calc.models.vocabulary import MUST_ANSWER_RED_FLAGS
from b12calc.problems import ProblemsFound
from b12calc.rules import planning
from b12calc.rules.answer_set import answer_set
from b12calc.rules.chart import Chart, read_chart
from b12calc.rules.check import find_problems
from b12calc.rules.clinic import with_clinic
from b12calc.rules.clinic_profile import Clinic
from b12calc.rules.combined_indicator import with_indicator
from b12calc.rules.course import course_of
from b12calc.rules.decide import Decision, run
from b12calc.rules.facts import read_facts
from b12calc.rules.haemoglobin_adjustment import sources_of
from b12calc.rules.knowledge import Pack, load_pack
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import citation, under
from b12calc.rules.lines import Lines
from b12calc.rules.measurements import measurements
from b12calc.rules.reasons import Grounds
from b12calc.rules.repeats import any_repeated, with_repeats
from b12calc.rules.table import Hit
from b12calc.rules.whatif import would_change
from b12calc.rules.whynot import why_not

# To be filled: each line is checked when it is made, each word is one of a table, so nothing is checked a second time.
_OPEN: dict[str, Any] = dict.fromkeys(name for name, field in Assessment.model_fields.items() if field.is_required())
_BLANK = Assessment.model_construct(**_OPEN)
_sources = attrgetter("sources")
Cited = Reason | Recommendation | Regimen | FollowUp | Expected


def assess(  # noqa: PLR0913
    case: Case,
    *,
    today: date,
    pack: str = "uk",
    laboratory: Laboratory | str | None = None,
    clinic: Clinic | str | None = None,
    explain: bool = False,
    experimental: bool = False,
) -> Assessment:
    """Return what the rules of a pack say about a case on a day.

    With ``explain`` also why not, what would change this and what the open questions leave possible, which takes some
    hundred times as long; with ``experimental`` also the combined indicator, which decides nothing. A laboratory's
    profile, by its id or as read, replaces limits and touches nothing else; a clinic's profile adds what can be done
    there and touches nothing else. Equal arguments give equal answers; nothing reads the clock. Raises ProblemsFound
    with every contradiction, future date or impossible figure, KeyError when there is no such pack, laboratory or
    clinic. Source: decisions.
    """
    content = load_pack(pack)
    answer = assess_by(content, case, today=today, laboratory=laboratory, explain=explain)
    if experimental:
        answer = with_indicator(answer, read_facts(read_chart(case), content.limits), content.citations)
    return answer if clinic is None else with_clinic(answer, _decided(case, content, laboratory), clinic)


def _decided(case: Case, content: Pack, laboratory: Laboratory | str | None) -> Decision:
    content = under(content, laboratory)
    return run(content, read_facts(read_chart(case), content.limits))


def assess_by(
    content: Pack, case: Case, *, today: date, laboratory: Laboratory | str | None = None, explain: bool = False
) -> Assessment:
    """Return what one pack, of whatever edition, says about a case on a day; else as ``assess``."""
    problems = find_problems(case, today)
    if problems:
        raise ProblemsFound(problems)
    content = under(content, laboratory)
    chosen = content.limits.laboratory
    read = read_facts(read_chart(case), content.limits)
    decision = run(content, read)
    measured = measurements(read.chart, decision.words, content.limits)
    course = course_of(case, read, decision)
    lines = Lines(decision, Grounds(read, measured, decision.words, content), course)
    answer = _BLANK.but(
        program=__version__,
        edition=content.edition,
        pack=content.name,
        laboratory=None if chosen is None else chosen.name,
        today=today,
        stamp=content.stamp,
        measurements=measured,
        problems=_problems(chosen, measured),
        **_words(decision, read.chart),
        **_parts(decision, lines, planning.tests(decision, read), today, read.chart, course),
        **(_explanation(decision, read.chart) if explain else {}),
    )
    return with_repeats(answer, case, read.chart, decision) if any_repeated(case, read.chart) else answer


def pack_edition(pack: str = "uk") -> str:
    """Return the edition of a pack, as the status bar shows it."""
    return load_pack(pack).edition


def _explanation(decision: Decision, chart: Chart) -> dict[str, Any]:
    """Return why not, what would change this, and what is still possible."""
    return {
        "why_not": why_not(decision),
        "would_change": would_change(decision.pack, chart),
        "answer_set": answer_set(decision.pack, chart, _listed(decision, "questions", "question")),
    }


def _problems(laboratory: Laboratory | None, measured: Sequence[Measurement]) -> tuple[str, ...]:
    """Return what to know of the laboratory's profile, then every remark on a result."""
    said = () if laboratory is None else tuple(filter(None, (*laboratory.statements, laboratory.note)))
    lines = [f"{laboratory.title}: {line}" for line in said] if laboratory is not None else []
    return (*lines, *(f"{one.name}: {remark}" for one in measured for remark in one.remarks))


def _words(decision: Decision, chart: Chart) -> dict[str, Any]:
    """Return every field that is a code word or a list of them."""
    return {
        "status": decision.words["status"],
        "urgency": decision.words["urgency"],
        "start": decision.words["start"],
        "route": decision.words["route"],
        "neurological_involvement": decision.words["neuro"],
        "causes": tuple(decision.causes),
        "lifelong": decision.hits["lifelong"].row.then["lifelong"],
        "referrals": _listed(decision, "referrals", "referral"),
        "warnings": _listed(decision, "warnings", "warning"),
        "open_questions": _listed(decision, "questions", "question"),
        "unanswered_red_flags": tuple([code for code in MUST_ANSWER_RED_FLAGS if code not in chart.answers]),
    }


def _listed(decision: Decision, table: str, output: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([hit.row.then[output] for hit in decision.lists[table]]))


def _parts(
    decision: Decision, lines: Lines, tests: Sequence[Hit], today: date, chart: Chart, course: Course | None
) -> dict[str, Any]:
    """Return every field that is made of lines, and the sources they cite, with those of an adjusted haemoglobin."""
    recommendations, reasons = tuple(lines.recommendations(tests)), tuple(lines.reasons())
    regimen, follow_up = planning.to_come(decision, course, today, lines.follow_up)
    expected = () if course is None else course.expected
    cited: list[Cited] = [*reasons, *recommendations, *([regimen] if regimen else ()), *follow_up, *expected]
    return {
        "next_tests": tuple(hit.row.then["test"] for hit in tests),
        "review": _review(decision.pack),
        "headline": lines.text("urgency"),
        "status_text": lines.text("status"),
        "reasons": reasons,
        "recommendations": recommendations,
        "regimen": regimen,
        "follow_up": follow_up,
        "course": course,
        "citations": _citations(
            decision.pack, (*map(_sources, cited), sources_of(chart, decision.pack.limits.adjustment))
        ),
    }


@lru_cache(maxsize=64)
def _review(pack: Pack) -> str:
    """Return the review state of the tables; where they differ, each with the number of its tables."""
    states = Counter(table.review for table in pack.tables.values())
    return "; ".join(states if len(states) == 1 else (f"{state} (tables: {count})" for state, count in states.items()))


@lru_cache(maxsize=512)
def _citations(pack: Pack, cited: tuple[tuple[str, ...], ...]) -> tuple[CitationLine, ...]:
    """Return every source cited by some line, once, in order of first use, and that of the laboratory's profile."""
    used = dict.fromkeys(chain.from_iterable(cited))
    laboratory = pack.limits.laboratory
    profile = () if laboratory is None or laboratory.source in used else (citation(laboratory),)
    return (*[pack.citations[key] for key in used], *profile)
