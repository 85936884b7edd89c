"""Make the parsed form of the tables when the program is built or installed from its sources."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ParsedTables(BuildHookInterface):  # type: ignore[type-arg]
    """Write ``b12calc/parsed.txt`` and take it along into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the parsed form of the sources that are built."""
        sys.path.insert(0, str(Path(self.root)))
        from b12calc.parsed import write

        write()
        build_data["artifacts"].append("b12calc/parsed.txt")
