"""The clinical picture: nerves, cord, eyes, mind."""

from .codes import BALANCE, COGNITION, CONTEXT, EXAMINATION, MOOD, NERVE, NEURO_SIGNS, RED_FLAGS, SYMPTOMS
from .record import Record

DECISIVE = (
    *(code for code in NERVE if code != "other_neurological"),
    *("unsteadiness", "gait_change", *NEURO_SIGNS, "visual_loss"),
)
CARRIERS = (*NERVE, *BALANCE, *NEURO_SIGNS, "visual_loss")
CORD_FEATURES = (
    ("lhermitte",),
    ("reduced_position_sense",),
    ("romberg_positive",),
    ("gait_change", "limb_ataxia"),
    ("leg_weakness",),
)
CORD_CODES = ("extensor_plantar", "spasticity", *(code for feature in CORD_FEATURES for code in feature))


def neuro(record: Record) -> str:
    """Neurological involvement, three-valued."""
    if record.yes(*DECISIVE):
        return "yes"
    return "no" if record.all_no((*NERVE, *BALANCE)) else "unknown"


def neuro_worse(record: Record) -> bool:
    """A nerve or balance item or a sign is new or getting worse."""
    return neuro(record) == "yes" and record.worse(CARRIERS)


def neuro_strong(record: Record, company: bool) -> str:
    """`company`: macrocytosis, hypersegmentation, nitrous oxide or an established irreversible cause."""
    picture = neuro(record)
    if picture != "yes":
        return picture
    worsening = neuro_worse(record) or record.yes("rapid_deterioration")
    return "yes" if worsening or record.yes(*NEURO_SIGNS) or company else "no"


def cord(record: Record) -> str:
    """Spinal cord picture, three-valued."""
    if record.yes("extensor_plantar", "spasticity"):
        return "yes"
    present = [feature for feature in CORD_FEATURES if record.yes(*feature)]
    examined = record.yes("reduced_position_sense", "romberg_positive")
    codes = tuple(code for feature in present for code in feature)
    if len(present) >= 2 and (examined or record.worse(codes)):
        return "yes"
    silent = [c for c in CORD_CODES if record.answers.get(c) not in ("yes", "no")]
    return "no" if not silent else "unknown"


def cord_feature_alone(record: Record) -> bool:
    """A cord feature without the whole picture."""
    return cord(record) != "yes" and any(record.yes(*feature) for feature in CORD_FEATURES)


def optic(record: Record) -> str:
    """Optic nerve picture, three-valued."""
    return record.any_of(("visual_loss", "optic_atrophy"))


def cognitive_or_mood(record: Record) -> str:
    """Mood or cognition items, three-valued."""
    return record.any_of((*MOOD, *COGNITION))


def symptomatic(record: Record) -> str:
    """Anything in the symptom groups, the examination or the red flags."""
    if record.yes(*SYMPTOMS, *RED_FLAGS):
        return "yes"
    return "no" if record.all_no((*NERVE, *BALANCE, *MOOD, *COGNITION, *CONTEXT, *EXAMINATION)) else "unknown"


def telling_pattern(record: Record) -> str:
    """Nerves together with mental fog or fatigue."""
    mind = record.any_of((*COGNITION, "fatigue"))
    values = (neuro(record), mind)
    if "no" in values:
        return "no"
    return "yes" if values == ("yes", "yes") else "unknown"
