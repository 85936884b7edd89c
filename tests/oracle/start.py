"""Section 6: start and route, first match wins, then the choice modifiers in their order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .causes import firm
from .facts import Facts
from .urgency import CONFIRMED, DEFICIENT, emergency, neurological_emergency


@dataclass(frozen=True)
class Plan:
    """Start, route and the row that decided; `bridge`: tablets today because injections cannot be given."""

    start: str
    route: str
    row: str
    bridge: bool = False


OTHER_MALABSORPTION: Final = frozenset({"gastric_surgery", "ileal", "malabsorption_other"})


def _rows_1_to_4(facts: Facts, status: str) -> Plan | None:
    if facts.record.yes("cobalamin_allergy"):
        return Plan("specialist_first", "none", "1")
    if neurological_emergency(facts) and status != "unlikely":
        return Plan("now", "im", "2")
    if not emergency(facts):
        return None
    if status not in CONFIRMED:
        return Plan("specialist_first", "none", "4")
    if facts.blasts or facts.thrombotic == "yes":
        return Plan("specialist_first", "none", "3")
    return Plan("now", "im", "3")


def _rows_5_to_10(facts: Facts, status: str) -> Plan | None:
    if facts.treated == "yes" and facts.irreversible:
        return Plan("now", "im", "5" if facts.neuro_worse else "6")
    if status in CONFIRMED:
        if facts.grades == {"severe"} or facts.cytopenia == "pancytopenia":
            return Plan("now", "im", "7")
        return Plan("now", "im", "8") if facts.neuro == "yes" else None
    if status == "not_interpretable":
        return Plan("while_waiting", "im", "9") if facts.neuro == "yes" else Plan("after_tests", "none", "10")
    return None


def _rows_11_to_14(facts: Facts, status: str) -> Plan | None:
    deficient = status in DEFICIENT
    if deficient and facts.irreversible:
        return Plan("now", "im", "11")
    if facts.record.yes("total_gastrectomy", "complete_ileal_resection"):
        return Plan("now", "im", "12")
    if deficient and (facts.pregnant or facts.breastfeeding):
        return Plan("now", "im_or_oral", "13")
    if facts.record.yes("bariatric_surgery") and facts.neuro == "yes":
        return Plan("now", "im", "14")
    if facts.record.yes("bariatric_surgery") or (deficient and firm(facts.causes) & OTHER_MALABSORPTION):
        return Plan("now", "im_or_oral", "14")
    return None


def _rows_15_to_17(facts: Facts, status: str) -> Plan | None:
    if status not in DEFICIENT:
        return None
    if set(facts.causes) == {"dietary"} and firm(facts.causes):
        return Plan("now", "oral", "15")
    if "drug" in firm(facts.causes) and set(facts.causes) <= {"drug", "dietary"}:
        return Plan("now", "oral", "16")
    return Plan("now", "im_or_oral", "17")


def _rows_18_and_19(facts: Facts, status: str) -> Plan | None:
    if status not in ("probable", "indeterminate"):
        return None
    surgery = facts.record.yes("partial_gastrectomy", "partial_ileal_resection")
    if facts.symptomatic == "yes" and (facts.irreversible or surgery):
        return Plan("while_waiting", "im", "18")
    if status == "probable" or facts.neuro_strong == "yes":
        return Plan("while_waiting", "im", "19")
    return None


def _rows_20_to_23(facts: Facts, status: str) -> Plan | None:
    if status != "indeterminate":
        return None
    if facts.neuro == "yes":
        return Plan("after_tests", "none", "20")
    if facts.pregnant or facts.breastfeeding:
        return Plan("after_tests", "none", "21")
    if facts.symptomatic != "no":
        return Plan("after_tests", "none", "22")
    return Plan("not_indicated", "none", "23")


def _rows_24_to_26(facts: Facts, status: str) -> Plan | None:
    if status == "not_tested":
        if facts.neuro_strong == "yes":
            return Plan("while_waiting", "im", "24")
        counts = facts.anaemia or facts.macrocytosis or facts.cytopenia in ("one_or_two_lines", "pancytopenia")
        if facts.symptomatic != "no" or counts:
            return Plan("after_tests", "none", "25")
    return Plan("not_indicated", "none", "26")


ROWS: Final[tuple[Callable[[Facts, str], Plan | None], ...]] = (
    _rows_1_to_4,
    _rows_5_to_10,
    _rows_11_to_14,
    _rows_15_to_17,
    _rows_18_and_19,
    _rows_20_to_23,
    _rows_24_to_26,
)


def _modified(facts: Facts, plan: Plan) -> Plan:
    """Leber, bleeding, injections not possible, tablets not reliable: in this order."""
    yes = facts.record.yes
    no_tablets = yes("leber_optic_neuropathy", "tablets_not_reliable", "swallowing_problem")
    neurological = facts.neuro == "yes" or plan.row == "2"
    route = plan.route
    if yes("bleeding_risk") and not neurological and not emergency(facts):
        route = "oral"
    if yes("injections_not_possible"):
        if no_tablets:
            return Plan("specialist_first", "none", plan.row)
        return Plan(plan.start, "oral", plan.row, bridge=neurological)
    return Plan(plan.start, "im" if no_tablets else route, plan.row)


def decide_start(facts: Facts, status: str) -> Plan:
    """Start and route; a child is the paediatrician's to start."""
    if status == "out_of_scope":
        return Plan("specialist_first", "none", "out_of_scope")
    for row in ROWS:
        plan = row(facts, status)
        if plan is not None:
            return plan if plan.route == "none" else _modified(facts, plan)
    raise AssertionError("row 26 always answers")
