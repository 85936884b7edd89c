"""Who sees colours otherwise, or none: words and strokes keep their contrast, no two urgencies look or read alike."""

from typing import Final

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from b12calc.models.vocabulary import URGENCIES
from b12calc.models.wording import label
from b12calc_ui.theme import STROKES_ON, THEMES, WORDS_ON, Theme
from b12calc_ui.urgent_line import UrgencyShape, UrgentLine

from .conftest import settle
from .test_theme import contrast

# How linear red, green and blue are seen without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1.0.
SEEN: Final = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def seen_as(colour: str, kind: str) -> str:
    parts = [linear(channel) for channel in QColor(colour).getRgb()[:3]]  # type: ignore[index]
    shown = [min(1.0, max(0.0, sum(map(float.__mul__, row, parts)))) for row in SEEN[kind]]
    coded = [12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in shown]
    return QColor(*(round(255 * part) for part in coded)).name()


def test_the_simulation_leaves_grey_as_it_is_and_takes_red_from_green() -> None:
    for kind in SEEN:
        assert all(contrast(seen_as(one, kind), one) < 1.02 for one in ("#000000", "#808080", "#ffffff"))
    assert contrast(seen_as("#d00000", "grey"), "#d00000") < 1.02
    assert seen_as("#00a000", "deutan")[5:] != "00"


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("dress", THEMES.values(), ids=lambda one: one.name)
def test_words_and_strokes_keep_their_contrast_without_a_kind_of_cone(dress: Theme, kind: str) -> None:
    for table, least in ((WORDS_ON, 4.5), (STROKES_ON, 3.0)):
        for ground, inks in table.items():
            for ink in inks:
                pair = seen_as(getattr(dress, ink), kind), seen_as(getattr(dress, ground), kind)
                assert contrast(*pair) >= least, (ink, ground)


def outline(image: QImage) -> tuple[bool, ...]:
    """Where anything is painted, whatever its colour."""
    ground = image.pixel(0, 0)
    return tuple(image.pixel(x, y) != ground for y in range(image.height()) for x in range(image.width()))


def test_each_urgency_has_a_shape_and_a_word_of_its_own(qapp: QApplication) -> None:
    pictures, words = [], []
    for level in URGENCIES:
        line = UrgentLine()
        line.say(level, label("urgency", level), "")
        line.show()
        settle()
        (shape,) = line.findChildren(UrgencyShape)
        pictures.append(outline(shape.grab().toImage()))
        words.append(line.word.text())
        line.close()
    assert len(set(pictures)) == len(set(words)) == len(URGENCIES) == 4
    assert all(words)
