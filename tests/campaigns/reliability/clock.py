"""R9: the clock at odd days, put back and forward while the program runs, at changes of the hour and of the zone."""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from b12calc_ui.draft_file import HOURS, DraftFile
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.shim import Shim
from tests.campaigns.reliability.writers import case_of, said

WHAT: Final = (
    "The clock of the process is moved, and its zone changed, while it assesses, writes papers and keeps a draft"
)
GOAL: Final = "20 clocks: no crash, the day printed is that of the clock, or one sentence; the age of a draft is right"
NUMBER: Final = 0
NEEDS: Final = ("shim",)
CLOCKS: Final = (
    ("1970-01-01T00:00:01", "UTC"), ("1970-01-01T00:30:00", "America/New_York"), ("1999-12-31T23:59:59", "UTC"),
    ("2000-02-29T12:00:00", "UTC"), ("2026-03-12T23:59:59", "Europe/London"), ("2026-03-13T00:00:01", "Europe/London"),
    ("2026-03-29T00:59:59", "Europe/London"), ("2026-03-29T01:00:01", "Europe/London"),
    ("2026-10-25T00:30:00", "Europe/London"), ("2026-10-25T01:30:00", "Europe/London"),
    ("2026-11-01T05:30:00", "America/New_York"), ("2026-11-01T06:30:00", "America/New_York"),
    ("2026-12-31T10:30:00", "Pacific/Kiritimati"), ("2026-12-31T10:30:00", "Pacific/Pago_Pago"),
    ("2028-02-29T12:00:00", "UTC"), ("2038-01-19T03:14:08", "UTC"), ("2100-02-28T23:59:59", "UTC"),
    ("2106-02-07T06:28:16", "UTC"), ("2199-12-31T12:00:00", "UTC"), ("2261-12-31T12:00:00", "UTC"),
    ("2026-03-12T12:00:00", "UTC"),
)  # fmt: skip


def run(number: int, seed: int) -> Found:
    """Set each clock in turn, from one to the next in the same process; ``number`` and ``seed`` have no part."""
    found, shim, zone = Found(), Shim(), os.environ.get("TZ")
    with TemporaryDirectory(prefix="b12-clock-") as made:
        folder = Path(made)
        (folder / "case.json").write_text(json.dumps(case_of(0)), encoding="utf-8")
        draft = DraftFile(folder / "draft")
        draft.make_folder()
        try:
            for moment, place in CLOCKS:
                _set(shim, moment, place)
                _assess(folder, f"{moment} {place}", found)
                _age(draft, shim, f"{moment} {place}", found)
                found.counts["clocks"] += 1
                found.counts["clocks put back"] += CLOCKS.index((moment, place)) in (4, 20)
        finally:
            shim.clock(0)
            os.environ.pop("TZ") if zone is None else os.environ.update(TZ=zone)
            time.tzset()
    return found


def _set(shim: Shim, moment: str, place: str) -> None:
    shim.clock(0)
    shim.clock(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() - time.time())
    os.environ["TZ"] = place
    time.tzset()


def _assess(folder: Path, when: str, found: Found) -> None:
    """Assess without naming the day: the papers bear that of the clock, or one sentence says why there are none."""
    out = {one: folder / f"out.{one}" for one in ("json", "pdf", "txt", "ics")}
    for path in out.values():
        path.unlink(missing_ok=True)
    named = ["--json", str(out["json"]), "--pdf", str(out["pdf"]), "--note", str(out["txt"]), "--ics", str(out["ics"])]
    days = [_day()]
    try:
        told = said(["assess", str(folder / "case.json"), *named])
    except Exception as error:
        found.fault(f"{when}: raised {type(error).__name__}: {error}"[:200])
        return
    days.append(_day())  # the clock goes on, over midnight too
    there = [one for one, path in out.items() if path.exists()]
    if told:
        found.counts["refused in a sentence"] += 1
        if there or any(not line.startswith("b12calc: ") for line in told.splitlines()):
            found.fault(f"{when}: told {told[:120]!r}, and {there} was written")
    elif len(there) < len(out) or json.loads(out["json"].read_bytes())["today"] not in days:
        found.fault(f"{when}: {there} was written, or not for {days}")
    else:
        found.counts["assessed for the day of the clock"] += 1


def _day() -> str:
    return time.strftime("%Y-%m-%d", time.localtime())


def _age(draft: DraftFile, shim: Shim, when: str, found: Found) -> None:
    """Keep a draft, move the clock both ways, and ask whether it is old."""
    now = time.time()
    draft.write(b"case", b"k" * 32, int(now))
    for hours in (0, HOURS - 1, HOURS + 1, 1 - HOURS, -1 - HOURS):
        if draft.is_old(now + 3600 * hours) is not (abs(hours) >= HOURS):
            found.fault(f"{when}: the age of a draft is wrong {hours} hours later")
        found.counts["ages of a draft"] += 1
