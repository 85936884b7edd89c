"""Class the people of a public survey (NHANES) and see whether methylmalonic acid agrees with the class.

    python tests/campaigns/nhanes.py PATH/TO/nhanes_b12_dev.csv [--pack uk us] [--workers 2]

Prints the tables and writes them into docs/clinical/validation.md, below the text kept there by hand. Only what the
survey holds is told to the rules, and only where its meaning is certain; all else stays not asked.
"""

import argparse
import csv
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.rules import assess

REPORT: Final = Path(__file__).resolve().parents[2] / "docs" / "clinical" / "validation.md"
MARK: Final = "<!-- Everything below this line is written by tests/campaigns/nhanes.py -->\n"
NOBODY: Final = read_case('{"format": "b12calc-case/1", "visits": [{"date": "2014-12-31"}]}')
Row = Mapping[str, str]
Key = tuple[str, str]
Limit = tuple[str, Decimal]
FIGURES: Final = {
    "b12_pg_ml": ("total_b12", "pg/mL"), "mma_nmol_l": ("mma", "nmol/L"), "hcy_umol_l": ("homocysteine", "umol/L"),
    "serum_folate_ng_ml": ("folate", "ng/mL"), "rbc_folate_ng_ml": ("red_cell_folate", "ng/mL"),
    "hb_g_dl": ("haemoglobin", "g/dL"), "mcv_fl": ("mcv", "fL"), "rdw_pct": ("rdw", "%"),
    "wbc_10e9_l": ("white_cells", "10*9/L"), "neutrophils_10e9_l": ("neutrophils", "10*9/L"),
    "platelets_10e9_l": ("platelets", "10*9/L"), "creatinine_mg_dl_std": ("creatinine", "mg/dL"),
    "bilirubin_mg_dl": ("bilirubin", "mg/dL"), "ldh_u_l": ("ldh", "U/L"), "hct_pct": ("haematocrit", "%"),
    "ferritin_ng_ml": ("ferritin", "ng/mL"),
}  # fmt: skip
# Any other word stays not asked, as does "no" to what is also sold over the counter, and tiredness with its causes.
YES_NO: Final = {"yes": "yes", "no": "no"}
ANSWERS: Final[Mapping[str, tuple[str, Row]]] = {
    "diabetes": ("diabetes", YES_NO), "thyroid_problem_told": ("thyroid_disease", YES_NO),
    "coeliac_told": ("coeliac_disease", YES_NO), "phq9_fatigue_item": ("fatigue", {"0": "no"}),
    "rx_metformin": ("metformin", YES_NO), "rx_colchicine": ("colchicine", YES_NO),
    "rx_ppi": ("proton_pump_inhibitor", {"yes": "yes"}), "rx_h2ra": ("h2_blocker", {"yes": "yes"}),
    "ethnicity": ("black_ethnicity", {"Non-Hispanic Black": "yes", "Non-Hispanic White": "no"}),
}  # fmt: skip
GIVEN, NO_MMA, NEITHER = "all given", "MMA withheld", "MMA and homocysteine withheld"
RUNS: Final = {GIVEN: frozenset[str](), NO_MMA: frozenset({"mma"}), NEITHER: frozenset({"mma", "homocysteine"})}
MMA: Final = ("mma_nmol_l", Decimal(280))
BY_MMA: Final = {"MMA above 0.28 µmol/L": MMA, "MMA above 0.75 µmol/L": ("mma_nmol_l", Decimal(750))}
BY_HCY: Final = {"Homocysteine above 15 µmol/L": ("hcy_umol_l", Decimal(15))}
JUDGED: Final = {NO_MMA: BY_MMA, NEITHER: BY_HCY, GIVEN: BY_MMA}
MIDDLE: Final = ("probable", "indeterminate")
THREE: Final = (("deficient",), MIDDLE, ("unlikely",))
FOUR: Final = (("deficient",), ("probable",), ("indeterminate",), ("unlikely",))
JUDGEABLE: Final = ("deficient", "functional_deficiency", *MIDDLE, "unlikely", "not_interpretable")
STATUSES: Final = (*JUDGEABLE, "out_of_scope", "refused")
AGES: Final = {"under 16": 0, "16 to 39": 16, "40 to 59": 40, "60 to 74": 60, "75 and over": 75}
ALL: Final = "all"
STRATA: Final = (ALL, "eGFR 60 or more", "eGFR below 60", "eGFR not known", "Bio-Rad, 2001–06", "Roche, 2011–14")


@dataclass(frozen=True, slots=True)
class Person:
    """What the tables need of one row: strata, the judges MMA and homocysteine, and a status per pack and run."""

    line: int
    strata: frozenset[str]
    judges: Mapping[str, Decimal]
    status: Mapping[Key, str]
    refused: tuple[str, ...]


def case_of(row: Row, withheld: frozenset[str] = frozenset()) -> dict[str, Any]:
    """One row as a case file. The day of the visit is not published: the last day of the cycle stands for it."""
    day = date(int(row["cycle"][-4:]), 12, 31)
    visit: dict[str, Any] = {
        "date": day.isoformat(),
        "results": [one for one in _results(row) if one["analyte"] not in withheld],
        "answers": _answers(row),
    }
    if row["metformin_days"] and visit["answers"].get("metformin") == "yes":
        visit["details"] = {"metformin": {"since": str(day - timedelta(days=int(row["metformin_days"])))}}
    if row["rx_b12"] == "yes":
        visit["b12_before_test"] = {"kind": "some"}
    pregnancy = {"yes": "pregnant", "no": "not_pregnant"}.get(row["pregnant"], "unknown")
    patient = {"age_years": int(row["age_years"]), "sex": row["sex"], "pregnancy": pregnancy}
    return {"format": "b12calc-case/1", "patient": patient, "visits": [visit]}


def _results(row: Row) -> Iterator[dict[str, str]]:
    for column, (analyte, unit) in FIGURES.items():
        if analyte == "mma" and row["mma_below_lod"] == "yes":
            yield {"analyte": analyte, "finding": "undetectable"}
        elif row[column]:  # the program asks whether "1.158" means thousands; "1.1580" says that it does not
            tail = "0" if row[column][-4:-3] == "." else ""
            yield {"analyte": analyte, "value": row[column] + tail, "unit": unit}
    if row["ttg_iga"] in ("positive", "negative"):
        yield {"analyte": "ttg_iga", "finding": row["ttg_iga"]}


def _answers(row: Row) -> dict[str, str]:
    said = {code: words[row[column]] for column, (code, words) in ANSWERS.items() if row[column] in words}
    numb = row["numbness_hands_feet_3mo"]
    if numb == "yes" or (numb, row["tingling_pain_hands_feet_3mo"]) == ("no", "no"):
        said["paraesthesia"] = numb
    return said


def judge(numbered: tuple[int, Row], packs: Sequence[str]) -> Person:
    """Assess one row in every run with every pack."""
    line, row = numbered
    status: dict[Key, str] = {}
    refused: dict[str, None] = {}
    for run, withheld in RUNS.items():
        case = read_case(json.dumps(case_of(row, withheld)))
        for pack in packs:
            try:
                status[pack, run] = assess(case, today=case.visits[0].date, pack=pack).status
            except ProblemsFound as found:
                status[pack, run] = "refused"
                refused |= dict.fromkeys(problem.message for problem in found.problems)
    judges = {name: Decimal(row[name]) for name in ("mma_nmol_l", "hcy_umol_l") if row[name]}
    return Person(line, strata(row), judges, status, tuple(refused))


def strata(row: Row) -> frozenset[str]:
    egfr = row["egfr_ckdepi2021"]
    kidney = "not known" if not egfr else "below 60" if Decimal(egfr) < 60 else "60 or more"
    assay = STRATA[4] if row["b12_method"].startswith("Bio-Rad") else STRATA[5]
    age = [name for name, start in AGES.items() if int(row["age_years"]) >= start][-1]
    return frozenset({ALL, f"eGFR {kidney}", assay, age, row["sex"]})


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927), without continuity correction."""
    z = 1.959963984540054
    part, squared = hits / of, z * z / of
    half = z * math.sqrt(part * (1 - part) / of + squared / (4 * of))
    low, high = ((part + squared / 2 + way) / (1 + squared) for way in (-half, half))
    return max(0.0, low), min(1.0, high)


def raised(people: Iterable[Person], classes: Sequence[str], key: Key, limit: Limit) -> tuple[int, int]:
    """How many people of some classes lie above a limit, and how many of them were measured."""
    column, above = limit
    figures = [p.judges[column] for p in people if p.status[key] in classes and column in p.judges]
    return sum(figure > above for figure in figures), len(figures)


def share(hits: int, of: int) -> str:
    if not of:
        return "–"
    low, high = wilson(hits, of)
    return f"{hits / of * 100:.1f} % ({low * 100:.1f}–{high * 100:.1f}) {hits}/{of}"


def falls(counts: Sequence[tuple[int, int]]) -> str:
    """Whether shares fall from each class to the next one that holds anybody, and by how many points they do not."""
    held = [one for one in counts if one[1]]
    steps = [(a[0] / a[1] - b[0] / b[1], wilson(*a)[0] > wilson(*b)[1]) for a, b in pairwise(held)]
    rises = [f"{-gap * 100:.1f}" for gap, _ in steps if gap < 0]
    if rises or not steps:
        return f"**no**: up by {' and '.join(rises)} points" if rises else "–"
    return "yes, intervals apart" if all(apart for _, apart in steps) else "yes, intervals overlap"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)) + "\n"


def spread(people: Sequence[Person], key: Key) -> str:
    """Status by sex and age band: people, and their share of the row."""
    rows = []
    for groups in [(ALL,), *((sex, age) for sex in ("female", "male") for age in AGES)]:
        found = Counter(p.status[key] for p in people if p.strata.issuperset(groups))
        cells = (f"{found[one]} ({found[one] / found.total() * 100:.1f} %)" if found[one] else "0" for one in STATUSES)
        rows.append([", ".join(groups), str(found.total()), *cells])
    return table(["group", "people", *(one.replace("_", " ") for one in STATUSES)], rows)


def agreement(people: Sequence[Person], key: Key, limit: Limit) -> str:
    """Share above a limit by status and stratum, whether it falls, and where those above it were placed."""
    within = [[p for p in people if name in p.strata] for name in STRATA]
    rows = []
    for group in (*((one,) for one in JUDGEABLE), MIDDLE):
        cells = (share(*raised(some, group, key, limit)) for some in within)
        rows.append([" or ".join(group).replace("_", " "), *cells])
    for title, order in (("three", THREE), ("four", FOUR)):
        verdicts = (falls([raised(some, group, key, limit) for group in order]) for some in within)
        rows.append([f"*falls over {title} classes*", *verdicts])
    for status in ("deficient", "unlikely"):
        found = [(raised(some, (status,), key, limit)[0], raised(some, JUDGEABLE, key, limit)[0]) for some in within]
        rows.append([f"*of all above it: {status}*", *(share(*one) for one in found)])
    return table(["status", *STRATA], rows)


def chapter(people: Sequence[Person], pack: str) -> Iterator[str]:
    for run in (GIVEN, NO_MMA):
        yield f"### Pack {pack}, status by sex and age; {run}\n\n{spread(people, (pack, run))}"
    for run, limits in JUDGED.items():
        for name, limit in limits.items():
            yield f"### Pack {pack}, {name}; {run}\n\n{agreement(people, (pack, run), limit)}"


def document(people: Sequence[Person], packs: Sequence[str]) -> str:
    first, found = packs[0], Counter(p.status[packs[0], GIVEN] for p in people)
    classed = found.total() - found["out_of_scope"] - found["refused"]
    parts = [f"{found.total()} people: {classed} classed, {found['out_of_scope']} under 16, out of scope, "
             f"{found['refused']} refused.\n"]  # fmt: skip
    parts += [f"* refused, line {p.line}: {'; '.join(p.refused)}" for p in people if p.refused]
    for pack in packs:
        other = sum(p.status[pack, run] != p.status[first, run] for p in people for run in RUNS)
        counts = [raised(people, group, (pack, NO_MMA), MMA) for group in THREE]
        parts.append(f"\n## Pack {pack}\n\nMMA above 0.28 µmol/L with MMA withheld: {share(*counts[0])} of the "
                     f"deficient, {share(*counts[1])} of the probable or indeterminate, {share(*counts[2])} of the "
                     f"unlikely. Falls: {falls(counts)}.\n")  # fmt: skip
        same = f"Each status is that of pack {first}, in all {len(RUNS)} runs: its tables hold here too.\n"
        parts.extend(chapter(people, pack) if pack == first or other else [same])
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Class the people of a survey and compare with their MMA.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--pack", nargs="+", default=["uk", "us"])
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    packs, raw = asked.pack, asked.data.read_bytes()
    made = [f"python tests/campaigns/nhanes.py PATH/TO/{asked.data.name} --pack {' '.join(packs)}"]
    for pack in packs:
        about = assess(NOBODY, today=NOBODY.visits[0].date, pack=pack)
        made.append(f"program {about.program}, pack {pack}, edition {about.edition}, stamp {about.stamp}")
    made.append(f"data sha256 {hashlib.sha256(raw).hexdigest()}")
    rows = enumerate(csv.DictReader(raw.decode("utf-8").splitlines()), 2)
    with Pool(asked.workers) as pool:
        people = list(pool.imap(partial(judge, packs=packs), rows, chunksize=100))
    text = "\n```\n" + "\n".join(made) + "\n```\n\n" + document(people, packs)
    REPORT.write_text(REPORT.read_text(encoding="utf-8").partition(MARK)[0] + MARK + text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
