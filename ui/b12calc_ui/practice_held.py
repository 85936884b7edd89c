"""The sheet of a practice under locked settings: what is locked is named at its head, with whose it is."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc_ui.given import Given, is_file
from b12calc_ui.held import hold
from b12calc_ui.practice import HEADING
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.practice_dialog import PracticeDialog


def hold_sheet(sheet: "PracticeDialog", given: Given) -> None:
    """Lock the fields of locked settings, and say at the head which they are and who set them."""
    names = []
    for keys, name, controls in _groups(sheet):
        for key, control in zip(keys, controls, strict=True):
            hold(given.why(key), *control)
        if given.why(*keys):
            names.append(name)
    word = given.locked.get("laboratory", "")
    if word and not is_file(word):
        sheet.laboratory.put(word)  # also one of another country than the guideline's
    if names:
        said = tr("Locked here: {names}. {why}", names=", ".join(names), why=given.why(*given.locked))
        sheet.locked.setText(said)
        sheet.locked.show()
        sheet.intro.setText(tr("What is not locked can be changed. Nothing here is about a patient."))


def _groups(sheet: "PracticeDialog") -> list[tuple[tuple[str, ...], str, list[list[QWidget]]]]:
    """Return settings, what they are called together, and the controls of each."""
    lines: list[list[QWidget]] = [[line] for line in sheet.lines]
    groups: list[tuple[tuple[str, ...], str, list[list[QWidget]]]] = [
        (("pack",), tr("guideline"), [[*sheet.packs.values()]]),
        (("laboratory",), tr("laboratory"), [[sheet.laboratory]]),
        (("paper",), tr("paper"), [[sheet.paper]]),
        (HEADING, tr("heading"), lines),
    ]
    if sheet.files is not None:
        files, exchange = sheet.files, sheet.files.exchange
        letters: list[list[QWidget]] = [[exchange.folder, exchange.choose], [exchange.ours], [exchange.theirs]]
        groups += [
            (("file_name",), tr("names of saved files"), [[files.pattern]]),
            (("record_folder",), tr("folder of the record system"), [[files.folder, files.choose]]),
            (("exchange_folder", "exchange_ours", "exchange_theirs"), tr("exchange folder"), letters),
        ]
    return groups
