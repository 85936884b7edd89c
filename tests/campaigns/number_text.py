"""Random texts given to the reader of numbers and to a second reader that walks sign by sign.

``python tests/campaigns/number_text.py [--cases N] [--seed S]`` writes what it counted to the evidence.
"""

import argparse
from collections import Counter
from fractions import Fraction
from random import Random
from typing import Final

from b12calc.units import NumberTrouble, read_number

NUMBER: Final = 1_000_000
MOST_SIGNS, MOST_DIGITS = 20, 12
# What people and programs write where a number is expected, and what libraries take for one.
SIGNS: Final = "0123456789" * 6 + ".,.,.," + "+-−±eE_ '’\u00a0\u202f\u2009<>=~xX%/()" + "١٢３½²∞" + "naif\t\n"
SIX: Final = ("0,738", "1.500", "1,500", "142", "142.0", "0.28", "1 500", "nan", "inf", "1e3", "1_80", "١٤٢", "00.5",
              "1.500,00", "1,500.00", "12.", ".5")  # fmt: skip


def second(text: str) -> Fraction | None:
    """Return the number a text is, or None where it is none or could be two."""
    start, end = 0, len(text)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and text[start] == "+":
        start += 1
    whole, part, place = "", "", "whole"
    for sign in text[start:end]:
        if sign in "0123456789":
            whole, part = (whole + sign, part) if place == "whole" else (whole, part + sign)
        elif sign in ".," and place == "whole":
            place = "part"
        else:
            return None
    if not whole or (place == "part" and not part) or end - start > MOST_SIGNS:
        return None
    if len(whole) > 1 and whole[0] == "0":
        return None
    if len((whole + part).lstrip("0")) > MOST_DIGITS:
        return None
    if len(part) == 3 and len(whole) <= 3 and whole != "0":
        return None
    return Fraction(int(whole + part), 10 ** len(part))


def drawn(draw: Random) -> str:
    """Return a text: any signs, a number with one sign changed, or one that has the form of a number."""
    kind = draw.random()
    if kind < 0.3:
        return "".join(draw.choices(SIGNS, k=draw.randrange(12)))
    if kind < 0.6:
        text = draw.choice(SIX)
        at = draw.randrange(len(text) + 1)
        return text[:at] + draw.choice(SIGNS) + text[at + draw.randrange(2) :]
    whole = str(draw.randrange(10 ** draw.randrange(1, 8)))
    part = "".join(draw.choices("0123456789", k=draw.randrange(6)))
    return draw.choice(("", " ", "+")) + whole + (draw.choice(".,") + part if part else "") + draw.choice(("", " "))


def tried(number: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Count what both say; the texts of which they say different things stand beside it."""
    draw, counts, apart = Random(seed), Counter[str](texts=number), list[str]()
    for _ in range(number):
        text = drawn(draw)
        wanted = second(text)
        try:
            got: Fraction | None = Fraction(read_number(text))
        except NumberTrouble:
            got = None
        counts["read" if got is not None else "refused"] += 1
        if got != wanted:
            counts["differences"] += 1
            counts["ten times off or more"] += bool(got and wanted and not Fraction(1, 10) < got / wanted < 10)
            apart.append(text)
    return counts, apart


def main() -> None:
    """Run it and write the evidence."""
    from tests.campaigns import evidence

    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--cases", type=int, default=NUMBER)
    reader.add_argument("--seed", type=int, default=738)
    told = reader.parse_args()
    counts, apart = tried(told.cases, told.seed)
    path = evidence.write(
        "number_text",
        what="Random texts given to the reader of numbers and to a second reader that walks sign by sign",
        command=f"python tests/campaigns/number_text.py --cases {told.cases} --seed {told.seed}",
        seed=told.seed,
        counts={"differences": 0, **counts},
        goal="1 million texts: both readers read the same numbers and refuse the same texts",
        held=not apart and told.cases >= NUMBER,
        remarks="; ".join(map(repr, apart[:5])),
    )
    print(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
