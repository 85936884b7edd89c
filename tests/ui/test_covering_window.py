"""Every combination of three things in which a window can stand: what it shows is what it holds."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from b12calc_ui.main_window import MainWindow
from tests.covering import Row, covering, uncovered

from .window_reading import WHO, buttons_of, fields_of, rows_of
from .window_stage import TODAY, Stage, Watch, keys, settle, type_over, zoom
from .window_truth import check, in_force

STRENGTH = 3
PARTS = 6
FACTORS: Final[dict[str, tuple[Any, ...]]] = {
    "pack": ("uk", "us", "article"),
    "laboratory": (0, 1, 2),
    "clinic": (0, 1),
    "experimental": (False, True),
    "theme": ("light", "dark", "contrast"),
    "zoom": (100, 150, 200, 300),
    "size": ((1366, 720), (960, 900), (640, 560)),
    "age": ("", "34", "67"),
    "B12": ("", "142 ng/L", "<150 ng/L", "98 pmol/L", "1,5", "x"),
    "MMA": ("", "430 nmol/L", "0.43"),
    "flag": ("", "yes", "no"),
    "fold": ("", "why", "why_not", "packs", "sources"),
}  # fmt: skip
ROWS = covering(FACTORS, STRENGTH)


@pytest.fixture(scope="module")
def stage(qapp: QApplication) -> Iterator[Stage]:
    built = Stage()
    yield built
    built.leave()


def stand(window: MainWindow, row: Row) -> None:
    """Bring a window to where the row of the array wants it, each thing by the hand that does it."""
    window.set_look(row["theme"], row["zoom"])
    window.resize(*row["size"])
    shown = window.form.identity
    for chooser, place in ((shown.limits, row["laboratory"]), (window.clinic.chooser, row["clinic"])):
        chooser.setCurrentIndex(place)
        chooser.picked.emit()
    shown.pack.put(row["pack"])
    shown.pack.picked.emit()
    if row["experimental"]:
        next(one for one in window.actions_.view.actions() if "cB12" in one.text()).trigger()
    age = next(field for name, field in fields_of(shown).items() if WHO.get(name) == "age")
    type_over(age, row["age"])
    for place, text in (("result:total_b12#1", row["B12"]), ("result:mma#1", row["MMA"])):
        line = dict(rows_of(window))[place]
        value = next(field for name, field in fields_of(line).items() if name.rpartition(": ")[2].startswith("value"))
        type_over(value, text)
    if row["flag"]:
        button = buttons_of(window)["unsteadiness"]["yes"]
        window.questions.reveal(button)
        keys(window, Qt.Key.Key_Y if row["flag"] == "yes" else Qt.Key.Key_N)
    if row["fold"] and window.answer.shown is not None:
        window.answer.body.anchorClicked.emit(QUrl(f"fold:{row['fold']}"))
    settle()


def test_the_array_holds_every_combination_of_three() -> None:
    assert not list(uncovered(ROWS, FACTORS, STRENGTH)) and len(ROWS) > 100


@pytest.mark.parametrize("part", range(PARTS))
def test_the_window_is_true_wherever_it_stands(stage: Stage, part: int) -> None:
    with Watch() as watch:
        for row in ROWS[part::PARTS]:
            window = stage.begin()
            stand(window, row)
            try:
                found = check(window, TODAY)
            except AssertionError as fault:
                raise AssertionError(f"{row}: {fault}") from fault
            force = in_force(window)
            stands = (force["pack"], force["experimental"], window.looks.choice, zoom(), found["ask:unsteadiness"])
            assert stands == tuple(row[name] for name in ("pack", "experimental", "theme", "zoom", "flag")), row
            assert not watch.take(), row
