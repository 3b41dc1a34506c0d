"""What can be chosen in the import's dialog, and what was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from pilotage.intake.csv_file import CsvFile
from pilotage.intake.dates import Order
from pilotage.intake.fields import FIELDS, Kind
from pilotage.intake.figures import Decimals
from pilotage.intake.plan import Options
from pilotage.session import Session
from pilotage.tui.widgets.plan_row import PlanRow

Choice: TypeAlias = tuple[str, int | str]
"""In words, and a column from 0 or a value for all rows."""
FOR_ALL: Final = "for all rows: "


def choices(field: str, kind: Kind, table: CsvFile, session: Session) -> list[Choice]:
    """What a row of the plan can be: a column, or what is the same for all rows."""
    if field == "dates":
        return [(order.label, order.value) for order in Order]
    if field == "numbers":
        return [(f"decimal {each.value}", each.value) for each in Decimals]
    columns: list[Choice] = [(name, at) for at, name in enumerate(table.header)]
    return [*columns, *_constants(field, kind, session)]


def _constants(field: str, kind: Kind, session: Session) -> list[Choice]:
    if field == "on":
        today = session.today.isoformat()
        return [(f"{FOR_ALL}today, {today}", today)]
    if field == "metric" and kind is Kind.MEASUREMENTS:
        names = [each.name for each in session.project.metrics if each.is_measured]
        return [(FOR_ALL + name, name) for name in names]
    found = next(each for each in FIELDS[kind] if each.name == field)
    words = dict.fromkeys(word for word in found.words.values() if word)
    return [(FOR_ALL + word.replace("_", " "), word) for word in words]


def options_of(rows: Iterable[PlanRow], *, update: bool, own_checks: bool, reason: str) -> Options:
    """What a person has chosen; what they have not is found out."""
    chosen = {row.name_: row.value for row in rows if row.is_chosen}
    dates, numbers = chosen.pop("dates", None), chosen.pop("numbers", None)
    columns = {name: at for name, at in chosen.items() if not isinstance(at, str)}
    return Options(
        columns={name: "" if at is None else str(at + 1) for name, at in columns.items()},
        same={name: value for name, value in chosen.items() if isinstance(value, str)},
        dates=Order(dates) if isinstance(dates, str) else None,
        numbers=Decimals(numbers) if isinstance(numbers, str) else None,
        update=update,
        own_checks=own_checks,
        reason=reason,
    )
