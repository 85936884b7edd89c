# mypy: ignore-errors
# The bindings of the system's Python have no types, and this file is run by nothing else.
"""What a screen reader reads of the window, through AT-SPI alone; run by the system's Python, which has its bindings.

Reads one JSON list a line, the name of a deed and its words, and answers with one line of JSON.
Knows nothing of b12calc.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = Atspi.StateType
heard = []


def application(name="b12calc", seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(index)
            if one is not None and one.get_name() == name and one.get_child_count():
                return one
        time.sleep(0.2)
    raise SystemExit(f"no application {name} on the bus")


def nodes(one):
    yield one
    for index in range(one.get_child_count()):
        child = one.get_child_at_index(index)
        if child is not None:
            yield from nodes(child)


def walk():
    found = []
    for one in nodes(window()):
        states = one.get_state_set()
        found.append(
            {
                "role": one.get_role_name(),
                "name": one.get_name(),
                "said": one.get_description(),
                "label": label(one),
                "focusable": states.contains(STATES.FOCUSABLE),
                "showing": states.contains(STATES.SHOWING),
                "enabled": states.contains(STATES.ENABLED),
                "within": within(one),
            }
        )
    return found


def within(one):
    parent = one.get_parent()
    return parent.get_role_name() if parent is not None else ""


def label(one):
    """Return the name of what labels a piece; on Linux the name of a list is what is chosen in it."""
    for relation in one.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return relation.get_target(0).get_name()
    return ""


def window():
    return application().get_child_at_index(0)


def find(role, name):
    for one in nodes(window()):
        if one.get_role_name() == role and name in (one.get_name(), label(one)):
            return one
    raise LookupError(f"no {role} named {name}")


def write(role, name, text):
    return Atspi.EditableText.set_text_contents(find(role, name), text)


def press(role, name):
    return Atspi.Action.do_action(find(role, name), 0)


def actions(role, name):
    one = find(role, name)
    return [Atspi.Action.get_action_name(one, index) for index in range(Atspi.Action.get_n_actions(one))]


def setfocus(role, name):
    one = find(role, name)
    return Atspi.Action.do_action(one, actions(role, name).index("SetFocus"))


def key(symbol):
    return Atspi.generate_keyboard_event(int(symbol), None, Atspi.KeySynthType.SYM)


def place(one):
    found = Atspi.Component.get_extents(one, Atspi.CoordType.SCREEN)
    return [found.x, found.y, found.width, found.height]


def on_event(event):
    try:
        source, data = event.source, event.any_data if isinstance(event.any_data, str) else ""
        heard.append([event.type, source.get_role_name(), label(source) or source.get_name(), data, place(source)])
    except GLib.Error:
        heard.append([event.type, "gone", "", "", [0, 0, 0, 0]])


def stops(count):
    """Press the Tab key and return where the keyboard was each time."""
    found = []
    for _ in range(int(count)):
        key(0xFF09)
        end = time.monotonic() + 2
        while time.monotonic() < end and not any(one[0] == "focus:" for one in heard):
            events_for(0.02)
        found += [one[1:3] + one[4:] for one in heard if one[0] == "focus:"][-1:]
        heard[:] = []
    return found


listener = Atspi.EventListener.new(on_event)


def listen(*kinds):
    return [listener.register(kind) for kind in kinds]


def events_for(seconds):
    loop = GLib.MainLoop()
    GLib.timeout_add(int(float(seconds) * 1000), loop.quit)
    loop.run()


def events(seconds):
    events_for(seconds)
    found, heard[:] = list(heard), []
    return found


DEEDS = {one.__name__: one for one in (walk, write, press, actions, setfocus, key, stops, listen, events)}

if __name__ == "__main__":
    Atspi.init()
    for line in sys.stdin:
        name, *words = json.loads(line)
        try:
            print(json.dumps(DEEDS[name](*words)), flush=True)
        except Exception as error:
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
