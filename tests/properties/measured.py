"""Hypothesis strategies for laboratory results: figures on and around every limit, comparators, flags, words."""

from decimal import Decimal
from functools import cache, partial
from typing import Final

from hypothesis import strategies as st

from b12calc.models import vocabulary as words

from .cases import Raw, figure, finding

# Per analyte and unit: the figures at, just below and just above each limit, then the whole range drawn from.
FIGURES: Final[dict[str, dict[str, tuple[str, int, int, int]]]] = {
    "total_b12": {
        "ng/L": ("133 179 179.9 180 180.1 181 258 349.9 350 350.1 400 1000 1000.1 1001", 50, 2000, 0),
        "pg/mL": ("150 179.9 180 180.1 350 350.1 1000 1001", 50, 2000, 0),
        "pmol/L": ("132.8 132.9 133 133.1 180 258 258.1 258.2 350 351", 37, 1400, 1),
    },
    "active_b12": {"pmol/L": ("24 24.9 25 25.1 69.9 70 70.1 71", 5, 140, 1)},
    "mma": {
        "nmol/L": ("279.9 280 280.1 749.9 750 750.1", 60, 3000, 0),
        "umol/L": ("0.27 0.28 0.29 0.74 0.75 0.76", 0, 3, 2),
    },
    "homocysteine": {"umol/L": ("14.9 15 15.1 49.9 50 50.1", 4, 95, 1)},
    "folate": {
        "ug/L": ("2.9 3 3.1", 1, 20, 1),
        "ng/mL": ("2.9 3 3.1", 1, 20, 1),
        "nmol/L": ("6.9 7 7.1", 3, 40, 1),
    },
    "egfr": {"mL/min/1.73m2": ("29 30 31 59 60 61 90", 15, 120, 0)},
    "creatinine": {"umol/L": ("60 80 200", 40, 380, 0), "mg/dL": ("0.7 1 2.5", 1, 4, 1)},
    "haemoglobin": {
        "g/L": ("69 70 79 80 95 105 109 110 119 120 129 130", 60, 170, 0),
        "g/dL": ("6.9 7 7.9 8 10.9 11 11.9 12 12.9 13", 6, 17, 1),
    },
    "mcv": {"fL": ("79 80 99.9 100 100.1 115 115.1", 68, 128, 1)},
    "neutrophils": {"10*9/L": ("0.9 1 1.1 3", 1, 9, 1)},
    "platelets": {"10*9/L": ("49 50 51 140 160 250", 25, 450, 0)},
    "white_cells": {"10*9/L": ("10 11 14", 10, 14, 1)},
    "ferritin": {"ug/L": ("29 30 31", 6, 400, 0), "ng/mL": ("29 30 31", 6, 400, 0)},
    "ldh": {"U/L": ("180 900", 120, 1900, 0)},
    "haptoglobin": {"g/L": ("0.1 1.2", 0, 2, 1)},
}
GRID: Final = 12
FLAGS: Final = ("low", "normal", "raised")
ANTIBODY_WORDS: Final = ("positive", "negative", "equivocal")
BLOOD_COUNT: Final = ("haemoglobin", "mcv", "neutrophils", "platelets", "white_cells")
REFERENCE_RANGES: Final[dict[tuple[str, str], list[tuple[str | None, str]]]] = {
    ("total_b12", "ng/L"): [("180", "900"), ("200", "770"), ("145", "569")],
    ("total_b12", "pmol/L"): [("133", "664"), ("150", "600")],
    ("mma", "nmol/L"): [("73", "271"), (None, "400")],
    ("homocysteine", "umol/L"): [("5", "15"), (None, "12")],
}


@cache
def value_texts(analyte: str, unit: str) -> st.SearchStrategy[str]:
    """Give figures as a laboratory would print them: near a limit, or anywhere in the usual range."""
    near, low, high, places = FIGURES[analyte][unit]
    step = 10**places
    anywhere = st.integers(low * step + (low == 0) * 5, high * step)
    return st.one_of(st.sampled_from(near.split()), anywhere.map(lambda number: f"{Decimal(number) / step:f}"))


@cache
def reference_ranges(analyte: str, unit: str) -> st.SearchStrategy[Raw]:
    """Give the range printed beside a figure, mostly none."""
    known = [{"reference_low": low, "reference_high": high} for low, high in REFERENCE_RANGES.get((analyte, unit), [])]
    return st.sampled_from([{}, {}, {}, *known]) if known else st.just({})


@cache
def figures(analyte: str) -> st.SearchStrategy[Raw]:
    """Give results of an analyte with a figure."""
    of_units = [
        st.builds(partial(printed, analyte, unit), value_texts(analyte, unit), reference_ranges(analyte, unit))
        for unit in FIGURES[analyte]
    ]
    return st.one_of(of_units)


def printed(analyte: str, unit: str, value: str, more: Raw) -> Raw:
    """Return one result with its printed range."""
    return figure(analyte, value, unit, **more)


@cache
def rising(analyte: str) -> st.SearchStrategy[tuple[Raw, Raw]]:
    """Give two results of one analyte in one unit with one printed range, the lower figure first."""
    pairs = [
        st.builds(
            partial(in_order, analyte, unit),
            value_texts(analyte, unit),
            value_texts(analyte, unit),
            reference_ranges(analyte, unit),
        )
        for unit in FIGURES[analyte]
    ]
    return st.one_of(pairs)


def in_order(analyte: str, unit: str, first: str, second: str, more: Raw) -> tuple[Raw, Raw]:
    """Return two results, the lower figure first."""
    low, high = sorted((first, second), key=Decimal)
    return figure(analyte, low, unit, **more), figure(analyte, high, unit, **more)


@cache
def plain_pool(analyte: str) -> tuple[Raw, ...]:
    """Return results of an analyte in every unit: each figure near a limit, and a grid over the usual range."""
    pool = []
    for unit, (near, low, high, places) in FIGURES[analyte].items():
        grid = [low + Decimal(high - low) * place / GRID for place in range(1, GRID + 1)]
        texts = [*near.split(), *(f"{round(number, places):f}" for number in grid)]
        ranges = REFERENCE_RANGES.get((analyte, unit), [])
        for place, text in enumerate(texts):
            low_end, high_end = ranges[place % len(ranges)] if ranges and place % 3 == 0 else (None, None)
            pool.append(figure(analyte, text, unit, reference_low=low_end, reference_high=high_end))
    return tuple(pool)


@cache
def measured(*analytes: str) -> st.SearchStrategy[list[Raw]]:
    """Give these analytes measured together, or none of them; one draw each, since most of a case is background."""
    return st.one_of(st.just([]), st.tuples(*(st.sampled_from(plain_pool(one)) for one in analytes)).map(list))


@cache
def results(analyte: str) -> st.SearchStrategy[list[Raw]]:
    """Give one result of an analyte or none: mostly a figure, sometimes a comparator or only the laboratory's flag."""
    plain = plain_pool(analyte)
    share = len(plain) // 4
    open_ended = [
        one | {"comparator": words.COMPARATORS[place % len(words.COMPARATORS)]}
        for place, one in enumerate(plain)
        if place % 3 != 1
    ]
    flagged = [finding(analyte, word) for word in FLAGS for _ in range(share // 2)]
    return st.sampled_from([*([[]] * share), *([one] for one in (*plain, *open_ended, *flagged))])


FILM_WORDS: Final = ("hypersegmented_neutrophils", "schistocytes", "blasts")
RESULT_LISTS: Final[st.SearchStrategy[list[list[Raw]]]] = st.tuples(
    *(results(analyte) for analyte in ("total_b12", "active_b12", "mma", "homocysteine", "folate")),
    st.one_of(measured("egfr"), measured("creatinine")),
    measured(*BLOOD_COUNT),
    measured("ferritin", "ldh", "haptoglobin"),
    st.sampled_from([[], *([finding("intrinsic_factor_antibody", word)] for word in ANTIBODY_WORDS)]),
    st.sampled_from([[], [], *([finding("blood_film", "abnormal", findings=[word])] for word in FILM_WORDS)]),
).map(list)
