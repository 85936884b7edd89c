"""``make campaign NAME [N=…] [SEED=…]``: run one campaign and write its evidence; without a name, list them."""

import argparse
import importlib
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.campaigns import evidence  # noqa: E402
from tests.campaigns.reliability import older, shim  # noqa: E402

RELIABILITY: Final = (
    "kill9", "kth_fault", "disk_full", "places", "power_loss", "corruption", "two_instances", "compound",
    "clock", "memory", "low_memory", "soak", "upgrade", "privacy", "audit_harm",
)  # fmt: skip


def of(name: str) -> ModuleType:
    """Return the module of a campaign of this room."""
    return importlib.import_module(f"tests.campaigns.reliability.{name}")


def listed() -> str:
    """Return each campaign with its line."""
    rows = [(name, (of(name).__doc__ or "").splitlines()[0]) for name in RELIABILITY]
    rows += [(name, one.line) for name, one in older.CAMPAIGNS.items()]
    return "\n".join(f"{name:15} {line}" for name, line in rows)


def run(name: str, number: int | None, seed: int, folder: Path) -> int:
    """Run a campaign of this room and keep what it found; return 1 after a fault; fewer than asked is not held."""
    campaign = of(name)
    asked = number or campaign.NUMBER
    found = campaign.run(asked, seed)
    held = found.held() and asked >= campaign.NUMBER
    command = f"make campaign {name}" + (f" N={asked} SEED={seed}" if campaign.NUMBER else "")
    path = evidence.write(
        name, what=campaign.WHAT, command=command, counts=found.figures(), goal=campaign.GOAL, held=held,
        seed=seed if campaign.NUMBER else None, remarks=found.said(), folder=folder,
    )  # fmt: skip
    print(path.read_text(encoding="utf-8"))
    return 0 if found.held() else 1


def main() -> int:
    """Read the command line and do what it asks."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("name", nargs="?")
    options.add_argument("--number", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--evidence", type=Path, default=evidence.FOLDER, help="the folder for what was found")
    given = options.parse_args()
    if given.name is None:
        print(listed())
        return 0
    if given.name in older.CAMPAIGNS:
        return older.run(given.name, given.number, given.seed, given.evidence)
    if given.name not in RELIABILITY:
        print(f"no campaign is called {given.name}; there are:\n{listed()}", file=sys.stderr)
        return 2
    if "shim" in getattr(of(given.name), "NEEDS", ()):
        if not shim.can_build():
            print(f"{given.name} needs Linux and gcc", file=sys.stderr)
            return 2
        if (code := shim.again_under_shim(sys.argv)) is not None:
            return code
    return run(given.name, given.number, given.seed, given.evidence)


if __name__ == "__main__":
    sys.exit(main())
