"""A row taller than a page goes on over the next pages, on every paper, and nothing of it is lost."""

import pytest

from b12calc.models.case import Detail
from b12calc.report import build, pdf
from b12calc.report.document import Action, ActionList, Block, KeyValues, ReportDocument, Section, Table
from tests.report.examples import deficient, deficient_case
from tests.report.reading import heard, pages_by_pdfium, squash
from tests.report.tag_faults import faults

WORDS = ("worse on stairs " * 250)[:4000].strip()
UNBROKEN = "W" * 4000
JUST_BELOW = "Ж" * 400
HALF = "W" * 1199


def document(*blocks: Block, size: int = 0) -> ReportDocument:
    return ReportDocument("Test", ("Nobody",), "on", "s", "e", "b", (Section("Part", blocks),), size=size)


def table(text: str, column: int, row: int, rows: int) -> Table:
    cells = tuple(
        tuple(text if (at, one) == (row, column) else f"r{at}c{one}" for one in range(6)) for at in range(rows)
    )
    return Table(tuple("abcdef"), cells, (20, 20, 11, 13, 22, 14), (1,))


@pytest.mark.parametrize("text", [WORDS, UNBROKEN, JUST_BELOW, HALF], ids=["words", "unbroken", "four hundred", "half"])
@pytest.mark.parametrize("place", [(0, 0, 1), (2, 0, 2), (5, 4, 5), (1, 2, 4)])
def test_a_table_with_a_tall_row_prints_whole_on_a5(text: str, place: tuple[int, int, int]) -> None:
    made = document(table(text, *place))
    data = pdf(made, "A5")
    assert squash(text) in heard(data)
    assert faults(data) == []
    read = "".join(squash(page) for page in pages_by_pdfium(data))
    assert all(read.count(f"r{row}c{3}") == 1 for row in range(place[2]))


@pytest.mark.parametrize("size", [0, 24])
def test_a_tall_item_of_a_list_prints_whole_on_a5(size: int) -> None:
    items = (Action("1" if not size else "", "", WORDS), Action("", "", UNBROKEN), Action("", "", "x"))
    data = pdf(document(ActionList("Now", items), size=size), "A5")
    assert squash(WORDS + UNBROKEN) in heard(data).replace("•", "")
    assert "".join(pages_by_pdfium(data)).count("W") == 4000


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_facts_and_several_tall_cells_in_a_row_are_read_whole_and_in_order(paper: str) -> None:
    facts = KeyValues((("Remark", WORDS), ("Other", "short"), ("Last", WORDS)))
    lines = Table(("a", "b"), (("x", f"{WORDS[:600]}\n{WORDS}"), ("y", WORDS)), (20, 80), lines=True)
    data = pdf(document(facts, lines), paper)
    assert faults(data) == []
    assert squash(f"Remark{WORDS}OthershortLast{WORDS}abx{WORDS[:600]}{WORDS}y{WORDS}") in heard(data)


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_a_note_of_four_thousand_characters_prints_whole(paper: str) -> None:
    case = deficient_case()
    visit = case.visits[0]
    long = Detail.model_construct(note=WORDS)
    details = {code: long for code, answer in visit.answers.items() if answer == "yes"}
    whole = build(case.model_copy(update={"visits": (visit.model_copy(update={"details": details}),)}), deficient())
    data = pdf(whole, paper)
    assert faults(data) == []
    assert heard(data).count(squash(WORDS)) == len(details)
    assert "".join(map(squash, pages_by_pdfium(data))).count("stairs") == len(details) * WORDS.count("stairs")
