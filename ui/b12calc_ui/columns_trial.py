"""What the columns give as they are chosen: the beginning of the table is read, and counted."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from b12calc.problems import ProblemsFound
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.exchange.incoming.mapping import ColumnMap
    from b12calc.exchange.incoming.table_columns import Columns

_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Trial:
    """Read the beginning of a table by a mapping, for the day and the order of days in use."""

    columns: "Columns"
    today: date
    day_first: bool | None

    def said(self, mapping: "ColumnMap") -> str:
        """Return how many results would be accepted, doubtful and left out."""
        from b12calc.exchange.incoming.door import Reading, read_results
        from b12calc.exchange.incoming.guard import Watch

        how = Reading(self.today, self.day_first, mapping.words())
        try:
            found = read_results(self.columns.sample, how, "csv", Watch(_SECONDS))
        except ProblemsFound as why:
            return tr("With these choices: {why}.", why=why.problems[0].message.rstrip("."))
        results = [one for patient in found.patients for one in patient.results]
        good = sum(one.verdict == "accepted" for one in results)
        left = sum(len(patient.ignored) for patient in found.patients)
        counts = {"good": good, "doubtful": len(results) - good, "left": left, "rows": self.columns.sampled}
        if self.columns.whole:
            return tr("With these choices: {good} accepted, {doubtful} doubtful, {left} left out.", **counts)
        return tr("With these choices, in the first {rows} rows: {good} accepted, {doubtful} doubtful, "
                  "{left} left out.", **counts)  # fmt: skip
