"""The record on paper: what is printed is what the document says, on every page, in every process."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from b12calc.report import build, pdf
from tests.report.examples import deficient, deficient_case
from tests.report.reading import body_text, expected_text, pages_by_pdfium, pages_by_pypdf, squash

ROOT = Path(__file__).resolve().parents[2]
COLUMN_A4 = 595.2755905511812 - 88
PAPERS = ("A4", "Letter", "A5")
DOCUMENT = build(deficient_case(), deficient())


@pytest.fixture(scope="module", params=PAPERS)
def printed(request: pytest.FixtureRequest) -> bytes:
    return pdf(DOCUMENT, request.param)


@pytest.mark.parametrize("read", [pages_by_pypdf, pages_by_pdfium])
def test_the_text_read_back_equals_the_text_of_the_document(read: Callable[[bytes], list[str]]) -> None:
    assert body_text(DOCUMENT, read(pdf(DOCUMENT))) == expected_text(DOCUMENT, COLUMN_A4)


def test_identity_and_page_number_and_statement_stand_on_every_page(printed: bytes) -> None:
    pages = [squash(page) for page in pages_by_pdfium(printed)]
    for number, page in enumerate(pages, 1):
        for words in (*DOCUMENT.identity, f"Page {number} of {len(pages)}", DOCUMENT.statement, DOCUMENT.edition):
            assert squash(words) in page


def test_the_first_page_carries_urgency_status_and_plan() -> None:
    first = squash(pages_by_pdfium(pdf(DOCUMENT))[0])
    answer = deficient()
    assert answer.regimen is not None
    wanted = [answer.headline, answer.status_text, answer.regimen.text]
    wanted += [line.text for line in answer.recommendations] + [entry.text for entry in answer.follow_up]
    assert [words for words in wanted if squash(words) not in first] == []


def test_the_urgent_line_comes_before_everything_else() -> None:
    first = squash(pages_by_pypdf(pdf(DOCUMENT))[0])
    start = squash(DOCUMENT.title + DOCUMENT.subtitle)
    assert first.startswith(start + squash("Urgent: specialist advice now or within days" + deficient().headline))


def test_a_normal_case_fills_one_page_of_plan_and_its_evidence_starts_the_second() -> None:
    second = squash(pages_by_pdfium(pdf(DOCUMENT))[1])
    assert second.startswith(squash("Answers given and not asked"))


def test_fonts_are_embedded_subsets_and_helvetica_is_never_named(printed: bytes) -> None:
    assert b"Helvetica" not in printed
    fonts = {}
    for page in pypdf.PdfReader(BytesIO(printed)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            entry = font.get_object()
            fonts[entry["/BaseFont"]] = entry
    assert len(fonts) == 2
    for name, font in fonts.items():
        assert "+NotoSans-" in name
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_the_file_is_small(printed: bytes) -> None:
    assert len(printed) <= 150_000


def test_the_properties_of_the_file_name_no_patient_and_give_the_language(printed: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(printed))
    properties = " ".join(str(value) for value in dict(reader.metadata or {}).values())
    assert "Ashby" not in properties and "943" not in properties
    assert reader.metadata is not None and reader.metadata.title == DOCUMENT.title
    assert reader.metadata.author == "b12calc 0.1.0"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"  # type: ignore[index]
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]) == "True"  # type: ignore[index]


def test_paper_has_the_size_it_is_called_by() -> None:
    sizes = {"A4": (595, 842), "Letter": (612, 792), "A5": (420, 595)}
    for paper, size in sizes.items():
        box = pypdf.PdfReader(BytesIO(pdf(DOCUMENT, paper))).pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == size


def test_a_paper_nobody_sells_is_refused() -> None:
    with pytest.raises(ValueError, match="A4, Letter, A5"):
        pdf(DOCUMENT, "A0")


_ELSEWHERE = """
import sys, hashlib
from b12calc.report import build, pdf, note
from tests.report.examples import deficient, deficient_case
assert "reportlab" not in sys.modules
document = build(deficient_case(), deficient())
note(document)
assert "reportlab" not in sys.modules
data = "".join(hashlib.sha256(pdf(document, paper)).hexdigest() for paper in ("A4", "Letter", "A5"))
assert "reportlab.lib.fontfinder" not in sys.modules
print(data, hashlib.sha256(note(document).encode()).hexdigest())
"""


def _elsewhere(home: Path, **environment: str) -> str:
    base = {name: value for name, value in os.environ.items() if not name.startswith("RL_")}
    paths = os.pathsep.join((str(home), str(ROOT), str(ROOT / "ui")))
    run = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE], check=True, capture_output=True, text=True, cwd=home,
        env={**base, "PYTHONPATH": paths, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )  # fmt: skip
    return run.stdout


def test_two_processes_in_other_places_and_languages_write_the_same_bytes(tmp_path: Path) -> None:
    here = _elsewhere(tmp_path, TZ="Pacific/Kiritimati", LANG="C", LC_ALL="C", PYTHONHASHSEED="1")
    there = _elsewhere(tmp_path, TZ="America/Adak", LANG="tr_TR.UTF-8", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="2")
    assert here == there


def test_no_variable_and_no_settings_file_changes_the_output(tmp_path: Path) -> None:
    plain = _elsewhere(tmp_path)
    trap = "open('trap-was-sprung', 'w').close()\nuseA85 = 1\npageCompression = 0\nshowBoundary = 1\n"
    for name in (".reportlab_settings", ".reportlab_mods", "reportlab_settings.py", "reportlab_mods.py"):
        (tmp_path / name).write_text(trap)
    hostile = {"RL_pageCompression": "0", "RL_useA85": "1", "RL_invariant": "0", "RL_showBoundary": "1",
               "RL_trustedSchemes": "http,file", "RL_canvas_basefontname": "Courier", "RL_verbose": "1"}  # fmt: skip
    assert _elsewhere(tmp_path, **hostile) == plain
    assert not (tmp_path / "trap-was-sprung").exists()
