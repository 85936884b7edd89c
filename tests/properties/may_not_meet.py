"""The sentences and words that may not stand in one assessment, as a list: each with what forbids it.

An entry is a name, and a test of one assessment that holds when the two meet. Source: decisions, ground rules 5 to 7,
and the sections named.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case

Meeting = Callable[[Assessment, Case], bool]
PROPOSES: Final = ("now", "while_waiting")
INJECT: Final = re.compile(r"start (the )?injections|injections (now|while)", re.IGNORECASE)
TABLETS_NOW: Final = re.compile(r"start (high-dose )?tablets", re.IGNORECASE)
CALM: Final = re.compile(r"is unlikely|asks for haste|nothing found so far|return if symptoms|no treatment now", re.I)
FOLATE_ALONE: Final = re.compile(r"start folic acid(?! only)|folic acid first", re.IGNORECASE)


def _said(one: Assessment) -> Iterator[str]:
    yield one.headline
    yield one.status_text
    yield from (line.text for line in one.recommendations)
    yield from (line.text for line in one.reasons)


def _says(one: Assessment, wanted: re.Pattern[str]) -> bool:
    return any(wanted.search(text) for text in _said(one))


def _regimen_has(one: Assessment, medicine: str) -> bool:
    texts = [] if one.regimen is None else [one.regimen.text, *one.regimen.alternatives]
    texts += [] if one.regimen is None else [phase.medicine for phase in one.regimen.phases]
    return any(medicine in text.casefold() for text in texts)


def _runs(answer: Assessment) -> bool:
    return answer.course is not None and answer.course.plan == "runs"


def _verdict(answer: Assessment) -> str:
    return answer.course.verdict if answer.course is not None else ""


def _begins(answer: Assessment) -> bool:
    return any(line.kind in ("start", "treatment") for line in answer.recommendations)


def _yes(case: Case, code: str) -> bool:
    return case.visits[-1].answers.get(code) == "yes"


MAY_NOT_MEET: Final[tuple[tuple[str, Meeting], ...]] = (
    ("a regimen, and a start that proposes nothing", lambda a, _: a.regimen is not None and a.start not in PROPOSES),
    ("a start that proposes, and no regimen", lambda a, _: a.regimen is None and a.start in PROPOSES and not _runs(a)),
    ("a route, and no regimen", lambda a, _: (a.route == "none") != (a.regimen is None) and not _runs(a)),
    ("a treatment that goes on, and one that begins", lambda a, _: _runs(a) and (a.regimen is not None or _begins(a))),
    ("it may stop, and an emergency", lambda a, _: _verdict(a) == "may_stop" and a.urgency == "emergency"),
    ("it may stop, and for life", lambda a, _: _verdict(a) == "may_stop" and a.lifelong == "yes"),
    ("it may stop, and red flags open", lambda a, _: _verdict(a) == "may_stop" and bool(a.unanswered_red_flags)),
    ("continue, and an emergency", lambda a, _: _verdict(a).startswith("continue") and a.urgency == "emergency"),
    ("start injections, and tablets as the route", lambda a, _: a.route == "oral" and _says(a, INJECT)),
    ("start tablets, and injections as the route", lambda a, _: a.route == "im" and _says(a, TABLETS_NOW)),
    ("start injections, and a specialist first", lambda a, _: a.start == "specialist_first" and _says(a, INJECT)),
    ("start injections, and not indicated", lambda a, _: a.start == "not_indicated" and _says(a, INJECT)),
    ("start injections, and after the tests", lambda a, _: a.start == "after_tests" and _says(a, INJECT)),
    ("cobalamin allergy, and a regimen", lambda a, c: _yes(c, "cobalamin_allergy") and a.regimen is not None),
    (
        "Leber's optic neuropathy, and cyanocobalamin in the regimen",
        lambda a, c: _yes(c, "leber_optic_neuropathy") and _regimen_has(a, "cyanocobalamin") and a.pack != "us",
    ),
    ("a calm sentence, and unanswered red flags", lambda a, _: bool(a.unanswered_red_flags) and _says(a, CALM)),
    (
        "a calm sentence, and an emergency",
        lambda a, _: a.urgency == "emergency" and _says(a, re.compile("asks for haste|no treatment now", re.I)),
    ),
    ("folic acid alone first", lambda a, _: _says(a, FOLATE_ALONE)),
    ("an emergency, and no emergency referral", lambda a, _: a.urgency == "emergency" and not _sent_today(a)),
    ("an emergency referral, and no emergency", lambda a, _: "emergency" in a.referrals and a.urgency != "emergency"),
    (
        "do not delay treatment, and nothing given",
        lambda a, _: "neuro_do_not_delay" in a.warnings and a.start not in PROPOSES,
    ),
    (
        "the response is reviewed, and nothing given",
        lambda a, _: "review_response" in a.warnings and a.regimen is None and not _runs(a),
    ),
    ("stop nitrous oxide, and no nitrous oxide", lambda a, c: "nitrous_oxide_stop" in a.warnings and _denied(c)),
    ("out of scope, and a B12 test asked for", lambda a, _: a.status == "out_of_scope" and bool(a.next_tests)),
    ("out of scope, and a regimen", lambda a, _: a.status == "out_of_scope" and a.regimen is not None),
    ("the paediatrician, and in scope", lambda a, _: ("paediatrics" in a.referrals) != (a.status == "out_of_scope")),
    (
        "the dietary dose, and nerves or pregnancy",
        lambda a, c: (
            a.regimen is not None
            and a.regimen.id == "uk-oral-dietary"
            and (a.neurological_involvement == "yes" or c.patient.pregnancy in ("pregnant", "breastfeeding"))
        ),
    ),
    (
        "for life, and may stop",
        lambda a, _: a.lifelong == "no" and _says(a, re.compile(r"(?<!not )for life: the cause", re.I)),
    ),
    ("repeat B12, and do not repeat it", lambda a, _: _repeats(a)),
    ("one sentence twice", lambda a, _: _twice(a)),
    ("a decision without a reason", lambda a, _: not a.reasons or not all(r.text and r.sources for r in a.reasons)),
)


def _sent_today(one: Assessment) -> bool:
    return "emergency" in one.referrals or one.status == "out_of_scope"


def _denied(case: Case) -> bool:
    return case.visits[-1].answers.get("nitrous_oxide") == "no"


def _twice(one: Assessment) -> bool:
    """Open questions may share their reason: screen and paper print it once, with all its questions."""
    texts = [line.text for line in one.recommendations if line.kind != "note"]
    return len(set(texts)) < len(texts)


def _repeats(one: Assessment) -> bool:
    return "do_not_repeat_b12_on_treatment" in one.warnings and "repeat_b12" in one.next_tests


def meetings(one: Assessment, case: Case) -> list[str]:
    """Return the names of the entries that meet in an assessment."""
    return [name for name, meet in MAY_NOT_MEET if meet(one, case)]
