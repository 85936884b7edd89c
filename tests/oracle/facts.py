"""Section 1: from the case to facts."""

from dataclasses import dataclass, field

from . import blood, history, kidney, levels, metabolites, nerves
from .causes import Causes, find_causes, irreversible
from .levels import Level
from .limits import Limits
from .metabolites import RAISED
from .record import Record


@dataclass
class Facts:
    """The derived facts that the rows of sections 2, 4 and 6 read."""

    record: Record
    scope: str = "unknown"
    total: Level = field(default_factory=Level)
    active: Level = field(default_factory=Level)
    level: Level = field(default_factory=Level)
    near_limit: bool = False
    limits_conflict: bool = False
    unit_doubt: bool = False
    mma: str = "missing"
    mma_usable: str = "unknown"
    homocysteine: str = "missing"
    homocysteine_usable: str = "unknown"
    kidney: str = "missing"
    folate: str = "missing"
    grades: frozenset[str] = frozenset()
    mcv: str = "missing"
    cytopenia: str = "missing"
    thrombotic: str = "unknown"
    iron_deficient: bool = False
    antibody: str = "missing"
    neuro: str = "unknown"
    neuro_strong: str = "unknown"
    neuro_worse: bool = False
    cord: str = "unknown"
    optic: str = "unknown"
    symptomatic: str = "unknown"
    nitrous: str = "unknown"
    treated: str = "unknown"
    irreversible: bool = False
    mechanisms: frozenset[str] = frozenset()
    causes: Causes = field(default_factory=dict)
    age: int | None = None

    @property
    def pregnant(self) -> bool:
        """Known to be pregnant."""
        return self.record.patient.get("pregnancy") == "pregnant"

    @property
    def breastfeeding(self) -> bool:
        """Known to be breastfeeding."""
        return self.record.patient.get("pregnancy") == "breastfeeding"

    @property
    def anaemia(self) -> bool:
        """Anaemia of whatever degree for certain."""
        return bool(self.grades) and "none" not in self.grades

    @property
    def anaemia_word(self) -> str:
        """missing, one degree, or unresolved."""
        if len(self.grades) > 1:
            return "unresolved"
        return next(iter(self.grades), "missing")

    @property
    def macrocytosis(self) -> bool:
        """MCV above 100 fL."""
        return self.mcv in ("raised", "very_raised")

    @property
    def hypersegmented(self) -> bool:
        """Hypersegmented neutrophils on the film."""
        return self.record.seen("blood_film", "hypersegmented_neutrophils")

    @property
    def blasts(self) -> bool:
        """Blasts on the film."""
        return self.record.seen("blood_film", "blasts")

    @property
    def nitrous_with_neuro(self) -> bool:
        """Nitrous oxide together with neurological involvement."""
        return self.nitrous == "yes" and self.neuro == "yes"

    def usable_raised(self, name: str, marked: bool = False) -> bool:
        """A raised metabolite that may raise the conclusion (unknown usability does not stop it)."""
        band, usable = (self.mma, self.mma_usable)
        if name == "homocysteine":
            band, usable = (self.homocysteine, self.homocysteine_usable)
        return usable != "no" and (band == "markedly_raised" or (band == "raised" and not marked))


def _fill_results(facts: Facts, limits: Limits) -> None:
    record = facts.record
    facts.total = levels.read_level(record, "total_b12", limits)
    facts.active = levels.read_level(record, "active_b12", limits)
    facts.level = levels.combine(facts.total, facts.active)
    facts.kidney = kidney.kidney(record, facts.age)
    facts.folate = metabolites.folate_band(record, limits)
    facts.mma = metabolites.metabolite_band(record, "mma", limits)
    facts.homocysteine = metabolites.metabolite_band(record, "homocysteine", limits)
    facts.mma_usable = metabolites.mma_usable(facts.kidney)
    facts.homocysteine_usable = metabolites.homocysteine_usable(record, facts.kidney, facts.folate)
    facts.near_limit = levels.near_limit(record, limits)
    facts.limits_conflict = levels.limits_conflict(record, limits)
    raised = facts.mma in RAISED or facts.homocysteine in RAISED
    facts.unit_doubt = levels.unit_doubt(record, limits, facts.active, raised)
    facts.grades = blood.anaemia_grades(record)
    facts.mcv = blood.mcv_band(record)
    facts.cytopenia = blood.cytopenia(record, facts.grades)
    facts.thrombotic = blood.thrombotic_picture(record)
    facts.iron_deficient = blood.iron_deficiency(record)


def derive(record: Record, limits: Limits) -> Facts:
    """All facts of a folded case by the limits chosen."""
    age = history.age_at_visit(record)
    facts = Facts(record=record, age=age, scope=history.scope(record, age))
    _fill_results(facts, limits)
    facts.antibody = history.antibody(record)
    positive = facts.antibody == "positive"
    facts.irreversible = irreversible(record, positive)
    facts.nitrous = history.nitrous_oxide(record)
    facts.treated = history.treated(record)
    facts.mechanisms = history.risk_mechanisms(record, age, positive)
    facts.causes = find_causes(record, age, facts.antibody, len(facts.mechanisms) >= 2)
    company = facts.macrocytosis or facts.hypersegmented or facts.nitrous == "yes" or facts.irreversible
    facts.neuro = nerves.neuro(record)
    facts.neuro_strong = nerves.neuro_strong(record, company)
    facts.neuro_worse = nerves.neuro_worse(record)
    facts.cord = nerves.cord(record)
    facts.optic = nerves.optic(record)
    facts.symptomatic = nerves.symptomatic(record)
    return facts


def yes_no(value: bool) -> str:
    """A boolean in the words of the facts."""
    return "yes" if value else "no"


def _result_words(facts: Facts) -> dict[str, str]:
    return {
        "total_b12_band": facts.total.shown,
        "active_b12_band": facts.active.shown,
        "total_b12_near_limit": yes_no(facts.near_limit),
        "limits_conflict": yes_no(facts.limits_conflict),
        "unit_doubt": yes_no(facts.unit_doubt),
        "mma_band": facts.mma,
        "homocysteine_band": facts.homocysteine,
        "kidney": facts.kidney,
        "mma_usable": facts.mma_usable,
        "homocysteine_usable": facts.homocysteine_usable,
        "folate_band": facts.folate,
        "anaemia": facts.anaemia_word,
        "mcv_band": facts.mcv,
        "cytopenia": facts.cytopenia,
        "thrombotic_picture": facts.thrombotic,
        "antibody": facts.antibody,
    }


def _person_words(facts: Facts) -> dict[str, str]:
    record = facts.record
    pregnancy = record.patient.get("pregnancy") or "unknown"
    known = pregnancy != "unknown"
    kind = record.before.get("kind")
    return {
        "b12_before_test": str(kind) if kind in ("none", "oral", "injection") else "unknown",
        "nitrous_oxide": facts.nitrous,
        "risk_count": str(len(facts.mechanisms)),
        "stacked": yes_no(len(facts.mechanisms) >= 2),
        "treated": facts.treated,
        "pregnancy": yes_no(pregnancy == "pregnant") if known else "unknown",
        "breastfeeding": yes_no(pregnancy == "breastfeeding") if known else "unknown",
    }


def as_words(facts: Facts) -> dict[str, str]:
    """The facts by the names of the decisions table."""
    return {
        "scope": facts.scope,
        **_result_words(facts),
        "neuro": facts.neuro,
        "neuro_strong": facts.neuro_strong,
        "cord": facts.cord,
        "optic": facts.optic,
        "cognitive_or_mood": nerves.cognitive_or_mood(facts.record),
        "symptomatic": facts.symptomatic,
        "telling_pattern": nerves.telling_pattern(facts.record),
        **_person_words(facts),
        **{f"cause_{cause}": level for cause, level in facts.causes.items()},
    }
