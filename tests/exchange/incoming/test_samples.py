"""Real messages by others are read as a careful reader reads them; what is read otherwise is argued here."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import hl7  # type: ignore[import-untyped]
import pytest
from pydifact.segmentcollection import RawSegmentCollection

from b12calc.exchange.incoming import edifact, gdt, hl7v2
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedPatient, ImportedResult
from b12calc.exchange.incoming.judge import judged

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2026, 11, 22)
READERS: dict[str, ModuleType] = {"hl7v2": hl7v2, "edifact": edifact, "gdt": gdt}
FILES = sorted(path for folder in READERS for path in (SAMPLES / folder).iterdir())
NAMES = [f"{path.parent.name}/{path.name}" for path in FILES]
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "EXPECTED.json").read_text(encoding="utf-8"))["files"]

CODES = {"b12": "total_b12", "hct": "haematocrit", "wbc": "white_cells"}
NO_ANALYTES = {"rbc", "mch", "mchc"}  # this program uses none of them
OTHERWISE = {
    ("hl7v2/msft_LAB-ORU-1.hl7", "wbc"): "no figure, and pending (I)",
    ("hl7v2/msft_LAB-ORU-1.hl7", "haemoglobin"): "no figure, and pending (I)",
    ("hl7v2/msft_LAB-ORU-1.hl7", "hct"): "preliminary (P): never taken",
}
DOUBTS = {
    ("edifact/nhs_pmip_broken_message.dat", "total_b12"): "does not say whether the result is final",
    ("edifact/nhs_pmip_broken_message.dat", "folate"): "does not say whether the result is final",
    ("hl7v2/msft_LAB-ORU-1.hl7", "platelets"): "means platelet morphology",
    ("hl7v2/nist_LRI_CBC.hl7", "haemoglobin"): "g/mL is not a known unit of Haemoglobin",
    ("hl7v2/nist_LRI_CBC.hl7", "white_cells"): "{cells}/uL is not a known unit",
    ("hl7v2/nist_LRI_CBC.hl7", "platelets"): "{cells}/uL is not a known unit",
    ("hl7v2/sim_cbc_1.hl7", "haematocrit"): "no unit",
    ("hl7v2/sim_cbc_2.hl7", "haematocrit"): "no unit",
    ("hl7v2/sim_ue_egfr_lt15.hl7", "egfr"): "MLMIN is not a known unit",
}
MORE = {("hl7v2/sim_ue_egfr_lt15.hl7", "potassium")}  # an analyte of ours that EXPECTED.json does not list


def read(path: Path) -> tuple[ImportedPatient, ...]:
    return tuple(judged(report, TODAY) for report in READERS[path.parent.name].read(path.read_bytes(), Watch()))


def results(path: Path) -> list[ImportedResult]:
    return [one for patient in read(path) for one in patient.results]


def figure(text: str) -> str:
    """How the expectations spell a figure and its range, made alike."""
    return "".join(sign for sign in text.replace("to", "-").replace("_", "-") if sign in "0123456789.-")


def key(one: ImportedResult) -> tuple[str, str | None, str | None, str | None]:
    return one.analyte, one.value, one.comparator, one.unit_as_sent


def wanted(name: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (CODES.get(row["analyte"], row["analyte"]), row["value"], row["comparator"], row["unit_as_sent"] or None)
        for row in EXPECTED[name].get("results", ())
        if row["analyte"] not in NO_ANALYTES and (name, row["analyte"]) not in OTHERWISE
    ]


def test_every_sample_is_the_one_its_source_is_told_of() -> None:
    told = {
        cells[1].strip(): cells[3].strip()
        for row in (SAMPLES / "SOURCES.md").read_text(encoding="utf-8").splitlines()
        if len(cells := row.split("|")) > 8
    }
    for name, path in zip(NAMES, FILES, strict=True):
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(told[name])


@pytest.mark.parametrize(("name", "path"), list(zip(NAMES, FILES, strict=True)), ids=NAMES)
def test_what_a_careful_reader_finds_is_found_and_nothing_else(name: str, path: Path) -> None:
    found = [key(one) for one in results(path) if (name, one.analyte) not in MORE]
    assert sorted(found, key=str) == sorted(wanted(name), key=str)


@pytest.mark.parametrize(("name", "path"), list(zip(NAMES, FILES, strict=True)), ids=NAMES)
def test_what_is_doubtful_is_doubtful_for_its_reason_and_all_else_is_accepted(name: str, path: Path) -> None:
    for one in results(path):
        reason = DOUBTS.get((name, one.analyte))
        assert (one.verdict == "doubtful") == (reason is not None), (one.analyte, one.why)
        assert reason is None or any(reason in why for why in one.why)


@pytest.mark.parametrize(("name", "path"), list(zip(NAMES, FILES, strict=True)), ids=NAMES)
def test_printed_ranges_are_those_sent(name: str, path: Path) -> None:
    rows = {(CODES.get(row["analyte"], row["analyte"]), row["value"]): row["range_as_sent"]
            for row in EXPECTED[name].get("results", ())}  # fmt: skip
    for one in results(path):
        sent = rows.get((one.analyte, one.value))
        low, high = one.reference_low or "", one.reference_high or ""
        if isinstance(sent, list):
            assert [low, high] == sent
        elif sent and figure(sent):
            assert figure(f"{low}-{high}").strip("-") == figure(sent).strip("-")


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_place_of_every_figure_is_the_figure(path: Path) -> None:
    text = READERS[path.parent.name].text_of(path.read_bytes())
    for one in results(path):
        assert text[one.source.start : one.source.end] == one.value


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_file_says_something_and_each_has_one_patient(path: Path) -> None:
    (patient,) = read(path)
    assert patient.results or patient.ignored


def test_a_file_without_blood_results_says_why() -> None:
    for name, why in (
        ("hl7v2/pyhl7_file_batch_FHS_BHS.hl7", "ADT"),
        ("edifact/nhs_NHS004_no_blood_results.dat", "NHS004"),
    ):
        (patient,) = read(SAMPLES / name)
        assert not patient.results and why in patient.ignored[0].why


def test_an_impossible_birth_date_is_left_open() -> None:
    (patient,) = read(SAMPLES / "hl7v2" / "pyhl7_glucose_SN_FN.hl7")
    assert patient.identity.date_of_birth is None and patient.identity.name == "EVERYWOMAN, EVE E"


def seen_by_hl7(path: Path) -> list[tuple[str, ...]]:
    """Names, units and plain figures as python-hl7 reads them, its own needs met: no mark before MSH, CR ends."""
    text = path.read_bytes().decode("utf-8-sig")
    lines = "\r".join(line for line in text.replace("\n", "\r").split("\r") if line.strip())
    seen: list[tuple[str, ...]] = []
    for message in ("MSH" + part for part in lines.split("MSH|")[1:]):
        for segment in hl7.parse(message.replace("MSH", "MSH|", 1)):
            if str(segment[0]) == "OBX":
                names, unit = str(segment[3]).split("^"), str(segment[6]).split("^")
                figure = str(segment[5]) if str(segment[2]) == "NM" else ""
                seen.append((names[1] if len(names) > 1 else "", unit[0], figure))
    return seen


def seen_by_us(path: Path) -> list[tuple[str, ...]]:
    return [
        (found.names[0] if found.names else "", found.unit or "", (found.value or "") if "|NM|" in found.text else "")
        for report in hl7v2.read(path.read_bytes(), Watch())
        for found in report.found
    ]


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "hl7v2" and "FHS" not in path.name])
def test_python_hl7_reads_the_same_results(path: Path) -> None:
    assert seen_by_us(path) == seen_by_hl7(path)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("nhs_pmip")])
def test_pydifact_reads_the_same_figures(path: Path) -> None:
    of: Callable[[str], Any] = RawSegmentCollection.from_str
    theirs = [
        (segment.elements[1], segment.elements[3][3])
        for segment in of(path.read_text()).segments
        if segment.tag == "RSL"
    ]
    (report,) = edifact.read(path.read_bytes(), Watch())
    assert [(found.value, found.unit) for found in report.found] == theirs
