"""One test of a GDT record: the fields from 8410 on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from b12calc.exchange.incoming.found import Code, Found, Span
from b12calc.exchange.incoming.gdt_own import code_of, finding_in
from b12calc.exchange.incoming.gdt_text import Line, day_of

FIELDS: Final = frozenset({"8410", "8411", "8418", "8420", "8421", "8422", "8428", "8430", "8431", "8432", "8439",
                           "8460", "8461", "8462", "8470", "8480"})  # fmt: skip
_FIGURE: Final = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_LENGTH: Final = "the length of a line of this test is wrong; it may have been cut"
_BROKEN: Final = "a line that is no field follows; the result may have been broken"


@dataclass(slots=True)
class Group:
    """Gather the lines of one test."""

    lines: list[Line]
    broken: bool = False
    valued: bool = False

    def take(self, line: Line) -> None:
        """Add a field of the test."""
        self.lines.append(line)
        self.valued = self.valued or line.field == "8420"

    def ends_before(self, line: Line) -> bool:
        """Tell whether a field begins the next test: 8410, or a second name after a value."""
        return line.field == "8410" or (line.field == "8411" and self.valued)

    def found(self, where: str, record_day: str, cut: str | None, ours: bool = False) -> Found:
        """Return the test as sent; ``record_day`` is that of the record, for a test without one.

        ``ours``: this program wrote the record, so idents and findings are its own, and a day that is absent unknown.
        """
        value, span = self._value()
        finding = finding_in(self._all("8480")) if ours and not self._one("8420") else None
        collected, undated = _taken(self._one("8432") or ("" if ours else record_day))
        texts = self._all("8480")[1 if finding else 0 :] if ours or self._one("8420") else ()
        idents = self._all("8410")
        return Found(
            names=tuple(dict.fromkeys(self._all("8411"))) or idents,
            codes=tuple(_code(ident, ours) for ident in idents),
            value=value,
            finding=finding,
            unit=self._one("8421"),
            low=self._one("8461"),
            high=self._one("8462"),
            range_text=" ".join(self._all("8460")) or None,
            flag=self._one("8422"),
            collected=collected,
            specimen=" ".join((*self._all("8430"), *self._all("8431"))) or None,
            notes=(*self._all("8470"), *self._all("6227"), *texts),
            doubts=tuple(filter(None, (*self._doubts(), undated, cut))),
            text="; ".join(f"{line.field} {line.content}" for line in self.lines),
            where=f"{where}, line {self.lines[0].number}",
            span=span,
        )

    def _doubts(self) -> Sequence[str | None]:
        status = self._one("8418")
        return (
            None if all(line.right for line in self.lines) else _LENGTH,
            _BROKEN if self.broken else None,
            f"the status {status[:10]!r} of the result is not one that is known" if status else None,
            "several values are sent for one test" if len(self._all("8420")) > 1 else None,
            "several units are sent for one test" if len(set(self._all("8421"))) > 1 else None,
        )

    def _value(self) -> tuple[str | None, Span | None]:
        """Return the figure with its place, or the result in words where no figure is sent."""
        line = next((line for line in self.lines if line.field == "8420" and line.content.strip()), None)
        if line is None:
            return " ".join(self._all("8480")) or None, None
        figure = _FIGURE.search(line.content)
        span = Span(line.start + figure.start(), line.start + figure.end()) if figure else None
        return line.content.strip(), span

    def _all(self, field: str) -> tuple[str, ...]:
        return tuple(text for line in self.lines if line.field == field and (text := line.content.strip()))

    def _one(self, field: str) -> str | None:
        return next(iter(self._all(field)), None)


def _code(ident: str, ours: bool) -> Code:
    known = code_of(ident) if ours else None
    return Code("b12calc", known) if known else Code("local", ident)


def _taken(text: str) -> tuple[date | None, str | None]:
    day = day_of(text)
    return (None, f"the day of the sample cannot be read: {text[:20]}") if text.strip() and day is None else (day, None)
