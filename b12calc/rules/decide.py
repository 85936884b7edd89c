"""Walk the tables in their fixed order: each may read what those before it decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from b12calc.rules.facts import Read
from b12calc.rules.joined_tables import hits_by_table
from b12calc.rules.knowledge import Pack
from b12calc.rules.table import Hit

LEVELS = ("established", "likely", "possible")
AGE_ROW = "cause-autoimmune-age"
_COLLECTED_LAST = ("tests", "warnings", "referrals", "follow_up", "questions", "advice")
_last_of = itemgetter(*_COLLECTED_LAST)


@dataclass(slots=True)
class Decision:
    """Collect, table by table, what was decided, by which rows, and the facts as they then stand."""

    pack: Pack
    words: dict[str, str]
    hits: dict[str, Hit] = field(default_factory=dict)
    lists: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    causes: list[str] = field(default_factory=list)

    def know(self, fact: str, word: str) -> None:
        """Set one fact for the tables after."""
        self.words[fact] = word

    @property
    def bits(self) -> list[int]:
        """Return the facts as bits in the order of the space."""
        return self.pack.space.bits(self.words)

    def decide(self, table: str) -> Mapping[str, str]:
        """Run a table that answers once and remember the row."""
        hit = self.pack.tables[table].decide(self.words)
        self.hits[table] = hit
        return hit.row.then

    def collect(self, table: str) -> tuple[Hit, ...]:
        """Run a table whose rows all count and remember them."""
        self.lists |= hits_by_table((self.pack.tables[table],), self.words)
        return self.lists[table]

    def cause_hits(self) -> Sequence[Hit]:
        """Return for each cause the row that gave it its likelihood, in the order of rank."""
        best = _ranked(self.lists["causes"]).best
        return [best[cause] for cause in self.causes if cause in best]


def core(pack: Pack, read: Read) -> Decision:
    """Return status, causes, urgency, start and route for one set of facts: what the what-if searches compare."""
    said = read.words if pack.older is None else pack.older.read(read.words)
    decision = Decision(pack, dict(said))
    decision.words |= pack.decided
    decision.know("on_treatment", "yes" if read.chart.treatment is not None else "no")
    decision.know("male", "yes" if read.chart.patient.sex == "male" else "no")
    return conclude(decision)


def conclude(decision: Decision) -> Decision:
    """Decide status, causes, urgency, start and route on the facts of a decision, and return it."""
    decision.know("status", decision.decide("status")["status"])
    _causes(decision)
    urgency = decision.decide("urgency")
    decision.know("urgency", urgency["urgency"])
    decision.know("emergency_kind", urgency["emergency_kind"])
    start_and_route(decision)
    return decision


def run(pack: Pack, read: Read) -> Decision:
    """Return every decision for one set of facts."""
    decision = core(pack, read)
    decision.decide("regimen")
    decision.decide("lifelong")
    # None of these reads what another of them says.
    decision.lists |= hits_by_table(_last_of(pack.tables), decision.words)
    return decision


def _causes(decision: Decision) -> None:
    """Rank the candidate causes and say what the later tables need of them."""
    ranked = _ranked(decision.collect("causes"))
    in_scope = decision.words["status"] != "out_of_scope"
    decision.causes = [*(ranked.causes or ("unknown",))] if in_scope else []
    for fact, cause in (
        ("autoimmune_level", "autoimmune_gastritis"),
        ("diet_level", "dietary"),
        ("drug_level", "drug"),
    ):
        decision.know(fact, ranked.best[cause].row.then["level"] if cause in ranked.best else "none")
    decision.know("cause_beyond_diet_and_drug", "yes" if ranked.beyond else "no")
    decision.know("main_cause", decision.causes[0] if decision.causes else "unknown")
    decision.know("cause_picture", decision.decide("cause_picture")["cause_picture"])


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Hold the candidate causes in the order of rank, the row behind each, and whether any is beyond diet and drug."""

    causes: tuple[str, ...]
    best: Mapping[str, Hit]
    beyond: bool


@lru_cache(maxsize=1024)
def _ranked(hits: tuple[Hit, ...]) -> _Ranked:
    """Return the causes by their likelihood; of equals the one that was met first, and of its rows the first."""
    first = list(dict.fromkeys(hit.row.then["cause"] for hit in hits))
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=_level):
        best.setdefault(hit.row.then["cause"], hit)
    beyond = any(hit.row.then["cause"] not in ("dietary", "drug") and hit.row.id != AGE_ROW for hit in hits)
    return _Ranked(tuple(sorted(first, key=lambda cause: _level(best[cause]))), best, beyond)


def _level(hit: Hit) -> int:
    return LEVELS.index(hit.row.then["level"])


def start_and_route(decision: Decision) -> None:
    """Decide start and route, then apply the first modifier that holds."""
    first = decision.decide("start")
    decision.know("start", first["start"])
    decision.know("route", first["route"])
    change = decision.decide("route")["change"]
    decision.know("route_change", change)
    if change == "specialist":
        decision.know("start", "specialist_first")
        decision.know("route", "none")
    elif change != "keep":
        decision.know("route", "oral" if change == "bridge" else change)
    decision.know("proposed", "no" if decision.words["route"] == "none" else "yes")
