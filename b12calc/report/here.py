"""What can be done at this clinic, beside the plan: each step that is replaced, with the reason and the risk."""

from __future__ import annotations

from typing import Final

from b12calc.models.assessment import Assessment, Substitution
from b12calc.models.wording import resource
from b12calc.report import document as content
from b12calc.report.words import listed, say

TITLE: Final = "What can be done here"
_HEADER: Final = ("In the plan", "What can be done", "Why, and the risk")
_STANDS: Final = "The plan above is what is best and stands as it is; nothing urgent waits for what follows."
_NOTHING: Final = "Nothing the plan asks for is known to be missing here."


def here_blocks(assessment: Assessment) -> tuple[content.Block, ...]:
    """Return the section of the clinic profile; nothing where none was chosen."""
    if assessment.clinic is None:
        return ()
    if not assessment.here:
        return (content.Paragraph(f"{assessment.clinic}. {_NOTHING}", "quiet"),)
    rows = tuple((one.ideal, done_here(one), f"{one.reason} Risk: {one.risk}") for one in assessment.here)
    stands = content.Paragraph(f"{assessment.clinic}. {_STANDS}", "quiet")
    return stands, content.Table(_HEADER, rows, (22, 40, 38), (0,))


def done_here(one: Substitution) -> str:
    """Return the line of one step as it can be done, with what has to be checked first."""
    words = {"consider": f"{say('strength', 'consider')}: "}.get(one.strength, "")
    if one.where == "elsewhere":
        words = f"{say('where', 'elsewhere')}: "
    check = listed(resource(code) for code in one.check)
    return f"{words}{one.here}" + (f" First check that there is: {check}." if one.check else "")


def here_reasons(assessment: Assessment) -> list[tuple[str, str, str, str]]:
    """Return one row of the evidence for each step replaced: by which rule and whose word."""
    return [
        (say("where", one.where), one.ideal, one.reason, f"{one.id}: {', '.join(one.sources)}")
        for one in assessment.here
    ]
