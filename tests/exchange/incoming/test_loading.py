"""A reader is loaded when a file of its format is read, alone, and with nothing that is not of this program."""

import subprocess
import sys

import pytest

DOOR = "b12calc.exchange.incoming.door"
# What each reader may add to the door, by how the names begin; the number is a limit, so that a new weight is noticed.
MAY = {
    "hl7v2": (("hl7", "coded", "gathering"), 6),
    "gdt": (("gdt", "gathering"), 6),
    "edifact": (("edifact", "coded", "gathering"), 6),
    "fhir": (("fhir", "blocks"), 8),
    "table": (("table", "mapping", "paste", "days"), 20),
    "paste": (("paste", "days"), 42),
}
ADDED = """
import sys, {first}
before = set(sys.modules)
{then}
print(*sorted(set(sys.modules) - before))
"""


def added(first: str, then: str) -> list[str]:
    """The modules that something loads beside those loaded first."""
    program = ADDED.format(first=first, then=then)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()


@pytest.mark.parametrize("reader", MAY)
def test_a_reader_loads_its_own_rooms_and_nothing_else(reader: str) -> None:
    begins, most = MAY[reader]
    new = added(DOOR, f"import b12calc.exchange.incoming.{reader}")
    assert f"b12calc.exchange.incoming.{reader}" in new and len(new) <= most
    assert [name for name in new if not name.startswith("b12calc.")] == []
    assert [name for name in new if not name.rsplit(".", 1)[-1].startswith(begins)] == []


@pytest.mark.parametrize(
    ("data", "reader"),
    [("MSH|^~\\\\&|x", "hl7"), ("0138000630", "gdt"), ("UNB+UNOC:3", "edifact"), ("B12 1 ng/L", "paste")],
)
def test_a_file_loads_the_reader_of_its_format_alone(data: str, reader: str) -> None:
    reading = f"door.read_results(b'{data}', door.Reading(datetime.date.max))"
    new = added("datetime", f"import {DOOR} as door\ntry: {reading}\nexcept Exception: pass")
    rooms = {name.rsplit(".", 1)[-1].split("_")[0] for name in new if ".incoming." in name}
    readers = rooms & {"hl7v2", "hl7", "gdt", "edifact", "fhir", "paste"}
    assert reader in readers
    assert readers <= {reader, f"{reader}v2"}
    assert not [name for name in new if name.split(".")[0] in ("defusedxml", "xml", "reportlab", "PySide6")]


def test_the_process_that_asks_for_a_reading_loads_no_reader_and_no_model() -> None:
    new = added("datetime", "from b12calc.cli import main\nmain(['import', '/dev/null'])")
    assert [name for name in new if name.startswith(("pydantic", "b12calc.models.case", "b12calc.analytes"))] == []
    inside = {name.rsplit(".", 1)[-1] for name in new if name.startswith("b12calc.exchange.incoming.")}
    assert inside == {"guard", "worker"}
