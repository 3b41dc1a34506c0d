"""What holds for every test."""

from __future__ import annotations

import gc

# Each running app leaves a web of widgets that refer to one another. Looking for garbage among
# all that the test runner has loaded takes a quarter of the time of a test of a screen.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
