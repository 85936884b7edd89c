"""Pieces of messages are gathered by patient, and nobody is taken for another."""

from datetime import date

import pytest

from b12calc.exchange.incoming import gathering
from b12calc.exchange.incoming.found import Found, Identity, Leftover
from b12calc.exchange.incoming.gathering import Gathered, keep
from b12calc.problems import ProblemsFound

BORN = date(1962, 3, 4)
RESULT = Found(names=("Vitamin B12",), value="142", text="B12 142", where="line 1")
PIECE = Leftover("x", "line 2", "a picture")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (Identity("Bell, Ann", BORN, "female", "943"), Identity("BELL, ANN", BORN, "male", "943"), True),
        (Identity("Bell, Ann", BORN, None, "943"), Identity("Bell, Ann", BORN, None, "944"), False),
        (Identity("Bell, Ann", BORN, None, "943"), Identity("Bell, Ann", None, None, "943"), False),
        (Identity("Bell, Ann", BORN, None, "943"), Identity("Bell, Tom", BORN, None, "943"), False),
        (Identity(identifier="943"), Identity(identifier="943"), True),
        (Identity("Bell, Ann", BORN), Identity("bell, ann", BORN), True),
        (Identity("Bell, Ann"), Identity("Bell, Ann"), False),
        (Identity(birth_date=BORN), Identity(birth_date=BORN), False),
        (Identity(), Identity(), False),
    ],
)
def test_messages_are_joined_only_where_they_tell_the_same_person(
    first: Identity, second: Identity, joined: bool
) -> None:
    gathered = Gathered()
    gathered.add(first, 1, RESULT)
    gathered.add(second, 2, RESULT)
    gathered.add(first, 1, PIECE)
    reports = gathered.reports()
    assert [report.identity for report in reports] == ([first] if joined else [first, second])
    assert reports[0].found == ((RESULT, RESULT) if joined else (RESULT,))
    assert reports[0].left == (PIECE,)


@pytest.mark.parametrize("piece", [RESULT, PIECE])
def test_more_pieces_of_one_patient_than_the_cap_are_refused(
    piece: Found | Leftover, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MAX_RESULTS", 2)
    gathered = Gathered()
    for _ in range(2):
        gathered.add(Identity(identifier="943"), 1, piece)
    gathered.add(Identity(identifier="944"), 1, piece)
    with pytest.raises(ProblemsFound, match="more than 2 results of one patient"):
        gathered.add(Identity(identifier="943"), 1, piece)


def test_a_remark_is_kept_once_and_beyond_twenty_it_is_only_said_that_there_are_more() -> None:
    notes: list[str] = []
    for text in ("", *map(str, range(20)), "3", ""):
        keep(notes, text)
    assert notes == [str(number) for number in range(20)]
    for text in ("20", "21"):
        keep(notes, text)
    assert notes[20:] == ["more remarks stand in the report"]
