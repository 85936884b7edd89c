"""Answers typed from a symptom sheet, pasted into the form that is open: nothing that was answered here is changed."""

from typing import TYPE_CHECKING

from b12calc.problems import ProblemsFound
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.case_form import CaseForm
    from b12calc_ui.message_bar import MessageBar

_NAMED = 3  # questions that are named; of more the number is said


def looks_typed(text: str) -> bool:
    """Tell whether a text is a line of answers and no note."""
    if not text.lstrip()[:4].isdigit():
        return False  # most texts: nothing has to be loaded for them
    from b12calc.exchange import is_answer_line

    return is_answer_line(text)


def first_fault(text: str) -> str:
    """Say what is wrong with the first damaged block of a line of answers; nothing where it is whole."""
    from b12calc.exchange import read_answers

    try:
        read_answers(text)
    except ProblemsFound as found:
        return str(found.problems[0])
    return ""


def take_answers(text: str, form: "CaseForm", bar: "MessageBar") -> bool:
    """Answer the open questions as the line says, as one edit; or say which block is damaged and change nothing."""
    from b12calc.exchange import read_answers

    try:
        answers = read_answers(text)
    except ProblemsFound as found:
        why, more = str(found.problems[0]), len(found.problems) - 1
        if more:
            bar.say(tr("These answers cannot be read: {why} ({count} more). Nothing was changed.", why=why, count=more),
                    True)  # fmt: skip
        else:
            bar.say(tr("These answers cannot be read: {why}. Nothing was changed.", why=why), True)
        return False
    taken = [code for code in answers if not form.rows[code].answer]
    parted = [code for code in answers if form.rows[code].answer not in ("", answers[code])]
    if taken:
        form.stack.beginMacro(tr("answers of a symptom sheet"))
        for code in taken:
            form.rows[code].give(answers[code])
        form.stack.endMacro()
    bar.say(_said(len(taken), [form.rows[code].question.short for code in parted]), bool(parted))
    return True


def _said(taken: int, parted: list[str]) -> str:
    """Say how many answers were taken, and which stand otherwise in the form."""
    done = tr("Answers taken from the symptom sheet: {count}. Hold them against the sheet.", count=taken)
    if not parted:
        return done
    names = "; ".join(parted[:_NAMED])
    if len(parted) > _NAMED:
        return tr("{done} Answered otherwise here, and left so: {names} and {count} more.",
                  done=done, names=names, count=len(parted) - _NAMED)  # fmt: skip
    return tr("{done} Answered otherwise here, and left so: {names}.", done=done, names=names)
