"""The words of a review pack's own that are not anybody's text: the same in every format."""

from __future__ import annotations

from typing import Final

KICKER: Final = "Review pack"
SCORES: Final = "The figures"
TRAPS: Final = "The five traps"
UNMEASURED: Final = "Not measured"
ALL_MEASURED: Final = "Nothing was waived: time, cost, error rate and volume each have a baseline."
MEASURED: Final = "How it was measured"
"""The title of the part on where the figures come from."""
LEGEND: Final = ("a day", "target", "without AI", "natural process limits")
"""What dots, the solid line, the broken line and the band of a chart are."""
FROM_ZERO: Final = "Drawn from zero:"
BETWEEN: Final = "95%:"
"""Before an interval."""
RUN_HEADS: Final = ("Run", "Driver and day", "Time", "Gaps")
LEFT_OUT: Final = "{} more in between"
"""Runs that a long chart leaves out."""
