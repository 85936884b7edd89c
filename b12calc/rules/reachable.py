"""Which facts would have to be otherwise for another answer: found by deciding anew with those facts changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from b12calc.rules.boxes import Box
from b12calc.rules.decide import Decision, conclude, start_and_route
from b12calc.rules.table import Row

Words = dict[str, str]
Choices = dict[str, tuple[str, ...]]
# What has been measured does not become unmeasured, and not knowing is aimed at only where nothing else would do.
_NEVER, _OPEN = "missing", frozenset({"unknown", "unresolved"})
_MOST_TRIED = 128
_DECIDED = frozenset({"status", "emergency_kind", "cause_picture"})
_B12 = ("total_b12_band", "active_b12_band")
_TESTS = frozenset({*_B12, "b12_band", "mma_band", "homocysteine_band", "antibody"})
_CONCERN = ("low", "low_or_middle", "unresolved", "middle", "middle_or_high", "high", "very_high", "missing")
_PLAIN: Words = {"unit_doubt": "no", "limits_conflict": "no"}
_NERVES: Words = {"neuro": "yes", "symptomatic": "yes"}
# What a fact brings with it, whatever else is known.
_BRINGS: Mapping[tuple[str, str], Words] = {
    ("antibody", "positive"): {"irreversible": "yes"},
    ("total_gastrectomy", "yes"): {"irreversible": "yes"},
    ("complete_ileal_resection", "yes"): {"irreversible": "yes"},
    ("partial_gastrectomy", "yes"): {"malabsorption": "yes"},
    ("bariatric_surgery", "yes"): {"malabsorption": "yes"},
    ("partial_ileal_resection", "yes"): {"malabsorption": "yes"},
    ("neuro", "yes"): {"symptomatic": "yes"},
    ("neuro_strong", "yes"): _NERVES,
    ("neuro_new_or_worse", "yes"): _NERVES,
    ("cord", "yes"): _NERVES,
    ("cord_feature_alone", "yes"): _NERVES,
    ("optic", "yes"): _NERVES,
    ("red_flag_neuro", "yes"): {"symptomatic": "yes"},
}


@dataclass(frozen=True, slots=True)
class Way:
    """Hold a row that gives another answer, and for each fact it lacks the words that would do.

    Where nothing would do, ``before`` is the row of ``table`` that decides all the same, once ``needs`` are met.
    """

    row: Row
    needs: Choices
    table: str = ""
    before: Row | None = None


class Reach:
    """Look for the nearest way to other answers of one decision."""

    def __init__(self, decision: Decision) -> None:
        self._decision, self._space = decision, decision.pack.space
        self._bits = decision.bits

    def way(self, name: str, word: str) -> Way:
        """Return the way to a word of status, urgency or start that lacks the fewest facts; the first of equals."""
        found = sorted(self._rows(name, word), key=lambda one: len(one[1]))
        for row, lacking in found:
            needs = self._working(name, word, lacking) if lacking else {}
            if needs:
                return Way(row, needs)
        return self._stopped(name, word, found)

    def _rows(self, name: str, word: str) -> Iterator[tuple[Row, Choices]]:
        """Yield each box of the rows for an answer, with the words that every fact it lacks would have to take."""
        names = self._space.names
        for row in self._decision.pack.tables[name].rows:
            for box in row.boxes if row.then[name] == word else ():
                yield row, {names[place]: self._wanted(names[place], mask) for place, mask in failing(box, self._bits)}

    def _wanted(self, fact: str, mask: int) -> tuple[str, ...]:
        allowed = [word for number, word in enumerate(self._space.words[fact]) if mask >> number & 1 and word != _NEVER]
        return tuple(word for word in allowed if word not in _OPEN) or tuple(allowed)

    def _working(self, name: str, word: str, lacking: Choices) -> Choices:
        """Return those words of the lacking facts that lead to an answer in every combination; empty if none does."""
        first = next((one for one in _combinations(lacking) if self._leads(name, word, one)), None)
        if first is None:
            return {}
        works = {
            fact: tuple(one for one in wanted if one == first[fact] or self._leads(name, word, {**first, fact: one}))
            for fact, wanted in lacking.items()
        }
        if len(works) > 1 and not all(self._leads(name, word, one) for one in _combinations(works)):
            return {fact: (one,) for fact, one in first.items()}
        return works

    def _leads(self, name: str, word: str, changes: Words) -> bool:
        words = _together(self._decision.words, changes)
        return words is not None and all(
            self._decision.pack.tables[name].decide(one).row.then[name] == word
            and self._again(name, changes, one).words[name] == word
            for one in _with_and_without_doubt(self._decision.words, words, changes)
        )

    def _again(self, name: str, changes: Words, words: Words) -> Decision:
        """Decide anew: everything, or where a fact is one that tables decide, its own table and what follows."""
        again = Decision(self._decision.pack, {**words})
        if _DECIDED.isdisjoint(changes):
            return conclude(again)
        if name == "start":
            start_and_route(again)
        else:
            again.know(name, again.decide(name)[name])
        return again

    def _stopped(self, name: str, word: str, found: Sequence[tuple[Row, Choices]]) -> Way:
        """Return the nearest row behind the one that decided, else the nearest with what stands before it."""
        tried = [(row, changes) for row, lacking in found for changes in _combinations(lacking)]
        ways = ((row, changes, words) for row, changes in tried if (words := _together(self._decision.words, changes)))
        first: Way | None = None
        for row, changes, words in ways:
            decided = self._decision.pack.tables[name].decide(words).row
            if decided is self._decision.hits[name].row and decided.then[name] != word:
                return Way(row, {}, name, decided)
            first = first or self._behind(name, word, row, changes, words)
        return first or Way(found[0][0], {}, name, self._decision.hits[name].row)

    def _behind(self, name: str, word: str, row: Row, changes: Words, words: Words) -> Way:
        """Return a row with what still decides in its place once some facts are changed; with nothing if it decides."""
        again = self._again(name, changes, words)
        needs: Choices = {fact: (one,) for fact, one in changes.items()}
        if again.words[name] == word:
            return Way(row, needs)
        before = "route" if again.hits[name].row.then[name] == word else name
        return Way(row, needs, before, again.hits[before].row)


def failing(box: Box, bits: list[int]) -> list[tuple[int, int]]:
    """Return the conditions of a box that do not hold."""
    return [(place, mask) for place, mask in box if not bits[place] & mask]


def _combinations(choices: Choices) -> Iterator[Words]:
    each = islice(product(*choices.values()), _MOST_TRIED)
    return (dict(zip(choices, words, strict=True)) for words in each)


def _together(now: Words, changes: Words) -> Words | None:
    """Return the facts with some of them changed and what these bring with them; None if that cannot be."""
    bands = _bands(now, changes)
    if bands is None or _cannot_be(now, changes):
        return None
    words = {**now, **bands}
    if words["total_b12_band"] != now["total_b12_band"]:
        # Another figure brings its own unit and range: the doubts about the old one say nothing of it.
        words |= _PLAIN
    if not _TESTS.isdisjoint(changes):
        words["any_measured"] = "yes"
    for fact, word in changes.items():
        words |= _BRINGS.get((fact, word), {})
    words |= changes
    kept = all(
        words[fact] != word or all(words[one] == brought for one, brought in brings.items())
        for (fact, word), brings in _BRINGS.items()
    )
    return words if kept else None


def _with_and_without_doubt(now: Words, words: Words, changes: Words) -> Iterator[Words]:
    """Yield the changed facts; another active B12 may settle what is in doubt, so then without the doubts as well."""
    yield words
    if words["active_b12_band"] != now["active_b12_band"]:
        yield {**words, **_PLAIN, **changes}


def _cannot_be(now: Words, changes: Words) -> bool:
    """Tell whether a man would be pregnant, or an antibody positive that after injections may not be trusted."""
    if now["male"] == "yes" and "yes" in (changes.get("pregnant"), changes.get("breastfeeding")):
        return True
    return now["injected"] == "yes" and changes.get("antibody") == "positive"


def _bands(now: Words, changes: Words) -> Words | None:
    """Return the bands of total B12, active B12 and both together once one figure is another; None if none would do."""
    if changes.keys().isdisjoint((*_B12, "b12_band")):
        return {}
    bands = {test: changes.get(test, now[test]) for test in _B12}
    if "b12_band" not in changes:
        return {**bands, "b12_band": _joined(bands)}
    # One of the tests done comes back otherwise; only then one that has not been done.
    wanted = changes["b12_band"]
    done_first = sorted(_B12, key=lambda test: now[test] == _NEVER)
    ways = (bands, *({**bands, test: wanted} for test in done_first if test not in changes))
    return next((one for one in ways if _joined(one) == wanted), None)


def _joined(bands: Words) -> str:
    return min(bands.values(), key=_CONCERN.index).replace("very_high", "high")
