"""The window as a screen reader has it, from another process, through AT-SPI: ``python screen_reader.py [OUT.json]``.

Starts a private D-Bus session, an accessibility bus, an X server of its own, the real window, and a reader that knows
nothing of it. Needs Debian's xvfb, dbus, at-spi2-core, python3-gi and gir1.2-atspi-2.0 and, for Qt, libxcb-icccm4 and
libxcb-keysyms1; where one is missing it says so and ends with code 2. Ends with 1 on any fault.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BUS, SYSTEM = Path("/usr/libexec/at-spi-bus-launcher"), "/usr/bin/python3"
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
# How Qt's roles are called on the bus.
ROLES = {
    "CheckBox": "check box", "StaticText": "label", "Client": "filler", "ListItem": "list item", "List": "list",
    "EditableText": "text", "MenuItem": "menu item", "Button": "push button", "ComboBox": "combo box",
    "Grouping": "panel", "PopupMenu": "popup menu", "Separator": "separator", "Heading": "heading", "Border": "panel",
    "AlertMessage": "alert", "ScrollBar": "scroll bar", "Grip": "unknown", "Window": "frame", "MenuBar": "menu bar",
    "Splitter": "split pane", "StatusBar": "status bar", "Graphic": "image", "Pane": "panel",
}  # fmt: skip
TAKES_KEYS = ("check box", "combo box", "text", "push button")
QUESTION, STOPS = "Started in the feet and moved upward: Yes", 34
Heard = list[list[Any]]


def missing() -> list[str]:
    """Return the Debian packages that are not there."""
    here = {"xvfb": shutil.which("Xvfb"), "dbus": shutil.which("dbus-run-session"), "at-spi2-core": BUS.exists()}
    found = [package for package, there in here.items() if not there]
    with_bindings = (
        Path(SYSTEM).exists()
        and not subprocess.run([SYSTEM, "-c", BINDINGS], check=False, capture_output=True).returncode
    )
    libraries = subprocess.run(["/sbin/ldconfig", "-p"], check=False, capture_output=True, text=True).stdout
    found += [name for name in ("libxcb-icccm", "libxcb-keysyms") if f"{name}.so" not in libraries]
    return found if with_bindings else [*found, "python3-gi and gir1.2-atspi-2.0"]


class Other:
    """Speak with another process, one line each way."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, env=env, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, bufsize=1
        )

    def ask(self, line: str) -> Any:
        """Send a line and return the answer; raise RuntimeError when it is an error."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        return self.answer()

    def do(self, *words: object) -> Any:
        """Ask for a deed with its words."""
        return self.ask(json.dumps(words))

    def answer(self) -> Any:
        """Return the next answer."""
        assert self.process.stdout is not None
        found = json.loads(self.process.stdout.readline() or '{"error": "the process ended"}')
        if isinstance(found, dict) and "error" in found:
            raise RuntimeError(found["error"])
        return found


@contextmanager
def started(command: list[str], env: dict[str, str], **more: Any) -> Iterator[None]:
    """Run a helper for as long as this lasts."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def surroundings() -> Iterator[tuple[Other, Other]]:
    """Start screen, accessibility bus, window and reader; end them all."""
    with ExitStack() as stack:
        end, start = os.pipe()
        env = dict(os.environ, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", PYTHONDONTWRITEBYTECODE="1")
        screen = ["Xvfb", "-displayfd", str(start), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
        stack.enter_context(started(screen, env, pass_fds=[start]))
        env["DISPLAY"] = f":{os.read(end, 16).decode().strip()}"
        stack.enter_context(started([str(BUS), "--launch-immediately"], env))
        time.sleep(1)
        others = []
        for command in (
            [sys.executable, str(HERE / "screen_reader_window.py")],
            [SYSTEM, str(HERE / "screen_reader_ear.py")],
        ):
            others.append(Other(command, env))
            stack.callback(others[-1].process.kill)
        assert others[0].answer() == "open"
        yield others[0], others[1]


def two_sides(window: Other, ear: Other) -> tuple[dict[str, Any], list[str]]:
    """Hold what Qt says inside the process against what the reader gets, and judge every control."""
    # The first walk wakes the labels of the lists; the second sees them.
    ear.do("walk")
    inside, outside = window.ask("walk"), ear.do("walk")
    own = [(ROLES.get(role, role), name) for role, name, _focusable in inside]
    told = [(one["role"], one["name"]) for one in outside]
    faults = [f"inside {one}, outside {other}" for one, other in zip(own, told, strict=False) if one != other]
    faults += [f"{len(own)} pieces inside, {len(told)} outside"] if len(own) != len(told) else []
    controls = [one for one in outside if one["focusable"] and one["showing"] and one["role"] != "list"]
    faults += [f"no name: {one}" for one in controls if not (one["name"] or one["label"])]
    kinds = (*TAKES_KEYS, "list item", "label")
    faults += [f"not a control: {one}" for one in controls if one["role"] not in kinds]
    # On Linux the name of a list is what is chosen in it: what it is about must come from its label.
    lists = [one for one in controls if one["role"] == "combo box"]
    faults += [f"no label: {one}" for one in lists if not one["label"]]
    counts = dict(Counter(one["role"] for one in controls))
    return {
        "pieces on either side": [len(own), len(told)],
        "controls": counts,
        "lists with a label": len(lists),
    }, faults


def by_keys(ear: Other) -> tuple[dict[str, Any], list[str]]:
    """Press the Tab key from the first button on, and see that the keyboard goes as the eye does."""
    ear.do("listen", "focus", "object:announcement")
    ear.do("setfocus", "push button", "New")
    ear.do("events", 0.5)
    stops = ear.do("stops", STOPS)
    faults = [f"{STOPS} keys, {len(stops)} stops"] if len(stops) != STOPS else []
    centres = [(round((y + high / 2) / 12), x) for _role, _name, (x, y, _wide, high) in stops]
    for (one, other), pair in zip(pairwise(centres), pairwise(stops), strict=True):
        faults += [f"{pair[1]} comes before {pair[0]} on the screen"] if not one < other else []
    faults += [f"no name: {stop}" for stop in stops if not stop[1]]
    return {"stops": len(stops), "first": stops[0][1], "last": stops[-1][1]}, faults


def said(heard: Heard) -> list[str]:
    """Return the announcements."""
    return [one[3] for one in heard if one[0].startswith("object:announcement")]


def enter(window: Other, ear: Other) -> tuple[dict[str, Any], list[str]]:
    """Enter a result by keys and an answer by an action of AT-SPI, and hear each change of the answer once."""
    ear.do("setfocus", "text", "Total vitamin B12: value")
    ear.do("events", 0.3)
    for letter in "142":
        ear.do("key", ord(letter))
    ear.do("events", 0.8)
    ear.do("key", 0xFF09)
    ear.do("key", ord("n"))
    first = said(ear.do("events", 1.5))
    deed = ear.do("actions", "check box", QUESTION)
    ear.do("press", "check box", QUESTION)
    second = said(ear.do("events", 1.5))
    visit = window.ask("case")
    result = {key: visit["results"][0][key] for key in ("analyte", "value", "unit")} if visit["results"] else {}
    faults = [] if result == {"analyte": "total_b12", "value": "142", "unit": "ng/L"} else [f"entered: {result}"]
    faults += [] if visit["answers"] == {"ascending_pattern": "yes"} else [f"answered: {visit['answers']}"]
    faults += [f"announced {len(one)} times: {one}" for one in (first, second) if len(one) != 1]
    return {"result": result, "answers": visit["answers"], "deeds of an answer": deed, "heard": first + second}, faults


def run() -> tuple[dict[str, Any], list[str]]:
    """Return the figures and the faults of one whole visit."""
    began, figures, faults = time.monotonic(), dict[str, Any](), list[str]()
    with surroundings() as (window, ear):
        for name, part in (("tree", two_sides(window, ear)), ("keys", by_keys(ear)), ("entry", enter(window, ear))):
            figures[name], found = part
            faults += [f"{name}: {one}" for one in found]
        window.ask("quit")
    return {**figures, "seconds": round(time.monotonic() - began)}, faults


def main(out: str = "") -> int:
    """Run the visit inside a session bus of its own and print what was found."""
    if lacking := missing():
        print(f"The screen reader's side cannot be tried here: missing {', '.join(lacking)}.")
        return 2
    if "B12_SESSION" not in os.environ:
        env = dict(os.environ, B12_SESSION="private")
        command = ["dbus-run-session", "--", sys.executable, __file__, *([out] if out else [])]
        return subprocess.run(command, check=False, env=env, timeout=300).returncode
    figures, faults = run()
    text = json.dumps({**figures, "faults": faults}, indent=1, ensure_ascii=False)
    if out:
        Path(out).write_text(text, encoding="utf-8")
    print(text)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
