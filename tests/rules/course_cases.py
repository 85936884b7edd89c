"""Pictures of a running treatment, one for each row of the tables of its course."""

from typing import Any

from b12calc.rules import story
from tests.rules.making import FLAGS, Raw, case, haemoglobin, total, visit

STARTED = "2026-03-13"
LATER = "2026-06-15"
CAUSES = story.RISK_FACTORS
NERVES_ASKED = (*story.NERVE, *story.BALANCE)


def treated(
    route: str = "oral", *results: Raw, first: Raw | None = None, on: str = LATER, course: dict[str, str] | None = None,
    yes: str = "", no: tuple[str, ...] = (), **treatment: Any,
) -> Raw:  # fmt: skip
    """A vegan with tiredness at a baseline, and a second visit under treatment that tells of courses."""
    told = {code: {"course": word} for code, word in (course or {}).items()}
    running = {"route": route, "started": STARTED, **treatment}
    again = visit(*results, yes=yes, no=no, on=on, details=told, treatment=running)
    raw = first or case(total("142"), yes="fatigue vegan_diet no_reliable_b12_source")
    return {**raw, "visits": [*raw["visits"], again]}


AUTOIMMUNE = case(total("142"), yes="fatigue autoimmune_gastritis")
NERVES = case(total("142"), yes="paraesthesia vegan_diet")
PREGNANT = case(total("142"), yes="fatigue vegan_diet", pregnancy="pregnant")
ANAEMIC = case(total("142"), haemoglobin("105", collected="2026-03-10"), yes="fatigue vegan_diet")
NOT_SAID = case(total("142"), yes="fatigue vegan_diet", pregnancy="unknown")
SILENT = case(total("142"), yes="vegan_diet")
DONE: dict[str, Any] = {"limits_daily_life": "no"}
WELL: dict[str, Any] = {**DONE, "no": (*CAUSES, *FLAGS, *NERVES_ASKED, "fatigue")}
VERDICTS: dict[str, Raw] = {
    "course-specialist": treated(course={"fatigue": "resolved"}, yes="cobalamin_allergy"),
    "course-emergency": treated(course={"fatigue": "improved"}, yes="new_weakness paraesthesia"),
    "course-change-leber": treated(course={"fatigue": "improved"}, yes="leber_optic_neuropathy", **DONE),
    "course-change-no-injections": treated("im", course={"fatigue": "improved"}, yes="injections_not_possible", **DONE),
    "course-change-no-tablets": treated(course={"fatigue": "improved"}, yes="swallowing_problem", **DONE),
    "course-change-nerves-open": treated(first=NERVES),
    "course-change-nerves": treated(first=NERVES, course={"paraesthesia": "unchanged"}, on="2026-06-12"),
    "course-worse-potassium": treated("im", yes="palpitations", course={"palpitations": "new"}, on="2026-03-15"),
    "course-worse-oral": treated(course={"fatigue": "worse"}),
    "course-worse-im": treated("im", course={"fatigue": "worse"}),
    "course-too-early": treated(course={"fatigue": "unchanged"}, on="2026-05-07"),
    "course-ask-start": treated(course={"fatigue": "unchanged"}, on="2026-03-20", started=None),
    "course-not-enough-oral": treated(course={"fatigue": "unchanged"}, on="2026-05-08"),
    "course-not-enough-im": treated("im", course={"fatigue": "resolved"}, limits_daily_life="yes"),
    "course-lifelong-ask": treated("im", first=AUTOIMMUNE),
    "course-ask": treated(),
    "course-ask-symptoms": treated(first=SILENT),
    "course-ask-daily-life": treated(course={"fatigue": "improved"}),
    "course-lifelong-oral": treated(first=AUTOIMMUNE, course={"fatigue": "resolved"}),
    "course-lifelong-im": treated("im", first=AUTOIMMUNE, course={"fatigue": "improved"}, **DONE),
    "course-motherhood": treated(first=PREGNANT, **WELL),
    "course-before-review": treated(on="2026-05-07", **WELL),
    "course-blood-first": treated(first=ANAEMIC, **WELL),
    "course-urgent-first": treated(
        "im",
        first=case(total("142"), yes="fatigue paraesthesia vegan_diet"),
        course={"paraesthesia": "improved"},
        **{**WELL, "no": tuple(code for code in WELL["no"] if code != "paraesthesia")},
        yes="paraesthesia",
    ),
    "course-before-stopping": treated(first=NOT_SAID, **WELL),
    "course-stop-oral": treated(**WELL),
    "course-stop-im": treated("im", **WELL),
    "course-continue-oral": treated(course={"fatigue": "resolved"}),
    "course-continue-im": treated("im", course={"fatigue": "improved"}, **DONE),
}
NOTES: dict[str, Raw] = {
    "course-note-worse": treated("im", yes="injections_not_possible", course={"fatigue": "worse"}),
    "course-note-missed": treated(course={"fatigue": "unchanged"}, missed_doses=3),
    "course-note-ask-doses": treated(course={"fatigue": "unchanged"}),
    "course-note-potassium": treated("im", yes="palpitations", course={"palpitations": "unchanged"}, on="2026-03-20"),
    "course-note-allergy": treated(
        first=case(total("142"), yes="fatigue cobalamin_allergy"), no=("cobalamin_allergy",)
    ),
    "course-note-long-ago": treated("im", course={"fatigue": "improved"}, on="2027-03-15", last_given="2026-10-01"),
    "course-note-nerves": treated("im", first=NERVES, course={"paraesthesia": "unchanged"}, on="2026-04-03"),
    "course-note-injections": treated(first=AUTOIMMUNE, course={"fatigue": "resolved"}),
    "course-note-cause": treated(course={"fatigue": "resolved"}, no=("vegan_diet", "no_reliable_b12_source")),
    "course-note-blood": treated(
        "oral", haemoglobin("110", collected="2026-06-12"),
        first=case(total("142"), haemoglobin("105", collected="2026-03-10"), yes="fatigue vegan_diet"),
    ),
    "course-note-reticulocytes": treated(
        "im", {"analyte": "reticulocytes", "value": "60", "unit": "10*9/L", "reference_high": "85",
               "collected": "2026-03-20"},
        first=case(total("142"), haemoglobin("85", collected="2026-03-10"), yes="fatigue vegan_diet"), on="2026-03-21",
    ),
}  # fmt: skip
