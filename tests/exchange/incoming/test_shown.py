"""What was read, written out: every piece of a result in its line, whose it is, and what was left aside."""

import json
from datetime import date

from b12calc.exchange.incoming.found import Found, Identity, Leftover, Report
from b12calc.exchange.incoming.imported import Import
from b12calc.exchange.incoming.judge import judged
from b12calc.exchange.incoming.shown import as_json, as_lines

TODAY = date(2026, 11, 22)
B12 = Found(
    names=("Serum vitamin B12",), value="<142", unit="ng/L", range_text="180 - 900", status="final",
    collected=date(2026, 3, 10), text="Serum vitamin B12 <142 ng/L", where="line 1", notes=("Repeat in a month",),
)  # fmt: skip
ANTIBODY = Found(names=("Intrinsic factor antibody",), value="positive", text="IFA", where="line 2", doubts=("torn",))
FERRITIN = Found(names=("Ferritin",), value="20", unit="ug/L", text="Ferritin", where="line 3", high="300")
WHO = Identity("Béll, Ann", date(1962, 3, 4), "female", "943")


def read(*reports: Report) -> Import:
    return Import(read_as="text", patients=tuple(judged(report, TODAY) for report in reports))


def test_each_result_is_a_line_with_its_verdict_figure_range_day_and_place() -> None:
    left = Leftover("Sodium 140", "line 4", "not a result this program uses")
    assert list(as_lines(read(Report(WHO, (B12, ANTIBODY, FERRITIN), (left,))))) == [
        "Reported for: Béll, Ann, born 1962-03-04, female, 943",
        "  accepted   Total vitamin B12: < 142 ng/L [180 - 900], taken 2026-03-10 (line 1)",
        "             note: Repeat in a month",
        "  doubtful   Intrinsic factor antibody: positive, no day told (line 2)",
        "             doubt: torn",
        "  accepted   Ferritin: 20 ug/L [ - 300], no day told (line 3)",
        "  left out   line 4: not a result this program uses",
    ]


def test_a_lower_limit_alone_is_shown_as_such() -> None:
    low = Found(names=("Ferritin",), value="20", unit="ug/L", text="Ferritin", where="line 3", low="15")
    assert "20 ug/L [15 - ], no day" in list(as_lines(read(Report(WHO, (low,)))))[1]


def test_several_patients_are_counted_and_one_is_not() -> None:
    lines = list(as_lines(read(Report(WHO, (B12,)), Report(Identity()))))
    assert lines[0] == "Patient 1 of 2"
    assert lines[4:] == ["Patient 2 of 2", "Reported for: nobody is named"]


def test_a_file_without_any_result_says_so() -> None:
    assert list(as_lines(read(Report(Identity(name="Ann"))))) == [
        "Reported for: Ann",
        "No result of this program's tests was found.",
    ]


def test_as_json_it_is_one_indented_text_with_its_letters_and_days_as_written() -> None:
    found = read(Report(WHO, (B12,)))
    text = as_json(found).decode()
    assert text.endswith("}\n") and '\n "read_as": "text"' in text and "Béll, Ann" in text
    assert json.loads(text)["patients"][0]["identity"]["date_of_birth"] == "1962-03-04"
    assert Import.model_validate_json(text) == found
