"""Cases that ask for different things, to be tried at every kind of clinic."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.rules import Clinic, assess
from b12calc.rules.decide import Decision
from tests.rules.making import (
    FOLATE,
    NERVES,
    TODAY,
    Raw,
    active,
    case,
    decided,
    figure,
    haemoglobin,
    mcv,
    mma,
    read,
    total,
)

CASES: Final[dict[str, Raw]] = {
    "nerves": case(total("100"), yes="paraesthesia fatigue"),
    "cord": case(total("100"), FOLATE, yes="extensor_plantar"),
    "nitrous": case(total("300"), yes="nitrous_oxide paraesthesia"),
    "severe": case(total("100"), haemoglobin("60"), mcv("118"), no=NERVES),
    "diet": case(total("100"), yes="vegan_diet no_reliable_b12_source fatigue", no=NERVES),
    "unknown cause": case(total("100"), yes="fatigue", no=NERVES),
    "middle": case(total("250"), yes="fatigue", no=NERVES),
    "middle with nerves": case(total("250"), yes="paraesthesia"),
    "not tested": case(mcv("112"), yes="fatigue metformin"),
    "pregnant": case(total("160"), yes="fatigue", pregnancy="pregnant", trimester=2),
    "leber": case(total("100"), yes="leber_optic_neuropathy paraesthesia"),
    "no needle": case(total("100"), yes="paraesthesia injections_not_possible"),
    "gastrectomy": case(active("60"), yes="total_gastrectomy swallowing_problem"),
    "gastrectomy and falls": case(active("100"), yes="total_gastrectomy frequent_falls", no=NERVES),
    "pernicious": case(total("100"), yes="autoimmune_gastritis fatigue", no=NERVES),
    "metformin": case(total("100"), yes="metformin fatigue", no=NERVES, details={"metformin": {"since": "2019"}}),
    "pregnant, untested": case(yes="fatigue", no=NERVES, pregnancy="pregnant", trimester=2),
    "low folate": case(total("100"), figure("folate", "2", "ug/L"), mma("400"), yes="fatigue", no=NERVES),
}


def clinic(has: Mapping[str, bool] | None = None, days: Iterable[int] = (0, 3)) -> Clinic:
    said = has or {}
    given = None if "nurse_days" not in said else frozenset(days) if said["nurse_days"] else frozenset[int]()
    return Clinic("test", "Test clinic", TODAY, said, given)


@cache
def ideal(name: str, pack: str = "uk") -> tuple[Assessment, Decision]:
    return assess(read(CASES[name]), today=TODAY, pack=pack), decided(CASES[name], pack)
