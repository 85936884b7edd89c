"""Run the practice audit over the people of a public survey (NHANES), and hold its classes against MMA.

    python tests/campaigns/nhanes_audit.py PATH/TO/nhanes_b12_dev.csv

Audits the table twice, with methylmalonic acid (MMA) and without, holds every row against the same row assessed alone,
and writes figures and pictures into docs/clinical/validation.md, between its two marks, and docs/pictures.
"""

import argparse
import csv
import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from b12calc.audit import AuditMap, AuditOptions, audit, audit_rows, read_audit_map
from b12calc.audit.charts import Chart, charts
from b12calc.audit.plots import Bar, bars
from b12calc.audit.summary import Summary, wilson
from b12calc.models.vocabulary import STATUSES

HERE: Final = Path(__file__).resolve()
DOCS: Final = HERE.parents[2] / "docs"
REPORT: Final = DOCS / "clinical" / "validation.md"
PICTURES: Final = DOCS / "pictures"
OPENS, ENDS = "<!-- Written by tests/campaigns/nhanes_audit.py -->\n", "<!-- End of what nhanes_audit.py writes -->\n"
LAST_DAY: Final = date(2014, 12, 31)  # of the survey; the day of a visit is not published
RAISED: Final = 280  # nmol/L
Row = Mapping[str, str]


def without_mma(mapping: AuditMap) -> AuditMap:
    """Return the mapping with the columns of MMA known to hold nothing for the audit."""
    mma = {heading for heading, one in mapping.columns.items() if one.known.code == "mma"}
    kept = {heading: one for heading, one in mapping.columns.items() if heading not in mma}
    return replace(mapping, columns=kept, ignored=mapping.ignored | mma)


def ran(data: Path, mapping: AuditMap) -> tuple[list[Row], list[Row], Summary, float]:
    """Return answers, refused rows, the summary and the seconds of one audit from file to file."""
    summary = Summary()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.csv"
        start = time.process_time()
        audit(data, target, AuditOptions(LAST_DAY, mapping=mapping), summary=summary)
        seconds = time.process_time() - start
        return _table(target), _table(target.with_suffix(".refused.csv")), summary, seconds


def _table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def differences(rows: Sequence[Row], answers: Sequence[Row], mapping: AuditMap) -> int:
    """Return how many rows the audit answered otherwise than each assessed alone does."""
    options = AuditOptions(LAST_DAY, mapping=mapping)
    alone = {one["id"]: one for one in audit_rows(rows, options) if "refused" not in one}
    there = {one["id"]: one for one in answers}
    return sum(alone.get(number) != there.get(number) for number in alone.keys() | there.keys())


def mma_by_status(rows: Sequence[Row], answers: Sequence[Row]) -> dict[str, tuple[int, int]]:
    """Return for each status how many have a raised MMA, and of how many it was measured."""
    status = {one["id"]: one["status"] for one in answers}
    found: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        if row["mma_nmol_l"] and row["seqn"] in status:
            below = row["mma_below_lod"] == "yes"
            found[status[row["seqn"]], not below and float(row["mma_nmol_l"]) > RAISED] += 1
    counts = {one: (found[one, True], found[one, True] + found[one, False]) for one in STATUSES}
    return {one: told for one, told in counts.items() if told[1] and one != "out_of_scope"}


def mma_picture(found: Mapping[str, tuple[int, int]]) -> str:
    items = [
        Bar(status.replace("_", " "), hits / of, f"{hits:,} of {of:,} ({hits / of * 100:.1f} %)", wilson(hits, of))
        for status, (hits, of) in found.items()
    ]
    return bars("Raised MMA by status, MMA withheld", "; ".join(f"{one.name}: {one.told}" for one in items), items)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def picture(name: str, told: str, svg: str) -> str:
    (PICTURES / f"nhanes-{name}.svg").write_text(svg + "\n", encoding="utf-8", newline="\n")
    return f"![{told}](../pictures/nhanes-{name}.svg)\n"


def part(chart: Chart) -> str:
    """Return one part of the summary with its picture and its table."""
    shown = picture(chart.code, chart.title, chart.svg) + "\n" if chart.svg else ""
    return f"### {chart.title}\n\n{chart.note}\n\n{shown}{table(chart.header, chart.rows)}"


def document(data: Path, mapping: AuditMap) -> str:
    rows = _table(data)
    answers, refused, summary, seconds = ran(data, mapping)
    bare = without_mma(mapping)
    other = ran(data, bare)
    unlike = differences(rows, answers, mapping), differences(rows, other[0], bare)
    found = mma_by_status(rows, other[0])
    share = [(one.replace("_", " "), str(hits), str(of), *_interval(hits, of)) for one, (hits, of) in found.items()]
    by_code = {one.code: one for one in charts(summary)}
    digest = hashlib.sha256(data.read_bytes()).hexdigest()
    parts = [
        "## The same people through the practice audit\n",
        f"```\npython tests/campaigns/nhanes_audit.py PATH/TO/{data.name}\n"
        f"program {answers[0]['program']}, pack {answers[0]['pack']}, edition {answers[0]['edition']}\n"
        f"data sha256 {digest}\n```\n",
        f"{len(rows):,} rows in the table: {len(answers):,} classed, {len(refused):,} refused, each with its reason. "
        f"Answers that differ, in any cell, from those of the same row assessed alone: {unlike[0]} with MMA given, "
        f"{unlike[1]} with MMA withheld. What the columns hold stands in tests/campaigns/nhanes_map.toml; since when "
        "metformin is taken, and that there is neither numbness nor tingling, are not in it, so that counts can differ "
        "a little from those of the chapters below.\n",
        *(part(by_code[code]) for code in ("status", "groups")),
        "### Raised MMA by status, MMA withheld from the rules\n",
        "MMA above 0.28 µmol/L, of those measured. With MMA withheld it judges the class and takes no part in it. "
        "Lines: 95 % interval (Wilson).\n",
        picture("mma-withheld", "Raised MMA by status, MMA withheld", mma_picture(found)),
        table(("status", "raised", "of", "share", "95 % interval"), share),
        "What the survey does not hold (antibody, treatment, most answers) is not counted as missing: of the findings "
        "only those it can tell of have a count, and as the survey was no care nothing is read from them here.\n",
    ]
    print(f"{len(rows) / seconds:,.0f} rows a second of processor time, file to file")
    return "\n".join(parts)


def _interval(hits: int, of: int) -> tuple[str, str]:
    low, high = wilson(hits, of)
    return f"{hits / of * 100:.1f} %", f"{low * 100:.1f} to {high * 100:.1f} %"


def main() -> None:
    parser = argparse.ArgumentParser(description="Audit the people of a survey and compare with their MMA.")
    parser.add_argument("data", type=Path)
    data: Path = parser.parse_args().data
    mapping = read_audit_map(HERE.with_name("nhanes_map.toml").read_bytes(), "nhanes_map.toml")
    text = document(data, mapping)
    before, _, rest = REPORT.read_text(encoding="utf-8").partition(OPENS)
    if not rest:
        raise SystemExit(f"{REPORT} has no line {OPENS.strip()}")
    after = rest.partition(ENDS)[2]
    REPORT.write_text(f"{before}{OPENS}\n{text}\n{ENDS}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
