"""Let go of what is kept between assessments, when another patient comes."""

import sys
from functools import _lru_cache_wrapper
from typing import Final

_CORE: Final = "b12calc."


def forget() -> None:
    """Empty every bounded cache of the core; unbounded ones hold the rules alone, and stay.

    All modules are looked through, so that a cache added later is emptied too. The next assessment reads its figures
    anew and gives the same answer.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(_CORE):
            for found in list(vars(module).values()):
                if isinstance(found, _lru_cache_wrapper) and found.cache_info().maxsize is not None:
                    found.cache_clear()
