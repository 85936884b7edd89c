"""Whether a report and the form name the same patient: compared in words, and typed again where they do not."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from b12calc.models.wording import label
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import ImportedIdentity

_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "herr", "frau", "master"})
_OTHER_SIGNS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Who:
    """Hold what two sides say of the patient.

    ``alike`` names what agrees, ``differ`` is one sentence for each thing that does not, ``report`` and ``form`` are
    what each side says in one line, empty where it says nothing.
    """

    report: str
    form: str
    alike: tuple[str, ...]
    differ: tuple[str, ...]

    def one_patient(self) -> bool:
        """Tell whether both sides surely name the same patient: by name, number or birth date, not by age or sex."""
        return not self.differ and bool({tr("Name"), tr("Number"), tr("Date of birth")} & set(self.alike))

    def sentence(self) -> str:
        """Say in one sentence how the two sides stand to each other where nothing differs."""
        if not self.report and not self.form:
            return tr("Neither the report nor the form names anybody.")
        if not self.report:
            return tr("The report names nobody. The form: {who}.", who=self.form)
        if not self.form:
            return tr("The report: {who}. The form names nobody yet.", who=self.report)
        if self.alike:
            return tr("The report: {who}. Alike in the form: {what}.", who=self.report, what=", ".join(self.alike))
        return tr("The report: {who}. The form: {form}. They share nothing to compare.",
                  who=self.report, form=self.form)  # fmt: skip


def compare(report: "ImportedIdentity", form: dict[str, str], today: date) -> Who:
    """Hold the identity of a report against what stands in the strip."""
    alike: list[str] = []
    differ: list[str] = []
    for title, here, there, same in _pairs(report, form, today):
        if here and there:
            said = tr("{title}: {here} in the form, {there} in the report", title=title, here=here, there=there)
            (alike if same else differ).append(title if same else said)
    return Who(report_said(report), _form_said(form), tuple(alike), tuple(differ))


def patient_of(report: "ImportedIdentity") -> dict[str, str]:
    """Return what the report says of the patient as the fields of an empty strip."""
    born = report.date_of_birth
    said = {
        "name": report.name or "", "age": show_day(born) if born else "",
        "sex": report.sex or "", "identifier": report.identifier or "",
    }  # fmt: skip
    return {field: text for field, text in said.items() if text}


def is_blank(form: dict[str, str]) -> bool:
    """Tell whether the strip names nobody and says neither age nor sex."""
    return not any(form[field] for field in ("name", "age", "sex", "identifier"))


def checkable(form: dict[str, str]) -> bool:
    """Tell whether the form holds name and age or birth date, so that both can be typed again."""
    return bool(initials(form["name"]) and _birth_years(form))


def retyped(form: dict[str, str], typed: str, year: str) -> bool:
    """Tell whether initials and birth year, typed again, are those of the patient in the form."""
    plain = "".join(_words(typed)).casefold() if typed else ""
    return checkable(form) and plain in _initial_ways(form["name"]) and year.strip() in _birth_years(form)


def initials(name: str) -> str:
    """Return the first letters of the words of a name, without titles."""
    return "".join(word[0] for word in _words(name))


def _initial_ways(name: str) -> set[str]:
    """Return the initials as the name stands, and of the first and last word alone, each also the other way round."""
    whole = initials(name)
    ends = whole[:1] + whole[-1:] if len(whole) > 1 else whole
    return {whole, ends, ends[::-1]}


def _birth_years(form: dict[str, str]) -> set[str]:
    age = form["age"]
    try:
        if age.isascii() and age.isdecimal():
            year = read_day(form["visit"]).year - int(age)
            return {str(year), str(year - 1)}
        return {str(read_day(age).year)} if age else set()
    except DateTrouble:
        return set()


def _pairs(report: "ImportedIdentity", form: dict[str, str], today: date) -> list[tuple[str, str, str, bool]]:
    born = report.date_of_birth
    sex, sent = form["sex"], report.sex or ""
    here, there = (label("sex", one) if one else "" for one in (sex, sent))
    number = report.identifier or ""
    return [
        (tr("Name"), form["name"], report.name or "", same_name(form["name"], report.name or "")),
        (_age_title(form["age"]), form["age"], show_day(born) if born else "", _same_birth(form, born, today)),
        (tr("Sex"), here, there, sex == sent),
        (tr("Number"), form["identifier"], number, _plain(form["identifier"]) == _plain(number)),
    ]  # fmt: skip


def same_name(one: str, other: str) -> bool:
    """Tell whether two names can be one person's: one holds every word of the other, an initial standing for a word."""
    few, many = sorted((_words(one), _words(other)), key=len)
    left = list(many)
    for word in few:
        fit = next((there for there in left if there == word), None)
        fit = fit or next((there for there in left if 1 in (len(there), len(word)) and there[0] == word[0]), None)
        if fit is None:
            return False
        left.remove(fit)
    return bool(few)


def _same_birth(form: dict[str, str], born: date | None, today: date) -> bool:
    age = form["age"]
    try:
        if age.isascii() and age.isdecimal():
            on = read_day(form["visit"])
            return born is not None and int(age) == on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return bool(age) and read_day(age) == born and born <= today
    except DateTrouble:
        return False


def _age_title(age: str) -> str:
    return tr("Age") if age.isdecimal() else tr("Date of birth")


def _words(name: str) -> list[str]:
    from b12calc.exchange.incoming.names import folded

    return [word for word in folded(name).split() if word not in _TITLES]


def _plain(number: str) -> str:
    return _OTHER_SIGNS.sub("", number).casefold()


def report_said(report: "ImportedIdentity") -> str:
    """Return who a report says it is about, in one line; an empty text where it does not say."""
    born = show_day(report.date_of_birth) if report.date_of_birth else ""
    sex = label("sex", report.sex) if report.sex else ""
    return ", ".join(filter(None, (report.name, born, sex, report.identifier)))


def _form_said(form: dict[str, str]) -> str:
    sex = label("sex", form["sex"]) if form["sex"] else ""
    return ", ".join(filter(None, (form["name"], form["age"], sex, form["identifier"])))
