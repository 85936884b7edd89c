"""The face of the rules: a case in, an assessment out; nothing inside this room is used from outside."""

from b12calc.rules.assess import assess, pack_edition

__all__ = ["assess", "pack_edition"]
