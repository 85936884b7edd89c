"""What a file holds, read whole before anything in the window changes: a case, a note, or a record PDF."""

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from b12calc.problems import ProblemsFound
from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.models.case import Case
    from b12calc_ui.live import Live

MEGABYTES = 20
_LARGEST = MEGABYTES * 1_000_000
ENDINGS = (".pdf", ".json", ".txt")
_OUR_JSON = re.compile(rb'"format"\s*:\s*"b12calc-')
_NOTE = re.compile(r"b12calc[\s>|*]{1,9}note\b")
_HEAD = 4096
_Read = TypeVar("_Read")


class NotOpened(Exception):
    """Say in one sentence why a file or note is not taken."""


class Locked(NotOpened):
    """Say that a PDF needs a password, or another one than was given."""


class Opened(NamedTuple):
    """Hold the case, the assessment that was printed with it where the file is a record PDF, and the file's sum."""

    case: "Case"
    printed: bytes | None = None
    seen: str = ""


def read_file(path: Path, password: str = "") -> Opened:
    """Return the case a file holds. Raises NotOpened, and Locked where a PDF needs its password."""
    from b12calc.replacing import content_sum

    data = content(path)
    return _opened(data, path.suffix.lower(), password)._replace(seen=content_sum(data))


def _opened(data: bytes, ending: str, password: str) -> Opened:
    if ending == ".pdf" or data.startswith(b"%PDF-"):
        return _of_paper(data, password)
    if ending == ".txt":
        from b12calc.exchange import text_of

        return Opened(case_of_note(text_of(data)))
    return Opened(_case(data))


def case_of_note(text: str) -> "Case":
    """Return the case in a note. Raises NotOpened naming the line that is damaged."""
    from b12calc.exchange import read_note

    try:
        return read_note(text).case
    except ProblemsFound as found:
        first, more = _first(found)
        if more:
            raise NotOpened(tr("This note cannot be read back: {first} ({count} more). Nothing was changed.",
                               first=first, count=more)) from None  # fmt: skip
        raise NotOpened(tr("This note cannot be read back: {first}. Nothing was changed.", first=first)) from None


def made_by(printed: bytes, case: "Case", live: "Live") -> str:
    """Say when and under which edition a paper was made, and whether the rules in use now decide otherwise.

    Both are asked for the day of the paper. Where they decide otherwise, or give no answer, what was advised then is
    told in its own words. Nothing is said of an assessment that this program cannot read.
    """
    from b12calc.models.wording import label
    from b12calc.rules import decides_alike, made_under

    try:
        made, then = made_under(printed), _advised_then(printed)
    except ProblemsFound:
        return ""
    said = {"day": show_day(made.today), "edition": made.edition, "guideline": label("pack", made.pack)}
    try:
        alike = decides_alike(printed, live.on_day(case, made.today))
    except ProblemsFound as found:
        return tr("Opened from the record of {day}, made under edition {edition} ({guideline}); the rules in use now "
                  "give no answer for it: {why}.\nAdvised then: {then}",
                  **said, why=found.problems[0].message, then=then)  # fmt: skip
    if alike:
        return tr("Opened from the record of {day}, made under edition {edition} ({guideline}).", **said)
    said |= {"present": live.edition(), "now": label("pack", live.pack), "then": then}
    return tr("Opened from the record of {day}, made under edition {edition} ({guideline}); for that day the rules in "
              "use now decide otherwise, and the answer shown is theirs: present edition {present} ({now}).\n"
              "Advised then: {then}", **said)  # fmt: skip


def _advised_then(printed: bytes) -> str:
    """Return what a paper said first, and its regimen, as written then. Raises ProblemsFound if it cannot be read."""
    from b12calc.models.advised import advised

    lines = [line.text for line in advised(printed) if line.kind in ("urgent", "status", "course", "start", "regimen")]
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in lines)


def is_report(data: bytes, path: Path) -> bool:
    """Tell whether a file is to be read for results of a laboratory: no PDF, no case and no note of this program."""
    if not data.strip() or path.suffix.lower() == ".pdf" or data.startswith(b"%PDF-"):
        return False
    if _OUR_JSON.search(data[:_HEAD]):
        return False
    if path.suffix.lower() == ".json":
        return b'"resourceType"' in data
    from b12calc.exchange import text_of

    return not mentions_us(text_of(data))


def mentions_us(text: str) -> bool:
    """Tell whether a text is, or was, a note of this program."""
    return _NOTE.search(text) is not None


def or_say(read: Callable[[], _Read], say: Callable[[str, bool], object]) -> _Read | None:
    """Return what was read, or say in one sentence why nothing was."""
    try:
        return read()
    except NotOpened as why:
        say(str(why), True)
    return None


def content(path: Path) -> bytes:
    """Return the bytes of a plain file that is not too large; its size is looked at before it is read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotOpened(tr("This is no file that can be read; choose a record PDF, a case or a note. "
                               "Nothing was changed."))  # fmt: skip
        if found.st_size <= _LARGEST:
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
            if len(data) <= _LARGEST:
                return data
    except OSError as error:
        why = error.strerror or str(error)
        raise NotOpened(tr("This file could not be read: {why}. Nothing was changed.", why=why)) from None
    sentence = tr("This file is larger than {limit} MB, and no case is. Nothing was changed.", limit=MEGABYTES)
    raise NotOpened(sentence)


def _of_paper(data: bytes, password: str) -> Opened:
    from b12calc.report import asks_password, embedded_assessment, embedded_case

    if not password and asks_password(data):
        raise Locked(tr("This PDF is locked with a password, which was not given. Nothing was changed."))
    try:
        case, printed = embedded_case(data, password), embedded_assessment(data, password)
    except ProblemsFound as found:
        why = found.problems[0].message
        raise NotOpened(tr("This PDF was not opened, because {why}. Nothing was changed.", why=why)) from None
    return Opened(_case(case), printed)


def _case(data: bytes) -> "Case":
    from b12calc.models.reading import read_case

    try:
        return read_case(data)
    except ProblemsFound as found:
        first, more = _first(found)
        if more:
            raise NotOpened(tr("This is no usable case file: {first} ({count} more). Nothing was changed.",
                               first=first, count=more)) from None  # fmt: skip
        raise NotOpened(tr("This is no usable case file: {first}. Nothing was changed.", first=first)) from None


def _first(found: ProblemsFound) -> tuple[str, int]:
    """Return the first problem, and how many more there are."""
    return str(found.problems[0]), len(found.problems) - 1
