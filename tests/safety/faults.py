"""What is wrong with the hazard log: in itself, and against what ran."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.safety.ran import Run, missing
from tests.safety.records import HIGH, ROOT, Control, Hazard, Score


def in_the_log(
    hazards: Iterable[Hazard], campaigns: Iterable[str], asked: Iterable[str], root: Path = ROOT
) -> list[str]:
    """Return every fault that can be seen without running a test.

    ``campaigns`` are the names there are, ``asked`` the requirements of the article.
    """
    known, requirements = set(campaigns), set(asked)
    return [
        f"{hazard.id}: {fault}"
        for hazard in hazards
        for fault in (
            *_scores(hazard),
            *(fault for control in hazard.controls for fault in _control(control, known, root)),
            *(f"no requirement {key}" for key in hazard.requirements if key not in requirements),
        )
    ]


def _scores(hazard: Hazard) -> Iterator[str]:
    if not hazard.controls:
        yield "no control"
    if (hazard.before is None) != (hazard.after is None):
        yield "both scores or none"
    for score in filter(None, (hazard.before, hazard.after)):
        if score.risk != score.by_matrix:
            yield f"{score}: the matrix gives {score.by_matrix}"
    if hazard.controls and _high(hazard.before) and all(control.kind == "inform" for control in hazard.controls):
        yield "to inform alone is no control of a risk of 3 or more"
    if hazard.before and hazard.after and hazard.after.risk > hazard.before.risk:
        yield "the risk is greater after the controls"
    if hazard.after and hazard.after.risk > HIGH:
        yield f"a residual risk of {hazard.after.risk} cannot stand"
    if _high(hazard.after) and not hazard.argument:
        yield "a residual risk of 3 needs an argument in writing"


def _high(score: Score | None) -> bool:
    return score is not None and score.risk >= HIGH


def _control(control: Control, campaigns: set[str], root: Path) -> Iterator[str]:
    if not control.tests:
        yield f"no test shows: {control.what}"
    for test in (*control.tests, *control.where_possible):
        if why := missing(test, root):
            yield f"{test}: {why}"
    for name in control.campaigns:
        if name not in campaigns:
            yield f"no campaign {name}"


def in_the_run(hazards: Iterable[Hazard], run: Run) -> list[str]:
    """Return every control that the run does not show, with its test and how that ended."""
    found = []
    for hazard in hazards:
        for control in hazard.controls:
            found += [f"{hazard.id}: {test}: {why}" for test in control.tests if (why := run.fault(test))]
            found += [
                f"{hazard.id}: {test}: {why}"
                for test in control.where_possible
                if "failed" in (why := run.fault(test)) or "not executed" in why
            ]
    return found
