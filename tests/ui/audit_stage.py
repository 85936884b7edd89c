"""A small practice list on the stage: invented rows, mapped as a person does, run into a chosen file."""

import csv
import random
import time
from pathlib import Path

from PySide6.QtTest import QTest

from b12calc_ui.audit_card import AuditCard
from b12calc_ui.audit_window import AuditWindow
from b12calc_ui.main_window import MainWindow

from .conftest import settle

ROWS = 200
SAID = {"Patient": "id", "Gender": "sex", "Cobalamin": "total_b12 ng/L", "On metformin": "metformin"}
WORDS = {"female": "F", "male": "M", "yes": "Y, y", "no": "N"}
PLANTED = "QX7731"


def practice(path: Path, count: int = ROWS) -> Path:
    """Write a practice list: every 17th age cannot be read, and numbers look like a formula now and then."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(("Patient", "age_years", "Gender", "Cobalamin", "mma", "mma_unit", "On metformin",
                       "paraesthesia", "Clinic"))  # fmt: skip
        for place in range(count):
            number = f"={place}" if place % 40 == 3 else f"{PLANTED}-{place}"
            age = "x7" if place % 17 == 5 else chance.randint(1, 99)
            rows.writerow((number, age, chance.choice("FM"), chance.choice((60, 142, 180, 220, 600)),
                           chance.choice(("", 180, 900)), "nmol/L", chance.choice(("Y", "N", "")),
                           chance.choice(("yes", "no", "")), "North"))  # fmt: skip
    return path


def opened(window: MainWindow, path: Path | None = None) -> AuditWindow:
    """Open the window of the audit, and let it take a table."""
    window.actions_.all["audit"].trigger()
    settle()
    audit = window.audit.audit
    assert audit is not None
    if path is not None:
        audit.take(path)
        settle()
    return audit


def card(audit: AuditWindow, heading: str) -> AuditCard:
    return next(one for one in audit.setup.cards if one.heading == heading)


def name_columns(audit: AuditWindow) -> None:
    """Say what the columns hold that are not known."""
    for heading, words in SAID.items():
        holds, _space, unit = words.partition(" ")
        one = card(audit, heading)
        one.holds.put(holds)
        one.holds.picked.emit()
        if unit:
            one.unit.put(unit)
            one.unit.picked.emit()
        for word, field in one.fields.items():
            field.setText(WORDS[word])
    settle()


def wait(audit: AuditWindow) -> None:
    """Wait until no audit runs any more."""
    end = time.monotonic() + 60
    while audit.run is not None:
        assert time.monotonic() < end, "still running"
        QTest.qWait(10)
    settle()


def audited(window: MainWindow, folder: Path, count: int = ROWS, ending: str = "csv") -> AuditWindow:
    """Return the window with the work list of a small practice."""
    audit = opened(window, practice(folder / "practice.csv", count))
    name_columns(audit)
    audit.run_into(folder / f"answers.{ending}")
    wait(audit)
    assert audit.results is not None, (audit.bar.text(), audit.setup.trouble.text())
    return audit
