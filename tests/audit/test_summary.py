"""The summary of an audit: exact counts, pictures that stand alone, and nothing of a patient in it."""

import csv
import io
import re
from collections import Counter
from xml.etree import ElementTree  # what is read here was written by the program itself

import pytest

from b12calc.audit import AuditOptions
from b12calc.audit.charts import charts, figures_csv
from b12calc.audit.layout import layout_of
from b12calc.audit.plain import judged
from b12calc.audit.summary import Summary, Tally, age_band, reason_of, wilson
from b12calc.audit.summary_page import about, page
from b12calc.problems import Problem
from tests.audit.made_rows import DAY, made_rows, missing

ROWS = made_rows(500, 27)
ABOUT = about("list.csv", AuditOptions(DAY), 500, 0)


@pytest.fixture(scope="module")
def made() -> Summary:
    summary = Summary()
    for row in ROWS:
        summary.add(judged(layout_of(tuple(row), None), [tuple(row.values())], AuditOptions(DAY)).tally)
    return summary


def test_every_count_is_that_of_the_rows(made: Summary) -> None:
    assert made.classed == 500
    assert made.missing == Counter(code for row in ROWS for code in missing(row))
    ages = Counter(age_band(int(row["age_years"])) for row in ROWS)
    sexes = Counter(row["sex"] for row in ROWS)
    assert Counter({age: sum(made.by_group[key] for key in made.by_group if key[0] == age) for age in ages}) == ages
    assert Counter({sex: sum(made.by_group[key] for key in made.by_group if key[1] == sex) for sex in sexes}) == sexes
    assert made.urgency.total() == 500


def test_the_tables_say_the_counts(made: Summary) -> None:
    by_code = {one.code: one for one in charts(made)}
    assert sum(int(row[1]) for row in by_code["status"].rows) == 500
    assert sum(int(row[1]) for row in by_code["groups"].rows) == 500
    told = {row[0].partition(".")[0]: row[1] for row in by_code["missing"].rows}
    assert told["Metformin without a B12 level"] == str(sum("metformin_without_level" in missing(row) for row in ROWS))


@pytest.mark.parametrize(
    ("figure", "counted"), [("280", "normal"), ("281", "raised"), ("900", "raised"), (">100", ""), ("", "")]
)
def test_mma_is_counted_where_it_can_be_classed(figure: str, counted: str) -> None:
    row = {
        "id": "a",
        "age_years": "50",
        "total_b12": "250",
        "total_b12_unit": "ng/L",
        "mma": figure,
        "mma_unit": "nmol/L",
    }
    assert judged(layout_of(tuple(row), None), [tuple(row.values())], AuditOptions(DAY)).tally.mma == counted


def test_patients_alike_can_be_counted_at_once() -> None:
    one, other = Summary(), Summary()
    alike = Tally(
        "deficient", "soon", ("folate_alone",), ("folate_alone", "repeat_in_vain"), "raised", "16 to 39", "male"
    )
    one.add(alike, 7)
    for _ in range(7):
        other.add(alike)
    assert one == other
    assert page(one, ABOUT) == page(other, ABOUT)


def test_the_page_needs_nothing_beside_it_and_runs_nothing(made: Summary) -> None:
    text = page(made, ABOUT)
    for forbidden in ("<script", "src=", "href=", "url(", "@import", "onload"):
        assert forbidden not in text
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {"http://www.w3.org/2000/svg"}
    assert text.count("<h1") == 1
    assert '<html lang="en-GB">' in text


def test_every_picture_is_named_said_in_words_and_has_its_table(made: Summary) -> None:
    for chart in (one for one in charts(made) if one.svg):
        tree = ElementTree.fromstring(chart.svg)
        parts = [one.tag.rpartition("}")[2] for one in tree]
        assert parts[:2] == ["title", "desc"]
        assert tree[0].text == chart.title
        assert tree.get("role") == "img"
        assert chart.title in (tree.get("aria-label") or "")
        assert chart.rows
        colours = set(re.findall(r"#[0-9a-f]{3}\b", chart.svg))
        assert all(len(set(one[1:])) == 1 for one in colours), "grey only"


def test_every_bar_stands_inside_its_picture_with_its_figure(made: Summary) -> None:
    for chart in (one for one in charts(made) if one.code in ("status", "urgency", "missing")):
        tree = ElementTree.fromstring(chart.svg)
        texts = [one.text or "" for one in tree.iter() if one.tag.endswith("text")]
        for row in chart.rows:
            assert any(row[1] in text and row[-1 if chart.code != "missing" else 3] in text for text in texts)
        width = float(str(tree.get("width")))
        for one in tree.iter():
            if one.tag.endswith("text") and one.get("text-anchor") == "end":
                assert len(one.text or "") * 6.8 < float(str(one.get("x"))), one.text
            if one.tag.endswith("rect"):
                assert float(str(one.get("x"))) + float(str(one.get("width"))) <= width


def test_refused_rows_are_told_by_reason_without_what_stood_in_them() -> None:
    summary = Summary()
    summary.refuse([Problem("B12", "'Mary Smith 943 476 5919' is no number"), Problem("B12", "12.5 ng/L cannot be")])
    summary.refuse([Problem("B12", "700000 ng/L cannot be"), Problem("", 'expected yes; "Mary" was given')])
    assert summary.refused == 2
    assert summary.reasons == {"B12: … is no number": 1, "B12: … ng/L cannot be": 2, "expected yes; … was given": 1}
    text = page(summary, ABOUT)
    assert not [word for word in ("Mary", "Smith", "943", "700000") if word in text]


def test_a_heading_with_markup_is_printed_and_not_run() -> None:
    summary = Summary()
    summary.refuse([Problem("<script>alert(1)</script>", "expected a day")])
    text = page(summary, ABOUT)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;: expected a day" in text


def test_the_reasons_held_do_not_grow_with_the_rows() -> None:
    summary = Summary()
    for number in range(500):
        summary.refuse([Problem(f"column {chr(0x4E00 + number)}", "is odd")])
    assert len(summary.reasons) <= 61
    assert summary.reasons.total() == 500
    assert any(row[0] == "other reasons" for one in charts(summary) for row in one.rows)


def test_a_test_named_with_a_figure_keeps_its_name() -> None:
    said = reason_of(Problem("b12", "Total vitamin B12: 240599 pg/mL cannot be; expected between 10 and 200000 pg/mL"))
    assert said == "b12: Total vitamin B12: … pg/mL cannot be; expected between … and … pg/mL"
    assert reason_of(Problem("B12 (ng/L)", "is odd")) == "B12 (ng/L): is odd"
    assert reason_of(Problem("test (mma)", "is odd"), named=True) == "test (mma): is odd"
    assert reason_of(Problem("test (Mary)", "is odd"), named=True) == "test (…): is odd"


def test_the_figures_are_safe_for_a_spreadsheet(made: Summary) -> None:
    rows = list(csv.DictReader(io.StringIO(figures_csv(made).decode("utf-8-sig"))))
    assert list(rows[0]) == ["picture", "row", "column", "value"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_an_audit_of_nobody_has_a_page() -> None:
    text = page(Summary(), about("none.csv", AuditOptions(DAY), 0, 0))
    assert "No row was refused" in text
    assert "<svg" not in text


def test_the_interval_is_that_of_wilson() -> None:
    # Newcombe, Stat Med 1998;17:857, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (hits, of), (low, high) in published.items():
        assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)
