"""What holds for every test: the long ones first, and no time lost on garbage."""

from __future__ import annotations

import gc
import os
import signal
from typing import Final

import pytest
from hypothesis import settings

LONG: Final = (
    "tui/test_whole_way",
    "tui/test_every_screen",
    "tui/test_hostile_screens",
    "tui/test_help",
    "tui/test_repaint",
    "tui/test_focus",
    "test_stateful",
    "web/test_in_a_browser",
    "faults/",
    "end_to_end/",
    "commands/test_import",
    "export/test_axe",
    "web/test_in_a_browser",
)
"""Modules with tests that take long: begun first, so that all workers end together."""

# What the tests start is nobody's first start.
os.environ["PILOTAGE_TOUR"] = "off"

# A shell lets what it runs in the background ignore Ctrl+C; tests send it, and to what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None, max_examples=40)
settings.load_profile("untimed")

# Each running app leaves a web of widgets that refer to one another. Looking for garbage among
# all that the test runner has loaded takes a quarter of the time of a test of a screen.
gc.freeze()
gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first; the others stay in their order."""
    items.sort(key=lambda item: next((n for n, m in enumerate(LONG) if m in item.nodeid), 99))
