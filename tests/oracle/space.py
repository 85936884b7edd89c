"""The blocks of the decision space, one for each section that decides; `states`, `count` and `sample` walk them."""

from typing import Final

from .codes import RED_FLAGS
from .space_parts import (
    ACTIVE,
    ANAEMIA,
    ANTIBODY,
    BACKGROUNDS,
    CELLS,
    CORD,
    COUNT,
    FILM,
    FOLATE,
    HAEMOGLOBIN,
    HOMOCYSTEINE,
    HOMOCYSTEINE_WORD,
    KIDNEY,
    LEVEL,
    MACROCYTIC,
    MCV_HIGH,
    MMA,
    MMA_WORDS,
    NERVES,
    NERVES_BESIDE_CORD,
    SYMPTOMS,
    TOTAL,
    TOTAL_MORE,
    flags,
)
from .space_people import (
    CAUSES,
    CHILD,
    EMERGENCIES,
    IRREVERSIBLE,
    MODIFIERS,
    NITROUS,
    ON_TREATMENT,
    PERSON,
    PREGNANCY,
    ROUTES,
    TREATED,
)
from .space_walk import Block, block, count, sample, states

__all__ = ["BLOCKS", "Block", "count", "sample", "states"]

STATUS: Final = block(
    "status",
    BACKGROUNDS,
    TOTAL,
    ACTIVE,
    NERVES[:4],
    SYMPTOMS,
    NITROUS[:2],
    PREGNANCY[:2],
    TREATED[:2],
    IRREVERSIBLE,
    ANTIBODY[:3],
    MACROCYTIC,
    HOMOCYSTEINE,
    KIDNEY[:3],
    MMA,
)
URGENCY: Final = block(
    "urgency",
    BACKGROUNDS,
    NERVES_BESIDE_CORD[:4],
    CORD,
    flags(*RED_FLAGS),
    NITROUS,
    (*PREGNANCY[:2], CHILD),
    LEVEL,
    HAEMOGLOBIN,
    MCV_HIGH,
    CELLS,
    FILM[:2],
)
START: Final = block(
    "start",
    BACKGROUNDS,
    ON_TREATMENT[:3],
    NERVES[:4],
    SYMPTOMS,
    PREGNANCY,
    EMERGENCIES,
    ANAEMIA,
    ROUTES,
    CAUSES,
    LEVEL,
)
CAUTIONS: Final = block(
    "cautions",
    BACKGROUNDS,
    PERSON,
    TREATED[::2],
    NERVES[::2],
    MODIFIERS,
    TOTAL_MORE,
    FOLATE[:2],
    HOMOCYSTEINE_WORD,
    (*KIDNEY[:2], KIDNEY[3]),
    COUNT,
    MMA_WORDS,
)
BLOCKS: Final = {space.name: space for space in (STATUS, URGENCY, START, CAUTIONS)}
