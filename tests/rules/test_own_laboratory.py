"""A practice's own laboratory file: used like a published one, read strictly."""

from typing import Final

import pytest

from b12calc.problems import ProblemsFound
from b12calc.rules.lab_profile import Laboratory, read_laboratory
from b12calc.rules.laboratory import find_laboratory
from tests.rules.making import case, total
from tests.rules.profiles import at

# ── a practice's own file ────────────────────────────────────────────────────────────────────────────────────────────
HEAD: Final = 'title = "Ours"\nedition = "2026-02-03"\nsource = "handbook"\n'
LIMITS: Final = '[total_b12.limits]\n"ng/L" = { low = "150", high = 300 }\n'


def own(text: str) -> Laboratory:
    return read_laboratory(text.encode(), "own.toml")


def test_an_own_file_is_used_like_a_published_one_and_bears_the_stamp_of_its_text() -> None:
    ours = own(HEAD + "repeat = { days = 30 }\n" + LIMITS + '"pmol/L" = { low = 110.7, high = "221.3" }\n')
    assert ours.own
    assert ours.name == f"Ours (3 Feb 2026, own file {ours.stamp[:19]})"
    assert at(ours, case(total("149"))).measurements[0].band == "low"
    assert at(ours, case(total("110.7", "pmol/L"))).measurements[0].band == "middle"
    assert own(HEAD + LIMITS).stamp != own(HEAD + "# x\n" + LIMITS).stamp
    assert own(HEAD + LIMITS).stamp == own((HEAD + LIMITS).replace("\n", "\r\n")).stamp


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "own.toml: a laboratory profile in TOML was expected"),
        (HEAD, "own.toml: nothing is set; limits, a reference interval or a repeat rule was expected"),
        (LIMITS, "own.toml: title: is missing; a text was expected"),
        (HEAD.replace("2026-02-03", "2026-02-30") + LIMITS, "edition: expected the date"),
        (HEAD.replace("2026-02-03", "03.02.2026") + LIMITS, "edition: expected the date"),
        (HEAD + "colour = 1\n" + LIMITS, "colour: no such entry; expected title, edition"),
        (
            HEAD + 'evidence = "S-"\n' + LIMITS,
            "evidence: expected P, S, local: an unconfirmed figure may not be a limit",
        ),
        (HEAD + 'note = "a\\nb"\n' + LIMITS, "note: one line of text"),
        (HEAD + "statements = [1]\n" + LIMITS, "statements: a list of lines of text was expected"),
        (HEAD + 'unit_inferred = "no"\n' + LIMITS, "unit_inferred: true or false was expected"),
        (HEAD + "uncertainty_percent = 0\n" + LIMITS, "uncertainty_percent: a whole number from 1 to 50"),
        (HEAD + "repeat = { weeks = 4 }\n" + LIMITS, "repeat: expected { days = 1 to 731 }"),
        (HEAD + "repeat = { days = true }\n" + LIMITS, "repeat: expected { days = 1 to 731 }"),
        (HEAD + "repeat = 28\n" + LIMITS, "repeat: expected { days = 1 to 731 }"),
        (HEAD + "total_b12 = 180\n", "total_b12: expected the parts limits or interval"),
        (HEAD + "[total_b12]\nlimits = 180\n", "total_b12.limits: expected a unit with its figures"),
        (HEAD + LIMITS.replace("ng/L", "furlong"), "total_b12.limits.furlong: expected one of"),
        (HEAD + LIMITS.replace("150", "abc"), "ng/L.low: This is not a number"),
        (HEAD + LIMITS.replace("150", "1,500"), "can be read as two numbers"),
        (HEAD + LIMITS.replace('"150"', "true"), "ng/L.low: a number was expected"),
        (HEAD + LIMITS.replace('"150"', "nan"), "ng/L.low: This is not a number"),
        (HEAD + LIMITS.replace("150", "0"), "cannot be a limit"),
        (HEAD + LIMITS.replace("300", "150"), "the low figure was expected to be below the high one"),
        (HEAD + LIMITS.replace('low = "150", ', ""), "expected the figures low, or low and high"),
        (HEAD + LIMITS + '"pmol/L" = { low = "150", high = "300" }\n', "do not mean the same (low)"),
        (HEAD + LIMITS + '"pmol/L" = { low = "111" }\n', "the figure high was expected in every unit or in none"),
        (HEAD + LIMITS + '"ng/l" = { low = "150", high = "300" }\n', "the unit is there twice"),
        (HEAD + '[mma.limits]\n"nmol/L" = { low = "280" }\n', "mma.limits.nmol/L: expected the figures raised"),
        (HEAD + '[ferritin.limits]\n"ug/L" = { low = "30" }\n', "ferritin: no such entry"),
    ],
)
def test_a_faulty_own_file_is_refused_with_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        own(text)
    assert said in str(found.value)


def test_a_file_that_is_no_text_or_far_too_long_is_refused() -> None:
    for data in (b"\xff\xfe", b"#" * 65_000):
        with pytest.raises(ProblemsFound):
            read_laboratory(data, "own.toml")


def test_every_fault_of_a_file_is_told_at_once() -> None:
    with pytest.raises(ProblemsFound) as found:
        own('edition = "x"\nrepeat = 1\n' + LIMITS.replace("300", "100"))
    assert [one.path for one in found.value.problems] == [
        "own.toml: title",
        "own.toml: edition",
        "own.toml: source",
        "own.toml: repeat",
        "own.toml: total_b12.limits.ng/L",
    ]


def test_a_published_profile_is_found_by_its_name_alone() -> None:
    for name in ("somewhere", "../laboratories/york", ""):
        with pytest.raises(KeyError):
            find_laboratory(name)
