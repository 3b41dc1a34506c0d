"""The base of every record, and the two ways to make one: `make` and `change`."""

from __future__ import annotations

from datetime import UTC, date, datetime
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
from pilotage.model.text import one_line


class Record(BaseModel):
    """A frozen record. Equal content means equal records; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def with_(self, **fields: Any) -> Self:
        """A copy with validated new field values; raises `Invalid` for a value out of limits."""
        return change(self, **fields)


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("it is out of the calendar's range") from None


Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
"""A point in time, always kept in UTC."""

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]
"""A local date from 2000 to 2199, so that no reckoning with it leaves the calendar."""

Id = Annotated[int, Field(ge=1, le=2**53)]
"""A record's number in its project: never given twice, ordered by creation."""

Quantity = Annotated[
    Decimal, Field(ge=0, le=Decimal("1e12"), max_digits=19, decimal_places=6, allow_inf_nan=False)
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
    text = one_line(str(value))
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


_NOT_A_NUMBER = ("a number", "{} is not a number; write it like 12 or 12.5.")
_NOT_WHOLE = ("a whole number", "{} is not a whole number; write it like 12.")
_NOT_A_DATE = ("a date", "{} is not a date; write it like 2026-03-31.")
_WRONG_KIND = {
    "decimal_max_digits": ("fewer digits", "{} has too many digits."),
    "decimal_whole_digits": ("fewer digits", "{} has too many digits."),
    "decimal_parsing": _NOT_A_NUMBER,
    "decimal_type": _NOT_A_NUMBER,
    "int_parsing": _NOT_WHOLE,
    "int_parsing_size": _NOT_WHOLE,
    "int_type": _NOT_WHOLE,
    "int_from_float": _NOT_WHOLE,
    "finite_number": _NOT_A_NUMBER,
    "date_parsing": _NOT_A_DATE,
    "date_from_datetime_parsing": _NOT_A_DATE,
    "date_from_datetime_inexact": _NOT_A_DATE,
    "date_type": _NOT_A_DATE,
    "string_type": ("a text", "{} is not a text."),
    "extra_forbidden": ("no such field", "is not a field of this record."),
    "missing": ("required", "is missing."),
}
"""The limit and the sentence for a value that is not of its field's kind at all."""

_BOUNDS = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}


def _limit(kind: str, limits: dict[str, Any], value: object, said: str) -> tuple[str, str]:
    """The limit that a value broke, and the sentence that says so."""
    if value is None:
        kind = "missing"
    if kind in _WRONG_KIND:
        limit, sentence = _WRONG_KIND[kind]
        return limit, sentence.format(_shown(value))
    if bound := next((key for key in _BOUNDS if key in limits), ""):
        limit = f"{_BOUNDS[bound]} {_number(limits[bound])}"
        return limit, f"{_shown(value)} is out of range; it must be {limit}."
    match kind:
        case "string_too_long":
            top, size = f"{limits['max_length']:,}", f"{len(str(value)):,}"
            return (
                f"at most {top} characters",
                f"{size} characters are too many; the limit is {top}.",
            )
        case "string_too_short":
            low = limits["min_length"]
            limit = f"at least {low} character{'' if low == 1 else 's'}"
            if not value:
                return limit, "is empty; it needs a text."
            return limit, f"{_shown(value)} is too short; write {limit}."
        case "too_long":
            top = f"{limits['max_length']:,}"
            return f"at most {top} lines", f"more than {top} lines; the limit is {top}."
        case "decimal_max_places":
            limit = f"at most {limits['decimal_places']} decimals"
            return limit, f"{_shown(value)} has too many decimals; write {limit}."
        case "enum" | "literal_error":
            allowed = str(limits.get("expected", ""))
            return f"one of {allowed}", f"{_shown(value)} is not one of {allowed}."
    return said, f"{_shown(value)} can't be used ({said})."


def _number(value: object) -> str:
    """A bound as one reads it: 10,000,000 or 2000-01-01."""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
