"""Which references the outputs have: found without looking through all of them each time."""

from __future__ import annotations

import threading
from collections import Counter
from operator import attrgetter
from typing import Final

from pilotage.model.production import Output
from pilotage.model.sequences import CHUNK, Span, difference

_REFERENCE = attrgetter("reference")


class References:
    """How many outputs have a reference, for the outputs that were asked about last.

    A project's outputs are a new tuple after each change, with nearly all of the records of the
    one before. So the count is brought up to date from the tuple before, which is held here so
    that none of its records can be taken for another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outputs: tuple[Output, ...] = ()
        self._counts: Counter[str] = Counter()

    def has(self, outputs: tuple[Output, ...], reference: str) -> bool:
        """Whether one of the outputs has this reference."""
        with self._lock:
            if outputs is not self._outputs:
                self._count(outputs)
            return self._counts[reference] > 0

    def grown(self, before: tuple[Output, ...], after: tuple[Output, ...]) -> None:
        """The outputs that were asked about are these now, with one more at the end."""
        with self._lock:
            if self._outputs is before:
                self._outputs = after
                self._counts[after[-1].reference] += 1

    def _count(self, outputs: tuple[Output, ...]) -> None:
        was, self._outputs = self._outputs, outputs
        span = difference(was, outputs)
        if span.old_end - span.start > CHUNK:  # another project, or nearly
            self._counts, span = Counter(), Span(0, 0, len(outputs))
        self._counts.subtract(map(_REFERENCE, was[span.start : span.old_end]))
        for start in range(span.start, span.new_end, CHUNK):  # other threads act in between
            end = min(start + CHUNK, span.new_end)
            self._counts.update(map(_REFERENCE, outputs[start:end]))


REFERENCES: Final = References()
"""Those of the project that was asked about last."""
