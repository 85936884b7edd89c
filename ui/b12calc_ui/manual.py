"""The manual inside the program: one Markdown file with its pictures, opened where it tells of the field in use."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from b12calc.assets import document
from b12calc_ui.markdown import anchor_of, headings, to_html
from b12calc_ui.reader import Entry, Reader
from b12calc_ui.reader_page import ReaderPage
from b12calc_ui.texts import tr

# The section that tells of a widget; the nearest one above the field in use counts.
TOPICS = {
    "IdentityStrip": "the-patient", "ResultsTable": "entering-results", "UnitQuestion": "the-unit-question",
    "AnswerView": "the-answer-column", "QuestionGroup": "questions-with-three-states",
    "BeforeTest": "b12-before-the-test", "FollowUpSection": "follow-up-visits", "Fold": "follow-up-visits",
    "LaboratoryDialog": "your-laboratory", "ClinicDialog": "what-your-clinic-has",
    "EditionDialog": "editions-of-the-rules", "DoseDialog": "dates-on-open-days", "RecallDialog": "the-recall-list",
    "PracticeDialog": "the-first-start", "ReviewDialog": "results-from-a-report",
    "PatientsDialog": "results-from-a-report", "ColumnsDialog": "naming-the-columns-of-a-table",
    "AuditWindow": "the-practice-audit", "PracticeExchange": "the-exchange-folder", "PrintDialog": "printing",
    "CopyCheck": "check-this-copy", "AboutDialog": "what-the-program-is-and-what-it-is-not",
    "StatusLine": "red-flags-and-the-foot-of-the-window", "Toolbar": "the-window-at-a-glance",
}  # fmt: skip
_FIELDS = {"unit": "units", "low": "printed-ranges", "high": "printed-ranges", "collected": "dates"}


@cache
def manual_text() -> str:
    """Return the manual as it is written."""
    return document("manual.md").read_text(encoding="utf-8")


def contents() -> list[Entry]:
    """Return the sections below the title, with their anchors."""
    return [(anchor_of(title), "\u2003" * (depth - 2) + title) for depth, title in headings(manual_text()) if depth > 1]


def topic(widget: QWidget | None) -> str:
    """Return the section that tells of a widget, or an empty text."""
    passed: list[QWidget] = []
    while widget is not None:
        fields = getattr(widget, "fields", {}) if type(widget).__name__ == "ResultRow" else {}
        field = next((name for name, control in fields.items() if control in passed), "")
        if found := _FIELDS.get(field) or TOPICS.get(type(widget).__name__):
            return found
        passed.append(widget)
        widget = widget.parentWidget()
    return ""


@cache
def _picture(name: str) -> QImage:
    """Return a picture; after an @ stands the width it is wanted in."""
    name, _, width = name.partition("@")
    if width:
        return _picture(name).scaledToWidth(int(width), Qt.TransformationMode.SmoothTransformation)
    return QImage(str(document(*name.split("/"))))


def _sized(name: str, words: str, width: int) -> str:
    """Return a picture as wide as there is room, never larger than it is."""
    return f"<img src='{name}@{max(1, min(_picture(name).width(), width))}' alt='{words}'>"


def show_manual(anchor: str, parent: QWidget) -> Reader:
    """Open the manual at a section; one that stands open is used again."""
    reader = parent.findChild(Reader, "manual")
    if reader is None:
        page = ReaderPage(
            tr("Manual"),
            lambda width: to_html(manual_text(), lambda name, words: _sized(name, words, width)),
            _picture,
        )
        reader = Reader(tr("Manual"), page, contents, parent)
        reader.setObjectName("manual")
    reader.start(anchor)
    return reader


def offer_help(dialog: QDialog) -> None:
    """Let F1 open the manual where it tells of this dialog, which holds the keyboard to itself."""
    QShortcut(QKeySequence("F1"), dialog, lambda: show_manual(topic(dialog), dialog))
