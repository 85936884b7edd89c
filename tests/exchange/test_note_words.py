"""The words of a note stay as they are, so that an old note stays readable: each line as it was once written."""

import json
from typing import Any, Final

import pytest

from b12calc.exchange import Made, note_inputs, read_note
from b12calc.exchange.pasted import framed
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound

FULL: Final = """\
b12calc note 1, 18 lines [3f6]
Patient: name "Ada Marsh", born 2 Apr 1958, sex female, pregnant, trimester
    2, number "9990001112", kind of number "NHS number", altitude 1200 m,
    haemoglobin adjusted for smoking [vm7]
Visit: 3 Nov 2025 [crc]
Total B12: <142 ng/L, range 180 to 900, collected 1 Nov 2025, unit checked
    on the report, laboratory "York", comment "late, but read" [6x5]
MMA: 0,28 µmol/L, range up to 0.28 [hxk]
eGFR: 61 mL/min/1.73m2, range from 60 [x35]
Blood film: abnormal, seen hypersegmented neutrophils + schistocytes [cty]
Parietal cell antibody: unit U/mL, negative [4gq]
Yes (nerve): paraesthesia [pnd]
Yes (context): fatigue [cev]
Yes (medicines): metformin [crn]
Yes (exposures): nitrous oxide [kkq]
No (balance): falls [k8q]
More on paraesthesia: since Jun 2025, moderate, worse [958]
More on metformin: since 2019, daily dose "2 g" [k1v]
More on nitrous oxide: last 30 Oct 2025, note "two tins a week" [kzd]
B12 before the test: oral, 50 micrograms, last taken 20 Oct 2025 [h5b]
Visit: 12 Mar 2026 [927]
Treatment: im, regimen "uk-im-standard", started 10 Nov 2025, last given 10
    Feb 2026, missed doses 1, limits daily life no [9k1]
end of b12calc note, check wy5k7tpa [b3n]
"""
FULL_CASE: Final[dict[str, Any]] = {
    "format": "b12calc-case/1",
    "patient": {
        "name": "Ada Marsh", "date_of_birth": "1958-04-02", "sex": "female", "pregnancy": "pregnant", "trimester": 2,
        "identifier": "9990001112", "identifier_kind": "NHS number", "altitude_metres": 1200,
        "adjust_haemoglobin_for_smoking": True,
    },
    "visits": [
        {
            "date": "2025-11-03",
            "results": [
                {
                    "analyte": "total_b12", "value": "142", "unit": "ng/L", "comparator": "<", "reference_low": "180",
                    "reference_high": "900", "collected": "2025-11-01", "laboratory": "York",
                    "comment": "late, but read", "unit_confirmed": True,
                },
                {"analyte": "mma", "value": "0,28", "unit": "µmol/L", "reference_high": "0.28"},
                {"analyte": "egfr", "value": "61", "unit": "mL/min/1.73m2", "reference_low": "60"},
                {
                    "analyte": "blood_film", "finding": "abnormal",
                    "findings": ["hypersegmented_neutrophils", "schistocytes"],
                },
                {"analyte": "parietal_cell_antibody", "finding": "negative", "unit": "U/mL"},
            ],
            "answers": {
                "paraesthesia": "yes", "falls": "no", "metformin": "yes", "nitrous_oxide": "yes", "fatigue": "yes",
            },
            "details": {
                "paraesthesia": {"since": "2025-06", "severity": "moderate", "course": "worse"},
                "metformin": {"since": "2019", "daily_dose": "2 g"},
                "nitrous_oxide": {"last": "2025-10-30", "note": "two tins a week"},
            },
            "b12_before_test": {"kind": "oral", "dose_micrograms": "50", "last_taken": "2025-10-20"},
        },
        {
            "date": "2026-03-12",
            "treatment": {
                "route": "im", "regimen": "uk-im-standard", "started": "2025-11-10", "last_given": "2026-02-10",
                "missed_doses": 1, "limits_daily_life": "no",
            },
        },
    ],
}  # fmt: skip
ODD: Final = r"""b12calc note 1, 9 lines [qmb]
Patient: age group adult, sex male [ppn]
Visit: 12 Mar 2026 [927]
Total B12: comparator >, raised [2ak]
Homocysteine: ~12 "µmol per litre of plasma, EDTA" [9mn]
Blood film: abnormal, seen "Capital \- odd" + a b [f03]
H pylori: positive, laboratory "\"St. Mary's\" \[north\]" [4k3]
MCV: "about 98" fL [5xf]
No (context): fatigue [xn2]
More on fatigue: note "xxxxxxxxxxxxxxxxxxxxxxxxxxxxx\
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\ xxxxxxxxxxx" [h69]
end of b12calc note, check 2z79s50r [w9x]
"""
ODD_CASE: Final[dict[str, Any]] = {
    "format": "b12calc-case/1",
    "patient": {"age_group": "adult", "sex": "male"},
    "visits": [
        {
            "date": "2026-03-12",
            "results": [
                {"analyte": "total_b12", "comparator": ">", "finding": "raised"},
                {"analyte": "homocysteine", "value": "12", "comparator": "~", "unit": "µmol per litre of plasma, EDTA"},
                {"analyte": "blood_film", "finding": "abnormal", "findings": ["Capital - odd", "a_b"]},
                {"analyte": "h_pylori", "finding": "positive", "laboratory": '"St. Mary\'s" [north]'},
                {"analyte": "mcv", "value": "about 98", "unit": "fL"},
            ],
            "answers": {"fatigue": "no"},
            "details": {"fatigue": {"note": "x" * 70}},
        }
    ],
}
BARE: Final = """\
b12calc note 1, 2 lines [px3]
Patient: nothing known [1yp]
Visit: 12 Mar 2026 [927]
end of b12calc note, check qrjrgse7 [pqn]
"""
BARE_CASE: Final[dict[str, Any]] = {"format": "b12calc-case/1", "patient": {}, "visits": [{"date": "2026-03-12"}]}
VISIT: Final = ["Patient: sex male", "Visit: 12 Mar 2026"]
NOTES = [(FULL, FULL_CASE), (ODD, ODD_CASE), (BARE, BARE_CASE)]


@pytest.mark.parametrize(("text", "raw"), NOTES, ids=["full", "odd", "bare"])
def test_a_note_is_written_word_for_word_as_it_always_was(text: str, raw: dict[str, Any]) -> None:
    assert note_inputs(read_case(json.dumps(raw))) == text


@pytest.mark.parametrize(("text", "raw"), NOTES, ids=["full", "odd", "bare"])
def test_a_note_written_long_ago_gives_its_case_back(text: str, raw: dict[str, Any]) -> None:
    read = read_note(text)
    assert read.case == read_case(json.dumps(raw))
    assert read.made is None


def test_a_line_of_rules_is_read_part_by_part() -> None:
    made = read_note(framed(['Assessed: 12 Mar 2026, pack us, edition 2026-11-22.3, laboratory "York"', *VISIT])).made
    assert made is not None
    assert (str(made.today), made.pack, made.edition, made.laboratory) == ("2026-03-12", "us", "2026-11-22.3", "York")
    assert read_note(framed(["Assessed: pack uk", *VISIT])).made == Made(None, "uk", None, None)


def test_a_note_that_would_not_give_its_case_back_is_never_given(monkeypatch: pytest.MonkeyPatch) -> None:
    other = read_note(ODD)
    monkeypatch.setattr("b12calc.exchange.note.read_note", lambda text: other)
    assert note_inputs(other.case) == ODD
    with pytest.raises(ValueError, match="would not give back the same case"):
        note_inputs(read_case(json.dumps(FULL_CASE)))


UNKNOWN: Final = [
    (["Patient: sex male", "Total B12: 142 ng/L"], "line 3", "Total B12: 142 ng/L"),  # a result before any visit
    ([*VISIT, "Patients: sex male"], "line 4", "Patients"),
    ([*VISIT, "Nothing is here"], "line 4", "Nothing is here"),
    ([*VISIT, "Moonlight: 3 g/L"], "line 4", "Moonlight"),
    ([*VISIT, "Total B12: 142 ng/L, 143 ng/L"], "line 4", "143 ng/L"),  # one thing told twice
    ([*VISIT, "Total B12: 142 ng/L, hovering"], "line 4", "hovering"),
    ([*VISIT, "Yes (nerve): paraesthesia, moonstruck"], "line 4", "moonstruck"),
    ([*VISIT, "More on moonstruck: severe"], "line 4", "moonstruck"),
    ([*VISIT, "More on fatigue: severe, mild"], "line 4", "mild"),
    (["Patient: sex male", "Visit: 12 March 2026"], "line 3", "12 March 2026"),
    (["Patient: sex male", "Visit: 2026-03-12"], "line 3", "2026-03-12"),
    (["Patient: sex male", "Visit: Mar 2026"], "line 3", "Mar 2026"),
    (["Patient: sex other than that"], "line 2", "sex other than that"),
]


@pytest.mark.parametrize(("lines", "place", "said"), UNKNOWN, ids=[one[2] for one in UNKNOWN])
def test_what_this_program_does_not_know_is_named_with_its_line(lines: list[str], place: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_note(framed(lines))
    (problem,) = found.value.problems
    told = f"{said!r} is not known to this program; a note of this or an earlier version was expected"
    assert (problem.path, problem.message) == (place, told)


def test_every_line_that_is_not_known_is_told_and_a_long_one_shortened() -> None:
    with pytest.raises(ProblemsFound) as found:
        read_note(framed([*VISIT, f"Moonlight {'x' * 90}: 1", "Sunlight: 1"]))
    first, second = found.value.problems
    assert first.message.startswith(f"'Moonlight {'x' * 50}' is not known")
    assert second.message.startswith("'Sunlight' is not known")
