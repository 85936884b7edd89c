"""Settings of the practice's IT in the window: each key given, locked and wrong; nothing is silently ignored."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc.installation import KEYS
from b12calc_ui import given
from b12calc_ui.given import NOTHING, Given, checks, read
from b12calc_ui.own_laboratory import OWN
from b12calc_ui.practice import Exchange
from b12calc_ui.settings import Settings

GOOD: dict[str, tuple[str, str]] = {
    "pack": ('"us"', "us"), "laboratory": ('"mayo"', "mayo"), "clinic": ('"no-tablets"', "no-tablets"),
    "paper": ('"A5"', "A5"), "practice_name": ('"Mill Lane"', "Mill Lane"),
    "practice_line_1": ('"1 Mill Lane"', "1 Mill Lane"),
    "practice_line_2": ('"020"', "020"), "file_name": ('"{kind}-{number}"', "{kind}-{number}"),
    "record_folder": ('"/srv/in"', "/srv/in"), "exchange_folder": ('"/srv/gdt"', "/srv/gdt"),
    "exchange_ours": ('"AB12"', "AB12"), "exchange_theirs": ('"XY34"', "XY34"), "theme": ('"dark"', "dark"),
    "zoom": ("150", "150"), "cover_minutes": ("5", "5"), "draft": ("true", "on"),
}  # fmt: skip
OWN_CHOICE = {
    "pack": "article", "laboratory": "leeds", "clinic": "", "paper": "Letter", "practice_name": "Ours",
    "practice_line_1": "x", "practice_line_2": "y", "file_name": "b12-{kind}", "record_folder": "/home/a",
    "exchange_folder": "/home/b", "exchange_ours": "OURS", "exchange_theirs": "THEM", "theme": "light", "zoom": "110",
    "cover_minutes": "2", "draft": "off",
}  # fmt: skip
BAD = {
    "pack": ['"fr"', "1"], "laboratory": ['"nowhere"', '"our.toml"'], "clinic": ['"nowhere"', "[]"], "paper": ['"A3"'],
    "practice_name": ["1", '"two\\nlines"', f'"{"x" * 61}"'], "practice_line_1": [f'"{"x" * 81}"', "true"],
    "practice_line_2": ['"\\u0007"'], "file_name": ['"{name}-{kind}"', '"b12"', "3"],
    "record_folder": ['"papers"', "7"], "exchange_folder": ['"../gdt"', "{}"], "exchange_ours": ['"ABC"', "1234"],
    "exchange_theirs": ['"ABCDE"'], "theme": ['"pink"', "1"], "zoom": ["105", '"150"', "true"],
    "cover_minutes": ["0", "7", '"5"'], "draft": ['"on"', "1"],
}  # fmt: skip
FALLEN_BACK = {
    "pack": "uk", "paper": "A4", "file_name": "b12-{kind}-{today}", "theme": "system", "zoom": 100, "cover_minutes": 10,
    "draft": False, "exchange_ours": "B12C", "exchange_theirs": "EDV1",
}  # fmt: skip


def settings(text: str, folder: Path, chosen: dict[str, str] | None = None) -> Settings:
    """Return the settings of a user under a file of the practice's IT."""
    file = folder / "b12calc.toml"
    file.write_text(text, encoding="utf-8")
    before = Settings(folder / "window.ini")
    for key, value in (chosen or {}).items():
        before.put(key, value)
    return Settings(folder / "window.ini", read(file))


def value(kept: Settings, key: str) -> object:
    """Return what is in force for a key."""
    parts = {f"exchange_{name}": part for name, part in kept.exchange()._asdict().items()}
    parts |= dict(zip(("practice_name", "practice_line_1", "practice_line_2"), kept.heading(), strict=True))
    return parts[key] if key in parts else getattr(kept, key)()


def same(found: object, word: str) -> bool:
    return found == word or str(found) == word or (found is True and word == "on") or (found is False and word == "off")


def test_every_key_is_tried_here() -> None:
    assert set(GOOD) == set(OWN_CHOICE) == set(BAD) == set(KEYS) == set(checks())


@pytest.mark.parametrize("key", KEYS)
def test_a_given_value_counts_until_the_user_chooses_another(qapp: QApplication, tmp_path: Path, key: str) -> None:
    written, word = GOOD[key]
    kept = settings(f"[default]\n{key} = {written}\n", tmp_path)
    assert same(value(kept, key), word) and not kept.given.trouble() and not kept.given.why(key)
    kept.put(key, OWN_CHOICE[key])
    assert same(value(kept, key), OWN_CHOICE[key])


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("theme", "zoom")])
def test_a_locked_value_counts_whatever_the_user_chose_or_chooses(qapp: QApplication, tmp_path: Path, key: str) -> None:
    written, word = GOOD[key]
    kept = settings(f"[locked]\n{key} = {written}\n", tmp_path, OWN_CHOICE)
    assert same(value(kept, key), word) and not kept.given.trouble()
    kept.put(key, OWN_CHOICE[key])
    assert same(value(kept, key), word)
    assert kept.given.why(key) == f"Set by your practice's IT in {tmp_path / 'b12calc.toml'}."
    assert same(value(Settings(tmp_path / "window.ini"), key), OWN_CHOICE[key]), "the user's own choice is not lost"


@pytest.mark.parametrize("key", ["theme", "zoom"])
def test_text_size_and_theme_cannot_be_locked_and_that_is_said(qapp: QApplication, tmp_path: Path, key: str) -> None:
    kept = settings(f"[locked]\n{key} = {GOOD[key][0]}\n", tmp_path)
    assert same(value(kept, key), GOOD[key][1]) and not kept.given.why(key)
    assert f"{key}: cannot be locked" in kept.given.trouble()
    kept.put(key, OWN_CHOICE[key])
    assert same(value(kept, key), OWN_CHOICE[key])


@pytest.mark.parametrize(("key", "written"), [(key, written) for key in KEYS for written in BAD[key]])
@pytest.mark.parametrize("table", ["default", "locked"])
def test_a_bad_value_is_named_with_what_was_expected_and_the_own_default_counts(
    qapp: QApplication, tmp_path: Path, table: str, key: str, written: str
) -> None:
    kept = settings(f"[{table}]\n{key} = {written}\n", tmp_path)
    trouble = kept.given.trouble()
    assert trouble.startswith("The settings of your practice's IT could not all be used. ")
    assert f"{tmp_path / 'b12calc.toml'}: {key}: expected " in trouble and trouble.count(". ") == 1
    assert value(kept, key) == FALLEN_BACK.get(key, "") and not kept.given.why(key)


def test_several_faults_are_one_sentence_with_their_count(qapp: QApplication, tmp_path: Path) -> None:
    kept = settings('[default]\npack = "fr"\nzoom = 1\nsurprise = 2\n', tmp_path)
    assert kept.given.trouble().endswith("; and 2 more.")


def test_a_profile_named_by_its_path_is_our_laboratory_and_the_given_clinic(qapp: QApplication, tmp_path: Path) -> None:
    file = (tmp_path / "ours.toml").as_posix()
    kept = settings(f'[locked]\nlaboratory = "{file}"\n[default]\nclinic = "{file}"\n', tmp_path)
    assert kept.laboratory() == OWN and kept.clinic() == given.CLINIC
    assert kept.given.file_of("laboratory") == kept.given.file_of("clinic") == Path(file)
    kept.put("clinic", "no-tablets")
    assert kept.clinic() == "no-tablets"


def test_without_a_file_nothing_is_given_and_nothing_is_loaded_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("b12calc.installation.places", lambda: (Path("/nowhere/b12calc.toml"),))
    assert given.given() is NOTHING
    assert Given().trouble() == Given().why("pack") == "" and Settings(None).exchange() == Exchange()


def test_with_a_guideline_given_the_first_start_asks_for_none(qapp: QApplication, tmp_path: Path) -> None:
    assert settings('[default]\npaper = "A5"\n', tmp_path).is_new()
    assert not settings('[default]\npack = "us"\n', tmp_path).is_new()
