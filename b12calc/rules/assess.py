"""From a case to its assessment: check, facts, tables, and every line with its reason and sources."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from b12calc import __version__
from b12calc.models.assessment import Assessment, CitationLine, Reason, Recommendation, Regimen
from b12calc.models.case import Case
from b12calc.models.vocabulary import MUST_ANSWER_RED_FLAGS
from b12calc.problems import ProblemsFound
from b12calc.rules import planning
from b12calc.rules.chart import read_chart
from b12calc.rules.check import find_problems
from b12calc.rules.decide import Decision, run
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack, load_pack
from b12calc.rules.measurements import measurements
from b12calc.rules.reasons import Grounds
from b12calc.rules.table import Hit

_DECIDED_ONCE = ("status", "urgency", "start", "route", "regimen", "lifelong")


def assess(case: Case, *, today: date, pack: str = "uk", laboratory: str | None = None) -> Assessment:
    """Return what the rules of a pack say about a case on a day.

    Equal arguments give equal answers; nothing reads the clock. Raises ProblemsFound with every contradiction, future
    date or impossible figure, KeyError when there is no such pack. Source: decisions.
    """
    problems = find_problems(case, today)
    if problems:
        raise ProblemsFound(problems)
    content = load_pack(pack)
    read = read_facts(read_chart(case), content.limits)
    decision = run(content, read)
    measured = measurements(read.chart, decision.words, content.limits)
    lines = _Lines(decision, Grounds(read, measured, decision.words))
    tests = planning.tests(decision, read)
    recommendations = tuple(lines.recommendations(tests))
    reasons = tuple(lines.reasons())
    regimen = planning.regimen(decision, today)
    follow_up = planning.follow_up(decision, regimen, today, lines.grounds)
    return Assessment(
        program=__version__,
        edition=content.edition,
        pack=pack,
        laboratory=laboratory,
        today=today,
        status=decision.words["status"],
        urgency=decision.words["urgency"],
        start=decision.words["start"],
        route=decision.words["route"],
        neurological_involvement=decision.words["neuro"],
        causes=tuple(decision.causes),
        lifelong=decision.hits["lifelong"].row.then["lifelong"],
        next_tests=tuple(hit.row.then["test"] for hit in tests),
        referrals=_words(decision, "referrals", "referral"),
        warnings=_words(decision, "warnings", "warning"),
        open_questions=_words(decision, "questions", "question"),
        unanswered_red_flags=tuple(code for code in MUST_ANSWER_RED_FLAGS if code not in read.chart.answers),
        headline=lines.text("urgency"),
        status_text=lines.text("status"),
        reasons=reasons,
        measurements=measured,
        recommendations=recommendations,
        regimen=regimen,
        follow_up=follow_up,
        citations=_citations(content, reasons, recommendations, regimen, follow_up),
        stamp=content.stamp,
        problems=tuple(f"{one.name}: {remark}" for one in measured for remark in one.remarks),
    )


def pack_edition(pack: str = "uk") -> str:
    """Return the edition of a pack, as the status bar shows it."""
    return load_pack(pack).edition


def _words(decision: Decision, table: str, output: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.row.then[output] for hit in decision.lists[table]))


class _Lines:
    """Make the lines of one assessment out of the rows that held."""

    def __init__(self, decision: Decision, grounds: Grounds) -> None:
        self._decision = decision
        self._names = decision.pack.space.names
        self._grounds = grounds

    def grounds(self, hit: Hit) -> tuple[str, ...]:
        """Return what a row read."""
        return self._grounds.of(hit, self._names)

    def text(self, table: str) -> str:
        """Return what a deciding row says; nothing reassures while red flags are unanswered."""
        row = self._decision.hits[table].row
        withheld = row.more.get("withheld")
        unasked = self._decision.words["red_flags_answered"] == "no"
        return _named(withheld if withheld and unasked else row.text, self._decision.words)

    def reasons(self) -> Iterator[Reason]:
        """Yield why each field has its value."""
        for table in _DECIDED_ONCE:
            hit = self._decision.hits[table]
            if not hit.row.text:
                continue
            value = next(iter(hit.row.then.values()))
            yield Reason(
                decision=table,
                value=value,
                row=hit.row.id,
                text=self.text(table),
                because=self.grounds(hit),
                sources=hit.row.sources,
            )
        for hit in self._decision.cause_hits():
            yield Reason(
                decision="cause",
                value=hit.row.then["cause"],
                row=hit.row.id,
                text=hit.row.text,
                because=self.grounds(hit),
                sources=hit.row.sources,
            )

    def recommendations(self, tests: Iterable[Hit]) -> Iterator[Recommendation]:
        """Yield every line, the most urgent first."""
        once, many = self._decision.hits, self._decision.lists
        yield self._line("urgent", once["urgency"], self._decision.words["urgency"], self.text("urgency"))
        yield self._line("status", once["status"], self._decision.words["status"], self.text("status"))
        yield self._line("start", once["start"], self._decision.words["start"], self.text("start"))
        for table in ("route", "regimen"):
            if once[table].row.text:
                yield self._line("treatment", once[table], next(iter(once[table].row.then.values())))
        for hit in many["referrals"]:
            yield self._line("referral", hit, hit.row.then["referral"])
        for hit in tests:
            yield self._line("test", hit, hit.row.then["test"])
        for hit in many["warnings"]:
            yield self._line("warning", hit, hit.row.then["warning"])
        for hit in many["advice"]:
            yield self._line("advice", hit, hit.row.then["advice"])
        for hit in many["questions"]:
            yield self._line("note", hit, hit.row.then["question"])

    def _line(self, kind: str, hit: Hit, code: str, text: str | None = None) -> Recommendation:
        row = hit.row
        return Recommendation(
            id=row.id,
            kind=kind,
            code=code,
            text=text or row.text,
            strength=row.strength,
            because=self.grounds(hit),
            sources=row.sources,
        )


def _named(text: str, words: Mapping[str, str]) -> str:
    """Name the B12 test that was done, so that total and active B12 are never read for one another."""
    done = [name for name in ("total", "active") if words[f"{name}_b12_band"] != "missing"]
    name = f"{' and '.join(done)} B12" if done else "B12, not measured,"
    return text.replace("{b12}", name).replace("{B12}", name[:1].upper() + name[1:])


def _citations(pack: Pack, *parts: object) -> tuple[CitationLine, ...]:
    """Return every source cited, once, in order of first use."""
    used: dict[str, None] = {}
    for part in parts:
        for line in (part,) if isinstance(part, Regimen) else part or ():  # type: ignore[attr-defined]
            used.update(dict.fromkeys(line.sources))
    return tuple(pack.citations[key] for key in used)
