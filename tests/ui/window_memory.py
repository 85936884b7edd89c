"""What stood in the window before each deed, to hold against what stands there after it."""

import re
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from b12calc.problems import ProblemsFound
from b12calc.rules import laboratories
from b12calc_ui.main_window import MainWindow
from b12calc_ui.texts import shown_unit

from .window_days import day, since
from .window_reading import Seen, details_of, rows_of, seen
from .window_stage import TODAY, Watch, settle
from .window_truth import check, in_force
from .window_visits import since_fields

_OF_READING = ("mark",)  # said of a row by the program, not entered in it


class Memory:
    """Compare the window with itself before the last deed, with its start, and with all that ever stood there."""

    def __init__(self, window: MainWindow, watch: Watch) -> None:
        self.window, self.watch = window, watch
        self.watch.take()
        self.start_over()

    def start_over(self) -> None:
        """Take what stands there now as where undo leads back to."""
        settle()
        self.base = self.last = check(self.window, TODAY)
        self.known: dict[str, set[str]] = {}
        self.hidden = self._hidden()
        self._note(self.base)

    def leave_field(self) -> Seen:
        """Take the keyboard out of the field it is in, so that the field tidies itself; return what stands then."""
        self.window.status_line.flags.setFocus()
        settle()
        self.last = seen(self.window)
        self._note(self.last)
        return self.last

    def look(self, touched: tuple[str, ...], left: str) -> None:
        """Assert that the window is true, and that nothing changed but what was touched."""
        settle()
        heard = self.watch.take()
        assert not heard, heard
        now = check(self.window, TODAY)
        changed = {key for key in now.keys() | self.last.keys() if now.get(key) != self.last.get(key)}
        alone = {
            key for key in changed if not key.startswith(touched or ("nothing",)) and not key.endswith(_OF_READING)
        }
        strange = {key: (self.last.get(key), now.get(key)) for key in alone if not self._tidied(key, left, now)}
        assert not strange, f"changed and not touched: {strange}"
        hidden = self._hidden()
        assert None in (hidden, self.hidden) or hidden == self.hidden, "what the file brought was changed"
        self.hidden = self.hidden or hidden
        self.last = now
        self._note(now)

    def stood_before(self) -> None:
        """Assert that undo and redo show nothing that never stood there, an answer least of all."""
        now = seen(self.window)
        entered = {key: text for key, text in now.items() if text and not key.endswith(_OF_READING)}
        made_up = {key: text for key, text in entered.items() if _plain(key, text) not in self.known.get(key, ())}
        assert not made_up, f"never entered: {made_up}"

    def _note(self, found: Seen) -> None:
        for key, text in found.items():
            self.known.setdefault(key, set()).add(_plain(key, text))

    def _tidied(self, key: str, left: str, now: Seen) -> bool:
        """Tell whether a field only wrote its own words anew when the keyboard left it."""
        before, after = self.last.get(key), now.get(key)
        if key == left and before is not None and after is not None and _plain(key, before) == _plain(key, after):
            return True
        if left.endswith(".value") and key in (left, left.replace(".value", ".unit")):
            figure, _, unit = self.last[left].partition(" ")
            return (bool(unit) and now.get(left) == figure) or self._offered(key, left, now)
        return False

    def _offered(self, key: str, left: str, now: Seen) -> bool:
        """Tell whether a bare figure got the one unit that the laboratory chosen prints, and nothing else changed."""
        analyte = left.removeprefix("result:").partition("#")[0]
        chosen = in_force(self.window)["laboratory"]
        profile = next((one for one in laboratories() if one.id == chosen and not one.unit_inferred), None)
        parts = () if profile is None else (profile.limits, profile.intervals)
        printed = {unit for part in parts for unit in part.get(analyte, {})}
        bare = re.fullmatch(r"[<>=≤≥~ ]*[0-9][0-9.,]*", self.last[left]) and now[left] == self.last[left]
        return bool(bare) and key != left and not self.last[key] and {now[key]} == {shown_unit(one) for one in printed}

    def _hidden(self) -> Any:
        """Return what the case holds that no widget shows; None while no case can be made."""
        try:
            data = self.window.form.case().model_dump(mode="json")
        except (ValueError, ProblemsFound):
            return None
        patient = {name: data["patient"][name] for name in ("age_group", "identifier_kind")}
        return patient, data["visits"][:-1]


def field_in_use(window: MainWindow) -> str:
    """Return the place of the field that has the keyboard, or an empty text."""
    focus = QApplication.focusWidget()

    def has(field: QWidget) -> bool:
        return field is focus or (focus is not None and field.isAncestorOf(focus))

    if has(window.form.identity):
        return next((f"who:{name}" for name, field in window.form.identity.fields.items() if has(field)), "")
    for place, row in rows_of(window):
        if has(row):
            return next((f"{place}.{name}" for name, field in row.fields.items() if has(field)), "")
    for code, fields in details_of(window).items():
        for name, field in fields.items():
            if has(field):
                return f"ask:{code}|{name}"
    for name, field in since_fields(window).items():
        if has(field):
            return f"since:{name}"
    return "before:last" if has(window.form.before.last) else ""


def _plain(key: str, text: str) -> str:
    """Return a text without what tidying changes: a day is a day however it is written."""
    if key.endswith("|since"):
        return since(text) or text
    return day(text) or text
