"""What the rules keep of a patient goes when another one comes."""

from unittest.mock import patch

import pytest

from b12calc.models.reading import read_case
from b12calc_ui.main_window import MainWindow

from ..rules.test_kept import caches, held
from .conftest import SAMPLE, settle


@pytest.mark.parametrize("way", ["new", "another case"])
def test_what_the_rules_keep_of_a_patient_goes_with_it(window: MainWindow, way: str) -> None:
    window.files.open_path(SAMPLE)
    settle()
    assert "142 ng/L" in "\n".join(held(list(caches())))
    case = read_case(SAMPLE.read_bytes())
    with patch.object(type(window.live), "refresh"):  # the state before the next patient is assessed
        window.new() if way == "new" else window.files._show(case)
        assert not [found for one in caches() for found in held([one]) if "ng/L" in found]
