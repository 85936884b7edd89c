"""Why not otherwise, what would change the answer, and what the open questions leave possible."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from b12calc.models.wording import label, question
from b12calc_ui.answer_lines import bullet, question_words
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.assessment import AnswerSet, Assessment

_DECISIONS = ("status", "urgency", "start", "route")


def other_ways(answer: "Assessment") -> str:
    """Return three short lists of an explained answer."""
    changes = (
        tr("{then}: if {text}", then=label(one.decision, one.then), text=one.text) for one in answer.would_change
    )
    others = (tr("{value}: {text}", value=label(one.decision, one.value), text=one.text) for one in answer.why_not)
    return (
        _list(tr("What would change this"), map(escape, changes))
        + _list(tr("Why not"), map(escape, others))
        + _list(tr("Still possible"), _possible(answer.answer_set))
    )


def _list(title: str, lines: Iterable[str]) -> str:
    body = "".join(map(bullet, lines))
    return f"<p style='margin:{look.px(6)}px 0 0 0'><b>{escape(title)}</b></p>{body}" if body else ""


def _possible(left: "AnswerSet") -> list[str]:
    if left.settled:
        if not left.questions:
            return [escape(tr("The rules list no open yes/no question."))]
        asked = "; ".join(question(code).short for code in left.questions)
        return [escape(tr("However these open questions are answered, the plan stays the same: {asked}.", asked=asked))]
    lines = [
        escape(" · ".join(label(decision, getattr(outcome, decision)) for decision in _DECISIONS))
        for outcome in left.outcomes
    ]
    if left.ask_first is not None:
        style = f"color:{look.theme.accent}"
        words = escape(question_words(left.ask_first))
        link = f"<a href='open:{left.ask_first}' style='{style}'>{words}</a>"
        lines.append(f"<b>{escape(tr('Ask first:'))}</b> {link}")
    return lines
