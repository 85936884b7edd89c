from pathlib import Path

import pytest

from tests.safety.records import DataError, Score, read_hazards

WHOLE = """
[[hazard]]
id = "H01"
hazard = "a"
cause = "b"
effect = "c"
before = "Maj/H 4"
after = "to be given"

[[hazard.control]]
kind = "protect"
what = "d"
tests = ["tests/test_a.py::test_b"]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "one.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_record_is_read_with_all_it_says(tmp_path: Path) -> None:
    (one,) = read_hazards(written(tmp_path, WHOLE))
    assert (one.id, one.before, one.after) == ("H01", Score("Maj", "H", 4), None)
    assert one.tests() == ["tests/test_a.py::test_b"] and one.controls[0].campaigns == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('cause = "b"\n', "", "missing or unknown: cause"),
        ('effect = "c"', 'effect = "c"\nefect = "d"', "missing or unknown: efect"),
        ('kind = "protect"', 'kind = "hope"', "kind is one of designed out, protect, inform, not hope"),
        ('"Maj/H 4"', '"Maj/High 4"', 'a score is like "Maj/L 3"'),
        ('"H01"', '"1"', "id is H and a number"),
        ("[[hazard]]", "[more]\na = 1\n[[hazard]]", "[[hazard]] alone was expected"),
        ("[[hazard]]", WHOLE + "[[hazard]]", "H01: given twice"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(DataError) as refused:
        read_hazards(written(tmp_path, WHOLE.replace(before, after, 1)))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("severity", "likelihood", "risk"),
    [("Maj", "H", 4), ("Maj", "L", 3), ("Maj", "VL", 2), ("Con", "M", 3), ("Con", "L", 2), ("Sig", "H", 3),
     ("Sig", "VL", 1), ("Cat", "VH", 5), ("Min", "VL", 1), ("Cat", "VL", 3)],
)  # fmt: skip
def test_the_risk_is_that_of_the_matrix(severity: str, likelihood: str, risk: int) -> None:
    assert Score(severity, likelihood, 0).by_matrix == risk


def test_worse_or_likelier_is_never_less_risk() -> None:
    from itertools import pairwise

    from tests.safety.records import LIKELIHOODS, MATRIX, SEVERITIES

    for likelihood in LIKELIHOODS:
        assert list(MATRIX[likelihood]) == sorted(MATRIX[likelihood])
    for one, other in pairwise(LIKELIHOODS):
        assert all(MATRIX[one][at] <= MATRIX[other][at] for at in range(len(SEVERITIES)))
