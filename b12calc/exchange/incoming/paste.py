"""Read results out of pasted text: a name and a figure are offered only where the structure leaves no other reading.

The text is walked line by line. A line ends as part of a result, or among what was left aside with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from b12calc.exchange.incoming.found import Report
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.paste_days import Printed, order_of
from b12calc.exchange.incoming.paste_departments import without_departments
from b12calc.exchange.incoming.paste_expected import without_expected
from b12calc.exchange.incoming.paste_flow import flowing
from b12calc.exchange.incoming.paste_leads import unnumbered
from b12calc.exchange.incoming.paste_lines import lines_of
from b12calc.exchange.incoming.paste_panels import panel_states
from b12calc.exchange.incoming.paste_runs import tokens_of
from b12calc.exchange.incoming.paste_sentences import Read, left_open, read_apart, tells
from b12calc.exchange.incoming.paste_separators import in_columns
from b12calc.exchange.incoming.paste_stacked import stacked
from b12calc.exchange.incoming.paste_walk import Walk


def read(text: str, watch: Watch, day_first: bool | None) -> tuple[Report, ...]:
    """Return what a pasted text says, one report for each patient it names; ``day_first`` settles 03/12/2026.

    Raises ProblemsFound for a text that is far larger than a report.
    """
    lines = tuple(flowing(in_columns(stacked(lines_of(text, watch)))))
    given: list[Read] = []
    days: list[Printed] = []
    telling = False
    above: list[Read] = []
    for line in lines:
        watch.step(line.start / max(1, len(text)) / 2)
        parts: list[Read] = [(line, ())]
        if line.text.strip():
            parts = read_apart(line, tokens_of, telling=telling, left=left_open(above))
        above = parts
        telling = tells(parts, before=telling) if line.text.strip() else telling and _headed(given)
        for part, tokens in parts:
            given.append((part, tokens))
            days += [token.day for token in tokens if token.day]
    walk = Walk(order_of(days, day_first), panel_states(given))
    for line, tokens in without_departments(without_expected(unnumbered(given))):
        watch.step(0.5 + line.start / max(1, len(text)) / 2)
        walk.line(line, tokens)
    return walk.reports()


def _headed(given: Sequence[Read]) -> bool:
    """Tell whether the line before ends with a colon: what it heads may stand behind a blank line."""
    return bool(given) and bool(given[-1][1]) and given[-1][1][-1].text == ":"
