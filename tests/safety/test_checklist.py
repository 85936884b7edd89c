"""What a person signs before a release, and the purpose that is stated: whole, and true of the program."""

import re

from b12calc.models.vocabulary import STATUSES
from b12calc.models.wording import label
from tests.safety.records import ROOT, SAFETY

LIST = (SAFETY / "release-checklist.md").read_text(encoding="utf-8")
PURPOSE = (SAFETY / "intended-purpose.md").read_text(encoding="utf-8")


def test_the_checklist_has_sixty_items_and_each_has_a_place_to_sign() -> None:
    items = re.findall(r"^\| (\d+) \| (.+?) \|(.*)\|$", LIST, re.MULTILINE)
    assert [int(number) for number, _, _ in items] == list(range(1, len(items) + 1))
    assert len(items) >= 60
    assert len({text for _, text, _ in items}) == len(items)


def test_every_file_the_papers_lead_to_is_there() -> None:
    for path in SAFETY.glob("*.md"):
        for link in re.findall(r"\]\(([^)#:]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), (path.name, link)
    for named in re.findall(r"`(docs/[^`]+)`", LIST):
        assert (ROOT / named).exists(), named


def test_the_purpose_names_every_status_there_is() -> None:
    said = PURPOSE.casefold()
    for status in STATUSES:
        assert status.replace("_", " ") in said or label("status", status).casefold() in said, status
