"""What stands in the form, letter for letter, as bytes and back: also what cannot be read yet and so is no case."""

import json
from typing import Any

from b12calc_ui.case_form import CaseForm
from b12calc_ui.row_state import RowState


class NotThisForm(Exception):
    """Say that the bytes do not describe this form; a draft of another version of the program may not."""


def to_bytes(form: CaseForm) -> bytes:
    """Return the state of every part and what an opened file brought along."""
    content = {
        "identity": form.identity.state(),
        "results": [row._asdict() for row in form.results.state()],
        "before": form.before.state(),
        "rows": {code: row.state() for code, row in form.rows.items()},
        "carried": form.carried(),
        "treatment": None if form.treatment is None else form.treatment.state(),
    }
    return json.dumps(content, ensure_ascii=False).encode()


def put_back(form: CaseForm, data: bytes) -> None:
    """Replace everything in the form. Raises NotThisForm; then the form is as it was."""
    before = to_bytes(form)
    try:
        _put(form, json.loads(data))
        # Read back, so that nothing is lost without a word: a question that no longer exists, a longer list.
        if json.loads(to_bytes(form)) != json.loads(data):
            raise NotThisForm
    except (ValueError, KeyError, TypeError, AttributeError, NotThisForm):
        _put(form, json.loads(before))
        raise NotThisForm from None


def _put(form: CaseForm, content: dict[str, Any]) -> None:
    rows = {code: (answer, _pairs(details)) for code, (answer, details) in content["rows"].items()}
    results = tuple(_row(row) for row in content["results"])
    told = content["treatment"]
    tops = (content["identity"], *(() if told is None else (told,)), results, tuple(content["before"]))
    form.put_states([*tops, *(rows[code] for code in form.rows)], content["carried"], told)


def _row(entry: dict[str, Any]) -> RowState:
    if set(entry) != set(RowState._fields):
        raise NotThisForm
    return RowState(**{**entry, "words": tuple(entry["words"]), "carried": _pairs(entry["carried"])})


def _pairs(entries: list[Any]) -> tuple[tuple[Any, Any], ...]:
    return tuple((name, text) for name, text in entries)
