"""The figures of a summary as pictures with their tables: status, urgency, age and sex, what is missing, MMA."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.audit.findings import known_findings
from b12calc.audit.plots import Bar, Panel, bars, panels
from b12calc.audit.summary import AGES, OPEN, OTHER, SEXES, Summary, wilson
from b12calc.csv_text import table
from b12calc.models import wording
from b12calc.models.vocabulary import STATUSES, URGENCIES

_OUT: Final = "out_of_scope"
_FILE: Final = Path(__file__).with_name("summary.toml")


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold one part of a summary: a picture, or none, and the table that says the same."""

    code: str
    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str = ""


@cache
def texts() -> dict[str, Any]:
    """Return the words of the summary."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def charts(summary: Summary) -> tuple[Chart, ...]:
    """Return every part of a summary that has something to say, in their order."""
    made = (_status(summary), _urgency(summary), _groups(summary), _missing(summary), _mma(summary), _refused(summary))
    return tuple(one for one in made if one is not None)


def figures_csv(summary: Summary) -> bytes:
    """Return every figure of a summary as CSV: picture, row, column, value; safe for a spreadsheet."""
    columns = ("picture", "row", "column", "value")
    rows = (
        dict(zip(columns, (chart.title, row[0], head, cell), strict=True))
        for chart in charts(summary)
        for row in chart.rows
        for head, cell in zip(chart.header[1:], row[1:], strict=True)
    )
    return table(columns, rows)


def percent(share: float) -> str:
    """Return a share as a text with one decimal."""
    return f"{share * 100:.1f} %"


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _counts(code: str, names: Sequence[tuple[str, str, int]], total: int) -> Chart | None:
    """Return bars of counts: short name, long name and count of each."""
    if not total:
        return None
    said, column = texts()[code], texts()["column"]
    there = [(short, long, number) for short, long, number in names if number]
    items = [Bar(short, number / total, f"{number:,} ({percent(number / total)})") for short, _, number in there]
    spoken = "; ".join(f"{one.name}: {one.told}" for one in items)
    return Chart(
        code=code,
        title=said["title"],
        note=said["note"],
        header=(said["head"], column["patients"], column["share"]),
        rows=tuple((long, f"{number:,}", percent(number / total)) for _, long, number in there),
        svg=bars(said["title"], spoken, items),
    )


def _status(summary: Summary) -> Chart | None:
    found = summary.by_status()
    names = [(_plain(word), wording.label("status", word), found[word]) for word in STATUSES]
    return _counts("status", names, summary.classed)


def _urgency(summary: Summary) -> Chart | None:
    names = [(word, wording.label("urgency", word), summary.urgency[word]) for word in URGENCIES]
    return _counts("urgency", names, summary.classed)


def _groups(summary: Summary) -> Chart | None:
    """Return status by age band and sex, a small picture for each status that occurs."""
    if not summary.classed:
        return None
    said, shown = texts()["groups"], [one for one in STATUSES if summary.by_status()[one]]
    adults = [age for age in (*AGES, OPEN) if any(key[0] == age and key[2] != _OUT for key in summary.by_group)]
    ages = [age for age in (*AGES, OPEN) if any(key[0] == age for key in summary.by_group)]
    sexes = [sex for sex in SEXES if any(key[1] == sex for key in summary.by_group)]
    of = {(age, sex): _people(summary, age, sex) for age in ages for sex in sexes}
    items = []
    for status in (one for one in shown if one != _OUT):
        rows = tuple(
            (_age(age), tuple(_part(summary.by_group[age, sex, status], of[age, sex]) for sex in sexes))
            for age in adults
        )
        items.append(Panel(_plain(status), rows))
    return Chart(
        code="groups",
        title=said["title"],
        note=said["note"],
        header=(said["head"], texts()["column"]["patients"], *map(_plain, shown)),
        rows=tuple(_group_row(summary, age, sex, of[age, sex], shown) for age in ages for sex in sexes if of[age, sex]),
        svg=panels(said["title"], said["note"], [_sex(one) for one in sexes], items),
    )


def _people(summary: Summary, age: str, sex: str) -> int:
    return sum(number for key, number in summary.by_group.items() if key[:2] == (age, sex))


def _part(number: int, of: int) -> float | None:
    return number / of if of else None


def _group_row(summary: Summary, age: str, sex: str, of: int, shown: Sequence[str]) -> tuple[str, ...]:
    counts = [summary.by_group[age, sex, status] for status in shown]
    cells = (f"{number:,} ({percent(number / of)})" if number else "0" for number in counts)
    return f"{_age(age)}, {_sex(sex)}", f"{of:,}", *cells


def _age(age: str) -> str:
    return str(texts()["open"]) if age == OPEN else age


def _sex(sex: str) -> str:
    return str(texts()["other_sex"]) if sex == OTHER else sex


def _missing(summary: Summary) -> Chart | None:
    said, column = texts()["missing"], texts()["column"]
    there = [one for one in known_findings().values() if summary.possible[one.code]]
    header = (said["head"], column["missing"], column["of"], column["share"], column["interval"], column["sources"])
    if not there:
        return Chart("missing", said["title"], said["none"], header, ()) if summary.classed else None
    items, rows = [], []
    for one in there:
        shown = _shown(one.title, summary.missing[one.code], summary.possible[one.code])
        items.append(shown)
        sources = ", ".join(f"{code} ({tag})" for code, tag in one.sources.items())
        rows.append(
            (
                f"{one.title}. {one.sentence}",
                *_share_cells(summary.missing[one.code], summary.possible[one.code]),
                sources,
            )
        )
    spoken = "; ".join(f"{one.name}: {one.told}" for one in items)
    return Chart("missing", said["title"], said["note"], header, tuple(rows), bars(said["title"], spoken, items))


def _shown(name: str, hits: int, of: int) -> Bar:
    return Bar(name, hits / of, f"{hits:,} of {of:,} ({percent(hits / of)})", wilson(hits, of))


def _share_cells(hits: int, of: int) -> tuple[str, str, str, str]:
    low, high = wilson(hits, of)
    return f"{hits:,}", f"{of:,}", percent(hits / of), f"{low * 100:.1f} to {high * 100:.1f} %"


def _mma(summary: Summary) -> Chart | None:
    said, column = texts()["mma"], texts()["column"]
    found = list(_measured(summary))
    if not found:
        return None
    items = [_shown(_plain(status), hits, of) for status, hits, of in found]
    header = (said["head"], column["raised"], column["of"], column["share"], column["interval"])
    rows = tuple((wording.label("status", status), *_share_cells(hits, of)) for status, hits, of in found)
    spoken = "; ".join(f"{one.name}: {one.told}" for one in items)
    return Chart("mma", said["title"], said["note"], header, rows, bars(said["title"], spoken, items))


def _measured(summary: Summary) -> Iterator[tuple[str, int, int]]:
    for status in (one for one in STATUSES if one != _OUT):
        raised = summary.mma[status, "raised"]
        if of := raised + summary.mma[status, "normal"]:
            yield status, raised, of


def _refused(summary: Summary) -> Chart:
    said, column = texts()["refused"], texts()["column"]
    rows = tuple((reason or said["more"], f"{number:,}") for reason, number in summary.reasons.most_common())
    note = said["note"] if rows else said["none"]
    return Chart("refused", said["title"], note, (said["head"], column["rows"]), rows)
