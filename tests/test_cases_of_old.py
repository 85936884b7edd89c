"""Case files, notes and PDFs that earlier stages of the program wrote: each opens, and says what was advised then."""

import json
from pathlib import Path
from typing import Any

import pytest

from b12calc.cli import main
from b12calc.exchange import read_note
from b12calc.models.advised import advised
from b12calc.models.case import Case
from b12calc.models.reading import read_case, write_case
from b12calc.problems import ProblemsFound
from b12calc.report import embedded_assessment, embedded_case
from b12calc.rules import held_editions, replay_assessment
from tests.report.reading import pages_by_pdfium, squash

OLD = Path(__file__).parent / "cases_of_old"
CASES = sorted(OLD.glob("*.case.json"))
SEALED = ("1506-sealed", "1738-treatment", "1814-course", "1838-locked")
PASSWORD = {"1838-locked": "correct horse"}


def case_of(name: str) -> Case:
    return read_case((OLD / f"{name}.case.json").read_bytes())


def paper(name: str) -> bytes:
    return (OLD / f"{name}.record.pdf").read_bytes()


def assessment(name: str) -> bytes:
    """The assessment of then, out of the PDF where it was not written beside it."""
    beside = OLD / f"{name}.assessment.json"
    return beside.read_bytes() if beside.exists() else embedded_assessment(paper(name), PASSWORD.get(name, ""))


def first(caught: "pytest.ExceptionInfo[ProblemsFound]") -> str:
    return caught.value.problems[0].message


def test_each_stage_is_there_and_all_are_small() -> None:
    assert len(CASES) == 7
    assert sum(path.stat().st_size for path in OLD.iterdir()) < 600_000


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_an_old_case_file_is_read_and_nothing_in_it_is_lost(path: Path) -> None:
    old: dict[str, Any] = json.loads(path.read_bytes())
    now = json.loads(write_case(read_case(path.read_bytes())))
    assert _kept(old, now)
    assert read_case(write_case(read_case(path.read_bytes()))) == read_case(path.read_bytes())


def _kept(old: Any, now: Any) -> bool:
    """Whether everything an old file says stands in the file written now."""
    if isinstance(old, dict):
        return all(key in now and _kept(value, now[key]) for key, value in old.items())
    if isinstance(old, list):
        return len(old) == len(now) and all(map(_kept, old, now))
    return bool(old == now)


@pytest.mark.parametrize("name", SEALED)
def test_an_old_record_is_whole_and_holds_its_case(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = []
    if name in PASSWORD:
        (tmp_path / "password").write_text(PASSWORD[name], encoding="utf-8")
        more = ["--password-file", str(tmp_path / "password")]
    assert main(["verify", str(OLD / f"{name}.record.pdf"), *more]) == 0
    assert ": whole: " in capsys.readouterr().out
    assert read_case(embedded_case(paper(name), PASSWORD.get(name, ""))) == case_of(name)


@pytest.mark.parametrize("name", ["1506-sealed", "1738-treatment"])
def test_an_old_note_gives_its_case_back(name: str) -> None:
    assert read_note((OLD / f"{name}.note.txt").read_text(encoding="utf-8")).case == case_of(name)


def test_a_note_and_a_pdf_from_before_they_held_the_case_are_named_as_such() -> None:
    with pytest.raises(ProblemsFound) as caught:
        read_note((OLD / "0835-first.note.txt").read_text(encoding="utf-8"))
    assert first(caught).startswith("this note of b12calc ends without its inputs")
    with pytest.raises(ProblemsFound) as caught:
        embedded_case(paper("0835-first"))
    assert first(caught).startswith("it bears no seal: b12calc made it before its PDFs held the case")


@pytest.mark.parametrize("name", ["0835-first", "1031-edition-1", "1403-edition-2", *SEALED])
def test_what_was_advised_then_is_told_word_for_word(name: str) -> None:
    old = json.loads(assessment(name))
    told = [line.text for line in advised(assessment(name))]
    assert told[:1] == [old["headline"]] and old["status_text"] in told
    said = [one["text"] for one in old["recommendations"] if one["kind"] != "note"]
    assert [text for text in told if text in said] == list(dict.fromkeys(said))
    assert (old["regimen"] is None) or old["regimen"]["text"] in told
    assert sum(text.endswith(one["text"]) for text in told for one in old["follow_up"]) == len(old["follow_up"])


@pytest.mark.parametrize("name", [one for one in SEALED if one not in PASSWORD])
def test_what_is_told_stands_on_the_pages_of_then(name: str) -> None:
    pages = squash("".join(pages_by_pdfium(paper(name)))).replace("\u00a0", "")
    for line in advised(assessment(name)):
        if line.kind not in ("dose", "review"):
            assert squash(line.text) in pages, line


@pytest.mark.parametrize("name", ["1506-sealed", "1838-locked"])
def test_verify_shows_what_a_record_advised(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "password").write_text(PASSWORD.get(name, "-"), encoding="utf-8")
    more = ["--password-file", str(tmp_path / "password")] if name in PASSWORD else []
    assert main(["verify", str(OLD / f"{name}.record.pdf"), "--advice", *more]) == 0
    said = " ".join(capsys.readouterr().out.split())
    old = json.loads(assessment(name))
    assert f"Advised on 1 Jul 2026 under edition {old['edition']}, pack uk:" in said
    assert all(" ".join(one["text"].split()) in said for one in old["recommendations"] if one["kind"] != "note")


@pytest.mark.parametrize("name", ["1031-edition-1", "1403-edition-2"])
def test_an_old_assessment_decides_the_same_again_under_its_own_edition(name: str) -> None:
    again = replay_assessment(assessment(name), case_of(name))
    assert again.decisions_same, again.said
    assert again.edition == json.loads(assessment(name))["edition"]


@pytest.mark.parametrize("name", ["0835-first", "1814-course", "1838-locked"])
def test_rules_that_are_not_held_are_named_although_an_edition_bears_their_name(name: str) -> None:
    edition = json.loads(assessment(name))["edition"]
    assert edition in {one.name for one in held_editions()}
    again = replay_assessment(assessment(name), case_of(name))
    assert not again.same and again.edition is None
    assert f"the rules were still changed under the name {edition} after that" in again.said
