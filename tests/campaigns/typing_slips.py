"""Every single typing slip of two hundred usual figures: what the form stops, asks about, or takes without a word.

A slip is one digit lost, doubled or exchanged for its neighbour on the keys, two neighbours swapped, or the point lost
or moved by one. ``python tests/campaigns/typing_slips.py`` writes what it counted to the evidence.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Final

from b12calc.analytes import analytes
from b12calc.rules.limits import b12_band
from b12calc.units import Quantity
from b12calc_ui.result_entry import read_row
from b12calc_ui.row_state import RowState
from tests.rules.making import pack
from tests.rules.test_unit_guard import asked

TODAY: Final = date(2026, 11, 23)
SEED: Final = 20261123
VALUES: Final = 200
# Usual figures: analyte, unit, from, to, decimals. Half of them are total B12.
USUAL: Final = (
    ("total_b12", "ng/L", 90, 700, 0), ("total_b12", "pmol/L", 70, 520, 0), ("active_b12", "pmol/L", 15, 128, 0),
    ("mma", "nmol/L", 100, 900, 0), ("haemoglobin", "g/L", 80, 160, 0), ("mcv", "fL", 80, 120, 1),
    ("homocysteine", "umol/L", 6, 60, 1), ("folate", "ug/L", 2, 15, 1),
)  # fmt: skip


def values(seed: int = SEED, number: int = VALUES) -> Iterator[tuple[str, str, str]]:
    """Yield analyte, unit and figure; half of them of the first two kinds."""
    draw = Random(seed)
    for place in range(number):
        analyte, unit, low, high, decimals = USUAL[place % 2] if place % 4 < 2 else USUAL[2 + place % 6]
        yield analyte, unit, str(round(Decimal(str(draw.uniform(low, high))), decimals))


def slips(text: str) -> set[str]:
    """Return what one slip makes of a figure, itself left out."""
    found = set()
    for at, sign in enumerate(text):
        before, after = text[:at], text[at + 1 :]
        found |= {before + after, before + sign + sign + after}
        if sign.isdigit():
            near = {"0": "9", "1": "2", "9": "80"}.get(sign, f"{int(sign) - 1}{int(sign) + 1}")
            found |= {before + other + after for other in near}
        if after and after[0] != sign:
            found.add(before + after[0] + sign + after[1:])
    return found - {text, ""}


def outcome(analyte: str, unit: str, typed: str) -> str:
    """Return what the form does: refused, confirm, unit asked, or taken."""
    reading = read_row(RowState(analyte, value=typed, unit=unit), TODAY)
    if reading.standing != "ready" or reading.entry is None:
        return "refused" if reading.standing == "wrong" else "confirm"
    return "unit asked" if asked(analyte, reading.entry["value"], unit) else "taken"


def tried(seed: int = SEED, number: int = VALUES) -> Counter[str]:
    """Count the outcomes; of slips of B12 that are taken, those that change the band apart."""
    counts: Counter[str] = Counter()
    limits = pack().limits
    for analyte, unit, right in values(seed, number):
        for typed in sorted(slips(right)):
            got = outcome(analyte, unit, typed)
            counts["slips"] += 1
            counts[got] += 1
            if got == "taken" and analyte.endswith("b12"):
                bands = {
                    b12_band(quantity, limits.of(analyte, quantity))
                    for quantity in (Quantity(Decimal(text), unit) for text in (right, typed))
                }
                counts["taken, another band of B12" if len(bands) > 1 else "taken, the same band of B12"] += 1
    return counts


def ten_times(seed: int = SEED, number: int = VALUES) -> Counter[str]:
    """Count what the form does with each figure ten times and a tenth as large, beyond its hard range or within."""
    counts: Counter[str] = Counter()
    for analyte, unit, right in values(seed, number):
        for factor in (Decimal(10), Decimal("0.1")):
            wrong = Decimal(right) * factor
            rule = analytes()[analyte].units[unit].plausible
            place = "beyond" if rule is not None and rule.zone(wrong) == "impossible" else "within"
            counts[f"{place}: {outcome(analyte, unit, f'{wrong:f}')}"] += 1
    return counts


def main() -> None:
    """Run all of it and write the evidence."""
    from tests.campaigns import evidence

    counts, tens = tried(), ten_times()
    stopped = counts["slips"] - counts["taken"]
    share = round(100 * stopped / counts["slips"], 1)
    beyond = {key: number for key, number in tens.items() if key.startswith("beyond")}
    path = evidence.write(
        "typing_slips",
        what="Every single typing slip of 200 usual figures, read by the form",
        command="python tests/campaigns/typing_slips.py",
        seed=SEED,
        counts={**counts, "stopped or asked": stopped, "percent": share, **tens},
        goal="at least 60 % of slips stopped or asked about; all errors of ten times beyond the hard range refused",
        held=share >= 60 and set(beyond) <= {"beyond: refused"},
        remarks="What is taken stands in sight with its other unit, its band and the answer it leads to.",
    )
    print(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
