"""The earlier visits of a case as a follow-up sees them: what was told, what was measured, what was given."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from b12calc.models.vocabulary import CASE_FORMAT, SYMPTOM_CODES
from b12calc.models.wording import label
from b12calc_ui.text_dates import show_day, show_since
from b12calc_ui.texts import shown_unit, tr

if TYPE_CHECKING:
    from b12calc.models.case import Case
    from b12calc.rules import Told
    from b12calc_ui.follow_up_treatment import TreatmentNow

Data = dict[str, Any]
State = dict[str, str]
_SHOWN_RESULTS = 3


class Earlier:
    """Hold the visits before the one in the form; they are kept as they came and only read."""

    def __init__(self, patient: Data, visits: Sequence[Data]) -> None:
        self._patient, self.visits = patient, visits

    @cached_property
    def case(self) -> "Case":
        """Return the earlier visits as a case of their own."""
        import json

        from b12calc.models.reading import read_case

        return read_case(json.dumps({"format": CASE_FORMAT, "patient": self._patient, "visits": self.visits}))

    @cached_property
    def told(self) -> "Mapping[str, tuple[Told, ...]]":
        """Return each code that stands yes, with what every earlier visit told of it."""
        from b12calc.rules import told_before

        return told_before(self.case)

    @cached_property
    def denied(self) -> tuple[str, ...]:
        """Return the codes answered no when last answered."""
        from b12calc.rules import denied_before

        return denied_before(self.case)

    def symptoms(self) -> dict[str, str]:
        """Return each symptom that stands yes, with what was told of it in words."""
        return {code: told_words(told) for code, told in self.told.items() if code in SYMPTOM_CODES}

    def days(self) -> list[str]:
        """Return the day of each earlier visit, oldest first."""
        return [_day(visit["date"]) for visit in self.visits]

    @cached_property
    def results(self) -> dict[str, str]:
        """Return what was measured before by analyte, each figure with its day, the newest first."""
        found: dict[str, list[tuple[str, str]]] = {}
        for visit in self.visits:
            for result in visit.get("results", ()):
                found.setdefault(result["analyte"], []).append(
                    (result.get("collected") or visit["date"], _said(result))
                )
        return {analyte: _dated(told) for analyte, told in found.items()}

    def before_test(self) -> str:
        """Say what was told last of B12 before the test, with its day; an empty text where nothing was."""
        for visit in reversed(self.visits):
            kind = (visit.get("b12_before_test") or {}).get("kind", "unknown")
            if kind != "unknown":
                return tr("{day}: {words}", day=_day(visit["date"]), words=label("b12_before", kind))
        return ""

    def treatment(self) -> tuple[str, Data] | None:
        """Return the day and the treatment told last, or None where none was told."""
        for visit in reversed(self.visits):
            if visit.get("treatment"):
                return _day(visit["date"]), visit["treatment"]
        return None


def treatment_part(today: Callable[[], date], state: State | None, follow_up: bool) -> "TreatmentNow | None":
    """Return the fields for the treatment, at a follow-up or where a treatment was told; else None."""
    if state is None and not follow_up:
        return None
    from b12calc_ui.follow_up_treatment import TreatmentNow

    part = TreatmentNow(today)
    part.restore(state or part.fresh())
    return part


def told_words(told: "Sequence[Told]") -> str:
    """Say what each visit told of one question: "12 Mar 2026: yes, since Nov 2025, moderate"."""
    return "; ".join(tr("{day}: {words}", day=show_day(one.day), words=_answer_words(one)) for one in told)


def _answer_words(one: "Told") -> str:
    said = one.detail.model_dump()
    return answer_words(one.answer or "", {name: text for name, text in said.items() if text})


def answer_words(answer: str, details: Mapping[str, str]) -> str:
    """Return an answer and its details in words, in small letters; empty where there is neither."""
    parts = [{"yes": tr("yes"), "no": tr("no")}.get(answer, "")]
    if since := details.get("since"):
        parts.append(tr("since {when}", when=_when(since)))
    if last := details.get("last"):
        parts.append(tr("last {when}", when=_when(last)))
    parts += [label(kind, details[kind]).lower() for kind in ("severity", "course") if details.get(kind)]
    parts += [details[name] for name in ("daily_dose", "note") if details.get(name)]
    return ", ".join(filter(None, parts))


def _when(text: str) -> str:
    """Return a day, month or year as it is read; a text that is none stands as it is."""
    try:
        return show_since(text)
    except (ValueError, IndexError, KeyError):
        return text


def _day(text: str) -> str:
    return show_day(date.fromisoformat(text))


def _dated(told: list[tuple[str, str]]) -> str:
    newest = sorted(dict.fromkeys(told), key=lambda one: one[0], reverse=True)
    shown = [tr("{day}: {words}", day=_day(day), words=words) for day, words in newest]
    rest = len(shown) - _SHOWN_RESULTS
    more = [tr("{count} more before", count=rest)] if rest > 0 else []
    return "; ".join([*shown[:_SHOWN_RESULTS], *more])


def _said(result: Data) -> str:
    """Return a result as the laboratory reported it."""
    if result.get("value"):
        unit = shown_unit(result.get("unit") or "")
        return tr("{sign}{value} {unit}", sign=result.get("comparator") or "", value=result["value"], unit=unit).strip()
    words = [label("finding", result["finding"]).lower()] if result.get("finding") else []
    return ", ".join([*words, *(word.replace("_", " ") for word in result.get("findings") or ())])


def treatment_words(treatment: Data) -> str:
    """Say a treatment that was told: route, regimen, since when."""
    from b12calc.rules import regimen_words

    told = treatment.get("regimen") or ""
    words, how = regimen_words(told), label("treatment_route", treatment["route"])
    parts = [how, words] if words == told else [tr("{route}: {regimen}", route=how, regimen=words)]
    if treatment.get("started"):
        parts.append(tr("started {day}", day=_day(treatment["started"])))
    return ", ".join(filter(None, parts))


def nothing_entered(visit: Data) -> bool:
    """Tell whether a visit holds its day and nothing else."""
    return not any(visit.get(name) for name in ("results", "answers", "details", "b12_before_test", "treatment"))


def with_new_visit(data: Data, today: date) -> Data:
    """Return the case with one more visit, dated today, in which nothing is told yet."""
    return {**data, "visits": [*data["visits"], {"date": today.isoformat()}]}


def without_last_visit(data: Data) -> Data:
    """Return the case without its last visit; there must be an earlier one."""
    return {**data, "visits": data["visits"][:-1]}


def nothing_to_say(data: dict[str, Any]) -> bool:
    """Tell whether nothing a rule reads was entered: a name or a visit date alone asks for no answer."""
    visit = data["visits"][-1]
    entered = visit["results"] or visit["answers"] or visit["b12_before_test"] or visit.get("treatment")
    return len(data["visits"]) == 1 and not entered
