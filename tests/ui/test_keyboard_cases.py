"""A clinician's keyboard and nothing else: from an empty window to the finished answer and the copied note."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, QObject
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.exchange import read_note
from b12calc.models.answers import ANSWER_GROUPS
from b12calc.models.case import Case
from b12calc.models.reading import read_case, write_case
from b12calc.rules import assess
from b12calc_ui.main_window import MainWindow

TODAY = date(2026, 3, 12)
CASES = Path(__file__).parents[1] / "cases"
MANUAL = Path(__file__).parents[2] / "docs" / "manual.md"
TRIALS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "keyboard_cases.toml").read_text("utf-8"))
KEY = re.compile(r"\[([A-Z?][A-Za-z0-9+=-]*)(?:\*(\d+))?\]|(.)", re.DOTALL)
MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)


class NoMouse(QObject):
    """Count what a mouse would send."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at each event and let it pass."""
        self.seen += event.type() in MOUSE
        return False


def presses(script: str) -> list[str]:
    """Return the single presses of a script: [Name], [Name*3], or the character itself; line ends are none."""
    found = []
    for name, times, character in KEY.findall(script.replace("\n", "")):
        found += [f"[{name}]"] * int(times or 1) if name else [character]
    return found


def play(script: str) -> int:
    """Send each press to whatever has the keyboard by then, and return how many there were."""
    keys = presses(script)
    for key in keys:
        hand = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert hand is not None, f"nothing has the keyboard before {key}"
        if len(key) == 1:
            QTest.keyClicks(hand, key)
        else:
            chord: QKeyCombination = QKeySequence(key[1:-1])[0]  # type: ignore[index]
            QTest.keyClick(hand, chord.key(), chord.keyboardModifiers())
            QApplication.processEvents()
    for _ in range(3):
        QApplication.processEvents()
    return len(keys)


def content(case: Case) -> dict[str, Any]:
    """Return what a case says, in an order of its own; absent, empty and unknown are the same by the case format."""
    data = json.loads(write_case(case))
    if data["patient"]["sex"] == "male":
        data["patient"]["pregnancy"] = None
    for visit in data["visits"]:
        visit["results"].sort(key=lambda one: json.dumps(one, sort_keys=True))
    told = _told(data)
    assert isinstance(told, dict)
    return told


def _told(value: Any) -> Any:
    """Leave out what says nothing, at every depth."""
    if isinstance(value, dict):
        inner = {key: _told(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one not in (None, "unknown", {}, [])}
    return [_told(one) for one in value] if isinstance(value, list) else value


def wanted(name: str) -> Case:
    """Return the case of a trial, without the free words for which the window has no field."""
    trial = TRIALS[name]
    data = _invented(trial) if "case" in trial else json.loads((CASES / f"{name}.json").read_text("utf-8"))["case"]
    for path in trial.get("no_field", []):
        *way, last = path.split(".")
        inner: Any = data["visits"][-1]
        for step in way:
            inner = next(one for one in inner if one["analyte"] == step) if isinstance(inner, list) else inner[step]
        assert inner.pop(last), f"{path} is not in the file: nothing to leave out"
    return read_case(json.dumps(data))


def _invented(trial: dict[str, Any]) -> dict[str, Any]:
    answers = {code: "no" for group in trial["no_to_rest_of"] for code in ANSWER_GROUPS[group]}
    (visit,) = trial["case"]["visits"]
    return {**trial["case"], "visits": [{**visit, "answers": answers | dict.fromkeys(trial["yes"], "yes")}]}


def decided(case: Case) -> dict[str, Any]:
    """Return the answer to a case, field by field."""
    found: dict[str, Any] = assess(case, today=TODAY).model_dump(mode="json")
    return found


@pytest.mark.parametrize("name", TRIALS)
def test_a_case_is_entered_answered_and_copied_by_keys_alone(window: MainWindow, name: str) -> None:
    mouse = NoMouse()
    QApplication.instance().installEventFilter(mouse)  # type: ignore[union-attr]
    pressed = play(TRIALS[name]["keys"])
    QApplication.instance().removeEventFilter(mouse)  # type: ignore[union-attr]
    asked = wanted(name)

    assert mouse.seen == 0
    assert window.form.waiting() == []
    assert content(window.form.case()) == content(asked)
    shown = window.live.now()
    assert shown is not None
    assert shown[1].model_dump(mode="json") == decided(window.form.case())
    assert _unordered(shown[1].model_dump(mode="json")) == _unordered(decided(asked))
    assert content(read_note(QGuiApplication.clipboard().text()).case) == content(asked)
    assert pressed == TRIALS[name]["presses"], "the count stands in the manual"


def test_the_typical_case_needs_at_most_sixty_presses() -> None:
    typical = TRIALS["typical"]

    assert len(presses(typical["keys"])) == typical["presses"] <= 60


def _unordered(value: Any) -> Any:
    """Sort every list: the order of the rows on the screen is not the order of the file."""
    if isinstance(value, dict):
        return {key: _unordered(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted((_unordered(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


def test_the_manual_prints_the_typical_case_key_by_key_and_every_count() -> None:
    section = MANUAL.read_text("utf-8").split("## A case from the keyboard alone")[1].split("\n## ")[0]
    steps = "".join(line for line in section.splitlines() if re.match(r"\d+\. ", line))
    spans = re.findall(r"`([^`]+)`", steps)
    script = "".join(f"[{one}]" if re.fullmatch(r"(Ctrl\+.*)|Tab|Down|Enter", one) else one for one in spans)
    counts = {name: int(count) for name, count in re.findall(r"^\| (V\d+) \|.*\| (\d+) \|$", section, re.MULTILINE)}

    assert presses(script.replace("Enter", "Return")) == presses(TRIALS["typical"]["keys"])
    assert f"{TRIALS['typical']['presses']} key presses" in section
    assert counts == {name: trial["presses"] for name, trial in TRIALS.items() if name != "typical"}
