"""Make the manual page b12calc(1) from the command line's own parser, so that it is never older than that."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Final

from b12calc import __version__, cli, entry, scarce
from b12calc_ui import launcher

_CODES: Final = (
    (cli.DONE, "Done."),
    (cli.BUG, "A fault of the program."),
    (cli.WRONG, "The command line or a file is wrong; nothing was written."),
    (cli.NOT_WRITTEN, "A file could not be written; older files are untouched."),
    (entry.DAMAGED, "This copy of the program is damaged and gives no advice."),
    (scarce.NO_MEMORY, "There is not enough memory now; older files are untouched."),
)
_OPENING: Final = (
    "Without an argument, or with one file to open, the window is shown; a window that runs already takes the file. "
    "Everything else is a command that needs no screen. No network connection is ever opened."
)
_CARE: Final = "b12calc is not a medical device and replaces no clinical judgement."


def page(day: date) -> str:
    """Return the page as roff, in ASCII, with the day it is made for."""
    return "\n".join([*_head(day), *_commands(), *_tail()]) + "\n"


def plain(text: str) -> str:
    """Return a text so that roff prints it as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return f"\\&{text}" if text[:1] in (".", "'") else text


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, in the order in which the command line names them."""
    (every,) = (one for one in cli._parser()._actions if isinstance(one, argparse._SubParsersAction))
    return {name: every.choices[name] for name in str(every.metavar).split("|")}


def _head(day: date) -> Iterator[str]:
    yield f'.TH B12CALC 1 "{day.isoformat()}" "b12calc {__version__}" "User Commands"'
    yield from (".SH NAME", "b12calc \\- calculator for vitamin B12 deficiency, without a network", ".SH SYNOPSIS")
    yield from (".B b12calc", "[\\fIFILE\\fR]", ".br", ".B b12calc", "\\fICOMMAND\\fR [\\fIOPTION\\fR ...] ...", ".br")
    yield from (".B b12calc", "\\-\\-help | \\-\\-version", ".SH DESCRIPTION", plain(_OPENING), ".PP")
    yield plain(f"FILE ends in one of {', '.join(launcher._OPENED)}.")
    yield from (".PP", plain("A file named - is standard input or standard output. " + _CARE))


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    titles = _titles()
    for name, parser in parsers().items():
        yield from (f".SS {plain(name)}", plain(titles[name][:1].upper() + titles[name][1:]) + ".", ".PP")
        named = [action for action in parser._actions if not action.option_strings]
        words = " ".join(
            f"\\fI{plain(_name(action))}\\fR" + (" ..." if action.nargs == "+" else "") for action in named
        )
        yield from (f"\\fBb12calc {plain(name)}\\fR [\\fIOPTION\\fR ...] {words}".rstrip(),)
        for action in parser._actions:
            if action.help != argparse.SUPPRESS and "-h" not in action.option_strings:
                yield from (".TP", _heading(action), plain(_help(action)))


def _titles() -> dict[str, str]:
    (every,) = (one for one in cli._parser()._actions if isinstance(one, argparse._SubParsersAction))
    return {str(one.dest): str(one.help) for one in every._choices_actions}


def _name(action: argparse.Action) -> str:
    return str(action.metavar or action.dest.upper())


def _heading(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"\\fI{plain(_name(action))}\\fR"
    words = ", ".join(f"\\fB{plain(one)}\\fR" for one in action.option_strings)
    return words if action.nargs == 0 else f"{words} \\fI{plain(_name(action))}\\fR"


def _help(action: argparse.Action) -> str:
    return " ".join(str(action.help or "").replace("%%", "%").split())


def _tail() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, said in _CODES:
        yield from (".TP", str(code), plain(said))
    kept = "Choices of the window: guideline, laboratory, paper, heading. Nothing about a patient stands there."
    yield from (".SH FILES", ".TP", "\\fI~/.config/b12calc/window.ini\\fR", plain(kept))
