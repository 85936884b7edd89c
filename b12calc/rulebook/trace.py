"""Write docs/clinical/traceability.md: ``python -m b12calc.rulebook.trace``."""

import sys
from typing import Final

from b12calc.files import write_whole
from b12calc.rulebook.matrix import matrix
from b12calc.rulebook.recommendations import left_open, standings
from b12calc.rulebook.tracing import ROOT, read_trace

TARGET: Final = ROOT / "docs" / "clinical" / "traceability.md"


def main() -> int:
    """Write the table and say what is not covered; 0 when all is, 1 when something is not, 2 without tests."""
    try:
        trace = read_trace()
    except FileNotFoundError as missing:
        print(f"b12calc: {missing.args[0]}: tests were expected beside the package", file=sys.stderr)
        return 2
    write_whole(TARGET, matrix(trace).encode())
    faults = trace.unexplained() + left_open(standings(trace), trace)
    for line in faults:
        print(f"b12calc: {line}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
