"""What is said of a repeated result stands on every paper as in the answer, once."""

from b12calc.report import build, note, pdf
from b12calc.report.html import write
from b12calc.rules import assess
from tests.report.reading import pages_by_pdfium
from tests.rules.making import TODAY, case, read, total

CASE = read(case(total("182"), total("178", collected="2026-01-10")))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_note_page_and_record_say_it_once_as_the_answer_does() -> None:
    answer = assess(CASE, today=TODAY)
    document = build(CASE, answer)
    (said,) = answer.measurements[0].repeats
    for paper in (note(document), write(document).replace("&#x27;", "'"), " ".join(pages_by_pdfium(pdf(document)))):
        assert plain(paper).count("count the two as one result") == 1
    assert plain(said.text) in plain(note(document))
    assert {"NAT-25"} <= {line.id for line in answer.citations}
