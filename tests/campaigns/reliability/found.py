"""What every campaign of this room gives back, and a place to count in."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST_TOLD = 12


@dataclass
class Found:
    """Count what was tried and keep the first of what did not hold."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def fault(self, said: str) -> None:
        """Note something that may never be."""
        self.counts["faults"] += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append(said)
            print(f"fault: {said}", file=sys.stderr, flush=True)

    def held(self) -> bool:
        """Tell whether everything held."""
        return not self.counts["faults"]

    def figures(self) -> dict[str, Any]:
        """Return the counts as they are recorded."""
        return {**dict(sorted(self.counts.items())), "faults": self.counts["faults"], **self.more}

    def said(self) -> str:
        """Return remarks and faults as one text."""
        told = [*self.remarks, *(f"Fault: {one}" for one in self.faults)]
        return " ".join(one if one.endswith(".") else f"{one}." for one in told)
