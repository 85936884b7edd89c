"""The alternatives of each dimension: laboratory results, answers, the person."""

from collections.abc import Iterable
from typing import Any, Final

from . import codes
from .building import active, figure, haemoglobin, homocysteine, kidney, mcv, mma, total, word
from .nerves import CORD_CODES
from .space_walk import Dimension, Part

NERVE_CODES: Final = (*codes.NERVE, *codes.BALANCE, *codes.EXAMINATION)
OTHER_SYMPTOMS: Final = (*codes.MOOD, *codes.COGNITION, *codes.CONTEXT)
LINES: Final = "10*9/L"
IN_RANGE: Final = (
    haemoglobin("135"),
    mcv("90"),
    figure("white_cells", "6.0", LINES),
    figure("platelets", "250", LINES),
    kidney("90"),
    figure("folate", "8", "ug/L"),
)


def no(group: Iterable[str]) -> dict[str, str]:
    """Every code of the group answered no."""
    return dict.fromkeys(group, "no")


def answered(yes: str, group: Iterable[str] = ()) -> dict[str, str]:
    """The codes answered yes, the rest of the group no."""
    return {**no(group), **dict.fromkeys(yes.split(), "yes")}


def results(prefix: str, **given: dict[str, Any] | tuple[dict[str, Any], ...]) -> Dimension:
    """A dimension of results, the first part without any."""
    parts = (
        Part(f"{prefix} {name}", results=entry if isinstance(entry, tuple) else (entry,))
        for name, entry in given.items()
    )
    return (Part(f"{prefix} missing"), *parts)


UNASKED: Final = Part("unasked")
CALM: Final = Part(
    "calm",
    results=IN_RANGE,
    answers=no((*codes.SYMPTOM_LIKE, *codes.HISTORY)),
    patient={"pregnancy": "not_pregnant"},
)
BACKGROUNDS: Final = (UNASKED, CALM)

TOTAL: Final = results(
    "total",
    low=total("150"),
    middle=total("260"),
    high=total("600"),
    doubtful=figure("total_b12", "300", "pmol/L"),
    censored=total("300", comparator="<"),
    normal=word("total_b12", "normal"),
)
TOTAL_MORE: Final = (
    *TOTAL,
    *results(
        "total",
        near=total("185"),
        very_high=total("1200"),
        doubtful_low=figure("total_b12", "150", "ng/L"),
        conflict=total("400", reference_low="420"),
        old=total("260", collected="2025-11-01"),
        low_word=word("total_b12", "low"),
    )[1:],
)
ACTIVE: Final = results("active", low=active("15"), middle=active("40"), high=active("75"))
MMA: Final = results("mma", normal=mma("200"), raised=mma("400"), marked=mma("800"))
MMA_WORDS: Final = results("mma", normal=word("mma", "normal"), raised=word("mma", "raised"))
KIDNEY: Final = results("kidney", normal=kidney("90"), reduced=kidney("45"), poor=kidney("20"))
FOLATE_NORMAL: Final = figure("folate", "8", "ug/L")
HOMOCYSTEINE: Final = results(
    "homocysteine",
    raised=(homocysteine("20"), FOLATE_NORMAL),
    marked=(homocysteine("60"), FOLATE_NORMAL),
    raised_alone=homocysteine("20"),
)
HOMOCYSTEINE_WORD: Final = results("homocysteine", raised=word("homocysteine", "raised"))
FOLATE: Final = results("folate", low=figure("folate", "2", "ug/L"), normal=FOLATE_NORMAL)
ANTIBODY: Final = results(
    "antibody", **{w: word("intrinsic_factor_antibody", w) for w in ("positive", "negative", "equivocal")}
)
LEVEL: Final = results(
    "level",
    low=total("150"),
    middle=total("260"),
    high=total("600"),
    functional=(total("260"), mma("800"), kidney("90")),
)
MACROCYTIC: Final = results("blood", macrocytic=(haemoglobin("98"), mcv("105")))
HAEMOGLOBIN: Final = results(
    "haemoglobin",
    normal=haemoglobin("135"),
    mild=haemoglobin("115"),
    moderate=haemoglobin("95"),
    severe=haemoglobin("65"),
)
ANAEMIA: Final = results("anaemia", severe=haemoglobin("65"))
COUNT: Final = results(
    "count",
    normal=(haemoglobin("135"), mcv("90")),
    microcytic=(haemoglobin("98"), mcv("75")),
    macrocytic=(haemoglobin("135"), mcv("105")),
)
MCV_HIGH: Final = results("mcv", very_raised=mcv("120"))
CELLS: Final = results(
    "cells",
    neutrophils=figure("neutrophils", "0.8", LINES),
    platelets=figure("platelets", "40", LINES),
    both=(figure("white_cells", "2.5", LINES), figure("platelets", "90", LINES)),
)
FILM: Final = results(
    "film", **{w: word("blood_film", "abnormal", w) for w in ("schistocytes", "blasts", "hypersegmented_neutrophils")}
)


# Left open beside a yes, so that red flags of the same kind do not contradict them.
OPEN: Final = ("falls", "gait_change")


def _some(yes: str, group: tuple[str, ...]) -> dict[str, str]:
    return answered(yes, (code for code in group if code not in OPEN))


def _nerves(group: tuple[str, ...], none: str) -> Dimension:
    tingling = _some("paraesthesia", group)
    return (
        Part("nerves unasked"),
        Part(none, answers=no(group)),
        Part("nerves stable", answers=tingling, details={"paraesthesia": {"course": "stable"}}),
        Part("nerves worsening", answers=tingling, details={"paraesthesia": {"course": "worsening"}}),
        Part("nerves sign", answers=_some("reflexes_changed", group)),
    )


NERVES: Final = _nerves(NERVE_CODES, "nerves all no")
NERVES_BESIDE_CORD: Final = _nerves(tuple(code for code in NERVE_CODES if code not in CORD_CODES), "nerves no")
CORD: Final = (
    Part("cord unasked"),
    Part("cord no", answers=no(CORD_CODES)),
    Part("cord one", answers=_some("lhermitte", CORD_CODES)),
    Part(
        "cord pair",
        answers=_some("lhermitte gait_change", CORD_CODES),
        details={"gait_change": {"course": "worsening"}},
    ),
    Part("cord sign", answers=_some("extensor_plantar", CORD_CODES)),
)
SYMPTOMS: Final = (
    Part("symptoms unasked"),
    Part("symptoms no", answers=no(OTHER_SYMPTOMS)),
    Part("symptoms yes", answers=answered("fatigue", OTHER_SYMPTOMS)),
)


# Who falls often does not deny falls; who cannot walk unaided does not deny a change of gait.
FLAG_CLASHES: Final = {
    "frequent_falls": frozenset({"nerves no", "nerves all no"}),
    "cannot_walk_unaided": frozenset({"cord no", "nerves all no"}),
}


def flags(*words: str) -> Dimension:
    """No red flag asked, none there, or one of them."""
    one = (
        Part(f"flag {w}", answers=answered(w, codes.RED_FLAGS), clash=FLAG_CLASHES.get(w, frozenset())) for w in words
    )
    return (Part("flags unasked"), Part("flags no", answers=no(codes.RED_FLAGS)), *one)
