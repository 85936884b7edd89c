"""Cases and assessments made by hand, so that the report is tested apart from the rules."""

from datetime import date
from typing import Any

from b12calc.models import assessment as answer
from b12calc.models import case as asked

TODAY = date(2026, 3, 12)
SAMPLE = date(2026, 3, 10)


def deficient_case(**patient: Any) -> asked.Case:
    known: dict[str, Any] = {"name": "Elinor Ashby", "date_of_birth": date(1958, 7, 4), "sex": "female",
             "identifier": "943 476 5919", "identifier_kind": "NHS", "pregnancy": "not_pregnant"}  # fmt: skip
    return asked.Case(
        format="b12calc-case/1",
        patient=asked.Patient(**{**known, **patient}),
        visits=(
            asked.Visit(
                date=TODAY,
                results=(
                    asked.LabResult(analyte="total_b12", value="142", unit="ng/L", collected=SAMPLE,
                                    reference_low="180", reference_high="900"),
                    asked.LabResult(analyte="haemoglobin", value="104", unit="g/L", collected=SAMPLE,
                                    reference_low="120", reference_high="150"),
                    asked.LabResult(analyte="mcv", value="108", unit="fL", collected=SAMPLE),
                    asked.LabResult(analyte="folate", value="7.1", unit="ug/L", collected=SAMPLE, reference_low="3.9"),
                    asked.LabResult(analyte="intrinsic_factor_antibody", finding="positive", collected=SAMPLE),
                ),
                answers={"paraesthesia": "yes", "unsteadiness": "yes", "fatigue": "yes", "metformin": "no",
                         "rapid_deterioration": "no", "nitrous_oxide": "no", "lhermitte": "no", "glossitis": "yes",
                         "vegan_diet": "no", "reduced_vibration_sense": "yes", "proton_pump_inhibitor": "yes"},
                details={
                    "paraesthesia": asked.Detail(since="2025-11", severity="moderate", course="worsening",
                                                 note="both feet, now to the ankles"),
                    "proton_pump_inhibitor": asked.Detail(since="2021", daily_dose="omeprazole 20 mg"),
                },
                b12_before_test=asked.B12BeforeTest(kind="none"),
            ),
        ),
    )  # fmt: skip


def _measurements() -> tuple[answer.Measurement, ...]:
    return (
        answer.Measurement(analyte="total_b12", name="Total vitamin B12", text="142 ng/L", value="142", unit="ng/L",
                           also="104.8 pmol/L", collected=SAMPLE, band="low", low_limit="180", high_limit="350",
                           limits_from="uk pack", reference_low="180", reference_high="900", doubt_low="127.8",
                           doubt_high="156.2"),
        answer.Measurement(analyte="haemoglobin", name="Haemoglobin", text="104 g/L", value="104", unit="g/L",
                           collected=SAMPLE, band="moderate", low_limit="120", limits_from="WHO, women",
                           reference_low="120", reference_high="150"),
        answer.Measurement(analyte="mcv", name="Mean cell volume", text="108 fL", value="108", unit="fL",
                           collected=SAMPLE, band="raised", high_limit="100", limits_from="uk pack"),
        answer.Measurement(analyte="folate", name="Serum folate", text="7.1 ug/L", value="7.1", unit="ug/L",
                           also="16.1 nmol/L", collected=SAMPLE, band="normal", low_limit="3.9",
                           limits_from="laboratory's range", reference_low="3.9"),
        answer.Measurement(analyte="intrinsic_factor_antibody", name="Intrinsic factor antibody", text="Positive",
                           finding="positive", collected=SAMPLE, band="positive"),
    )  # fmt: skip


_LINES = (
    ("neuro-advice", "urgent", None, "offer", "Ask neurology or haematology for advice now; do not wait for it before "
     "the first injection.", ("paraesthesia yes, worsening", "unsteadiness yes"), ("C-001", "C-002")),
    ("start-now", "start", None, "offer", "Start injections today, before further results are back.",
     ("total B12 142 ng/L, below 180", "nerve symptoms yes"), ("B-005", "D-015")),
    ("im-neuro", "treatment", None, "offer", "Hydroxocobalamin by intramuscular injection in the schedule below.",
     ("nerve symptoms yes", "intrinsic factor antibody positive"), ("D-003",)),
    ("test-folate", "test", "folate", "offer", "Folate and full blood count with this sample, if not already done.",
     (), ("N-020",)),
    ("test-coeliac", "test", "coeliac_serology", "consider", "Coeliac serology.", (), ("N-110",)),
    ("ref-neuro", "referral", "neurology", "offer", "Neurology: nerve symptoms that are getting worse.",
     ("paraesthesia worsening",), ("F-002",)),
    ("lifelong", "advice", None, "offer", "Treatment is for life; say so at the first visit.", (), ("D-002",)),
    ("potassium", "warning", "potassium_early", "local", "Check potassium at the start and again within the first "
     "week: haemoglobin 104 g/L.", ("haemoglobin 104 g/L",), ("D-033", "F-013")),
    ("no-folate", "warning", "no_folate_alone", "do_not", "Do not give folic acid alone.", (), ("D-060",)),
    ("gcv", "warning", "gastric_cancer_vigilance", "consider", "Autoimmune gastritis raises the risk of gastric "
     "tumours: act on new upper abdominal symptoms.", (), ("C-008",)),
)  # fmt: skip


def _regimen() -> answer.Regimen:
    return answer.Regimen(
        id="uk-im-neuro",
        text="Hydroxocobalamin 1 mg by intramuscular injection on alternate days until no further improvement, then "
        "1 mg every 2 months.",
        phases=(
            answer.Phase(medicine="hydroxocobalamin", dose="1 mg", route="im", every="on alternate days", doses=10,
                         dates=tuple(date(2026, 3, n) for n in (12, 14, 16, 18, 20, 22, 24, 26, 28, 30)),
                         note="Review after 3 weeks: continue while it improves"),
            answer.Phase(medicine="hydroxocobalamin", dose="1 mg", route="im", every="every 2 months",
                         dates=(date(2026, 6, 1), date(2026, 8, 3))),
        ),
        sources=("D-003",),
    )  # fmt: skip


def _follow_up() -> tuple[answer.FollowUp, ...]:
    return (
        answer.FollowUp(due=date(2026, 3, 19), what=("potassium",), text="Potassium; palpitations: same day.",
                        why="Haemoglobin 104 g/L at the start", sources=("D-033",)),
        answer.FollowUp(due=date(2026, 3, 20), what=("reticulocytes", "fbc"), text="Reticulocytes and blood count.",
                        why="Anaemia: the count should answer", sources=("C-021",)),
        answer.FollowUp(due=date(2026, 4, 2), what=("symptom_review",), text="Nerve symptoms: improving, unchanged or "
                        "worse?", why="Decides whether alternate days go on", sources=("B-013",)),
        answer.FollowUp(due=date(2026, 6, 12), what=("symptom_review",), text="Review of symptoms and blood count.",
                        why="First review at 3 months", sources=("N-140",)),
    )  # fmt: skip


def deficient(**changes: Any) -> answer.Assessment:
    lines = tuple(
        answer.Recommendation(id=i, kind=k, code=c, strength=s, text=t, because=b, sources=q)
        for i, k, c, s, t, b, q in _LINES
    )
    fields: dict[str, Any] = dict(
        program="0.1.0", edition="2026-11-22", pack="uk", laboratory=None, today=TODAY, status="deficient",
        urgency="urgent", start="now", route="im", neurological_involvement="yes", causes=("autoimmune_gastritis",),
        lifelong="yes", next_tests=("folate", "fbc", "coeliac_serology"), referrals=("neurology",),
        warnings=("potassium_early", "no_folate_alone", "gastric_cancer_vigilance"), open_questions=("falls", "copper"),
        unanswered_red_flags=("major_confusion", "bladder_bowel_change"),
        headline="Nerve symptoms with vitamin B12 deficiency: treat today and ask for specialist advice.",
        status_text="Total B12 142 ng/L lies below the limit of 180 ng/L, and the antibody is positive.",
        reasons=(
            answer.Reason(decision="status", value="deficient", row="status-3", text="Total B12 is low.",
                          because=("total B12 142 ng/L, low",), sources=("AFP-22", "N-080")),
            answer.Reason(decision="urgency", value="urgent", row="urgency-2a", text="Nerves involved in deficiency.",
                          because=("paraesthesia yes", "status deficient"), sources=("C-001",)),
        ),
        measurements=_measurements(), recommendations=lines, regimen=_regimen(), follow_up=_follow_up(),
        citations=(
            answer.CitationLine(id="AFP-22", title="American Family Physician 2025, Patel and McGuirk",
                                says="Below 180 pg/mL is deficiency.", evidence="P", unconfirmed=False),
            answer.CitationLine(id="N-080", title="NICE NG239 (2024), table 1", says="Total B12 below 180 ng/L "
                                "(133 pmol/L) confirms deficiency.", evidence="S-", unconfirmed=True),
        ),
        stamp="sha256:" + "0123456789abcdef" * 4, why_not=(
            answer.WhyNot(decision="status", value="unlikely", row="status-12", text="total B12 is low"),),
        would_change=(
            answer.Change(input="total_b12", value="180", unit="ng/L", text="total B12: 180 ng/L instead of 142 ng/L",
                          decision="status", now="deficient", then="indeterminate"),),
    )  # fmt: skip
    return answer.Assessment(**{**fields, **changes})
