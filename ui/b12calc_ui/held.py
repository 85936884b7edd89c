"""Controls whose setting is locked: they can be read and not changed, and say who set them."""

from PySide6.QtWidgets import QWidget


def hold(why: str, *controls: QWidget) -> None:
    """Lock controls for a reason, which a screen reader reads and the pointer shows; without one do nothing."""
    if why:
        for control in controls:
            control.setEnabled(False)
            control.setToolTip(why)
            control.setAccessibleDescription(why)


def tell(control: QWidget, name: str, more: str) -> None:
    """Say the whole name of what is chosen, which may be cut in the closed list, and one sentence more."""
    control.setToolTip(f"{name}\n{more}" if more else name)
