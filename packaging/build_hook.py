"""Make what an installed copy needs beside its sources: the parsed tables, and the sums that prove it whole."""

import json
import os
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class InstalledCopy(BuildHookInterface):  # type: ignore[type-arg]
    """Take ``b12calc/parsed.txt``, ``build.json`` and the two lists of sums along into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the parsed form of the sources; for a wheel proper also take the sums of all it will hold."""
        sys.path.insert(0, str(Path(self.root)))
        from b12calc.parsed import write

        write()
        build_data["artifacts"].append("b12calc/parsed.txt")
        if version == "standard":  # sources that are used where they lie may change and have no sums
            self._prove(build_data)

    def _prove(self, build_data: dict[str, Any]) -> None:
        from b12calc.integrity import BUILD, manifests

        with self.build_config.set_build_data(build_data):
            taken = [*self.build_config.builder.recurse_included_files()]
        files = {one.distribution_path.replace(os.sep, "/"): Path(one.path).read_bytes() for one in taken}
        files[BUILD] = self._facts()
        self._folder = tempfile.TemporaryDirectory()
        for name, data in {BUILD: files[BUILD], **manifests(files)}.items():
            path = Path(self._folder.name, Path(name).name)
            path.write_bytes(data)
            build_data["force_include"][str(path)] = name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was made for the wheel alone."""
        if version == "standard":
            self._folder.cleanup()

    def _facts(self) -> bytes:
        """Return the day of the build and the versions it was made for, as JSON.

        The day is that of SOURCE_DATE_EPOCH where it is set, so that the same sources give the same file.
        """
        stamp = os.environ.get("SOURCE_DATE_EPOCH")
        moment = datetime.now(UTC) if stamp is None else datetime.fromtimestamp(int(stamp), UTC)
        core = self.metadata.core
        floors = dict(_floor(line) for line in core.dependencies)
        facts = {
            "version": self.metadata.version,
            "built": moment.date().isoformat(),
            "python": core.requires_python,
            "packages": floors,
        }
        return (json.dumps(facts, indent=1, sort_keys=True) + "\n").encode()


def _floor(requirement: str) -> tuple[str, str]:
    """Return name and version range of a requirement."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return name[0], requirement[name.end() :].strip()
