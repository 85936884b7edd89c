"""The answer as one selectable text, read top-down as a colleague would say it; built from the Assessment alone."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from b12calc.models.wording import group_title, label
from b12calc_ui.answer_dates import MOVED, days_link, phase_note
from b12calc_ui.answer_lines import FIRM, book_links, bullet, experimental_lines, muted, question_words, quiet
from b12calc_ui.course_lines import course_lines
from b12calc_ui.here_lines import here_lines
from b12calc_ui.other_ways import other_ways
from b12calc_ui.text_dates import show_day as _plain_day
from b12calc_ui.texts import shown_unit, tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment, Measurement, Recommendation, Regimen

DO_NOW = ("urgent", "course", "start", "referral")


def answer_html(answer: "Assessment", opened: frozenset[str], beside: Callable[[], str] = str) -> str:
    """Return the whole answer below the scale drawing; facts and sources stand beside each line while Why is open."""
    why = "why" in opened
    said = (answer.headline, answer.status_text)
    asking = {f"question-{code}": code for code in _open_codes(answer)}
    own = _Grouped((rec for rec in answer.recommendations if rec.text not in said and rec.id not in asking), why)
    treatment = own.lines("treatment") + (_regimen(answer.regimen, why) if answer.regimen is not None else "")
    runs = answer.course is not None and answer.course.plan == "runs" and answer.regimen is None
    course = course_lines(answer, why) + (days_link() if runs else "")
    sections = [
        _section(tr("Do now"), own.lines(*DO_NOW)),
        _section(tr("Course under treatment"), course),
        _section(tr("Ask for"), own.lines("test")),
        _section(tr("Treatment"), treatment),
        _section(tr("What can be done here"), here_lines(answer, why)),
        _section(tr("Follow-up"), _follow_up(answer, why)),
        _section(tr("Cautions"), own.lines("warning")),
        _section(tr("Still open"), _open_questions(answer, why)),
        _section(tr("Advice"), own.lines("advice", "note")),
        _section(tr("Results as read"), _measurements(answer)),
        _section(tr("Experimental, for information only"), experimental_lines(answer)),
        _folding("why", tr("Why"), len(answer.reasons), lambda: _reasons(answer), opened),
        _folding("why_not", tr("Why not, and what would change this"), None, lambda: other_ways(answer), opened),
        _folding("packs", tr("Under other guidelines"), None, beside, opened),
        _folding("sources", tr("Sources"), len(answer.citations), lambda: _sources(answer), opened),
    ]  # fmt: skip
    return "".join(filter(None, sections)) + _foot(answer)


def _foot(answer: "Assessment") -> str:
    """Name guideline pack, edition, version and laboratory under every answer."""
    words = tr("{pack} · edition {edition} · version {version}", pack=label("pack", answer.pack),
               edition=answer.edition, version=answer.program)  # fmt: skip
    if answer.laboratory:
        words = tr("{words} · limits of {laboratory}", words=words, laboratory=answer.laboratory)
    if answer.review:
        words = tr("{words} · rules: {review}", words=words, review=answer.review[:1].lower() + answer.review[1:])
    return f"<p style='margin-top:{look.px(12)}px'>{muted(words)}</p>"


def status_html(answer: "Assessment") -> str:
    """Return the conclusion in words, with what the status lines add."""
    more = [rec.text for rec in answer.recommendations if rec.kind == "status" and rec.text != answer.status_text]
    extra = "".join(f"<p style='margin:2px 0 0 0'>{escape(text)}</p>" for text in more)
    size = look.points(1.3)
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
    return _plain_day(day).replace(" ", FIRM)


class _Grouped:
    """Hold the recommendations by kind, and print them one a line with their strength."""

    def __init__(self, recommendations: Iterable["Recommendation"], why: bool) -> None:
        self._all, self._why = tuple(recommendations), why

    def lines(self, *kinds: str) -> str:
        found = [rec for kind in kinds for rec in self._all if rec.kind == kind]
        return "".join(bullet(_recommendation(rec, self._why)) for rec in found)


def _recommendation(rec: "Recommendation", why: bool) -> str:
    text = escape(rec.text)
    if rec.kind in ("urgent", "course", "start"):
        text = f"<b>{text}</b>"
    notes = "".join(f"<br>{muted(note)}" for note in rec.notes)
    tail = [label("strength", rec.strength)] if rec.strength in ("consider", "local", "program") else []
    tail = [*map(escape, tail), *(book_links(rec.sources) if why else ())]
    facts = f"<br>{muted(tr('because {facts}', facts='; '.join(rec.because)))}" if why and rec.because else ""
    return f"{text} {quiet(' · '.join(tail)) if tail else ''}{notes}{facts}"


def _section(title: str, body: str) -> str:
    return _heading(escape(title)) + body if body else ""


def _heading(html: str) -> str:
    """Return a title; the page rules a line below it, and a table that did would be laid out several times slower."""
    accent, size = look.theme.accent, look.points()
    style = f"margin:{look.px(12)}px 0 {look.px(6)}px 0;font-size:{size:.1f}pt"
    return f"<h4 style='{style}'><span style='color:{accent}'>{html}</span></h4>"


def _folding(code: str, title: str, count: int | None, body: Callable[[], str], opened: frozenset[str]) -> str:
    """Return a section that opens on a click; without a count it always stands there, what it holds asked for late."""
    if count == 0:
        return ""
    mark = "▾" if code in opened else "▸"
    number = "" if count is None else f" ({count})"
    style = f"color:{look.theme.accent};text-decoration:none"
    link = f"<a href='fold:{code}' style='{style}'>{mark} {escape(title)}{number}</a>"
    return _heading(link) + (body() if code in opened else "")


def _regimen(regimen: "Regimen", why: bool) -> str:
    rows = []
    for phase in regimen.phases:
        dates = ", ".join(show_day(day) for day in phase.dates[:14])
        if len(phase.dates) > 14:
            dates = tr("{dates} and {count} more", dates=dates, count=len(phase.dates) - 14)
        if phase.earliest and phase.latest:
            dates = tr("between {first} and {last}", first=show_day(phase.earliest), last=show_day(phase.latest))
        doses = tr("{count} doses", count=phase.doses) if phase.doses else ""
        words = (f"{phase.medicine} {phase.dose}", label("route", phase.route), phase.every, doses)
        head = " · ".join(filter(None, words))
        below = "".join(f"<br>{line}" for line in (escape(dates), phase_note(phase.note)) if line)
        rows.append(bullet(f"<b>{escape(head)}</b>{below}"))
    others = "".join(bullet(tr("Or: {text}", text=escape(text))) for text in regimen.alternatives)
    notes = "".join(bullet(muted(note)) for note in regimen.notes if why or not MOVED.match(note))
    sources = f"<div>{quiet(' · '.join(book_links(regimen.sources)))}</div>" if why and regimen.sources else ""
    whole = f"<p style='margin:4px 0 0 0'>{muted(regimen.text)}</p>" if why else ""
    return whole + "".join(rows) + others + notes + days_link() + sources


def _follow_up(answer: "Assessment", why: bool) -> str:
    lines = []
    for step in answer.follow_up:
        facts = quiet(" · ".join((escape(step.why), *book_links(step.sources)))) if why else ""
        lines.append(bullet(f"<b>{show_day(step.due)}</b>&nbsp; {escape(step.text)} {facts}"))
    return "".join(lines)


def _open_codes(answer: "Assessment") -> dict[str, None]:
    return dict.fromkeys((*answer.open_questions, *answer.unanswered_red_flags))


def _open_questions(answer: "Assessment", why: bool) -> str:
    """Return each open question with what makes it worth asking, which says nothing apart from it."""
    red = set(answer.unanswered_red_flags)
    because = {rec.id: rec for rec in answer.recommendations}
    lines = []
    for code in _open_codes(answer):
        flag = f"<b>{escape(group_title('red_flags'))}:</b> " if code in red else ""
        style = f"color:{look.theme.accent}"
        rec = because.get(f"question-{code}")
        reason = f" {_recommendation(rec, why)}" if rec is not None else ""
        lines.append(bullet(f"{flag}<a href='open:{code}' style='{style}'>{escape(question_words(code))}</a>{reason}"))
    return "".join(lines)


def _measurements(answer: "Assessment") -> str:
    lines = []
    for found in answer.measurements:
        reading = found.reading or ""
        rest = " · ".join(filter(None, (reading if reading not in found.text else "", found.also, _limits_of(found))))
        remarks = "".join(f"<br>{muted(remark)}" for remark in found.remarks)
        text = found.text.replace(found.unit, shown_unit(found.unit)) if found.unit else found.text
        lines.append(bullet(f"{escape(text)} {muted(rest)}{remarks}"))
    own = {f"{found.name}: {remark}" for found in answer.measurements for remark in found.remarks}
    return "".join(lines) + "".join(bullet(muted(problem)) for problem in answer.problems if problem not in own)


def _limits_of(found: "Measurement") -> str:
    """Say whose limits a result was judged by."""
    return {
        "guideline": tr("by the limits of the guideline"),
        "laboratory": tr("by the laboratory's own range"),
    }.get(found.limits_from or "", found.limits_from or "")


def _reasons(answer: "Assessment") -> str:
    lines = []
    for reason in answer.reasons:
        because = f"<br>{muted(tr('because {facts}', facts='; '.join(reason.because)))}" if reason.because else ""
        tags = quiet(" · ".join(book_links((*reason.sources, reason.row))))
        lines.append(bullet(f"{escape(reason.text)} {tags}{because}"))
    return "".join(lines)


def _sources(answer: "Assessment") -> str:
    lines = []
    for source in answer.citations:
        doubt = f" <b>{escape(tr('Not yet confirmed by a clinician.'))}</b>" if source.unconfirmed else ""
        text = escape(tr("{title}. {says}", title=source.title, says=source.says))
        lines.append(bullet(f"<b>{book_links([source.id])[0]}</b> {text} {muted('[' + source.evidence + ']')}{doubt}"))
    return "".join(lines)
