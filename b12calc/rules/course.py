"""The course under treatment: one verdict with its reasons, what stands beside it, and what is expected when.

Read after everything else is decided: it changes no status, urgency, start or route. Source: decisions, section 8.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from b12calc.models import wording
from b12calc.models.assessment import Recommendation
from b12calc.models.case import Case, Treatment
from b12calc.models.course import Course, CourseLine, Expected
from b12calc.plan.schedule import after
from b12calc.rules import course_facts as told_facts
from b12calc.rules import story
from b12calc.rules.course_content import CourseContent
from b12calc.rules.course_facts import Told
from b12calc.rules.course_response import Response, Seen, before_treatment, results_are_well
from b12calc.rules.decide import Decision
from b12calc.rules.facts import Read
from b12calc.rules.limits import three
from b12calc.rules.table import Hit, Row

_WORDS_TOLD = {
    "worse": ("worse",),
    "not_enough": ("unchanged",),
    "unknown": ("unknown",),
    "improved": ("improved",),
    "resolved": ("resolved",),
    "none": (),
}
_ROUTES = {"im": "injections running", "oral": "tablets running"}
_RISEN = {"as_expected": "risen", "not_as_expected": "not_risen"}
_YES = {"due": "yes", "too_early": "no", "unknown": "unknown"}
_BETTER = {"as_expected": "better", "not_as_expected": "not_better"}
_ANEW = ("specialist_first", "emergency_first", "change")
_MORE = ("worse", "not_enough")
_WEAK = ("palpitations", "leg_weakness", "new_weakness")
_MOST = 5


def course_of(case: Case, read: Read, decision: Decision) -> Course | None:
    """Return how the treatment goes that the newest visit tells of, or None where none is told or judged here."""
    content, treatment = decision.pack.course, read.chart.treatment
    if content is None or treatment is None or decision.words["status"] == "out_of_scope":
        return None
    return _Judge(case, read, decision, content, treatment).course()


@dataclass(frozen=True, slots=True)
class _Judge:
    case: Case
    read: Read
    decision: Decision
    content: CourseContent
    treatment: Treatment

    def course(self) -> Course:
        """Return the whole course."""
        told = told_facts.told(self.case, self.read.chart, self.decision.words["symptomatic"])
        here = self._response(told)
        due = [] if here is None else list(self.content.expected.hits(here.facts()))
        seen = {hit.row.then["expected"]: here.seen(hit.row.then["expected"]) for hit in due} if here else {}
        words = self._words(told, seen)
        said = self._said(told, words, seen)
        hit = self.content.verdict.decide(words)
        started, day = self.treatment.started, self.read.chart.day
        return Course(
            verdict=hit.row.then["course"],
            title=hit.row.more["title"],
            route=self.treatment.route,
            started=started,
            days=None if started is None or started > day else (day - started).days,
            plan="runs" if self._runs(hit.row.then["course"]) else "anew",
            line=_line(hit, "course", said, (*said["told"], *said["gain_time"])),
            notes=tuple(_line(note, "note", said) for note in self.content.notes.hits(words)),
            expected=tuple(_entry(one.row, here, seen[one.row.then["expected"]]) for one in due) if here else (),
        )

    def _runs(self, verdict: str) -> bool:
        """Tell whether the verdict stands for the plan: nothing urgent, nothing new of the nerves, no other route."""
        words, route = self.decision.words, self.treatment.route
        # Injections do what tablets would, unless something has turned the route.
        fits = words["route"] in ("none", "im_or_oral", route) or (route == "im" and words["route_change"] == "keep")
        turns = verdict in _ANEW or (verdict in _MORE and not fits)
        return not turns and not (verdict == "worse" and words["neuro_new_or_worse"] == "yes")

    def _response(self, told: Told) -> Response | None:
        """Return the treatment with its results parted by the first dose, or None where that day is not known."""
        started, chart = self.treatment.started, self.read.chart
        if started is None or started > chart.day:
            return None
        before, limits = before_treatment(self.case, started), self.decision.pack.limits
        return Response(started, chart.day, before, chart, self.decision.words, told, limits, self.content.time)

    def _words(self, told: Told, seen: Mapping[str, Seen]) -> dict[str, str]:
        """Return every fact the tables of the course read."""
        words, chart, time = self.decision.words, self.read.chart, self.content.time
        started, summary, now = self.treatment.started, told.summary(), self.case.visits[-1].treatment
        left = told.those(*_WORDS_TOLD["improved" if summary == "resolved" else summary])
        first = told_facts.span(started, chart.day, days=time["potassium_days"] + 1)
        return {
            "running": self.treatment.route,
            "told": summary,
            "limits_life": (now and now.limits_daily_life) or "unknown",
            "cause_now": told_facts.cause_now(self.case, chart, self._lifelong(), words["main_cause"]),
            "gain_time": told_facts.gain_time(left, started, chart.day, time),
            "review_time": told_facts.span(started, chart.day, weeks=time["symptoms_judged_weeks"]),
            "nerves_unchanged": three(not told_facts.NERVES.isdisjoint(told.those("unchanged"))),
            "three_weeks": _YES[told_facts.span(started, chart.day, weeks=time["nerve_review_weeks"])],
            "first_week": {"too_early": "yes", "due": "no"}.get(first, "unknown"),
            "low_potassium_picture": three(chart.any_yes(_WEAK)),
            "doses": told_facts.doses(now),
            "last_dose": told_facts.last_dose(self.treatment, chart.day, self.decision.pack.limits),
            "reticulocyte_response": _RISEN.get(_verdict(seen, "reticulocytes"), "none"),
            "blood_response": _BETTER.get(_verdict(seen, "blood_count"), "none"),
            "blood_now": "well" if results_are_well(words) and not self._low_again() else "not_well",
            "motherhood": _either(words["pregnant"], words["breastfeeding"]),
            "emergency": three(words["urgency"] == "emergency"),
            "urgent": three(words["urgency"] == "urgent"),
            "specialist_first": three(words["start"] == "specialist_first"),
            "asked_before_stopping": three(self._asked(told)),
            "must_change": self._must_change(),
            "needs_injections": three(self.treatment.route == "oral" and words["route"] == "im"),
            "allergy_taken_back": three(told_facts.allergy_taken_back(self.case, chart)),
        }

    def _asked(self, told: Told) -> bool:
        """Tell whether everything is answered that has to be before stopping is considered."""
        words, answers = self.decision.words, self.read.chart.answers
        nerves = answers.keys() >= {*story.NERVE, *story.BALANCE} and words["neuro"] != "unknown"
        return words["red_flags_answered"] == "yes" and nerves and words["scope"] == "adult" and not told.silent

    def _lifelong(self) -> str:
        return self.decision.hits["lifelong"].row.then["lifelong"]

    def _must_change(self) -> str:
        """Tell what forbids to go on as before: the medicine, the route that runs, or tablets where nerves are."""
        words, route = self.decision.words, self.treatment.route
        if route == "oral" and words["leber_optic_neuropathy"] == "yes":
            return "leber"
        if route == "im":
            return "no_injections" if words["route_change"] in ("oral", "bridge") else "no"
        if words["route_change"] == "im":
            return "no_tablets"
        if words["route"] != "im" or words["neuro"] != "yes":
            return "no"
        return "nerves_open" if words["neuro_new_or_worse"] == "yes" else "nerves"

    def _low_again(self) -> bool:
        """Tell whether B12 is low in a sample taken under tablets; under injections it says nothing."""
        chart, words = self.read.chart, self.decision.words
        bands = {"total_b12": words["total_b12_band"], "active_b12": words["active_b12_band"]}
        started = self.treatment.started
        return self.treatment.route == "oral" and any(
            band in ("low", "low_or_middle", "unresolved") and (started is None or chart.days[code] > started)
            for code, band in bands.items()
        )

    def _said(self, told: Told, words: Mapping[str, str], seen: Mapping[str, Seen]) -> dict[str, tuple[str, ...]]:
        """Return what each fact was read from, in words with figures."""
        codes = told.those(*_WORDS_TOLD[words["told"]])
        lines = told.lines(codes[:_MOST])
        now = self.case.visits[-1].treatment
        life, missed = (now.limits_daily_life, now.missed_doses) if now else (None, None)
        return {
            "running": (_ROUTES[self.treatment.route],),
            "told": (*lines, f"and {len(codes) - _MOST} more") if len(codes) > _MOST else lines,
            "limits_life": (f"what is left limits daily life: {life or 'not asked'}",),
            "gain_time": (told_facts.since_words(self.treatment.started, self.read.chart.day),),
            "last_dose": told_facts.last_dose_words(self.treatment),
            "low_potassium_picture": told.lines([code for code in _WEAK if code in told.words]),
            "doses": ("missed doses: not told" if missed is None else f"missed doses: {missed}",),
            "cause_now": self._cause(words["cause_now"]),
            "motherhood": tuple(one for one in ("pregnant", "breastfeeding") if self.decision.words[one] == "yes"),
            "emergency": (f"urgency: {wording.label('urgency', self.decision.words['urgency']).lower()}",),
            "urgent": (f"urgency: {wording.label('urgency', self.decision.words['urgency']).lower()}",),
            "specialist_first": (f"start: {wording.label('start', self.decision.words['start']).lower()}",),
            "reticulocyte_response": _figure(seen, "reticulocytes"),
            "blood_response": _figure(seen, "blood_count"),
        }

    def _cause(self, word: str) -> tuple[str, ...]:
        """Return the answers behind what is said of the cause."""
        chart = self.read.chart
        if word == "gone":
            codes = told_facts.ended_causes(self.case, chart)
            return tuple(f"{wording.question(code).short}: no longer" for code in codes)
        found = chart.saying_yes(story.RISK_FACTORS)
        if found:
            return tuple(f"{wording.question(code).short}: yes" for code in found[:_MOST])
        return ("causes: not all asked",) if word == "unknown" else ("the cause does not go away",)


def _figure(seen: Mapping[str, Seen], code: str) -> tuple[str, ...]:
    words = seen[code].words if code in seen else None
    return (words,) if words else ()


def _verdict(seen: Mapping[str, Seen], code: str) -> str:
    return seen[code].verdict if code in seen else "not_known"


def _either(*answers: str) -> str:
    return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def _line(hit: Hit, output: str, said: Mapping[str, tuple[str, ...]], first: tuple[str, ...] = ()) -> CourseLine:
    row = hit.row
    because = dict.fromkeys((*first, *(line for fact, _several in hit.reads for line in said.get(fact, ()))))
    return CourseLine(
        id=row.id, code=row.then[output], text=row.text, strength=row.strength, because=tuple(because),
        sources=row.sources,
    )  # fmt: skip


def _entry(row: Row, here: Response, seen: Seen) -> Expected:
    """Return one line of the timeline; it counts from the first dose."""
    due = row.more.get("due")
    opens = after(here.started, due["from"], due["unit"]) if due else here.started
    closes = after(here.started, due["to"], due["unit"]) if due else None
    past = closes is not None and here.day > closes
    return Expected(
        code=row.then["expected"],
        title=row.more["title"],
        text=row.text,
        opens=opens,
        closes=closes,
        state="to_come" if here.day < opens else "past" if past else "now",
        seen=seen.words,
        verdict=seen.verdict,
        sources=row.sources,
    )


def course_lines(course: Course) -> tuple[Recommendation, ...]:
    """Return the verdict and its notes as lines of the plan."""
    return tuple(
        Recommendation(
            id=line.id, kind="course", code=line.code, text=line.text, strength=line.strength, because=line.because,
            sources=line.sources,
        )
        for line in (course.line, *course.notes)
    )  # fmt: skip
