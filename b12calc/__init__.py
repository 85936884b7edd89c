"""Offline calculator for vitamin B12 deficiency."""

__version__ = "0.1.0"
