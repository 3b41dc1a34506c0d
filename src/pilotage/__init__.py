"""Pilotage: from a working AI pilot to a production workflow, in five gated phases."""

__version__ = "0.1.0"
