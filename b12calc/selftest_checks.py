"""What a copy of the program proves about itself, check by check; each looks for itself and none decides anything."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from b12calc import integrity
from b12calc.models.vocabulary import PACKS
from b12calc.parsed import FILE as PARSED
from b12calc.parsed import HERE
from b12calc.scarce import for_want_of_memory

OK, WARNING, FAULT, LEFT_OUT = "ok", "warning", "damaged", "left out"
FROM_SOURCES: Final = "run from its sources, which are not checked by sums"
YEARS: Final = 10  # of a clock ahead of the build; source: hazard H32
_PRINTED: Final = ("report", "models", "rules/clinical", "rules/clinics", "rules/laboratories")


@dataclass(frozen=True, slots=True)
class Check:
    """Hold one check: what was looked at, how it came out, one sentence, and each thing found."""

    code: str
    title: str
    result: str
    said: str
    details: tuple[str, ...] = ()


Found = tuple[str, str, tuple[str, ...]]


def files(_today: date) -> Found:
    """Hold every file answers rest on against its sum."""
    if integrity.from_sources():
        return LEFT_OUT, FROM_SOURCES, ()
    return _by_sums(integrity.faults(), len(integrity.listed()), "files")


def code(_today: date) -> Found:
    """Hold the program's own code and the pictures of the manual against their sums."""
    if integrity.from_sources():
        return LEFT_OUT, FROM_SOURCES, ()
    names = integrity.listed(name=integrity.REST)
    if integrity.code_as_files():
        return _by_sums(integrity.rest_faults(), len(names), "files")
    pictures = sum(name.endswith((".png", ".svg")) for name in names)
    result, said, details = _by_sums(integrity.rest_faults(), pictures, "pictures")
    return result, f"{said}; the code lies in one archive, which is not checked by sums", details


def parsed(_today: date) -> Found:
    """Hold the quick form of the tables against the tables themselves."""
    if not PARSED.exists() and integrity.from_sources():
        return LEFT_OUT, "no quick form was made", ()
    from b12calc.parsed import parsed, sources

    if PARSED.read_bytes() != parsed():
        return FAULT, "the quick form of the tables does not say what the tables say", ()
    return OK, f"the quick form says what {len(sources())} tables and lists say", ()


def tables(_today: date) -> Found:
    """Prove every table of every pack: one answer for every state of its facts."""
    from b12calc.rules import prove_tables

    proofs = {pack: prove_tables(pack) for pack in PACKS}
    found = tuple(f"{pack}: {fault}" for pack, proof in proofs.items() for fault in proof.faults)
    if found:
        return FAULT, f"{len(found)} faults in the tables", found
    said = (
        f"{pack}: {one.tables} tables, {one.rows} rows, {float(one.states):.1e} states" for pack, one in proofs.items()
    )
    return OK, "complete and free of contradiction, exactly proved", tuple(said)


def golden(_today: date) -> Found:
    """Assess the golden cases under every pack."""
    from b12calc.rules import golden_cases, golden_faults

    cases = golden_cases()
    found = tuple(str(fault) for pack in PACKS for one in cases for fault in golden_faults(one, pack))
    if found:
        return FAULT, f"{len(found)} fields answered otherwise than they have to be", found
    return OK, f"{len(cases)} cases under each of {len(PACKS)} packs, every field as it has to be", ()


def editions(_today: date) -> Found:
    """Name the edition and stamp of each pack, and hold every past edition against its own stamps."""
    from b12calc.rules import damaged_editions, held_editions

    found = damaged_editions()
    if found:
        return FAULT, f"{len(found)} past editions are damaged", found
    *past, now = held_editions()
    stamps = tuple(f"{pack}: {stamp}" for pack, stamp in now.stamps.items())
    return OK, f"edition {now.name} in use, {len(past)} past editions as they were kept", stamps


def review(today: date) -> Found:
    """Say who reviewed the rules and by when they are to be looked at again."""
    from b12calc.rules import reviews

    said, late = [], False
    for pack, (state, due) in reviews().items():
        late = late or due is None or date.fromisoformat(due) < today or state.startswith("Not yet")
        said.append(f"{pack}: {state}; " + (f"to be reviewed by {due}" if due else "no day named for the next review"))
    return (WARNING, "the rules need a reviewer", tuple(said)) if late else (OK, "reviewed and in date", tuple(said))


def fonts(_today: date) -> Found:
    """Look whether the fonts of the papers hold every sign of the texts that are printed."""
    from b12calc.report.faces import BOLD, REGULAR, SIGNS, covered

    wanted = {ord(sign) for text in _texts() for sign in text if sign.isprintable()}
    lacking = sorted(wanted - ((covered(REGULAR) & covered(BOLD)) | covered(SIGNS)))
    if lacking:
        return FAULT, f"{len(lacking)} signs are in no font", tuple(f"U+{one:04X} {chr(one)}" for one in lacking)
    return OK, f"all {len(wanted)} different signs of the printed texts are there", ()


def libraries(_today: date) -> Found:
    """Hold the version of each library against what the program was built for. Source: hazard H55."""
    from importlib import metadata  # slow to load, and the window asks for the clock alone

    found: list[str] = []
    silent: list[str] = []
    wrong: list[str] = []
    for name, wanted in sorted(_wanted().items(), key=lambda one: one[0].lower()):
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            silent.append(f"{name}: its version is not said, {wanted} is needed")
            continue
        (found if fits(version, wanted) else wrong).append(f"{name} {version} ({wanted})")
    if wrong:
        return FAULT, "a library is not one the program was built for", (*wrong, *silent)
    if silent:
        return WARNING, f"{len(found)} libraries fit; of others the version is not said", (*found, *silent)
    return OK, f"{len(found)} libraries fit", tuple(found)


def clock(today: date) -> Found:
    """Hold the clock of the computer against the day of the build and of the edition. Source: hazard H32."""
    first = _first_day()
    if today < first:
        return WARNING, f"it says {today}, before the day of this program ({first}): set the date of the computer", ()
    if today > date(first.year + YEARS, first.month, min(first.day, 28)):
        return WARNING, f"it says {today}, more than {YEARS} years after the day of this program ({first})", ()
    return OK, f"it says {today}, and this program is of {first}", ()


CHECKS: Final[Mapping[str, tuple[str, Callable[[date], Found]]]] = {
    "files": ("Files that answers rest on", files),
    "code": ("Code and pictures", code),
    "parsed": ("Quick form of the tables", parsed),
    "tables": ("Decision tables", tables),
    "golden": ("Golden cases", golden),
    "editions": ("Editions of the rules", editions),
    "fonts": ("Fonts of the papers", fonts),
    "libraries": ("Libraries", libraries),
    "review": ("Review of the rules", review),
    "clock": ("Clock of the computer", clock),
}


def check(code: str, today: date) -> Check:
    """Make one check; one that cannot be made is a fault of this copy."""
    title, look = CHECKS[code]
    try:
        result, said, details = look(today)
    except integrity.Damaged as damaged:
        result, said, details = FAULT, "it cannot be checked", tuple(map(str, damaged.faults))
        if damaged.faults == integrity.damage():
            result, said, details = LEFT_OUT, "not looked at before the files are as they were installed", ()
    except Exception as error:  # whatever a damaged file makes happen is told, never raised
        if for_want_of_memory(error):
            raise
        result, said, details = FAULT, f"it cannot be checked ({type(error).__name__})", ()
    return Check(code, title, result, said, details)


def fits(version: str, wanted: str) -> bool:
    """Tell whether a version lies in a range such as ``>=2.14,<3``."""
    numbers = _numbers(version)
    tests = {"==": numbers.__eq__, ">=": numbers.__ge__, "<": numbers.__lt__}
    parts = [re.fullmatch(r"\s*(==|>=|<)\s*([0-9.]+)\s*", part) for part in wanted.split(",")]
    return all(part is not None and tests[part[1]](_numbers(part[2])) for part in parts)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(one) for one in re.findall(r"\d+", re.match(r"[0-9.]*", version)[0])]  # type: ignore[index]
    return tuple((*numbers, 0, 0, 0, 0)[:4])


def _first_day() -> date:
    """Return the day of the build; run from the sources, the day of the edition of the rules."""
    if not integrity.from_sources():
        return date.fromisoformat(integrity.build_facts()["built"])
    from b12calc.rules import pack_edition

    return date.fromisoformat(pack_edition().partition(".")[0])


def _by_sums(found: tuple[integrity.Fault, ...], count: int, what: str) -> Found:
    if found:
        return FAULT, f"{len(found)} differ from what was installed", tuple(map(str, found))
    return OK, f"{count} {what} as they were installed", ()


def _wanted() -> dict[str, str]:
    """Return the range of versions the program was built for, by the name of each library."""
    if not integrity.from_sources():
        return dict(integrity.build_facts()["packages"])
    import tomllib

    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = (re.match(r"([A-Za-z0-9._-]+)(.*)", line) for line in project["dependencies"])
    return {one[1]: one[2].strip() for one in named if one}


def _texts() -> Iterator[str]:
    import tomllib

    for folder in _PRINTED:
        for path in sorted((HERE / Path(folder)).rglob("*.toml")):
            yield from _strings(tomllib.loads(path.read_text(encoding="utf-8")))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
