"""Why not: for every option not chosen, what its nearest row would have needed, or which row came before it."""

from collections.abc import Iterator, Sequence

from b12calc.models.assessment import WhyNot
from b12calc.rules.decide import Decision
from b12calc.rules.fact_words import fact_title, fact_word
from b12calc.rules.lines import row_text
from b12calc.rules.reachable import Reach, Way

NAMES = ("status", "urgency", "start")
_MOST_WORDS = 3


def why_not(decision: Decision) -> tuple[WhyNot, ...]:
    """Return the reasons against every other status, urgency and start, in the order of their words."""
    reach = Reach(decision)
    return tuple(line for name in NAMES for line in _of_table(decision, reach, name))


def _of_table(decision: Decision, reach: Reach, name: str) -> Iterator[WhyNot]:
    for word in decision.pack.tables[name].outputs[name]:
        if word != decision.words[name]:
            way = reach.way(name, word)
            needs = tuple(_need(decision, fact, words) for fact, words in way.needs.items())
            text = "; ".join((*needs, *_before(decision, way, bool(needs))))
            yield WhyNot(decision=name, value=word, row=way.row.id, text=text, needs=needs)


def _before(decision: Decision, way: Way, met: bool) -> Iterator[str]:
    """Yield which row stands before that of a way, even where all that it lacks is met."""
    if way.before is None:
        return
    if way.table == "route":
        which = "a change of the route"
    elif way.before is decision.hits[way.table].row:
        which = "the row that decided"
    else:
        which = "another row"
    yield f"{'even then ' if met else ''}{which} stands before it: {row_text(decision, way.table, way.before)}"


def _need(decision: Decision, fact: str, wanted: Sequence[str]) -> str:
    """Return one missing condition in words."""
    titles = decision.pack.titles
    listed = " or ".join(fact_word(fact, word, titles) for word in wanted[:_MOST_WORDS])
    is_now = fact_word(fact, decision.words[fact], titles)
    return f"{fact_title(fact, titles)}: {is_now}, would have to be {listed}"
