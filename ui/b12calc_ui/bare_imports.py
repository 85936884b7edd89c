"""Keeps PySide from reading the source of every module that is imported after it; imported for that alone.

PySide looks in each source for its own name, to know where its optional features (``from __feature__ import``) may be
switched. This program uses none, and the reading takes a fifth of the time the imports take.
"""

import sys

import PySide6.QtCore  # noqa: F401


def _without_reading(_module: object) -> bool:
    """Answer what PySide asks: no features are switched in this module."""
    return False


_feature = sys.modules.get("shibokensupport.feature")
# Another PySide may not ask like this; then nothing is changed and nothing is lost but time.
if hasattr(_feature, "_mod_uses_pyside"):
    setattr(_feature, "_mod_uses_pyside", _without_reading)  # noqa: B010
