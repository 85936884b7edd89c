"""The answer as one selectable text, read top-down as a colleague would say it; built from the Assessment alone."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from b12calc.analytes import analytes
from b12calc.models.wording import group_title, label, questions
from b12calc_ui.text_dates import show_day as _plain_day
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment, Measurement, Recommendation, Regimen

_FIRM = "\u00a0"
DO_NOW = ("urgent", "start", "referral")


def answer_html(answer: "Assessment", opened: frozenset[str]) -> str:
    """Return the whole answer below the scale drawing; facts and sources stand beside each line while Why is open."""
    why = "why" in opened
    others = [one.text for one in answer.why_not] + [one.text for one in answer.would_change]
    said = (answer.headline, answer.status_text)
    own = _Grouped((rec for rec in answer.recommendations if rec.text not in said), why)
    treatment = own.lines("treatment") + (_regimen(answer.regimen, why) if answer.regimen is not None else "")
    sections = [
        _section(tr("Do now"), own.lines(*DO_NOW)),
        _section(tr("Ask for"), own.lines("test")),
        _section(tr("Treatment"), treatment),
        _section(tr("Follow-up"), _follow_up(answer, why)),
        _section(tr("Cautions"), own.lines("warning")),
        _section(tr("Still open"), _open_questions(answer)),
        _section(tr("Advice"), own.lines("advice", "note")),
        _section(tr("Results as read"), _measurements(answer)),
        _folding("why", tr("Why"), len(answer.reasons), lambda: _reasons(answer), opened),
        _folding("why_not", tr("Why not, and what would change this"), len(others), lambda: _items(others), opened),
        _folding("sources", tr("Sources"), len(answer.citations), lambda: _sources(answer), opened),
    ]  # fmt: skip
    return "".join(filter(None, sections)) + _foot(answer)


def _foot(answer: "Assessment") -> str:
    """Name guideline pack, edition and version under every answer."""
    words = tr("{pack} · edition {edition} · version {version}", pack=label("pack", answer.pack),
               edition=answer.edition, version=answer.program)  # fmt: skip
    return f"<p style='margin-top:{look.px(12)}px'>{_muted(words)}</p>"


def status_html(answer: "Assessment") -> str:
    """Return the conclusion in words, with what the status lines add."""
    more = [rec.text for rec in answer.recommendations if rec.kind == "status" and rec.text != answer.status_text]
    extra = "".join(f"<p style='margin:2px 0 0 0'>{escape(text)}</p>" for text in more)
    size = look.font(1.3).pointSizeF()
    return f"<p style='margin:0;font-size:{size:.1f}pt;font-weight:bold'>{escape(answer.status_text)}</p>{extra}"


def faults_html(faults: list[str]) -> str:
    """Return the lines on what cannot be read, each leading to its field."""
    style = f"color:{look.theme.error}"
    return "".join(
        f"<p style='margin:4px 0'>▲ <a href='fault:{index}' style='{style}'>{escape(sentence)}</a></p>"
        for index, sentence in enumerate(faults)
    )


def notice_html(waiting: list[str]) -> str:
    """Return the lines on results that are entered and not used."""
    if not waiting:
        return ""
    colour = look.theme.soon
    lines = "".join(
        f"<br>? <a href='wait:{index}' style='color:{look.theme.text}'>{escape(sentence)}</a>"
        for index, sentence in enumerate(waiting)
    )
    return f"<p style='margin:0'><b style='color:{colour}'>{tr('Entered but not used yet')}</b>{lines}</p>"


def show_day(day: date) -> str:
    """Write a day that no line break can split."""
    return _plain_day(day).replace(" ", _FIRM)


class _Grouped:
    """Hold the recommendations by kind, and print them one a line with their strength."""

    def __init__(self, recommendations: Iterable["Recommendation"], why: bool) -> None:
        self._all, self._why = tuple(recommendations), why

    def lines(self, *kinds: str) -> str:
        found = [rec for kind in kinds for rec in self._all if rec.kind == kind]
        return "".join(_bullet(_recommendation(rec, self._why)) for rec in found)


def _recommendation(rec: "Recommendation", why: bool) -> str:
    text = escape(rec.text)
    if rec.kind in ("urgent", "start"):
        text = f"<b>{text}</b>"
    notes = "".join(f"<br>{_muted(note)}" for note in rec.notes)
    tail = [label("strength", rec.strength)] if rec.strength in ("consider", "local", "program") else []
    tail += _tags(rec.sources) if why else []
    facts = f"<br>{_muted(tr('because {facts}', facts='; '.join(rec.because)))}" if why and rec.because else ""
    return f"{text} {_muted(' · '.join(tail)) if tail else ''}{notes}{facts}"


def _tags(sources: Iterable[str]) -> list[str]:
    return [source.replace(" ", _FIRM) for source in sources]


def _section(title: str, body: str) -> str:
    return _heading(escape(title)) + body if body else ""


def _heading(html: str) -> str:
    line, accent = look.theme.line, look.theme.accent
    return (
        f"<table width='100%' cellspacing='0' cellpadding='0' style='margin-top:{look.px(12)}px;"
        f"margin-bottom:{look.px(2)}px'><tr><td style='border-bottom:1px solid {line};padding-bottom:1px'>"
        f"<b style='color:{accent}'>{html}</b></td></tr></table>"
    )


def _folding(code: str, title: str, count: int, body: Callable[[], str], opened: frozenset[str]) -> str:
    if not count:
        return ""
    mark = "▾" if code in opened else "▸"
    style = f"color:{look.theme.accent};text-decoration:none"
    link = f"<a href='fold:{code}' style='{style}'>{mark} {escape(title)} ({count})</a>"
    return _heading(link) + (body() if code in opened else "")


def _bullet(html: str) -> str:
    # A hanging paragraph, not a table or list: Qt lays it out several times faster, and this is done at every key.
    indent = look.px(12)
    mark = f"<span style='color:{look.theme.accent}'>•</span>{_FIRM}{_FIRM}"
    return f"<p style='margin:2px 0 0 {indent}px;text-indent:-{indent}px'>{mark}{html}</p>"


def _muted(text: str) -> str:
    size = look.font(0.88).pointSizeF()
    return f"<span style='color:{look.theme.muted};font-size:{size:.1f}pt'>{escape(text)}</span>"


def _items(lines: Iterable[str]) -> str:
    return "".join(_bullet(escape(line)) for line in lines)


def _regimen(regimen: "Regimen", why: bool) -> str:
    rows = []
    for phase in regimen.phases:
        dates = ", ".join(show_day(day) for day in phase.dates[:14])
        if len(phase.dates) > 14:
            dates += tr(" and {count} more", count=len(phase.dates) - 14)
        if phase.earliest and phase.latest:
            dates = tr("between {first} and {last}", first=show_day(phase.earliest), last=show_day(phase.latest))
        doses = tr("{count} doses", count=phase.doses) if phase.doses else ""
        words = (f"{phase.medicine} {phase.dose}", label("route", phase.route), phase.every, doses)
        head = " · ".join(filter(None, words))
        below = "".join(f"<br>{line}" for line in (escape(dates), _muted(phase.note) if phase.note else "") if line)
        rows.append(_bullet(f"<b>{escape(head)}</b>{below}"))
    others = "".join(_bullet(tr("Or: {text}", text=escape(text))) for text in regimen.alternatives)
    notes = "".join(_bullet(_muted(note)) for note in regimen.notes)
    sources = f"<div>{_muted(' · '.join(_tags(regimen.sources)))}</div>" if why and regimen.sources else ""
    whole = f"<p style='margin:4px 0 0 0'>{_muted(regimen.text)}</p>" if why else ""
    return whole + "".join(rows) + others + notes + sources


def _follow_up(answer: "Assessment", why: bool) -> str:
    lines = []
    for step in answer.follow_up:
        facts = _muted(" · ".join((step.why, *_tags(step.sources)))) if why else ""
        lines.append(_bullet(f"<b>{show_day(step.due)}</b>&nbsp; {escape(step.text)} {facts}"))
    return "".join(lines)


def _open_questions(answer: "Assessment") -> str:
    red = set(answer.unanswered_red_flags)
    codes = dict.fromkeys((*answer.open_questions, *answer.unanswered_red_flags))
    lines = []
    for code in codes:
        flag = f"<b>{escape(group_title('red_flags'))}:</b> " if code in red else ""
        style = f"color:{look.theme.accent}"
        lines.append(_bullet(f"{flag}<a href='open:{code}' style='{style}'>{escape(question_words(code))}</a>"))
    return "".join(lines)


def question_words(code: str) -> str:
    """Return how an open question is asked, whatever part of the form it stands in."""
    if code in questions():
        return questions()[code].ask
    if code in analytes():
        return analytes()[code].name
    return {
        "age": tr("How old is the patient?"), "age_years": tr("How old is the patient?"), "sex": tr("Which sex?"),
        "pregnancy": tr("Is the patient pregnant?"), "trimester": tr("Which trimester?"),
        "b12_before_test": tr("Was B12 taken before the test?"),
    }.get(code, code.replace("_", " ").capitalize())  # fmt: skip


def _measurements(answer: "Assessment") -> str:
    lines = []
    for found in answer.measurements:
        reading = found.reading or ""
        rest = " · ".join(filter(None, (reading if reading not in found.text else "", found.also, _limits_of(found))))
        remarks = "".join(f"<br>{_muted(remark)}" for remark in found.remarks)
        lines.append(_bullet(f"{escape(found.text)} {_muted(rest)}{remarks}"))
    own = {f"{found.name}: {remark}" for found in answer.measurements for remark in found.remarks}
    return "".join(lines) + "".join(_bullet(_muted(problem)) for problem in answer.problems if problem not in own)


def _limits_of(found: "Measurement") -> str:
    """Say whose limits a result was judged by."""
    return {
        "guideline": tr("by the limits of the guideline"),
        "laboratory": tr("by the laboratory's own range"),
    }.get(found.limits_from or "", found.limits_from or "")


def _reasons(answer: "Assessment") -> str:
    lines = []
    for reason in answer.reasons:
        because = f"<br>{_muted(tr('because {facts}', facts='; '.join(reason.because)))}" if reason.because else ""
        tags = _muted(" · ".join((*_tags(reason.sources), reason.row)))
        lines.append(_bullet(f"{escape(reason.text)} {tags}{because}"))
    return "".join(lines)


def _sources(answer: "Assessment") -> str:
    lines = []
    for source in answer.citations:
        doubt = f" <b>{escape(tr('Not yet confirmed by a clinician.'))}</b>" if source.unconfirmed else ""
        text = f"<b>{escape(source.id)}</b> {escape(source.title)}. {escape(source.says)}"
        lines.append(_bullet(f"{text} {_muted('[' + source.evidence + ']')}{doubt}"))
    return "".join(lines)
