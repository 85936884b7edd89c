"""What goes to a printer: which pages, how often, in colour or grey, each at its true size."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from b12calc_ui.paper_pages import PaperPages

MOST_COPIES = 20
# Finer than the eye sees on paper; a colour page of 600 dots would fill 140 MB.
_COLOUR_DOTS, _GREY_DOTS = 300, 600
_NAME = "b12calc"
_SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter, "A5": QPageSize.PageSizeId.A5}


class Job(NamedTuple):
    """Hold what is to be printed; pages are counted from 1."""

    pages: Sequence[int]
    copies: int
    grey: bool
    paper: str


def printers() -> list[str]:
    """Return the printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name.casefold()))


def knows_paper(printer: str, paper: str) -> bool:
    """Tell whether a printer names a paper among its own; one that names none is believed."""
    known = [size.id() for size in QPrinterInfo.printerInfo(printer).supportedPageSizes()]
    return not known or _SIZES[paper] in known


def printer_of(name: str) -> QPrinter:
    """Return a printer by its name."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer


def read_pages(text: str, count: int) -> tuple[int, ...] | None:
    """Return the pages a text such as ``1-2, 4`` names, all for an empty one, or None where it cannot be read."""
    if not text.strip():
        return tuple(range(1, count + 1))
    found: list[int] = []
    for part in text.replace("–", "-").split(","):
        ends = [one.strip() for one in part.split("-")]
        if len(ends) > 2 or not all(one.isascii() and one.isdecimal() and len(one) < 5 for one in ends):
            return None
        first, last = int(ends[0]), int(ends[-1])
        if not 1 <= first <= last <= count:
            return None
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def send(pages: PaperPages, job: Job, printer: QPrinter) -> bool:
    """Print, and return whether the printer took all of it; the job bears the program's name and nobody else's."""
    printer.setDocName(_NAME)
    printer.setCreator(_NAME)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if job.grey else QPrinter.ColorMode.Color)
    own = printer.supportsMultipleCopies()
    if own:
        printer.setCopyCount(job.copies)
        printer.setCollateCopies(True)
    printer.setPageLayout(_layout(job))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    numbers = list(job.pages) * (1 if own else job.copies)
    whole = all(_draw(pages, number, job, painter, printer, new=place > 0) for place, number in enumerate(numbers))
    if not whole:
        printer.abort()
    return painter.end() and whole


def _layout(job: Job) -> QPageLayout:
    portrait = QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(_SIZES[job.paper]), portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _draw(pages: PaperPages, number: int, job: Job, painter: QPainter, printer: QPrinter, new: bool) -> bool:
    if new and not printer.newPage():
        return False
    dots = printer.resolution()
    size = pages.size(number)
    wanted = QSizeF(size.width() * dots / 72, size.height() * dots / 72)
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    # Never enlarged; made smaller only where the printer has smaller paper than was asked for.
    if wanted.width() > paper.width() + dots / 72 or wanted.height() > paper.height() + dots / 72:
        factor = min(paper.width() / wanted.width(), paper.height() / wanted.height())
        wanted = wanted * factor
    place = QRectF(0, 0, wanted.width(), wanted.height())
    place.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
    picture = pages.picture(number, min(dots, _GREY_DOTS if job.grey else _COLOUR_DOTS), job.grey)
    painter.drawImage(place, picture)
    return not picture.isNull()
