"""What a clinician sees of a case: the assessment, and the first part of the note, before answers, reasons and sources.

The sources print the requirements themselves, so a sentence counts only where the plan says it.
"""

from dataclasses import dataclass
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.vocabulary import ANSWER_GROUPS
from b12calc.models.wording import question
from b12calc.report import build, note
from b12calc.rules import assess
from tests.rules.making import FLAGS, NERVES, TODAY, Raw, read

CALM: Final = (*NERVES, *FLAGS)
END_OF_PLAN: Final = "ANSWERS GIVEN AND NOT ASKED"


@dataclass(frozen=True)
class Seen:
    """The answer, and the plan as it is printed, on one line."""

    answer: Assessment
    plan: str

    def says(self, *parts: str) -> bool:
        """Every part stands in the printed plan."""
        missing = [part for part in parts if part.lower() not in self.plan.lower()]
        assert not missing, f"not said: {missing}\n{self.plan}"
        return True

    def line(self, code: str) -> str:
        """The sentence of the plan with this code; it must also be printed."""
        text = next(line.text for line in self.answer.recommendations if line.code == code)
        assert self.says(text)
        return text

    def to_come(self) -> str:
        """Every follow-up line; each must also be printed."""
        lines = [one.text for one in self.answer.follow_up]
        assert all(self.says(line) for line in lines)
        return " ".join(lines)


def see(raw: Raw, pack: str) -> Seen:
    """One case assessed under one pack."""
    case = read(raw)
    answer = assess(case, today=TODAY, pack=pack)
    printed = note(build(case, answer))
    assert END_OF_PLAN in printed
    return Seen(answer, " ".join(printed.partition(END_OF_PLAN)[0].split()))


def asked(group: str, *words: str) -> bool:
    """The form asks for each word in one group of questions."""
    form = " ".join(
        " ".join((one.label, one.ask, one.include)) for one in (question(code) for code in ANSWER_GROUPS[group])
    ).lower()
    missing = [word for word in words if word.lower() not in form]
    assert not missing, f"{group} does not ask for {missing}"
    return True
