"""Two or more answers about one case side by side: under several packs, or before and after the rules changed."""

from typing import Literal

from b12calc.models import vocabulary as words
from b12calc.models.base import Day, Strict

FIELDS = (
    "status", "urgency", "start", "route", "course", "regimen", "causes", "lifelong", "next_tests", "referrals",
    "warnings", "follow_up", "advice", "limits",
)  # fmt: skip
WORDING = "wording"
By = Literal["limits", "rows", "limits and rows"]


class Item(Strict):
    """Hold one thing an answer says in a field: its code or words, and the row and sources that say it."""

    code: str
    text: str
    row: str | None = None
    sources: tuple[str, ...] = ()


class PackName(Strict):
    """Name one pack with its edition and stamp."""

    pack: Literal[words.PACKS]  # type: ignore[valid-type]
    edition: str
    stamp: str


class Side(Strict):
    """Hold what one pack says in a field and the others do not all say.

    ``by`` tells, beside the first pack, whether the limits make the difference, the rows, or both together.
    """

    pack: str
    items: tuple[Item, ...]
    by: By | None = None


class Difference(Strict):
    """Hold one field in which packs part."""

    field: Literal[FIELDS]  # type: ignore[valid-type]
    sides: tuple[Side, ...]


class Comparison(Strict):
    """Hold where packs part over one case on one day; ``alike`` names the fields in which they all agree."""

    format: Literal["b12calc-comparison/1"] = "b12calc-comparison/1"
    program: str
    today: Day
    laboratory: str | None = None
    packs: tuple[PackName, ...]
    differences: tuple[Difference, ...]
    alike: tuple[str, ...]


class Rule(Strict):
    """Name one row, limit or regimen that two editions do not share, as it was and as it is; None where it was not.

    ``said`` is one sentence on what changed in it.
    """

    kind: str
    name: str
    said: str
    before: str | None = None
    after: str | None = None


class FieldChange(Strict):
    """Hold what a field loses and gains under the newer edition, and the rules that, put back, undo it.

    An empty ``by`` says that no rule does: the facts or the program changed.
    """

    field: str
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    by: tuple[Rule, ...]


class CaseChange(Strict):
    """Hold what changes for one case; ``refused`` says in a sentence why an edition cannot judge it."""

    case: str
    fields: tuple[FieldChange, ...] = ()
    refused: str | None = None


class EditionChanges(Strict):
    """Hold for whom a newer edition changes what; ``cases`` counts all that were asked about."""

    format: Literal["b12calc-changes/1"] = "b12calc-changes/1"
    program: str
    pack: Literal[words.PACKS]  # type: ignore[valid-type]
    before: PackName
    after: PackName
    cases: int
    rules: int
    changed: tuple[CaseChange, ...]


class Replay(Strict):
    """Hold whether a saved assessment comes out byte for byte when made again; ``lines`` are those that do not.

    ``decisions_same`` holds when nothing but words about the results or reasons differs.
    ``added`` names fields that the format has gained since: they are left out of the bytes.
    The hashes are SHA-256 over both texts; None where nothing could be made again.
    """

    format: Literal["b12calc-replay/1"] = "b12calc-replay/1"
    same: bool
    decisions_same: bool
    said: str
    edition: str | None = None
    program: str
    hash_saved: str | None = None
    hash_now: str | None = None
    lines: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
