"""What laboratory and clinic files share: one clear sentence for each fault, one stamp whatever ends the lines."""

from decimal import Decimal
from pathlib import Path

import pytest

from b12calc.problems import Problem, ProblemsFound
from b12calc.rules.profile_file import MOST_BYTES, parsed, refuse, shipped, stamp


def test_figures_come_out_exact_and_a_byte_order_mark_is_no_fault() -> None:
    assert parsed(b"\xef\xbb\xbfx = 0.1", "ours.toml", "laboratory") == {"x": Decimal("0.1")}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"#" * (MOST_BYTES + 1), f"a clinic profile of at most {MOST_BYTES} bytes was expected"),
        (b"title = \xff", "a clinic profile in UTF-8 text was expected"),
        (b"title", "a clinic profile in TOML was expected"),
        (b"x = " + b"[" * 5000, "a clinic profile in TOML was expected"),
        (b"x = 2026-02-30", "a clinic profile in TOML was expected"),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        parsed(data, "ours.toml", "clinic")
    (problem,) = refused.value.problems
    assert problem.path == "ours.toml"
    assert problem.message.startswith(said)


def test_every_fault_is_told_under_the_name_of_the_file() -> None:
    refuse((), "ours.toml")
    with pytest.raises(ProblemsFound) as refused:
        refuse([Problem("title", "a text was expected"), Problem("", "nothing is in it")], "ours.toml")
    assert [one.path for one in refused.value.problems] == ["ours.toml: title", "ours.toml"]


def test_the_stamp_is_that_of_the_text() -> None:
    assert stamp(b"a\r\nb\r\n") == stamp(b"a\nb\n") != stamp(b"a\nb")
    assert stamp(b"").startswith("sha256:e3b0c442")


def test_only_a_file_of_that_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "there.toml").write_text("")
    (tmp_path / "deeper").mkdir()
    assert shipped(tmp_path / "deeper" / "..", "there").is_file()
    for name in ("gone", "../there", "deeper/../there"):
        with pytest.raises(KeyError):
            shipped(tmp_path / "deeper" if name.startswith("..") else tmp_path, name)
