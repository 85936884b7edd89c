"""The actions of the window, each once, for menu and toolbar alike."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from b12calc_ui.form_plan import SINCE, sections
from b12calc_ui.texts import tr
from b12calc_ui.theme import ZOOMS, bar_sheet

Deed = Callable[[], object]
Pick = Callable[[object], object]


class Actions:
    """Make the actions and menus from the deeds the window offers."""

    def __init__(self, window: QMainWindow, deeds: dict[str, Deed]) -> None:
        self._window, self._deeds = window, deeds
        self.all: dict[str, QAction] = {}
        self._make("new", tr("&New"), "Ctrl+N", tr("Begin a new patient; everything in the window is replaced"))
        self._make("open", tr("&Open…"), "Ctrl+O", tr("Open a record PDF, a saved case or a note"))
        self._make("save", tr("&Save case…"), "Ctrl+S", tr("Save the case as a file that can be opened again"))
        self._make("pdf", tr("Save record P&DF…"), "Ctrl+Shift+S", tr("Save the record of what is shown as PDF"))
        self._make("locked", tr("Save loc&ked PDF…"), "", tr("Save the record as a PDF that asks for a password"))
        self._make("print", tr("&Print…"), "Ctrl+P", tr("Look at the record page by page, and print it"))
        self._make("copy", tr("&Copy note"), "Ctrl+Shift+C", tr("Copy the note text of what is shown"))
        self._make(
            "copy_whole",
            tr("Copy note with &reasons"),
            "",
            tr("Copy the note with why, why not, what would change this, and the sources"),
        )
        self._make_papers()
        self._make("paste", tr("Paste no&te"), "Ctrl+V", tr("Rebuild the case from the copied note text of a record"))
        self._make("quit", tr("&Quit"), "Ctrl+Q")
        self._make("undo", tr("&Undo"), "Ctrl+Z")
        self._make("redo", tr("&Redo"), "Ctrl+Y")
        self.all["redo"].setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        days = tr("Say when the next dose is, what was given before, and when the patient cannot come")
        self._make("days", tr("Dates of the &doses…"), "Ctrl+D", days)
        self._make("clinic", tr("&What we have here…"), "", tr("Write down which tests and medicines this clinic has"))
        self._make("laboratory", tr("Our &laboratory…"), "Ctrl+L", tr("Write or change the limits of our laboratory"))
        self._make_places()

    def _make_papers(self) -> None:
        """Make the actions that write something beside the record."""
        self._make("leaflet", tr("Save patient s&heet…"), "", tr("Save a sheet in plain words for the patient to keep"))
        self._make("card", tr("Save treatment c&ard…"), "", tr("Save the days of the treatment with boxes to fill in"))
        self._make("diary", tr("Save cal&endar file…"), "", tr("Save doses and reviews for a calendar, naming nobody"))
        self._make("reminder", tr("Copy re&minder text"), "", tr("Copy next dose and next check, naming nobody"))
        self._make("recall", tr("Reca&ll list…"), "", tr("List the next dose and review of many saved cases"))
        self._make("audit", tr("Practice aud&it…"), "", tr("Assess every patient of a practice list in one go"))
        self._make(
            "blank", tr("Save blank s&ymptom sheet…"), "", tr("Save a sheet to fill in by hand in the waiting room")
        )

        self._make("fhir", tr("E&xport FHIR bundle…"), "", tr("Write case, assessment and plan for another program"))
        self._make("row", tr("Export table ro&w…"), "", tr("Write inputs and answers as one row, naming nobody"))

    def _make_places(self) -> None:
        """Make the actions that lead from place to place and enter nothing."""
        self._make("other", tr("Between &questions and answer"), "F6")
        self._make("flags", tr("Next unanswered red &flag"), "Ctrl+R")
        self._make("find", tr("&Go to…"), "Ctrl+K", tr("Find any action, question or result by name"))
        for one in sections():
            words = tr("Section {number}: {title}", number=one.number, title=one.title)
            self._make(f"section{one.number}", words, f"Ctrl+{one.number}")
        self._make_follow_up()
        self._make("why", tr("&Why: reasons and sources"), "Ctrl+E")
        self._make("bigger", tr("&Larger text"), "Ctrl++")
        self.all["bigger"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self._make("smaller", tr("S&maller text"), "Ctrl+-")
        self._make("manual", tr("&Manual"), "F1", tr("Open the manual where it tells of the field in use"))
        self._make("keys", tr("&Keyboard shortcuts"), "Ctrl+F1", tr("List every key of the program"))
        self._make("book", tr("&Rule book"), "Ctrl+B", tr("Read every rule of the guideline in use, with its sources"))
        self._make("editions", tr("&Editions of the rules…"), "")
        self._make("check", tr("&Check this copy…"), "", tr("Prove files, tables and answers of this copy"))
        self._make("about", tr("&About b12calc"), "")

    def _make_follow_up(self) -> None:
        self._make("follow_up", tr("&Follow-up visit"), "Ctrl+Shift+F", tr("Keep the visit shown and open a new one"))
        self._make("give_up", tr("&Give up this follow-up"), "", tr("Show the visit before, while nothing is entered"))
        words = tr("Section {number}: {title}", number=SINCE, title=tr("Since the last visit"))
        self._make(f"section{SINCE}", words, f"Ctrl+{SINCE}")

    def _make_imports(self) -> None:
        self._make("import", tr("Imp&ort results…"), "Ctrl+I", tr("Read a laboratory report and review its results"))
        copied = tr("Read the copied text of a laboratory report and review its results")
        self._make("paste_results", tr("Paste res&ults"), "Ctrl+Shift+V", copied)
        into = tr("Write the note and the record PDF for the record system that asked by a GDT file")
        self._make("answer", tr("Ans&wer to the record system"), "", into)

    def _make_practice(self) -> None:
        into = tr("Save the record PDF where the record system takes it from, without asking")
        self._make("folder", tr("Save &into the folder of the record system"), "", into)
        tip = tr("Guideline, laboratory, paper, heading and files of this practice")
        self._make("practice", tr("&Practice settings…"), "", tip)

    def menus(self, themes: Iterable[str], dress: Pick, size: Pick, experimental: QAction) -> None:
        """Fill the menu bar."""
        self._make_imports()
        self._make_practice()
        bar = self._window.menuBar()
        papers = ("save", "pdf", "locked", "folder", "print", "copy", "copy_whole", "paste")
        handouts = ("leaflet", "card", "diary", "reminder", "blank", "", "recall", "audit", "", "fhir", "row")
        self.file = file = bar.addMenu(tr("&File"))
        cases = ("new", "open", "import", "paste_results", "", "follow_up", "give_up")
        self._fill(file, *cases, "", *papers, "", "answer", "", *handouts, "", "quit")
        self._fill(bar.addMenu(tr("&Edit")), "undo", "redo", "", "days", "", "practice", "laboratory", "clinic")
        places = [f"section{number}" for number in (*(one.number for one in sections()), SINCE)]
        self._fill(bar.addMenu(tr("&Go")), "find", "", *places, "", "other", "flags")
        self.view = view = bar.addMenu(tr("&View"))
        self._fill(view, "why", "", "bigger", "smaller")
        self.sizes = self._exclusive(view.addMenu(tr("Text &size")), [(f"{zoom} %", zoom) for zoom in ZOOMS], size)
        names = {
            "system": tr("Like the &system"),
            "light": tr("&Light"),
            "dark": tr("&Dark"),
            "contrast": tr("&High contrast"),
        }
        entries = [(names[name], name) for name in themes]
        self.themes = self._exclusive(view.addMenu(tr("&Theme")), entries, dress)
        view.addSeparator()
        view.addActions([experimental])
        self._fill(bar.addMenu(tr("&Help")), "manual", "keys", "book", "editions", "check", "about")

    def mark(self, theme: str, zoom: int) -> None:
        """Tick the theme and text size in force, and dress the menu bar in them."""
        self._window.menuBar().setStyleSheet(bar_sheet())
        for actions, value in ((self.sizes, zoom), (self.themes, theme)):
            for action in actions:
                action.setChecked(action.data() == value)

    def _make(self, name: str, words: str, keys: str, tip: str = "") -> None:
        # Words given to the constructor would be matched against icons first, and that loads their class.
        action = QAction(self._window)
        action.setText(words)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setToolTip(tr("{tip} ({keys})", tip=tip or words.replace("&", ""), keys=keys) if keys else tip)
        action.triggered.connect(lambda _on=False: self._deeds[name]())
        self.all[name] = action
        self._window.addAction(action)

    def _fill(self, menu: QMenu, *names: str) -> None:
        for name in names:
            if name:
                # In a list for the same reason.
                menu.addActions([self.all[name]])
            else:
                menu.addSeparator()

    def _exclusive(self, menu: QMenu, entries: Sequence[tuple[str, object]], deed: Pick) -> list[QAction]:
        group = QActionGroup(self._window)
        actions = []
        for words, value in entries:
            action = group.addAction(menu.addAction(words))
            action.setCheckable(True)
            action.setData(value)
            action.triggered.connect(lambda _on=False, value=value: deed(value))
            actions.append(action)
        return actions
