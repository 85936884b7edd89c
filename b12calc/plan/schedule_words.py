"""A regimen on open days as it is held: each dose with its planned and its placed day, what was moved, the counts."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Route = Literal["im", "oral"]
BEYOND: Final = "further than is permitted"
NO_DAYS: Final = "Not placed on open days"


@dataclass(frozen=True, slots=True)
class Dose:
    """Hold one dose: the day the regimen puts it on, the day it was placed on, and in words how they differ.

    ``moved`` counts days from the planned to the placed day, ``beyond`` the days of them that no printed tolerance
    covers. ``given`` says that it was given already. Numbers count through the whole regimen from 1.
    """

    number: int
    medicine: str
    amount: str
    route: Route
    planned: date
    placed: date
    moved: int = 0
    beyond: int = 0
    deviation: str = ""
    given: bool = False


@dataclass(frozen=True, slots=True)
class PlacedPhase:
    """Hold one part of a regimen; ``earliest`` and ``latest`` bound the next dose where the regimen prints a range.

    ``said`` holds what is to be known of the part as a whole; ``dated`` is false where the regimen gives no days.
    """

    medicine: str
    amount: str
    route: Route
    every: str
    doses: tuple[Dose, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    said: tuple[str, ...] = ()
    dated: bool = True

    @property
    def flags(self) -> tuple[str, ...]:
        """Return every deviation in words, those of the doses first."""
        return (*(dose.deviation for dose in self.doses if dose.deviation), *self.said)


@dataclass(frozen=True, slots=True)
class Review:
    """Hold one review or test to come, on the day of the plan and on the open day it was placed on."""

    planned: date
    placed: date
    what: tuple[str, ...]
    text: str
    deviation: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Hold how much of one medicine the dated doses need: ``units`` equals the doses, ``to_give`` those not given."""

    medicine: str
    amount: str
    route: Route
    units: int
    to_give: int

    @property
    def text(self) -> str:
        """Return the count in words."""
        one, many = ("ampoule", "ampoules") if self.route == "im" else ("tablet", "tablets")
        given = f", {self.units - self.to_give} of them given" if self.to_give < self.units else ""
        more = "" if self.route == "im" else "; more where a dose takes several tablets"
        named = f"{self.medicine} {self.amount}"
        return f"{self.units} {one if self.units == 1 else many} of {named}, one for each dose{given}{more}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hold a regimen on the open days of a calendar, by its id in the pack, and the reviews."""

    calendar: str
    start: date
    phases: tuple[PlacedPhase, ...]
    reviews: tuple[Review, ...] = ()
    regimen: str = ""

    @property
    def doses(self) -> tuple[Dose, ...]:
        """Return every dated dose in order."""
        return tuple(dose for phase in self.phases for dose in phase.doses)

    @property
    def counts(self) -> tuple[Count, ...]:
        """Return what has to be in stock for the dated doses, each medicine and dose once."""
        found: dict[tuple[str, str, Route], list[bool]] = {}
        for dose in self.doses:
            found.setdefault((dose.medicine, dose.amount, dose.route), []).append(dose.given)
        return tuple(Count(*key, len(given), given.count(False)) for key, given in found.items())
