"""``python tests/exchange/incoming/blind_score.py [FOLDER] [--show]``: score the import on reports with expectations.

The reports were written from the specification alone by somebody who had not seen a reader. Of each is known what must
be offered as it stands (accepted), what a person must decide (doubtful), where honest readers may differ (either), and
which figures may never be accepted. Wrong is: an accepted figure that is not among the expected ones, or one with
another unit, comparator or day.
"""

import base64
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from b12calc.exchange.incoming.door import Format, Reading, read_results  # noqa: E402
from b12calc.exchange.incoming.imported import ImportedResult  # noqa: E402
from b12calc.exchange.incoming.names import unit_of  # noqa: E402
from b12calc.problems import ProblemsFound  # noqa: E402

FOLDER = Path(__file__).with_name("blind")
TODAY = date(2026, 11, 22)
MONTH_FIRST = ("US",)
Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Count what was expected and found; ``wrong`` and ``missed`` say each in one line."""

    reports: int = 0
    expected: int = 0
    accepted: int = 0
    seen: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Give the share of results expected as accepted that were."""
        return self.accepted / self.expected if self.expected else 1.0

    def said(self) -> str:
        """Return the score as one line."""
        return (
            f"{self.reports} reports: {self.accepted} of {self.expected} accepted ({self.recall:.1%}), "
            f"{self.seen} accepted or doubtful, {len(self.wrong)} wrong accepted"
        )


def reports(folder: Path = FOLDER) -> list[Row]:
    """Return every report of a folder, in the order of the files."""
    return [row for path in sorted(folder.glob("*.json")) for row in json.loads(path.read_text())]


def scored(rows: list[Row]) -> Score:
    """Read every report by the door and score it."""
    score = Score()
    for row in rows:
        _score(row, score)
    return score


def read(row: Row) -> list[ImportedResult]:
    """Return all results of one report; none where it is refused."""
    data = base64.b64decode(row["base64"]) if "base64" in row else row["text"].encode()
    how = Reading(TODAY, day_first=row.get("country") not in MONTH_FIRST)
    named: Format | None = None if row.get("format", "text") == "text" else row["format"]
    try:
        found = read_results(data, how, named)
    except ProblemsFound:
        return []
    return [result for patient in found.patients for result in patient.results]


def _score(row: Row, score: Score) -> None:
    results = read(row)
    score.reports += 1
    accepted = [result for result in results if result.verdict == "accepted"]
    for result in accepted:
        score.wrong += [f"{row['id']}: {fault}" for fault in _faults(result, row)]
    for want in row["expect"]:
        if want["verdict"] == "accepted":
            score.expected += 1
            score.seen += any(_same(result, want) for result in results)
            if any(_same(result, want) for result in accepted):
                score.accepted += 1
            else:
                score.missed.append(f"{row['id']}: {want['analyte']} {_told(want)}{_instead(results, want)}")


def _instead(results: list[ImportedResult], want: Row) -> str:
    close = [result for result in results if _same(result, want)]
    return f" (doubtful: {'; '.join(close[0].why)})" if close else ""


def _faults(result: ImportedResult, row: Row) -> Iterator[str]:
    wanted = [want for want in row["expect"] if want["verdict"] != "doubtful" and _same(result, want)]
    label = f"{result.analyte} {result.comparator or ''}{result.value or result.finding}"
    if not wanted:
        yield f"{label} {result.unit or ''} is not to be accepted"
        return
    if not any(_unit_same(result, want) for want in wanted):
        yield f"{label}: unit {result.unit}, expected {wanted[0]['unit']}"
    if not any(_day_same(result, want) for want in wanted):
        yield f"{label}: day {result.collected}, expected {wanted[0].get('collected')}"


def _same(result: ImportedResult, want: Row) -> bool:
    if result.analyte != want["analyte"]:
        return False
    if want.get("value") is None:
        return bool(result.finding == want.get("finding"))
    return (_plain(result.value), result.comparator) == (_plain(want["value"]), _sign(want.get("comparator")))


def _sign(comparator: str | None) -> str | None:
    return {"≤": "<=", "≥": ">="}.get(comparator or "", comparator)


def _plain(value: str | None) -> str:
    return (value or "").replace(",", ".")


def _told(want: Row) -> str:
    return " ".join(filter(None, (want.get("comparator"), want.get("value") or want.get("finding"), want.get("unit"))))


def _unit_same(result: ImportedResult, want: Row) -> bool:
    if want.get("unit") is None or result.value is None:
        return True
    meant = unit_of(result.analyte, want["unit"])
    return result.unit == meant or (meant is None and result.unit == want["unit"])


def _day_same(result: ImportedResult, want: Row) -> bool:
    told = want.get("collected", ...)
    if told is ... or result.collected is None:
        return True
    return told is not None and str(told)[:10] == result.collected.isoformat()


def main(arguments: list[str]) -> int:
    """Print the score, with --show every miss and fault."""
    folder = Path(next((one for one in arguments if not one.startswith("-")), FOLDER))
    texts = [row for row in reports(folder) if row.get("format", "text") == "text"]
    others = [row for row in reports(folder) if row.get("format", "text") != "text"]
    for kind, rows in (("pasted text", texts), ("messages and tables", others)):
        score = scored(rows)
        print(f"{kind}: {score.said()}")
        if "--show" in arguments:
            print(*(f"  WRONG {one}" for one in score.wrong), *(f"  missed {one}" for one in score.missed), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
