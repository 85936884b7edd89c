"""The same tables by other means: a published rules engine, and plain if-chains; for ``bench.py``.

The engine is zen-engine (Rust, JSON decision models), asked for by requirements-bench.txt and by nothing else. The
if-chains are the second implementation in tests/oracle: written from the specification, each rule a Python condition.
"""

import importlib
import json
import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.rules.chart import read_chart
from b12calc.rules.decide import run
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack
from b12calc.rules.table import DecisionTable
from tests.oracle.generate import last_visit_day, random_case

Words = Mapping[str, str]
Rows = dict[str, list[str]]
Drawn = tuple[dict[str, Any], Case, date]


def drawn(count: int) -> list[Drawn]:
    """Return different random cases, raw and read, each with a day on which it may be assessed."""
    rng = random.Random(20260312)
    raw = [random_case(rng) for _ in range(count)]
    return [(one, read_case(json.dumps(one)), last_visit_day(one)) for one in raw]


def facts_of(pack: Pack, case: Case) -> Words:
    """Return the facts of a case as the last table finds them."""
    return run(pack, read_facts(read_chart(case), pack.limits)).words


def our_rows(pack: Pack, words: Words) -> Rows:
    """Return by table the rows that hold, in order: the first where only one may answer."""
    return {table.id: [hit.row.id for hit in _hits(table, words)] for table in pack.tables.values()}


def _hits(table: DecisionTable, words: Words) -> list[Any]:
    return list(table.hits(words)) if table.hit == "collect" else [table.decide(words)]


def zen_tables(pack: Pack) -> Callable[[Words], Any] | None:
    """Return all tables of a pack as one decision of zen-engine, None where it is not installed."""
    try:
        zen = importlib.import_module("zen")
    except ImportError:
        return None
    decision = zen.ZenEngine().create_decision(json.dumps(_model(pack)))
    return lambda words: decision.evaluate(words)["result"]


def zen_rows(result: Mapping[str, Any]) -> Rows:
    """Return what the engine answered as ``our_rows`` does; it names a row once for each of its boxes that holds."""
    lists = {table: found if isinstance(found, list) else [found] for table, found in result.items()}
    return {table: list(dict.fromkeys(one["row"] for one in found)) for table, found in lists.items()}


def _model(pack: Pack) -> dict[str, Any]:
    """Return the tables side by side between one input and one output."""
    ends = [{"id": end, "name": end, "type": f"{end}Node"} for end in ("input", "output")]
    edges = [(start, end) for table in pack.tables for start, end in (("input", table), (table, "output"))]
    return {
        "nodes": [*ends, *(_node(table) for table in pack.tables.values())],
        "edges": [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in edges],
    }


def _node(table: DecisionTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "name": table.id,
        "type": "decisionTableNode",
        "content": {
            "hitPolicy": "collect" if table.hit == "collect" else "first",
            "inputs": [{"id": fact, "name": fact, "field": fact} for fact in table.facts_read()],
            "outputs": [{"id": "row", "name": "row", "field": "row"}],
            "rules": list(_rules(table)),
            "outputPath": table.id,
            "passThrough": False,
        },
    }


def _rules(table: DecisionTable) -> Iterator[dict[str, str]]:
    """Yield one rule for each box; an empty cell is any word, a list of words any of them."""
    blank = dict.fromkeys(table.facts_read(), "")
    for row in table.rows:
        for number, box in enumerate(row.boxes):
            cells = {}
            for place, mask in box:
                fact = table.space.names[place]
                words = enumerate(table.space.words[fact])
                cells[fact] = ", ".join(json.dumps(word) for bit, word in words if mask >> bit & 1)
            yield {**blank, **cells, "_id": f"{row.id}-{number}", "row": json.dumps(row.id)}
