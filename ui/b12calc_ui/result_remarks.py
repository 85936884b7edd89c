"""Says at a result whether it is the one that counts, as the rules have chosen; the choice itself is not made here."""

from typing import TYPE_CHECKING

from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.rules import Choice


def counts_words(choice: "Choice | None") -> str:
    """Return one sentence on a result beside others of its analyte; an empty text for one that stands alone."""
    if choice is None:
        return ""
    if choice.counts and choice.dated:
        return tr("Counts: the newest of {count}.", count=choice.count)
    day, taken = show_day(choice.day), show_day(choice.taken_day)
    if choice.counts:
        return tr("Counts, of {count}: undated, so taken as of the visit, {day}.", count=choice.count, day=day)
    if choice.day == choice.taken_day:
        return tr("Not used: the same result of the same day stands again below, and counts.")
    return _passed_over(choice, day, taken)


def _passed_over(choice: "Choice", day: str, taken: str) -> str:
    """Return why a result of an earlier day is not used."""
    if choice.taken_before and choice.dated:
        return tr("Earlier, not used: that of {taken}, from an earlier visit, counts.", taken=taken)
    if choice.taken_before:
        return tr("Not used: undated, so taken as of the visit, {day}; that of {taken}, from an earlier visit, counts.",
                  day=day, taken=taken)  # fmt: skip
    if not choice.dated:
        return tr("Not used: undated, so taken as of the visit, {day}; that of {taken} counts.", day=day, taken=taken)
    if not choice.taken_dated:
        return tr("Earlier, not used: the undated one counts, as of the visit.")
    return tr("Earlier, not used: that of {taken} counts.", taken=taken)
