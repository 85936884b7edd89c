"""Whom a newer edition changes, in what, and by which rule: each rule named was put back and undid the change."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from b12calc import __version__
from b12calc.analytes import analytes
from b12calc.models.case import Case
from b12calc.models.comparison import FIELDS, WORDING, CaseChange, EditionChanges, FieldChange, Item, Rule
from b12calc.problems import ProblemsFound
from b12calc.rules.compare import codes, pack_name
from b12calc.rules.editions import Edition, find_edition, present
from b12calc.rules.judged import Judged, judge
from b12calc.rules.knowledge import Pack
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.parts import Key
from b12calc.rules.substitution import Keys, Search, Workshop, workshop

LISTED = ("next_tests", "referrals", "warnings", "follow_up", "advice", "limits")
WHOLE = tuple(name for name in FIELDS if name not in LISTED)
_KINDS = {
    "row": "row", "order": "order of the rows of", "table": "table", "limit": "", "limits of": "limits of",
    "haemoglobin": "", "interval": "interval", "regimen": "regimen", "source": "source", "fact": "words of the fact",
    "title": "name of", "file": "content of",
    "course": "rules of the",
}  # fmt: skip
_PARTS = {
    "when": "conditions",
    "any": "conditions",
    "then": "answer",
    "text": "wording",
    "withheld": "wording",
    "changed": "wording",
}
Undone = Callable[[Judged], bool]
# One change of a case: what was lost, what was gained, and how to tell that it is undone.
Change = tuple[tuple[Item, ...], tuple[Item, ...], Undone]


def edition_changes(
    cases: Mapping[str, Case],
    before: str | Edition,
    after: str | Edition | None = None,
    *,
    today: date,
    pack: str = "uk",
    laboratory: Laboratory | str | None = None,
) -> EditionChanges:
    """Return which of these cases an edition changes, field by field, with the rules that make each change.

    A case is named by its key. Without ``after`` the present edition is meant. Raises ProblemsFound when an edition is
    not held, KeyError for an unknown pack or laboratory.
    """
    first = find_edition(before) if isinstance(before, str) else before
    second = find_edition(after) if isinstance(after, str) else after or present()
    shop = workshop(pack, first, second)
    found = (_of_case(shop, name, case, today, laboratory) for name, case in cases.items())
    return EditionChanges.model_validate(
        {
            "program": __version__,
            "pack": pack,
            "before": pack_name(shop.before),
            "after": pack_name(shop.after),
            "cases": len(cases),
            "rules": len(shop.keys),
            "changed": tuple(one for one in found if one.fields or one.refused),
        }
    )


def _of_case(shop: Workshop, name: str, case: Case, today: date, laboratory: Laboratory | str | None) -> CaseChange:
    def said(pack: Pack) -> Judged:
        return judge(pack, case, today, laboratory)

    try:
        search = Search(shop, said(shop.before), said(shop.after), said)
    except ProblemsFound as found:
        return CaseChange(case=name, refused=str(found.problems[0]))
    return CaseChange(case=name, fields=tuple(_fields(search)))


def _fields(search: Search) -> Iterator[FieldChange]:
    """Yield the changes of a case; those of one field that the same rules make are one."""
    for name in (*FIELDS, WORDING):
        grouped: dict[Keys, list[Change]] = {}
        for change in _changes(name, search.before, search.after):
            grouped.setdefault(search.smallest(change[2]), []).append(change)
        for keys, changes in grouped.items():
            yield FieldChange(
                field=name,
                before=tuple(item for lost, _, _ in changes for item in lost),
                after=tuple(item for _, gained, _ in changes for item in gained),
                by=tuple(_rule(key, search.shop) for key in search.shop.keys if key in keys),
            )


def _changes(name: str, before: Judged, after: Judged) -> Iterator[Change]:
    """Yield what differs in a field: the whole of it, each thing of a list, or each line that says itself otherwise."""
    old, new = before.fields[name], after.fields[name]
    if name in WHOLE:
        if codes(old) != codes(new):
            yield old, new, lambda one: codes(one.fields[name]) == codes(old)
    elif name == WORDING:
        lines = {item.row: item for item in old}
        pairs = ((lines[item.row], item) for item in new if item.row in lines)
        yield from (_pair(name, was, item) for was, item in pairs if was.code != item.code)
    elif name == "limits":
        was, now = ({_of_what(item): item for item in items} for items in (old, new))
        for what in dict.fromkeys((*was, *now)):
            first, second = was.get(what), now.get(what)
            if first is None or second is None or first.code != second.code:
                yield _pair(name, first, second)
    else:
        yield from (_pair(name, item, None) for item in old if item.code not in codes(new))
        yield from (_pair(name, None, item) for item in new if item.code not in codes(old))


def _of_what(item: Item) -> str:
    return item.code.partition(":")[0]


def _pair(name: str, was: Item | None, item: Item | None) -> Change:
    """Return one change of a list: undone where the old thing stands again and the new one does not."""

    def undone(one: Judged) -> bool:
        said = codes(one.fields[name])
        return (was is None or was.code in said) and (item is None or item.code not in said)

    return (() if was is None else (was,)), (() if item is None else (item,)), undone


def _rule(key: Key, shop: Workshop) -> Rule:
    """Return one part in words, as it was and as it is: of a row only what changed in it."""
    old, new = shop.old.held.get(key), shop.new.held.get(key)
    if key[0] == "order":
        old, new = (", ".join(parts.orders[key[1]]) for parts in (shop.old, shop.new))
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        changed = [one for one in {**new, **old} if old.get(one) != new.get(one)]
        old, new = ({one: part[one] for one in changed if one in part} for part in (old, new))
    said = _said(key, old, new)
    return Rule(kind=key[0], name=_name(key), said=said, before=_text(old), after=_text(new))


def _said(key: Key, old: Any, new: Any) -> str:
    """Return in one sentence what changed: a figure from what to what, of a row which of its parts."""
    name = f"{_KINDS.get(key[0], key[0])} {_name(key)}".strip()
    if old is None or new is None:
        return f"{name} {'is new' if old is None else 'is no longer there'}"
    if not isinstance(new, Mapping):
        return f"{name} changed" if key[0] in ("order", "fact") else f"{name} changed from {_text(old)} to {_text(new)}"
    parts = dict.fromkeys(_PARTS.get(one, one.replace("_", " ")) for one in (*new, *old))
    return f"{name}: {' and '.join(parts)} changed"


def _name(key: Key) -> str:
    if key[0] == "limit":
        return f"{analytes()[key[1]].name}: {key[3].replace('_', ' ')} limit in {key[2]}"
    if key[0] == "haemoglobin":
        return f"{analytes()['haemoglobin'].name}: {key[2]} below, {key[1].replace('_', ' ')}"
    return "/".join(part for part in key[1:] if part)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_text(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(f"({_text(one)})" if isinstance(one, Mapping) else str(_text(one)) for one in value)
    return str(value)
