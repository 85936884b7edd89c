"""A table that was read: its columns, what was said of them, and its bytes to read it again by another answer."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import Import
    from b12calc.exchange.incoming.mapping import ColumnMap
    from b12calc.exchange.incoming.table_columns import Columns


class Table(NamedTuple):
    """Hold a table as it was read: its columns, how they were named, by memory or not, and its bytes to read again."""

    columns: "Columns"
    named: "ColumnMap | None"
    remembered: bool
    data: bytes

    @property
    def asks(self) -> bool:
        """Tell whether the columns are worth a line: they were named, or some are not read."""
        return self.named is not None or bool(self.columns.unread)

    def is_unknown(self, found: "Import | None") -> bool:
        """Tell whether nothing was read because the columns are not known."""
        read = found is not None and any(patient.results for patient in found.patients)
        return not read and self.named is None and bool(self.columns.unread)


def seen(data: bytes, kept: str, named: "ColumnMap | None") -> Table | None:
    """Return the table that some bytes are, with what is remembered of its headings; None where they are none.

    It is called beside the window, in the thread that reads.
    """
    from b12calc.exchange.incoming.column_memory import recalled
    from b12calc.exchange.incoming.table_columns import columns_in

    columns = columns_in(data)
    if columns is None:
        return None
    if named is not None:
        return Table(columns, named, False, data)
    uses = recalled(kept, columns.headings)
    return Table(columns, None if uses is None else columns.mapping(uses), uses is not None, data)
