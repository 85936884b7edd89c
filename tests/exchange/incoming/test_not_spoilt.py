"""A note that denies haemolysis puts no result in question; one that tells of it still does."""

import pytest

from b12calc.exchange.incoming.names import is_spoilt


@pytest.mark.parametrize(
    "note",
    ["Haemolysis index: 0", "Hemolysis: none", "No visible haemolysis", "Hémolyse : absence", "nicht hämolytisch",
     "Haemolysis: not detected", "Specimen not hemolyzed", "keine Hämolyse", "sin hemólisis", "Sample not lipaemic",
     "Lipaemic index 2", "EDTA sample",
     "Specimen: Clotted blood (SST)"],
)  # fmt: skip
def test_a_sample_said_to_be_sound_is_not_spoilt(note: str) -> None:
    assert not is_spoilt(note)


@pytest.mark.parametrize(
    "note",
    ["Haemolysis index 12", "Haemolysis noted", "Hémolyse: +", "Haemolysed sample, none of the results is valid",
     "Haemolysis: 0 3 gross", "not processed, haemolysed", "No result: haemolysed", "hämolytisch",
     "Haemolysed. No repeat sent.", "Sample grossly haemolysed; no comment on other tests", "Labelled: no; haemolysed",
     "haemolysis, normal result unlikely", "Haemolysis: not reported on this form, marked",
     "Grossly lipaemic sample", "Probe stark lipämisch", "Icteric sample", "Sample clotted",
     "Sample received in EDTA tube", "Specimen leaked",
     "Serum not haemolysed, EDTA sample clotted, sample clotted"],
)  # fmt: skip
def test_a_sample_said_to_be_spoilt_is(note: str) -> None:
    assert is_spoilt(note)
