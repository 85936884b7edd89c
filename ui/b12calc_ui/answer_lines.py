"""The lines the answer is made of, and how an open question is asked in one."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from b12calc.analytes import analytes
from b12calc.models.wording import questions
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment

FIRM = "\u00a0"


def bullet(html: str) -> str:
    """Return one line of a list."""
    # A hanging paragraph, not a table or list: Qt lays it out several times faster, and this is done at every key.
    indent = look.px(12)
    mark = f"<span style='color:{look.theme.accent}'>•</span>{FIRM}{FIRM}"
    return f"<p style='margin:2px 0 0 {indent}px;text-indent:-{indent}px'>{mark}{html}</p>"


def muted(text: str) -> str:
    """Return words that stand back, small and grey."""
    return quiet(escape(text))


def quiet(html: str) -> str:
    """Return a piece of text that stands back, small and grey."""
    size = look.points(0.88)
    return f"<span style='color:{look.theme.muted};font-size:{size:.1f}pt'>{html}</span>"


def book_links(marks: Iterable[str], pack: str = "") -> list[str]:
    """Return marks of rows and sources, each leading to its place in the rule book of a pack."""
    of, style = f"@{pack}" if pack else "", f"color:{look.theme.muted}"
    return [
        f"<a href='book:{escape(mark)}{of}' style='{style}'>{escape(mark).replace(' ', FIRM)}</a>" for mark in marks
    ]


def experimental_lines(answer: "Assessment") -> str:
    """Return the experimental indicator, or why it was not computed; nothing while it is switched off."""
    found = answer.combined_indicator
    if found is None:
        return ""
    refused = "".join(bullet(muted(reason)) for reason in found.refused)
    return bullet(escape(found.text)) + refused + bullet(muted(found.statement))


def question_words(code: str) -> str:
    """Return how an open question is asked, whatever part of the form it stands in."""
    if code in questions():
        return questions()[code].ask
    if code in analytes():
        return analytes()[code].name
    return {
        "age": tr("How old is the patient?"), "age_years": tr("How old is the patient?"), "sex": tr("Which sex?"),
        "pregnancy": tr("Is the patient pregnant?"), "trimester": tr("Which trimester?"),
        "b12_before_test": tr("Was B12 taken before the test?"),
    }.get(code, code.replace("_", " ").capitalize())  # fmt: skip
