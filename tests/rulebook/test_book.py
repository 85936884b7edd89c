"""The rule book holds everything a pack decides by, in words, and needs nothing but itself."""

import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from b12calc.cli import main
from b12calc.models.vocabulary import ANSWER_CODES, PACKS
from b12calc.rulebook import rule_book
from b12calc.rulebook.phrases import analyte, cited, condition, due, sentence, words
from b12calc.rules import Book, BookCondition, BookRow, read_book
from b12calc.rules.clinic_rows import content_for
from b12calc.rules.clinic_words import row_text
from b12calc.rules.knowledge import load_pack

EVERY = pytest.mark.parametrize("pack", PACKS)
VOID = {"meta", "br", "link"}


class Shape(HTMLParser):
    """Reads tags, attributes and text, and that every tag is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(pack: str) -> str:
    return rule_book(pack).decode()


def plain(pack: str) -> str:
    return " ".join(" ".join(Shape(page(pack)).text).split())


def squeeze(text: str) -> str:
    return " ".join(text.split())


@EVERY
def test_every_fact_and_every_word_of_it_has_a_readable_name(pack: str) -> None:
    for fact in read_book(pack).facts:
        assert fact.title != fact.code
        assert "_" not in fact.title
        assert fact.means
        assert not [word for word in fact.words.values() if "_" in word]


@EVERY
def test_the_page_is_well_formed_and_every_link_has_its_place(pack: str) -> None:
    shape = Shape(page(pack))
    assert shape.open == []
    places = [value for name, value in shape.attributes if name == "id"]
    assert len(places) == len(set(places))
    assert {value[1:] for name, value in shape.attributes if name == "href"} <= set(places)


@EVERY
def test_the_page_needs_nothing_but_itself(pack: str) -> None:
    shape = Shape(page(pack))
    assert not {"script", "link", "img", "iframe", "object"} & shape.tags
    assert all(value.startswith("#") for name, value in shape.attributes if name in ("href", "src"))
    assert not re.search(r"https?://|url\(|@import", page(pack))


@EVERY
def test_every_sentence_a_pack_can_say_is_printed_in_its_book(pack: str) -> None:
    text = plain(pack)
    for table in load_pack(pack).tables.values():
        assert table.title in text
        for row in table.rows:
            assert row.id in text
            assert squeeze(sentence(row.text)) in text
            assert squeeze(sentence(row.more.get("withheld", ""))) in text
            assert squeeze(sentence(row.more.get("changed", ""))) in text


@EVERY
def test_what_stands_in_for_a_missing_step_is_printed_whole(pack: str) -> None:
    text = plain(pack)
    for row in content_for(pack).table.rows:
        assert squeeze(row_text(row)) in text
        assert row.more["risk"] in text
        assert not {"{", "}"} & set(row_text(row))


@EVERY
def test_every_limit_and_regimen_is_printed_with_its_figures(pack: str) -> None:
    text = plain(pack)
    content = load_pack(pack)
    for code, units in content.limits.cuts.items():
        assert analyte(code) in text
        assert all(str(value) in text for cuts in units.values() for value in cuts.values())
    for regimen in content.regimens.values():
        assert regimen["text"] in text
        assert all(phase["every"] in text for phase in regimen["phases"])
        assert all(note in text for note in regimen.get("notes", ()))


@EVERY
def test_every_source_cited_is_explained_and_the_unconfirmed_are_marked_wherever_they_stand(pack: str) -> None:
    book, html, text = read_book(pack), page(pack), plain(pack)
    for key in cited(book):
        assert f'id="source-{key}"' in html
        assert book.sources[key].says in text
        for shown in re.findall(rf'#source-{key}"[^>]*>{key}</a> \[[^\]]*\]( <b class="unconfirmed">)?', html):
            assert bool(shown) == book.sources[key].unconfirmed


@EVERY
def test_each_table_shows_its_review_state_and_the_book_its_edition_and_stamp(pack: str) -> None:
    book, html = read_book(pack), page(pack)
    for table in book.tables:
        section = html.partition(f'<section id="table-{table.id}">')[2].partition("</section>")[0]
        assert table.review
        assert f'<p class="review"><strong>{table.review}' in section
    assert book.edition in plain(pack)
    assert load_pack(pack).stamp in plain(pack)


def rebuilt(part: BookCondition) -> set[str]:
    """The words a printed condition allows, read back from the phrase."""
    said = condition(part)[1]
    every = set(part.fact.words.values())
    if said == "measured":
        return every - {"not measured"}
    for lead, without in (("measured, and not ", {"not measured"}), ("anything but ", set[str]())):
        if said.startswith(lead):
            rest = said.removeprefix(lead).removesuffix(", not measured included")
            return every - without - {word for word in every if word in re.split(r", | or ", rest) or word == rest}
    return set(part.allowed)


@EVERY
def test_a_condition_put_in_words_allows_what_the_row_allows(pack: str) -> None:
    parts = [part for row in rows(read_book(pack)) for part in (*row.always, *sum(row.choices, ()))]
    assert len(parts) > 500
    for part in parts:
        assert rebuilt(part) == set(part.allowed), condition(part)


def rows(book: Book) -> list[BookRow]:
    return [row for table in book.tables for row in table.rows]


@EVERY
def test_conditions_and_choices_together_are_the_boxes_of_the_row(pack: str) -> None:
    content = load_pack(pack)
    course = content.course.tables if content.course else ()
    repeats = [content.repeats.table] if content.repeats else []
    tables = (*content.tables.values(), *course, *repeats, content_for(pack).table)
    for table, shown in zip(tables, read_book(pack).tables, strict=True):
        for row, seen in zip(table.rows, shown.rows, strict=True):
            boxes = [{table.space.names[place] for place, _ in box} for box in row.boxes]
            always = {part.fact.code for part in seen.always}
            choices = [{part.fact.code for part in choice} | always for choice in seen.choices] or [always]
            assert choices == boxes, row.id


def test_not_asked_is_printed_wherever_it_counts() -> None:
    asked = [fact for fact in read_book().facts if fact.asked]
    assert {fact.code for fact in asked} <= set(ANSWER_CODES)
    assert all(fact.words["unknown"] == "not asked" for fact in asked)


def test_every_table_and_every_answer_has_words() -> None:
    for table in read_book().tables:
        assert words()["table"][table.id]
        assert all(name in words()["output"] for row in table.rows for name in row.then)


def test_a_follow_up_says_when_it_falls_due() -> None:
    dated = {row.id: due(row) for row in rows(read_book()) if row.due}
    assert dated["follow-potassium-48h"] == "2 days"
    assert dated["follow-pregnancy-1-month"] == "1 month"
    assert dated["follow-labs-8-weeks-im"] == "56 to 84 days"


def test_what_stands_in_the_rules_is_never_read_as_markup() -> None:
    says = read_book().sources["AFP-22"].says
    assert "<180 pg/mL" in says
    assert says not in page("uk")
    assert escape(says) in page("uk")


def test_the_command_writes_the_book_whole(tmp_path: Path) -> None:
    out = tmp_path / "book.html"
    assert main(["rulebook", str(out), "--pack", "us"]) == 0
    assert out.read_bytes() == rule_book("us")
    assert [path.name for path in tmp_path.iterdir()] == ["book.html"]


def test_the_command_refuses_another_pack_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rulebook", str(tmp_path / "book.html"), "--pack", "zz"]) == 2
    assert capsys.readouterr().err.startswith("b12calc: --pack:")
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rulebook", str(tmp_path / "no" / "book.html")]) == 3
    assert "could not be written" in capsys.readouterr().err
