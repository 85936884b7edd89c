"""What hands can do in the window, by key and mouse; each deed returns the beginnings of the places it may change."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QMenu, QWidget

from b12calc.models.vocabulary import ANSWER_CODES
from b12calc_ui.controls import FlatButton
from b12calc_ui.main_window import MainWindow

from . import window_moves as moves
from . import window_visits as visits
from .window_moves import NOTHING, Touched
from .window_reading import BEFORE, WHO, buttons_of, details_of, fields_of, rows_of, seen
from .window_rows import comment_of
from .window_stage import keys, pick, settle, type_over, wake_up

DAYS = ("2026-03-10", "10 Mar 2026", "1 February 2026", "2031-01-01", "03/04/2026", "12 Mar 26", "2026-02-30", "x", "",
        "=", "2026-03-12", "12 Mar 1959")  # fmt: skip
WHO_TEXTS = {
    "name": ("Jane Canary", "Nguyễn Thị <b>Ánh</b>", "", "  ", "Zephyrine %s {0}"),
    "age": ("67", "12 Mar 1959", "1959-03-12", "15", "130", "12/03/59", "", "0", "-4", "34"),
    "identifier": ("943 476 5919", "", "<script>"),
    "altitude": ("1850", "4999", "5000", "-1", "", "high"),
    "visit": ("2026-03-12", "1 Mar 2026", "2026-03-13", "yesterday", "12 Mar 2026", ""),
}
VALUES = ("142", "142 ng/L", "<150", "> 2000", "1,5", "1.234", "9999999", "98 pmol/L", "x", "0", "430 nmol/L", " ",
          "3.4 g/dL", "pos", "neg", "abn", "250", "250", "104", "-3", "1e3", "≤ 12", "~ 30", "")  # fmt: skip
LIMITS = ("180", "900", "", "x", "1.500", "25", "0,28")
SINCES = ("2025", "Nov 2025", "2025-11", "3 Nov 2025", "last year", "11/25", "")
COMMENTS = ("haemolysed, repeated", "", "µ “seen” <b>%s {0}", "142")
NOTES = ("500 mg", "", "for years; see <letter>")
ADDED = ("tsh", "blood film", "potassium", "mri", "urine mma", "hiv", "parietal", "haematocrit")
WAITING_KEYS = ((Qt.Key.Key_Y, "yes"), (Qt.Key.Key_N, "no"), (Qt.Key.Key_Delete, ""), (Qt.Key.Key_Backspace, ""))


def patient(window: MainWindow, one: int, two: int) -> Touched:
    """Write in a field of the strip, or choose there."""
    name, key = list(WHO.items())[one % len(WHO)]
    field = fields_of(window.form.identity)[name]
    if not field.isEnabled():
        return NOTHING
    if isinstance(field, QComboBox):
        pick(field, two)
    else:
        type_over(field, WHO_TEXTS[key][two % len(WHO_TEXTS[key])])
    return (f"who:{key}",)


def result(window: MainWindow, one: int, two: int, three: int) -> Touched:
    """Write in one of the fields of a result, the value most often."""
    rows = rows_of(window)
    place, row = rows[(0, 0, 2, 3, 5)[one % 5] if one < 10 else one % len(rows)]
    named = {("value", "unit", "date", "lower", "upper").index(name.rpartition(": ")[2].split()[0]): field
             for name, field in fields_of(row).items()}  # fmt: skip
    index = (0, 0, 1, 1, 2, 3, 4)[two % 7]
    field = named[index]
    if not field.isEnabled() or field.isHidden():
        return NOTHING
    if index == 1 and isinstance(field, QComboBox):
        pick(field, three)
    else:
        texts = (VALUES, ("mU/L", "", "titre"), DAYS, LIMITS, LIMITS)[index]
        type_over(field, texts[three % len(texts)])
    return (f"{place}.",)


def answer_below(window: MainWindow, one: int) -> Touched:
    """Press one of the buttons a result asks with: which number, is it right, which unit."""
    asked = [(place, button) for place, row in rows_of(window) if row.below is not None
             for button in row.below.findChildren(FlatButton)]  # fmt: skip
    if not asked:
        return NOTHING
    place, button = asked[one % len(asked)]
    click(button)
    return (f"{place}.",)


def rows(window: MainWindow, one: int, two: int) -> Touched:
    """Add a result by its name, or do something with a row by its sign; rows below it may move."""
    if one % 2:
        moves.go_to(window, ADDED[two % len(ADDED)])
    else:
        shown = rows_of(window)
        sign = shown[two % len(shown)][1].end
        sign.setFocus()
        QTest.keyClick(sign, Qt.Key.Key_Plus if one % 4 else Qt.Key.Key_Delete)
        settle()
    return ("result:",)


def row_menu(window: MainWindow, one: int, two: int, three: int) -> Touched:
    """Open the menu of a row by key or click, and choose in it by arrows or a letter, or leave it."""
    shown = rows_of(window)
    sign = shown[one % len(shown)][1].end
    sign.setFocus()
    if three % 3 == 2:
        click(sign)
    else:
        QTest.keyClick(sign, (Qt.Key.Key_Space, Qt.Key.Key_Return)[three % 3])
        settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "the menu did not open"
    at = two % (len(menu.actions()) + 1)
    if at == len(menu.actions()):
        presses = [Qt.Key.Key_Escape]
    elif three % 2:
        presses = [*[Qt.Key.Key_Down] * at, Qt.Key.Key_Return]
    else:
        presses = [Qt.Key(ord(menu.actions()[at].text().partition("&")[2][0].upper()))]
    for key in presses:
        QTest.keyClick(menu, key)
    wake_up(window)
    assert QApplication.activePopupWidget() is None
    return ("result:",) if at in (0, 2) else NOTHING


def comment(window: MainWindow, one: int, two: int) -> Touched:
    """Write a comment on a result; where there is none its line is asked for first."""
    number = one % len(rows_of(window))
    place, row = rows_of(window)[number]
    if comment_of(row) is None:
        row_menu(window, number, 1, 0)
    field = comment_of(row)
    assert field is not None and field.isVisible(), "the line of the comment is not there"
    type_over(field, COMMENTS[two % len(COMMENTS)])
    return (f"{place}.",)


def film(window: MainWindow, one: int) -> Touched:
    """Tick what was seen in a film or picture."""
    boxes = [(place, box) for place, row in rows_of(window) for box in row.findChildren(QCheckBox)]
    if not boxes:
        return NOTHING
    place, box = boxes[one % len(boxes)]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    return (f"{place}.",)


def question(window: MainWindow, one: int, two: int) -> Touched:
    """Answer a question by key, and see the answer where it was given."""
    code = ANSWER_CODES[one % len(ANSWER_CODES)]
    key, answer = WAITING_KEYS[two % len(WAITING_KEYS)]
    buttons = buttons_of(window)[code]
    window.questions.reveal(buttons["yes"])
    if not buttons["yes"].isVisibleTo(window):
        return NOTHING  # told before: its course is asked instead
    keys(window, key)
    settle()
    assert [name for name, button in buttons.items() if button.isChecked()] == ([answer] if answer else [])
    return (f"ask:{code}",)


def clicked(window: MainWindow, one: int, two: int) -> Touched:
    """Click Yes or No; a second click takes the answer back."""
    code = ANSWER_CODES[one % len(ANSWER_CODES)]
    button = buttons_of(window)[code]["no" if two % 2 else "yes"]
    window.questions.reveal(button)
    if not button.isVisibleTo(window):
        return NOTHING
    was = button.isChecked()
    click(button)
    assert button.isChecked() != was
    return (f"ask:{code}",)


def none_of_these(window: MainWindow, one: int) -> Touched:
    """Say none of these: what is open in the group becomes no, what was answered stays."""
    group = list(window.form.groups.values())[one % len(window.form.groups)]
    if not group.none.isVisibleTo(window):
        return NOTHING
    before, own = seen(window), [row.question.code for row in group.rows if row.isVisibleTo(group)]
    click(group.none)
    settle()
    after = seen(window)
    assert all(after[f"ask:{code}"] == (before[f"ask:{code}"] or "no") for code in own)
    return tuple(f"ask:{code}" for code in own if not before[f"ask:{code}"])


def detail(window: MainWindow, one: int, two: int, three: int) -> Touched:
    """Write what is asked beside a yes."""
    shown = list(details_of(window).items())
    if not shown:
        return NOTHING
    code, fields = shown[one % len(shown)]
    name, field = list(fields.items())[two % len(fields)]
    if isinstance(field, QComboBox):
        pick(field, three)
    else:
        texts = SINCES if name == "since" else NOTES
        type_over(field, texts[three % len(texts)])
    return (f"ask:{code}|{name}",)


def before_test(window: MainWindow, one: int, two: int) -> Touched:
    """Say what was taken before the test."""
    name, key = list(BEFORE.items())[one % 3]
    field = fields_of(window.form.before)[name]
    if not (field.isEnabled() and field.isVisibleTo(window)):
        return NOTHING
    if isinstance(field, QComboBox):
        pick(field, two)
    else:
        type_over(field, (("1000", "50", ""), DAYS)[key == "last"][two % 3])
    return (f"before:{key}",)


def wheel(window: MainWindow, widget: QWidget, down: bool) -> None:
    """Turn the wheel over a widget that has the keyboard."""
    widget.setFocus()
    middle, turn = QPointF(widget.rect().center()), QPoint(0, -120 if down else 120)
    where = QPointF(widget.mapToGlobal(middle))
    event = QWheelEvent(middle, where, QPoint(), turn, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(widget, event)


def click(button: QAbstractButton) -> None:
    """Click a button with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


GOALS = ("mma", "metformin", "age", "red flag", "zzz")  # "red" alone may lead to Redo
BY_HAND: dict[str, Callable[[MainWindow, int, int, int], Touched]] = {
    "patient": lambda window, one, two, _: patient(window, one, two),
    "result": lambda window, one, two, three: result(window, one % 20, two, three),
    "answer below": lambda window, one, _two, _: answer_below(window, one),
    "rows": lambda window, one, two, _: rows(window, one, two),
    "row menu": row_menu,
    "comment": lambda window, one, two, _: comment(window, one, two),
    "film": lambda window, one, _two, _: film(window, one),
    "question": lambda window, one, two, _: question(window, one, two),
    "clicked": lambda window, one, two, _: clicked(window, one, two),
    "none of these": lambda window, one, _two, _: none_of_these(window, one),
    "detail": detail,
    "treatment": lambda window, one, two, _: visits.treatment(window, one, two),
    "course": lambda window, one, two, _: visits.course(window, one, two),
    "before test": lambda window, one, two, _: before_test(window, one, two),
    "prefer": lambda window, one, two, _: moves.prefer(window, one, two),
    "look": lambda window, one, _two, _: moves.look_otherwise(window, one),
    "unfold": lambda window, one, _two, _: moves.unfold(window, one),
    "jump": lambda window, one, _two, _: moves.jump(window, one),
    "go to": lambda window, one, two, _: moves.go_to(window, GOALS[one % len(GOALS)], bool(two % 2)),
}
