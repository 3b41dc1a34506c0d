"""An action that was done: its arguments, and how to find and to name what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from pilotage.model.baseline import Metric
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.model.sequences import index_of
from pilotage.model.text import one_line
from pilotage.model.units import amount

LONGEST: Final = 80
"""How much of a person's text a sentence quotes."""


def quoted(text: object) -> str:
    """A person's text in quotation marks, on one line, cut after 80 characters."""
    line = one_line(str(text))
    return f"“{line[: LONGEST - 1]}…”" if len(line) > LONGEST else f"“{line}”"


@dataclass(frozen=True)
class Act:
    """An action with its arguments, and how to find what they name."""

    args: Mapping[str, Any]
    before: Project
    after: Project

    def new(self, collection: str) -> Any:
        """The record that the action made."""
        return getattr(self.after, collection)[-1]

    def one(self, collection: str, argument: str) -> Any:
        """The record that an argument names, as it is now or was last."""
        for project in (self.after, self.before):
            records = getattr(project, collection)
            at = index_of(records, self.args[argument])
            if at is not None:
                return records[at]
        raise LookupError(argument)

    def changed(self, collection: str, argument: str, field: str) -> str:
        """What a record was called before, and which of its fields were set."""
        records = getattr(self.before, collection)
        record = next(each for each in records if each.id == self.args[argument])
        names = [key.replace("_", " ") for key in self.args if key != argument]
        return quoted(getattr(record, field)) + (f": {', '.join(names)}" if names else "")

    def metric(self) -> Metric:
        """The metric that the action is about."""
        found: Metric = self.one("metrics", "metric")
        return found

    def amount(self, value: Decimal, metric: Metric) -> str:
        """A value with the metric's unit."""
        return amount(value, metric.unit)

    def because(self, text: str = "") -> str:
        """The reason given, if any."""
        reason = text or str(self.args.get("reason") or "")
        return f", because {quoted(reason)}" if reason.strip() else ""

    def section(self) -> str:
        """The title of the section of the page that is meant."""
        return SECTION_BY_KEY[self.args["section"]].title

    def step(self) -> str:
        """The step of the map that is meant."""
        return quoted(self.one("steps", "step").title)

    def output(self) -> str:
        """The output that is meant."""
        return quoted(self.one("outputs", "output").reference)

    def gap(self) -> str:
        """The gap that is meant."""
        return quoted(self.one("gaps", "gap").text)
