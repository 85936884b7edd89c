"""Why not: for every option not chosen, what its nearest row would have needed, or which row came before it."""

from collections.abc import Iterator

from b12calc.models.assessment import WhyNot
from b12calc.rules.decide import Decision
from b12calc.rules.fact_words import fact_title, fact_word
from b12calc.rules.table import Box, DecisionTable, Row

TABLES = {"status": "status", "urgency": "urgency", "start": "start"}
_MOST_WORDS = 3


def why_not(decision: Decision) -> tuple[WhyNot, ...]:
    """Return the reasons against every other status, urgency and start, in the order of their words."""
    return tuple(line for name, table in TABLES.items() for line in _of_table(decision, name, table))


def _of_table(decision: Decision, name: str, table_id: str) -> Iterator[WhyNot]:
    table = decision.pack.tables[table_id]
    chosen = decision.hits[table_id].row
    bits = decision.bits
    for word in table.outputs[name]:
        if word != chosen.then[name]:
            row, box = _nearest(table, name, word, bits)
            needs = tuple(_need(decision, place, mask) for place, mask in failing(box, bits))
            later = table.rows.index(row) > table.rows.index(chosen)
            before = [f"the row that decided stands before it: {chosen.text or chosen.id}"] if later else []
            text = "; ".join([*needs, *before])
            yield WhyNot(decision=name, value=word, row=row.id, text=text, needs=needs)


def _nearest(table: DecisionTable, name: str, word: str, bits: list[int]) -> tuple[Row, Box]:
    """Return the row for an answer, and its box, that lacks the fewest facts; the first of equals."""
    boxes = [(row, box) for row in table.rows if row.then[name] == word for box in row.boxes]
    return min(boxes, key=lambda pair: len(failing(pair[1], bits)))


def failing(box: Box, bits: list[int]) -> list[tuple[int, int]]:
    """Return the conditions of a box that do not hold."""
    return [(place, mask) for place, mask in box if not bits[place] & mask]


def _need(decision: Decision, place: int, mask: int) -> str:
    """Return one missing condition in words."""
    space, titles = decision.pack.space, decision.pack.titles
    fact = space.names[place]
    wanted = [word for number, word in enumerate(space.words[fact]) if mask >> number & 1]
    is_now = decision.words[fact]
    listed = " or ".join(fact_word(fact, word, titles) for word in wanted[:_MOST_WORDS])
    return f"{fact_title(fact, titles)} is {fact_word(fact, is_now, titles)}, would have to be {listed}"
