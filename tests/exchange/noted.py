"""Cases with everything a note has to carry: the random cases of the oracle, and free text, odd units, rare fields."""

import json
from random import Random
from typing import Any, Final

from b12calc.exchange.marks import entered
from b12calc.models import vocabulary as words
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from tests.oracle.generate import random_case

Raw = dict[str, Any]
SAID: Final = (
    "both feet, now to the ankles", 'said "like cotton wool"', "pre- and post-op; well-known", "a - b -- c",
    "* starred", "Zoë Ångström-Łukasz", "back\\slash [x2a] [y", "end of b12calc note, check 00000000",
    "b12calc note 1, 2 lines",
    "O’Brien “quoted” – 1–2 weeks", "tab\there\nnew line", "x" * 130, "-" * 70, "a-b" * 60, "• dot · 1·42", "",
    "日本語の名前", "; Visit: 1 Jan 2020, age 3 years", "'", '"', "\\", "e\u0301 and \u00ad soft",
    "No (nerve): paraesthesia [k9r]",
    "nothing known", "range 1 to 2", "+ plus + plus", "µg", "1,500", "~<>=",
)  # fmt: skip
UNITS: Final = (
    "µg/L",
    "ug/l",
    "x10^9/L",
    "10*9/L",
    "U per mL",
    "mmol/mol{creat}",
    "AU/mL (new)",
    "U-1",
    "index, ratio",
)
FREE_OF_RESULT: Final = ("laboratory", "comment")
FREE_OF_PATIENT: Final = ("name", "identifier", "identifier_kind")


def dressed(rng: Random) -> Raw:
    """A random case, often with free text and fields that few cases have."""
    raw = random_case(rng)

    def said() -> str:
        return rng.choice(SAID)

    def some(share: float) -> bool:
        return rng.random() < share

    raw["patient"] |= {field: said() for field in FREE_OF_PATIENT if some(0.3)}
    if some(0.2):
        raw["patient"] |= {"altitude_metres": rng.randrange(5000), "adjust_haemoglobin_for_smoking": True}
    for visit in raw["visits"]:
        for result in visit["results"]:
            result |= {field: said() for field in FREE_OF_RESULT if some(0.1)}
            _dress_result(rng, result)
        details = visit.setdefault("details", {})
        for code in rng.sample(words.ANSWER_CODES, rng.choice((0, 0, 1, 3))):
            fields = {"severity": rng.choice(words.SEVERITIES), "course": rng.choice(words.COURSES), "note": said(),
                      "daily_dose": said(), "since": rng.choice(("2019", "2025-11", "2025-02-03"))}  # fmt: skip
            details[code] = {field: value for field, value in fields.items() if some(0.4)}
        if visit.get("treatment"):
            visit["treatment"] |= {
                "regimen": rng.choice((None, "uk-im-neuro", said())),
                "missed_doses": rng.choice((None, 2)),
                "limits_daily_life": rng.choice((None, "yes", "no")),
            }
        if visit.get("b12_before_test") and some(0.4):
            visit["b12_before_test"]["dose_micrograms"] = rng.choice(("1000", "2,4", "about 50"))
    return raw


def _dress_result(rng: Random, result: Raw) -> None:
    if "value" in result and rng.random() < 0.15:
        result["unit"] = rng.choice(UNITS)
    if "value" in result and rng.random() < 0.1:
        result["unit_confirmed"] = True
    if rng.random() < 0.03:
        result["findings"] = rng.sample(("macro_ovalocytes", "two words", "a + b", "Capital", ""), 2)
    if rng.random() < 0.02:
        result.pop("unit", None)


def as_noted(raw: Any) -> Any:
    """The raw case with its free text as a note holds it."""
    if isinstance(raw, dict):
        return {key: as_noted(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [as_noted(value) for value in raw]
    return entered(raw) if isinstance(raw, str) else raw


def case_of(raw: Raw) -> Case:
    return read_case(json.dumps(raw))
