"""Begin a follow-up visit, or give up one begun by mistake: deeds on the whole case like Open; undo crosses neither."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from b12calc.problems import ProblemsFound
from b12calc_ui.follow_up_words import begun_words
from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr
from b12calc_ui.visits import nothing_entered, treatment_words, with_new_visit, without_last_visit

if TYPE_CHECKING:
    from b12calc_ui.case_files import CaseFiles
    from b12calc_ui.form_view import FormView


class FollowUpDesk:
    """Keep the shown visit as an earlier one and open a new one, or the other way round."""

    def __init__(self, files: "CaseFiles", view: "FormView") -> None:
        self._files, self._live, self._form, self._view = files, files.live, files.live.form, view
        self._bar, self._leaving = files.bar, files.leaving
        files.offered = self.offer
        self._form.carried_changed.connect(self._offer_treatment)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the actions of the window do here."""
        return {"follow_up": self.begin, "give_up": self.give_up, "section5": self.go}

    def begin(self) -> bool:
        """Keep the visit shown and open a new one dated today; where that cannot be, say why in one sentence."""
        data = self._readable()
        why = self._why_not(data)
        if why or data is None:
            self._bar.say(why, True)
            return False
        self._put(with_new_visit(data, self._form.today()))
        self._bar.say(begun_words(data["patient"]))
        self.go()
        return True

    def give_up(self) -> bool:
        """Put the earlier visit back where nothing was entered at the present one; else say so."""
        if self._form.earlier is None:
            return self._refuse(tr("There is no follow-up to give up: the case holds one visit."))
        if not self._is_empty():
            return self._refuse(tr("Something is entered at this visit, so it is not given up. Take it out first, "
                                   "for example with Ctrl+Z."))  # fmt: skip
        data = self._readable()
        if data is None:
            return self._refuse(tr("The follow-up is not given up yet. {why}", why=self._fault()))
        self._put(without_last_visit(data))
        day = show_day(self._form.identity.visit())
        self._bar.say(tr("The follow-up is given up; the visit of {day} is shown again.", day=day))
        return True

    def go(self) -> bool:
        """Take the keyboard to section 5, or say where it would be."""
        if self._form.treatment is None:
            return self._refuse(tr("Section 5 stands here at a follow-up visit. File, Follow-up visit begins one."))
        self._view.go(5)
        return True

    def offer(self) -> None:
        """Offer a follow-up of a case just opened, beside going on with the visit shown, where that is of the past."""
        if self._form.identity.problems() or self._form.identity.visit() >= self._form.today() or self._bar.trouble:
            return
        day = show_day(self._form.identity.visit())
        if not self._bar.text():
            self._bar.say(tr("The visit of {day} is shown.", day=day))
        self._bar.add_offer(tr("Follow-up visit"), self.begin)

    def _put(self, data: dict[str, Any]) -> None:
        """Show the case with another last visit; what was kept before still is, and nothing of it was lost."""
        entered = self._leaving.entered()
        self._form.put(self._form.case(data))
        self._form.edits += 1
        self._live.view.start_again()
        self._files.printing.close()
        if entered:
            self._leaving.lose()
        else:
            self._leaving.keep()
        self._live.refresh()

    def _readable(self) -> dict[str, Any] | None:
        """Return the case as it stands, None while something in it cannot be read or is not used yet."""
        if not self._live.ready:
            self._live.wake()
        self._live.refresh()
        if self._live.faults or self._live.waiting:
            return None
        try:
            return self._form.case().model_dump(mode="json")
        except (ValueError, ProblemsFound):
            return None

    def _why_not(self, data: dict[str, Any] | None) -> str:
        if data is None:
            return tr("No follow-up is begun yet. {why}", why=self._fault())
        if len(data["visits"]) == 1 and nothing_entered(data["visits"][0]):
            return tr("There is no visit to follow up yet: open a record, paste a note, or enter the first visit.")
        if self._form.identity.visit() >= self._form.today():
            return tr("The visit shown is dated today: go on with it here. A follow-up begins on a later day.")
        if nothing_entered(data["visits"][-1]):
            day = show_day(self._form.identity.visit())
            return tr("Nothing is entered at the visit of {day} yet: go on with it, or change its date.", day=day)
        return ""

    def _fault(self) -> str:
        found = [*self._live.faults, *self._live.waiting]
        return found[0][0] if found else tr("Something in it cannot be read.")

    def _is_empty(self) -> bool:
        """Tell whether nothing stands in the fields of this visit, not even what cannot be read."""
        form = self._form
        results = any(row.value or row.words or row.collected or row.low or row.high or row.comment
                      for row in form.results.state())  # fmt: skip
        answered = any(row.state() != ("", ()) for row in form.rows.values())
        told = form.treatment is not None and any(form.treatment.state().values())
        return not (results or answered or told or form.before.state() != form.before.fresh())

    def _offer_treatment(self) -> None:
        """Offer the treatment told last, else the one planned then by the rules in use; nothing is filled in."""
        section = None if self._view.follow_up is None else self._view.follow_up.section
        earlier = self._form.earlier
        if section is None or earlier is None:
            return
        if (told := earlier.treatment()) is not None:
            day, treatment = told
            words = tr("Told on {day}: {treatment}.", day=day, treatment=treatment_words(treatment))
            started = show_day_of(treatment.get("started"))
            section.offer.put(words, tr("Still the same"), {"route": treatment["route"],
                              "regimen": treatment.get("regimen") or "", "started": started})  # fmt: skip
        elif (plan := self._plan()) is not None:
            route, regimen, text = plan
            words = tr("Planned for {day}, by the rules in use: {plan}", day=earlier.days()[-1], plan=text)
            section.offer.put(words, tr("Given as planned"), {"route": route, "regimen": regimen})

    def _plan(self) -> tuple[str, str, str] | None:
        """Return route, regimen and words of the treatment planned at the visit before; None where there is none."""
        earlier = self._form.earlier
        assert earlier is not None
        try:
            case = earlier.case
            planned = self._live.on_day(case, case.visits[-1].date)
        except (ValueError, ProblemsFound):
            return None
        if planned.regimen is None:
            return None
        routes = {phase.route for phase in planned.regimen.phases}
        route = routes.pop() if len(routes) == 1 else planned.route
        return (route, planned.regimen.id, planned.regimen.text) if route in ("im", "oral") else None

    def _refuse(self, sentence: str) -> bool:
        self._bar.say(sentence, True)
        return False


def show_day_of(text: str | None) -> str:
    """Return a day of a case file as it is read; an empty text where there is none."""
    from datetime import date

    return show_day(date.fromisoformat(text)) if text else ""
