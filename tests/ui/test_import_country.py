"""Days in figures, such as 03/04/2026, are read as the country of the guideline writes them."""

from typing import Any

import pytest

from b12calc.exchange.incoming import worker
from b12calc.exchange.incoming.door import Reading
from b12calc.exchange.incoming.imported import Import
from b12calc_ui.main_window import MainWindow

from .import_made import TEXT, several, usual
from .test_import_desk import wait


@pytest.mark.parametrize(("pack", "expected"), [("uk", True), ("us", False), ("article", None)])
def test_days_in_figures_are_read_as_the_country_of_the_guideline_writes_them(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, pack: str, expected: bool | None
) -> None:
    asked: list[bool | None] = []

    def give(_data: bytes, how: Reading, **_more: Any) -> Import:
        asked.append(how.day_first)
        return several(usual())

    monkeypatch.setattr(worker, "read_in_worker", give)
    window.live.use(pack)
    window.files.imports.take_text(TEXT)
    wait(window)
    assert asked == [expected]
