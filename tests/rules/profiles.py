"""A case read under a laboratory's profile: the answer, the facts, what is said beside the first result."""

from b12calc.models.assessment import Assessment
from b12calc.rules import assess
from b12calc.rules.facts import Read, read_facts
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import under
from tests.rules.making import TODAY, Raw, chart, pack, read


def at(laboratory: str | Laboratory | None, raw: Raw, edition: str = "uk") -> Assessment:
    return assess(read(raw), today=TODAY, pack=edition, laboratory=laboratory)


def facts_at(laboratory: str | None, raw: Raw, edition: str = "uk") -> Read:
    return read_facts(chart(raw), under(pack(edition), laboratory).limits)


def remarks(laboratory: str | Laboratory, raw: Raw, edition: str = "uk") -> str:
    return " | ".join(at(laboratory, raw, edition).measurements[0].remarks)
