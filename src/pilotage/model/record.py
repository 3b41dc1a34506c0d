"""The base of every record, and the two ways to make one: `make` and `change`."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from pilotage.errors import Invalid


class Record(BaseModel):
    """A frozen record. Equal content means equal records; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def with_(self, **fields: Any) -> Self:
        """A copy with validated new field values; raises `Invalid` for a value out of limits."""
        return change(self, **fields)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
"""A point in time, always kept in UTC."""

Id = Annotated[int, Field(ge=1, le=2**53)]
"""A record's number in its project: never given twice, ordered by creation."""

Quantity = Annotated[
    Decimal, Field(ge=0, le=Decimal("1e12"), max_digits=18, decimal_places=6, allow_inf_nan=False)
]
"""A measured amount: 0 to 1,000,000,000,000 with up to 6 decimals, kept as a decimal."""

Count = Annotated[int, Field(ge=0, le=10_000_000)]
"""A whole number from 0 to 10,000,000."""

Rating = Annotated[int, Field(ge=1, le=5)]
"""A judgement from 1 (hardly) to 5 (badly)."""

R = TypeVar("R", bound=Record)


def make(kind: type[R], /, **fields: Any) -> R:
    """Build a record; raises `Invalid`, naming field, value and limit, for the first bad field."""
    try:
        return kind(**fields)
    except ValidationError as error:
        raise explain(error) from None


def change(record: R, /, **fields: Any) -> R:
    """A copy of a record with new values, which are validated as in `make`."""
    return make(type(record), **{**record.__dict__, **fields})


def explain(error: ValidationError) -> Invalid:
    """The first failure of a validation as a sentence that names field, value and limit."""
    first = error.errors(include_url=False)[0]
    path = [str(part) for part in first["loc"]]
    names = [part for part in path if not part.isdigit() and not part.startswith("function-")]
    field = (names[-1] if names else error.title).replace("_", " ")
    row = next((int(part) + 1 for part in path if part.isdigit()), None)
    where = f"{field.capitalize()}, line {row}" if row is not None else field.capitalize()
    value, limits = first.get("input"), first.get("ctx") or {}
    limit, problem = _limit(first["type"], limits, value, str(first["msg"]))
    return Invalid(names[-1] if names else "", value, limit, f"{where}: {problem}")


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def _limit(kind: str, limits: dict[str, Any], value: object, said: str) -> tuple[str, str]:
    """The limit that a value broke, and the sentence that says so."""
    size = f"{len(value):,}" if isinstance(value, str | tuple | list) else str(value)
    match kind:
        case "string_too_long":
            top = f"{limits['max_length']:,}"
            return (
                f"at most {top} characters",
                f"{size} characters are too many; the limit is {top}.",
            )
        case "string_too_short" if not value or not str(value).strip():
            return f"at least {limits['min_length']} characters", "is empty; it needs a text."
        case "string_too_short":
            low = limits["min_length"]
            return (
                f"at least {low} characters",
                f"{_shown(value)} is too short; write at least {low} characters.",
            )
        case "too_long":
            top = f"{limits['max_length']:,}"
            return f"at most {top} lines", f"more than {top} lines; the limit is {top}."
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            word = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
            bound, number = next((key, limits[key]) for key in word if key in limits)
            shown = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
            limit = f"{word[bound]} {shown}"
            return limit, f"{_shown(value)} is out of range; it must be {limit}."
        case "decimal_max_places":
            return "at most 6 decimals", f"{_shown(value)} has too many decimals; the limit is 6."
        case (
            "decimal_parsing"
            | "decimal_type"
            | "int_parsing"
            | "int_type"
            | "int_from_float"
            | "finite_number"
        ):
            return "a number", f"{_shown(value)} is not a number; write it like 12 or 12.5."
        case "date_parsing" | "date_from_datetime_parsing" | "date_type":
            return "a date", f"{_shown(value)} is not a date; write it like 2026-03-31."
        case "enum" | "literal_error":
            allowed = str(limits.get("expected", ""))
            return f"one of {allowed}", f"{_shown(value)} is not one of {allowed}."
        case "missing":
            return "required", "is missing."
    return said, f"{_shown(value)} can't be used ({said})."
