"""Write the list of everything inside b12calc as CycloneDX JSON: ``python packaging/sbom.py OUT [--frozen FOLDER]``.

The same lock, installed packages and commit give the same bytes. What was written has passed the published schema.
"""

import argparse
import os
import sys
import uuid
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import inventory
import licences
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.tool import ToolRepository
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

VERSION_LINE = "__version__ = "
OURS = uuid.UUID("5b6ff1a0-6a53-5d7f-9d86-cb6c6a2f3a12")  # names of this program, so that a serial is made of content


def version() -> str:
    """Return the version of the program as its sources say it."""
    text = (licences.ROOT / "b12calc" / "__init__.py").read_text(encoding="utf-8")
    return next(line.split('"')[1] for line in text.splitlines() if line.startswith(VERSION_LINE))


def bom(when: datetime, frozen: Path | None = None) -> Bom:
    """Return the list: the program, its packages with their parts, its files, and the libraries of a frozen folder."""
    packages = inventory.packages()
    made = Bom(serial_number=uuid.uuid5(OURS, "nothing"))
    made.metadata.timestamp = when
    made.metadata.tools = ToolRepository(components=[_tool()])
    whole = Component(name="b12calc", version=version(), type=ComponentType.APPLICATION, bom_ref="b12calc",
                      licenses=[LicenseFactory().make_from_string("Apache-2.0")],
                      purl=PackageURL("pypi", None, "b12calc", version()))  # fmt: skip
    made.metadata.component = whole
    files = [*inventory.files(), *(inventory.libraries(frozen) if frozen else ())]
    for piece in (*packages, *files):
        made.components.add(_component(piece, piece.name))
    needs = {"b12calc": inventory.needed()["b12calc"], **{one.name: one.needs for one in packages}}
    for name, wanted in needs.items():
        made.dependencies.add(Dependency(_ref(made, name), [Dependency(_ref(made, one)) for one in wanted]))
    return made


def _ref(made: Bom, name: str) -> object:
    whole = made.metadata.component
    return whole.bom_ref if name == "b12calc" else next(one.bom_ref for one in made.components if one.name == name)


def _tool() -> Component:
    return Component(name="cyclonedx-python-lib", version=metadata.version("cyclonedx-python-lib"),
                     type=ComponentType.LIBRARY)  # fmt: skip


def _component(piece: inventory.Piece, ref: str) -> Component:
    parts = [_component(part, f"{ref}/{part.name}@{part.version}") for part in piece.parts]
    made = Component(
        name=piece.name,
        version=piece.version or None,
        type=ComponentType.FILE if piece.is_file else ComponentType.LIBRARY,
        bom_ref=ref,
        licenses=[LicenseFactory().make_from_string(piece.licence)] if piece.licence else [],
        copyright=piece.copyright or None,
        purl=PackageURL.from_string(piece.purl) if piece.purl else None,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in piece.hashes],
        components=parts,
    )
    if piece.files:
        # The lock names every file that may be installed, one for each system; its hashes belong to those, not to one.
        made.external_references.add(
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(f"https://pypi.org/project/{piece.name}/{piece.version}/#files"),
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in piece.files],
            )
        )
    if piece.remark:
        made.properties.add(Property(name="b12calc:remark", value=piece.remark))
    return made


def text(when: datetime, frozen: Path | None = None) -> str:
    """Return the list as checked JSON. Raises LicenceFault where the schema is not met."""
    made = bom(when, frozen)
    made.serial_number = uuid.uuid5(OURS, JsonV1Dot6(made).output_as_string())
    written = JsonV1Dot6(made).output_as_string(indent=1) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    if fault is not None:
        raise licences.LicenceFault(f"the list does not meet the schema of CycloneDX 1.6: {fault}")
    return written


def main() -> None:
    """Write the file that is named on the command line; nothing is written where a licence is not known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--frozen", type=Path)
    options = parser.parse_args()
    found = list(licences.faults(licences.table(), licences.run_time_lock(), licences.handed_on()))
    if found:
        sys.exit("\n".join(found))
    when = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    try:
        written = text(when, options.frozen)
    except licences.LicenceFault as fault:
        sys.exit(str(fault))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(written, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
