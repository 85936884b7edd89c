"""What the other guidelines say of the same case: only where they part from the one in use."""

from html import escape
from typing import TYPE_CHECKING

from b12calc.models.wording import label
from b12calc_ui.answer_lines import book_links, bullet, muted, quiet
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from b12calc.models.comparison import By, Comparison, Item, Side

# Codes say less than the words beside them, but for these fields they are what differs.
_BRIEF = ("next_tests", "referrals", "warnings")
_KIND = {"next_tests": "test", "referrals": "referral", "warnings": "warning"}


def other_packs(found: "Comparison") -> str:
    """Return field by field what each guideline says that not all of them say; one sentence when all agree."""
    names = [label("pack", one.pack) for one in found.packs]
    if not found.differences:
        words = tr("The same in every field under {guidelines}.", guidelines=", ".join(names))
        return f"<p style='margin:2px 0 0 0'>{escape(words)}</p>"
    lines = [
        _heading(label("field", one.field)) + "".join(_side(sides, one.field) for sides in _alike(one.sides))
        for one in found.differences
    ]
    alike = ", ".join(label("field", name).lower() for name in found.alike)
    rest = tr("The same everywhere: {fields}.", fields=alike) if alike else ""
    return "".join(lines) + (f"<p style='margin:{look.px(6)}px 0 0 0'>{muted(rest)}</p>" if rest else "")


def _heading(words: str) -> str:
    return f"<p style='margin:{look.px(6)}px 0 0 0'><b>{escape(words)}</b></p>"


def _alike(sides: "Sequence[Side]") -> "list[list[Side]]":
    """Return the sides, those that say the same together."""
    groups: dict[tuple[str, ...], list[Side]] = {}
    for side in sides:
        groups.setdefault(tuple(item.code for item in side.items), []).append(side)
    return list(groups.values())


def _side(sides: "list[Side]", field: str) -> str:
    """Return one line: who says it, what, and by which row and sources."""
    names = " · ".join(label("pack", side.pack) for side in sides)
    items = sides[0].items
    words = dict.fromkeys(_words(item, field) for item in items)
    said = (" " if field == "regimen" else "; ").join(words) or tr("none of these")
    rows = dict.fromkeys(item.row for item in items if item.row)
    cited = {source: side.pack for side in reversed(sides) for source in _sources(side)}
    marks = [(row, sides[0].pack) for row in rows] + [(one, cited[one]) for side in sides for one in _sources(side)]
    tags = [book_links([mark], pack)[0] for mark, pack in dict.fromkeys(marks)]
    why = escape(_by(sides[0].by))
    who, tail = escape(tr("{guidelines}:", guidelines=names)), quiet(" · ".join(filter(None, (why, *tags))))
    return bullet(f"<b>{who}</b> {escape(said)} {tail}")


def _words(item: "Item", field: str) -> str:
    text = label(_KIND[field], item.code) if field in _BRIEF else item.text
    return text.rstrip(".") if field != "regimen" else text


def _sources(side: "Side") -> "dict[str, None]":
    return dict.fromkeys(source for item in side.items for source in item.sources)


def _by(by: "By | None") -> str:
    return {
        "limits": tr("because of its limits"),
        "rows": tr("because of its rules"),
        "limits and rows": tr("because of its limits and rules"),
    }.get(by or "", "")
