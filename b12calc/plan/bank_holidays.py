"""Public holidays by rule, without a network: of the nations of the United Kingdom, and the federal ones of the US.

The library computes them and knows the one-off days proclaimed before its release; a day proclaimed later is not in it
and belongs in the practice's own list of closed days.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from b12calc.problems import Problem, ProblemsFound

_PLACES: Final = {
    "england": ("GB", "ENG", "bank holidays of England"),
    "wales": ("GB", "WLS", "bank holidays of Wales"),
    "scotland": ("GB", "SCT", "bank holidays of Scotland"),
    "northern-ireland": ("GB", "NIR", "bank holidays of Northern Ireland"),
    "us-federal": ("US", None, "federal holidays of the United States"),
}
_LANGUAGES: Final = {"GB": "en_GB", "US": "en_US"}
REGIONS: Final = tuple(_PLACES)
YEARS: Final = range(1980, 2101)  # what the library holds of all of them


def region_name(region: str) -> str:
    """Return what the holidays of a region are called. Raises KeyError when there is no such region."""
    return _PLACES[region][2]


@cache
def bank_holidays(region: str, year: int) -> Mapping[date, str]:
    """Return the holidays of one year with their names, days in lieu among them.

    Raises ProblemsFound for a year whose holidays are not known, KeyError when there is no such region.
    """
    country, part, title = _PLACES[region]
    if year not in YEARS:
        known = f"the {title} are known for the years {YEARS[0]} to {YEARS[-1]}"
        raise ProblemsFound((Problem("calendar", f"{known}; {year} was asked for"),))
    import holidays

    # Without "expand" one year is one year; the language is named, so that no setting of the computer changes a word.
    days = holidays.country_holidays(country, subdiv=part, years=year, expand=False, language=_LANGUAGES[country])
    return {day: name for day, name in days.items() if day.year == year}
