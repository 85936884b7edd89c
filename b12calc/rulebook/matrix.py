"""The traceability table as Markdown."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from b12calc.models.vocabulary import PACKS
from b12calc.rulebook.recommendations import counts, standings
from b12calc.rulebook.tracing import Trace


def matrix(trace: Trace) -> str:
    """Return the whole page; equal traces give equal text."""
    lines = [*_opening(trace), *_requirements(trace), *_standings(trace), *_sources(trace), *_uncited(trace)]
    return "\n".join(lines) + "\n"


def _opening(trace: Trace) -> Iterator[str]:
    asked, rows, tests = len(trace.requirements), trace.without_row(), trace.without_test()
    guideline = [key for key in trace.sources if key not in trace.requirements]
    yield "# From requirement and guideline to row and test"
    yield ""
    yield "Made by `python -m b12calc.rulebook`; not edited by hand. Packs: " + ", ".join(PACKS) + "."
    yield ""
    yield "| | of | covered | with a stated reason | open |"
    yield "|---|---|---|---|---|"
    for name, gaps, reasons in (
        ("requirements with a row in every pack", list(rows), trace.no_row),
        ("requirements with a test", tests, trace.no_test),
    ):
        stated = [key for key in gaps if key in reasons]
        yield f"| {name} | {asked} | {asked - len(gaps)} | {len(stated)} | {len(gaps) - len(stated)} |"
    used = len(guideline) - len(trace.uncited())
    whole = asked - len(trace.partly)
    yield f"| requirements met whole, the others in part | {asked} | {whole} | {len(trace.partly)} | – |"
    yield f"| sources of guidelines, labels and papers cited | {len(guideline)} | {used} | – | {len(trace.uncited())} |"
    yield ""


def _requirements(trace: Trace) -> Iterator[str]:
    yield "## What the source article asks"
    yield ""
    yield "A row without a mark stands in every pack; (uk) says that only that pack has it."
    yield ""
    yield "| id | requirement | rows that cite it | tests that name it |"
    yield "|---|---|---|---|"
    gaps = trace.without_row()
    for key, text in trace.requirements.items():
        rows = _rows(trace, key)
        if key in gaps:
            reason = trace.no_row.get(key, "open")
            where = "" if len(gaps[key]) == len(PACKS) else f"{', '.join(gaps[key])}: "
            rows = ". ".join(filter(None, (rows, f"*None in {where or 'any pack: '}{reason}*")))
        tests = "<br>".join(_test(name) for name in trace.named.get(key, ())) or f"*{trace.no_test.get(key, 'open')}*"
        short = f"<br>**In part.** {_cell(trace.partly[key])}" if key in trace.partly else ""
        yield f"| {key} | {_cell(text)}{short} | {rows} | {tests} |"
    yield ""


def _standings(trace: Trace) -> Iterator[str]:
    """Yield the count of every mark of the reference, and each mark that no row cites with where it stands."""
    found = standings(trace)
    yield "## Every recommendation of the British and American reference"
    yield ""
    yield "A mark is cited by a row, done by a row that cites another source, or left out for a stated reason."
    yield ""
    yield "| group | marks | cited | done by a row under another source | left out for a reason | open |"
    yield "|---|---|---|---|---|---|"
    rows = list(counts(found))
    for title, figures in (*rows, ("All", tuple(map(sum, zip(*(figures for _, figures in rows), strict=True))))):
        yield f"| {title} | {' | '.join(map(str, figures))} |"
    yield ""
    yield "| id | what it says | where it stands |"
    yield "|---|---|---|"
    for one in found:
        if one.state != "cited":
            lead = "done by " if one.state == "by row" else ""
            yield f"| {one.mark} | {_cell(one.says)} | {lead}{one.where or '**open**'} |"
    yield ""


def _sources(trace: Trace) -> Iterator[str]:
    yield "## What guidelines, labels and papers say"
    yield ""
    yield "The letters before the hyphen name the group. Unconfirmed sources never decide anything alone."
    keys = [key for key in sorted(trace.sources) if key in trace.cites and key not in trace.requirements]
    for group, members in groupby(keys, key=_group):
        yield ""
        yield f"### {group}"
        yield ""
        yield "| id | evidence | what it says | rows that cite it |"
        yield "|---|---|---|---|"
        for key in members:
            one = trace.sources[key]
            tag = f"{one.evidence}, unconfirmed" if one.unconfirmed else one.evidence
            yield f"| {key} | {tag} | {_cell(one.says)} | {_rows(trace, key)} |"
    yield ""


def _uncited(trace: Trace) -> Iterator[str]:
    yield "## Sources kept and cited by no row"
    yield ""
    if not trace.uncited():
        yield "None."
    for key in trace.uncited():
        one = trace.sources[key]
        yield f"* {key} ({one.evidence}): {_cell(one.says)}"


def _rows(trace: Trace, key: str) -> str:
    return ", ".join(f"{row}{_packs(packs)}" for row, packs in trace.cites.get(key, {}).items())


def _packs(packs: Sequence[str]) -> str:
    return "" if len(packs) == len(PACKS) else f" ({', '.join(packs)})"


def _group(key: str) -> str:
    return key.partition("-")[0]


def _test(name: str) -> str:
    path, _, function = name.partition("::")
    return f"{function.removeprefix('test_').replace('_', ' ')} (`{path.removeprefix('tests/')}`)"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
