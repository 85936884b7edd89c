"""What became of the planted mistakes: kept as data, written out as a page of the safety file and as evidence."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from tests.campaigns import evidence
from tests.planted.patches import HERE, ROOT, Patch, patches

KEPT: Final = HERE / "outcomes.json"
PAGE: Final = ROOT / "docs" / "safety" / "planted.md"
GOAL: Final = 48
EMPTY: Final[dict[str, Any]] = {"commit": "–", "date": "–", "found": {}}
COMMAND: Final = "python -m tests.planted.run --look first,near,broad,every --keep now"
LOOKED: Final = {
    "first": "the nearest tests alone, not confirmed as a miss",
    "near": "the near tests alone, not confirmed as a miss",
    "broad": "near and broad tests, not confirmed as a miss",
    "every": "all tests of that part of the program",
}
# Hazards without a patch, and why.
WITHOUT: Final = {
    "H07": "lenient number text: all figures pass the one gate that H06 breaks",
    "H17": "a normal count used to exclude: no table reads it that way; a slip in a row is planted as H13 and H15",
    "H21": "a gap or a conflict in a table: a planted one would try nothing but the proof that runs over every table",
    "H32": "a wrong clock: day and sample are checked against each other, and there is no guard of the clock to weaken",
    "H55": "a tampered dependency: no code of the program, but the lock with its hashes",
}
_HEAD: Final = """\
# Planted mistakes

Fifty mistakes that people really make, one for each hazard but five, are kept as patches in `tests/planted`: small
slips and honest refactorings after which the program still starts, looks right, and passes the checks of style and
types. They were written, all of them, before their author had opened any test. `python -m tests.planted.run` plants
each in a copy of the tree and runs the tests that could notice: those that reach the changed lines, those that speak of
the changed file, and broad ones, up to the first that fails. A test that fails without the mistake too does not count,
nor do tests that notice any change of a clinical file, right or wrong (fingerprints, kept pages). What the nearest
tests do not notice is a miss only once all tests of that part of the program ran too (`--look every`); how widely was
looked is said with each, and what was not run is said to be so. At the first run the tests were in part
chosen by hand, by their names; each was asked without the mistake too.
"""


def keep(when: str, found: Mapping[str, tuple[str, ...]], commit: str) -> None:
    """Write outcomes beside those kept before; page and evidence are made of them by ``write``."""
    kept = outcomes()
    part = kept.setdefault(when, {"commit": "", "date": "", "found": {}})
    part["commit"], part["date"] = commit or evidence.commit(), datetime.now(UTC).date().isoformat()
    part["found"] = dict(sorted({**part["found"], **{name: list(one) for name, one in found.items()}}.items()))
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def outcomes() -> dict[str, Any]:
    """Return what is kept: for the first run and the last one commit, date, and by what each patch was caught."""
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    return found


def noticed_by(name: str) -> list[str]:
    """Return the tests that noticed a mistake in the runs that are kept, whole functions."""
    runs = (part.get("found", {}).get(name, [""]) for part in outcomes().values())
    return [by.partition("[")[0] for by, *_looked in runs if by]


def caught(part: Mapping[str, Any]) -> int:
    """Return how many of a run were caught."""
    return sum(bool(by) for by, _ in part["found"].values())


def page() -> str:
    """Return the page of the safety file."""
    kept = outcomes()
    first, now = (kept.get(when, EMPTY) for when in ("first", "now"))
    every = patches()
    missed = [one for one in every if _found(first, one)[1] and not _found(first, one)[0]]
    lines = [
        _HEAD,
        "| run | commit | day | caught | not noticed | not run yet | goal |\n|---|---|---|---|---|---|---|",
        _run("first", first, every),
        _run("now", now, every),
        "\n## Not noticed at the first run\n",
        *(_missed(one, first, now) for one in missed),
        *([] if missed else ["None."]),
        "\n## All\n\n| hazard | mistake | what a person would notice | caught at first by | caught now by |",
        "|---|---|---|---|---|",
        *(_row(one, first, now) for one in every),
        "\n## Hazards without a patch\n",
        *(f"* {hazard}: {why}." for hazard, why in WITHOUT.items()),
    ]
    return "\n".join(lines) + "\n"


def _found(part: Mapping[str, Any], one: Patch) -> tuple[str, str]:
    """Return by which test a patch was caught, and how widely was looked; both empty where it was not run."""
    by, looked = part["found"].get(one.name, ("", ""))
    return by, looked


def _run(name: str, part: Mapping[str, Any], every: list[Patch]) -> str:
    tried = [_found(part, one) for one in every if _found(part, one)[1]]
    good = sum(bool(by) for by, _ in tried)
    cells = (name, part["commit"], part["date"], good, len(tried) - good, len(every) - len(tried), GOAL)
    return f"| {' | '.join(map(str, cells))} |"


def _missed(one: Patch, first: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    by, again = _found(now, one)
    said = f"noticed now by {_test(by)}" if by else "not noticed now either" if again else "not tried again yet"
    looked = _found(first, one)[1].partition(",")[0]
    return f"* **{one.hazard}** ({', '.join(one.files)}): {one.seen} Looked for by {LOOKED[looked]}; {said}."


def _row(one: Patch, first: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    cells = (one.hazard, one.name[4:].replace("-", " "), one.seen, _cell(first, one), _cell(now, one))
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _cell(part: Mapping[str, Any], one: Patch) -> str:
    by, looked = _found(part, one)
    return _test(by) if by else "**not noticed**" if looked else "not run yet"


def _test(by: str) -> str:
    """Return a test without its parameters, in which anything may stand."""
    return f"`{by.partition('[')[0].removeprefix('tests/')}`"


def counts() -> dict[str, object]:
    """Return the figures of the evidence."""
    kept, said = outcomes(), dict[str, object](patches=len(patches()))
    for when in ("first", "now"):
        part = kept.get(when, EMPTY)
        said[f"{when}_run_at"] = part["commit"]
        said[f"{when}_run"] = len(part["found"])
        said[f"{when}_caught"] = caught(part)
        said[f"{when}_not_noticed"] = sorted(name for name, (by, _) in part["found"].items() if not by)
    return said


def write() -> None:
    """Write the page and the evidence."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    evidence.write(
        "planted",
        what="Fifty mistakes that people make, written without a look at the tests, planted one by one",
        command=COMMAND,
        counts=counts(),
        goal=f"at least {GOAL} of {len(patches())} caught at the first run",
        held=caught(outcomes().get("first", EMPTY)) >= GOAL,
        remarks="; ".join(_remarks()),
    )


def _remarks() -> Iterator[str]:
    yield "a test that fails without the mistake too, or notices any change of a clinical file, does not count"
    yield f"hazards without a patch: {', '.join(WITHOUT)}"
    yield "what the nearest tests did not notice is not confirmed as a miss before all tests ran"
    yield "which tests a mistake met at the first run was in part chosen by hand, by the names of the tests"


if __name__ == "__main__":
    write()
