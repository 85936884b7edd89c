"""Which questions stand in which numbered section of the form, in printed order."""

from typing import NamedTuple

from b12calc.models.vocabulary import HISTORY_GROUPS, SYMPTOM_GROUPS
from b12calc_ui.texts import tr

# The section that stands on top at a follow-up only.
SINCE = 5


class Section(NamedTuple):
    """Hold one section: its number key, title and groups of questions."""

    number: int
    title: str
    short: str
    groups: tuple[str, ...]


def sections() -> tuple[Section, ...]:
    """Return the sections from top to bottom; every group of the vocabulary stands in exactly one."""
    risks = tuple(group for group in HISTORY_GROUPS if group != "circumstances")
    return (
        Section(1, tr("Results"), tr("Results"), ()),
        Section(2, tr("Symptoms and signs"), tr("Symptoms"), tuple(SYMPTOM_GROUPS)),
        Section(3, tr("Risks and medicines"), tr("Risks"), risks),
        Section(4, tr("B12 before the test, circumstances"), tr("Before the test"), ("circumstances",)),
    )
