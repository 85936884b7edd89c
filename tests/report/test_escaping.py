"""Whatever stands in a text, it stays text: in every place of a page, of a picture and of the metadata of a PDF."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from b12calc.audit import summary_page
from b12calc.audit.charts import Chart
from b12calc.audit.plots import Bar, Panel, bars, panels
from b12calc.audit.summary import Summary
from b12calc.report import document as content
from b12calc.report import html
from b12calc.report.metadata import packet

BELL = "\x07"


def evil(name: str) -> str:
    """A text that would be a tag, and end what it stands in, were it not escaped."""
    return f"</p><evil>{name} & \"it\" 'too' &lt;"


class Seen(HTMLParser):
    """What a page holds: the names of its tags, the values of its attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.values: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.values |= {value for _, value in attrs if value}

    def handle_data(self, data: str) -> None:
        self.text += data


def scale() -> content.Scale:
    one = Decimal(1)
    return content.Scale("B12", "ng/L", one, "1", "", one, one, ("a", "b", "c"), evil("twin"))


BLOCKS: dict[str, tuple[content.Block, tuple[str, ...]]] = {
    "the urgent line": (content.UrgentLine("urgent", evil("word"), evil("line")), ("word", "line")),
    "a paragraph": (content.Paragraph(evil("text"), lead=evil("lead")), ("text", "lead")),
    "names and values": (content.KeyValues(((evil("name"), evil("value")),)), ("name", "value")),
    "a table": (
        content.Table((evil("head"),) * 2, ((evil("first"), evil("second")),), (1, 1), under=(evil("note"),)),
        ("head", "first", "second", "note"),
    ),
    "a scale": (scale(), ("twin",)),
    "things to do": (
        content.ActionList(evil("do"), (content.Action(evil("number"), evil("strength"), evil("act")),)),
        ("do", "number", "strength", "act"),
    ),
    "lines to fill in": (content.WriteIn((evil("label"),)), ("label",)),
}


def report(*blocks: content.Block, title: str = "Title", **more: Any) -> content.ReportDocument:
    section = content.Section(more.pop("section", "Section"), blocks)
    fields = {"identity": ("A",), "subtitle": "s", "statement": "t", "edition": "e", "author": "a", **more}
    return content.ReportDocument(title=title, sections=(section,), **fields)


@pytest.mark.parametrize("place", BLOCKS)
def test_a_text_of_a_block_stays_text_on_the_page(place: str) -> None:
    block, names = BLOCKS[place]
    seen = Seen(html.write(report(block)))
    assert "evil" not in seen.tags
    assert all(evil(name) in seen.text for name in names)


@pytest.mark.parametrize("field", ["title", "subtitle", "statement", "edition", "section", "language"])
def test_a_text_around_the_blocks_stays_text_on_the_page(field: str) -> None:
    one: dict[str, Any] = {field: evil(field)}
    seen = Seen(html.write(report(**one)))
    assert "evil" not in seen.tags
    assert evil(field) in seen.text or evil(field) in seen.values


@pytest.mark.parametrize("field", ["identity", "heading"])
def test_identity_and_heading_stay_text_on_the_page(field: str) -> None:
    both: dict[str, Any] = {field: (evil("one"), evil("two"))}
    seen = Seen(html.write(report(**both)))
    assert "evil" not in seen.tags
    assert evil("one") in seen.text and evil("two") in seen.text


def test_a_title_is_escaped_in_the_head_and_in_the_body() -> None:
    page = html.write(report(title=evil("title")))
    assert "<evil>" not in page
    assert page.count("&lt;evil&gt;title") == 2


def test_a_control_character_becomes_a_space_on_the_page() -> None:
    assert html.escape(f"a{BELL}b\nc") == "a b c"
    assert summary_page.escape(f"a{BELL}b\nc") == "a b c"


def test_every_word_of_the_metadata_stays_a_word() -> None:
    names = ("title", "subject", "author", "producer", "language")
    title, subject, author, producer, language = map(evil, names)
    made = packet(title, subject, author, producer, language, date(2026, 3, 12))
    tree = fromstring(made.decode("utf-8").split("?>", 1)[1].rsplit("<?", 1)[0])
    texts = [one.text for one in tree.iter() if one.text and "evil" in one.text]
    assert sorted(texts) == sorted([*map(evil, names), evil("author")])
    assert not [one for one in tree.iter() if one.tag == "evil"]


def test_a_picture_keeps_its_names_as_text() -> None:
    for made in (
        bars(evil("title"), evil("said"), [Bar(evil("bar"), 0.5, evil("told"), (0.4, 0.6))]),
        panels(evil("title"), evil("said"), [evil("told")], [Panel(evil("bar"), ((evil("row"), (0.5,)),))]),
    ):
        tree = fromstring(made)
        texts = [one.text for one in tree.iter()]
        assert tree.attrib["aria-label"] == f"{evil('title')}. {evil('said')}"
        assert all(evil(name) in texts for name in ("title", "said", "bar", "told"))
        assert not [one for one in tree.iter() if one.tag.endswith("evil")]


def test_the_page_of_a_summary_keeps_every_text_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = Chart("status", evil("title"), evil("note"), (evil("head"), "n"), ((evil("first"), evil("cell")),))
    said = {"title": evil("page"), "statement": evil("statement")}

    def made(_summary: Summary) -> Iterator[Chart]:
        yield chart

    monkeypatch.setattr(summary_page, "charts", made)
    monkeypatch.setattr(summary_page, "texts", lambda: said)
    page = summary_page.page(Summary(), summary_page.About(((evil("name"), evil("told")),)))
    seen = Seen(page)
    assert "<evil>" not in page
    assert page.count("&lt;evil&gt;page") == 2
    assert all(
        evil(name) in seen.text
        for name in ("page", "statement", "name", "told", "title", "note", "head", "first", "cell")
    )
