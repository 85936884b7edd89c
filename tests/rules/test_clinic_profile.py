"""A clinic profile is read strictly, says what it does not know, and can be written and read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.problems import ProblemsFound
from b12calc.rules import Clinic, clinic_text, clinics, read_clinic
from b12calc.rules.clinic_profile import RESOURCES, find_clinic
from b12calc.rules.profile_file import MOST_BYTES

HEAD = 'title = "Ours"\ndate = "2026-11-22"\n'
SMALL = HEAD + "printer = true\n"


def faults(text: str | bytes) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_clinic(text if isinstance(text, bytes) else text.encode(), "ours.toml")
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize("one", clinics(), ids=lambda one: one.id)
def test_a_shipped_profile_is_an_example_and_says_so(one: Clinic) -> None:
    assert one.example
    assert not one.own
    assert one.name.endswith("example)")
    assert find_clinic(one.id) == one


def test_the_examples_are_a_hospital_and_three_that_lack_something() -> None:
    assert {one.id for one in clinics()} == {"full-hospital", "basic-laboratory", "no-injections", "no-tablets"}
    assert all(find_clinic("full-hospital").word(one) == "yes" for one in RESOURCES)
    assert find_clinic("no-injections").lacks("hydroxocobalamin_injection", "cyanocobalamin_injection")
    assert find_clinic("basic-laboratory").nurse_days == frozenset({0, 3})


@pytest.mark.parametrize("name", ["nowhere", "../laboratories/leeds", ""])
def test_an_unknown_profile_is_no_profile(name: str) -> None:
    with pytest.raises(KeyError):
        find_clinic(name)


def test_what_a_profile_leaves_out_is_not_known_and_never_missing() -> None:
    got = read_clinic(SMALL.encode(), "ours.toml")
    assert got.word("printer") == "yes"
    assert got.word("mma") == "unknown"
    assert not got.lacks("mma")
    assert got.nurse_days is None


def test_no_nurse_day_means_that_nobody_gives_injections() -> None:
    got = read_clinic((HEAD + "[nurse]\ndays = []\n").encode(), "ours.toml")
    assert got.word("nurse_days") == "no"
    assert got.nurse_days == frozenset()


def test_an_own_file_is_named_with_its_stamp() -> None:
    got = read_clinic(SMALL.encode(), "ours.toml")
    assert got.id == "ours"
    assert got.name.startswith("Ours (22 Nov 2026, own file sha256:")
    assert read_clinic(SMALL.replace("\n", "\r\n").encode(), "ours.toml").stamp == got.stamp


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "ours.toml: nothing is set; tests, medicines, storage, nurse or printer was expected"),
        ('date = "2026-11-22"\nprinter = true', "ours.toml: title: is missing; a text was expected"),
        (SMALL.replace('"Ours"', '"a\\tb"'), "ours.toml: title: one line of text of at most 120 characters"),
        (SMALL.replace('"Ours"', "3"), "ours.toml: title: one line of text"),
        (SMALL.replace("2026-11-22", "22.11.2026"), "ours.toml: date: expected the day the profile was written"),
        (SMALL.replace('"2026-11-22"', "2026-11-22"), "ours.toml: date: expected the day"),
        (SMALL + 'fridge = "big"', "ours.toml: fridge: no such entry; expected title, date"),
        (HEAD + 'printer = "yes"', "ours.toml: printer: true or false was expected"),
        (SMALL + "[tests]", "ours.toml: tests: expected the lists available or not_available"),
        (SMALL + "tests = 3", "ours.toml: tests: expected the lists available or not_available"),
        (SMALL + "[tests]\nhere = []", "ours.toml: tests: expected the lists available or not_available"),
        (SMALL + '[tests]\navailable = "mma"', "ours.toml: tests.available: expected a list of total_b12"),
        (
            SMALL + '[tests]\navailable = ["mmma"]',
            "ours.toml: tests.available[0]: 'mmma' was given; expected total_b12",
        ),
        (
            SMALL + '[tests]\navailable = ["mma"]\nnot_available = ["mma"]',
            "ours.toml: tests.not_available[0]: mma is there twice; expected once",
        ),
        (SMALL + "[medicines]\navailable = [[]]", "ours.toml: medicines.available[0]: '[]' was given; expected hydr"),
        (SMALL + "[storage]\ncold = 4", "ours.toml: storage: expected cold = true or cold = false"),
        (SMALL + "[storage]\nwarm = true", "ours.toml: storage: expected cold = true or cold = false"),
        (SMALL + "[nurse]", "ours.toml: nurse: expected days = "),
        (SMALL + '[nurse]\ndays = "monday"', "ours.toml: nurse: expected days = "),
        (SMALL + '[nurse]\ndays = ["Monday"]', "ours.toml: nurse.days[0]: 'Monday' was given; expected monday"),
        (SMALL + '[nurse]\ndays = ["monday", "monday"]', "ours.toml: nurse.days[1]: monday is there twice"),
        ("title = ", "ours.toml: a clinic profile in TOML was expected: "),
        (b"\xff", "ours.toml: a clinic profile in UTF-8 text was expected"),
        (b"#" * (MOST_BYTES + 1), f"ours.toml: a clinic profile of at most {MOST_BYTES} bytes was expected"),
        ("a = " + "[" * 4000, "ours.toml: a clinic profile in TOML was expected: "),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(text: str | bytes, said: str) -> None:
    (sentence,) = faults(text)
    assert sentence.startswith(said)
    assert "\n" not in sentence


def test_every_fault_is_told_at_once() -> None:
    assert len(faults('title = 1\ndate = 2\nprinter = 3\n[storage]\n[nurse]\ndays = ["mon"]')) == 5


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(lambda text: text.isprintable()),
    st.dictionaries(st.sampled_from([one for one in RESOURCES if one != "nurse_days"]), st.booleans(), min_size=1),
    st.none() | st.frozensets(st.integers(0, 6)),
)
def test_a_profile_that_was_written_is_read_back_the_same(
    title: str, has: dict[str, bool], days: frozenset[int] | None
) -> None:
    if not title.strip():
        title = "x"
    got = read_clinic(clinic_text(title, date(2026, 3, 1), has, days).encode(), "ours.toml")
    assert (got.title, got.date, got.nurse_days) == (title.strip(), date(2026, 3, 1), days)
    assert got.has == has | ({} if days is None else {"nurse_days": bool(days)})


def test_a_profile_is_named_by_title_day_and_by_the_beginning_of_its_stamp_where_it_is_ones_own() -> None:
    stamp = "sha256:0123456789abcdef0123"
    day = date(2026, 11, 22)
    assert Clinic("x", "Ours", day, {}).name == "Ours (22 Nov 2026)"
    assert Clinic("x", "Ours", day, {}, example=True).name == "Ours (22 Nov 2026, example)"
    assert (
        Clinic("x", "Ours", day, {}, stamp=stamp, own=True).name == "Ours (22 Nov 2026, own file sha256:0123456789ab)"
    )


def test_what_a_profile_does_not_say_may_be_there_and_so_is_not_lacking() -> None:
    one = Clinic("x", "Ours", date(2026, 11, 22), {"mma": False, "fbc": True})
    assert [one.word(name) for name in ("mma", "fbc", "homocysteine")] == ["no", "yes", "unknown"]
    assert one.lacks("mma")
    assert not one.lacks("fbc")
    assert not one.lacks("homocysteine")
    assert not one.lacks("mma", "homocysteine")
    assert not one.lacks("mma", "fbc")
