"""What every paper beside the record shares: how it is named, written whole, and spoken of."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from b12calc.problems import ProblemsFound
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.texts import tr


def not_on_paper(found: ProblemsFound) -> str:
    """Return the sentence for what keeps a record or a paper for the patient from being made."""
    first, more = found.problems[0], len(found.problems) - 1
    if more:
        return tr("Not put on paper: {why} ({count} more)", why=str(first), count=more)
    return tr("Not put on paper: {why}", why=str(first))


class Ways(NamedTuple):
    """Hold how files are named and spoken of: where to save, whether there is an answer, what is not part of it."""

    where: Callable[[str, str, str, str], Path | None]
    ready: Callable[[], bool]
    with_rest: Callable[[str], str]


def write_said(path: Path, data: Callable[[], bytes], bar: MessageBar, done: str) -> bool:
    """Make a file and write it whole, and say so; or say in one sentence why not."""
    from b12calc.files import write_whole

    try:
        write_whole(path, data())
    except ProblemsFound as found:
        bar.say(not_on_paper(found), True)
        return False
    except OSError as error:
        why = error.strerror or str(error)
        bar.say(tr("Could not be saved: {why}. An older file of this name is untouched.", why=why), True)
        return False
    bar.say(done)
    return True
