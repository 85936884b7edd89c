"""When a practice is open, as its settings hold it: public holidays, weekdays, a file of closed days; no patient."""

import re
from typing import Final, NamedTuple

from b12calc.models.vocabulary import WEEKDAYS
from b12calc_ui.texts import tr

ALARMS: Final = (0, 1, 2, 3, 7)  # days before
KEYS: Final = ("holidays", "open_days", "injection_days", "closed_days", "calendar_alarm")


class OpenDays(NamedTuple):
    """Hold the choices; what is empty was not chosen. Monday is 0; ``alarm`` counts days before, None rings none."""

    region: str = ""
    weekdays: frozenset[int] = frozenset()
    injections: frozenset[int] = frozenset()
    closed_file: str = ""
    alarm: int | None = None

    @property
    def chosen(self) -> bool:
        """Tell whether anything bears on the days of a plan."""
        return bool(self.region or self.weekdays or self.injections or self.closed_file)


def regions() -> list[tuple[str, str]]:
    """Return the public holidays that are held, each code with its words."""
    return [
        ("england", tr("England")), ("wales", tr("Wales")), ("scotland", tr("Scotland")),
        ("northern-ireland", tr("Northern Ireland")), ("us-federal", tr("United States, federal")),
    ]  # fmt: skip


def to_text(days: frozenset[int]) -> str:
    """Return weekdays as the settings hold them: monday thursday."""
    return " ".join(WEEKDAYS[day] for day in sorted(days))


def from_text(text: str) -> frozenset[int]:
    """Return the weekdays of a settings file; a word that is none is passed over."""
    return frozenset(WEEKDAYS.index(word) for word in re.split(r"[\s,;]+", text.lower()) if word in WEEKDAYS)
