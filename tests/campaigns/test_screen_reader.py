"""The window as a screen reader has it, where the tools for it are installed."""

import pytest

from tests.campaigns import screen_reader


def test_missing_tools_are_named_in_one_sentence_and_end_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screen_reader, "missing", lambda: ["xvfb", "at-spi2-core"])
    assert screen_reader.main() == 2
    assert capsys.readouterr().out == "The screen reader's side cannot be tried here: missing xvfb, at-spi2-core.\n"


def test_another_process_reads_and_uses_the_window_as_it_tells_itself(capfd: pytest.CaptureFixture[str]) -> None:
    if lacking := screen_reader.missing():
        pytest.skip(f"missing {', '.join(lacking)}")
    code = screen_reader.main()
    assert code == 0, capfd.readouterr().out
