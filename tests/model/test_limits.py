"""Every field of the model has limits; a new field without one fails here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import annotated_types as at
import pytest

import pilotage.model
from pilotage.errors import Invalid
from pilotage.model.baseline import Target
from pilotage.model.document import Page
from pilotage.model.journal import Entry
from pilotage.model.project import Policy
from pilotage.model.record import Record, change, make
from pilotage.model.review import Score

WRITTEN_BY_THE_PROGRAM = {
    (Entry, "by"),
    (Entry, "role"),
    (Entry, "action"),
    (Entry, "what"),
    (Entry, "changed"),
    (Entry, "deleted"),
    (Score, "measurements"),
    (Score, "cases"),
}
"""Fields that nobody types: they are derived from ones that have limits."""

MOMENT = "2026-03-02T09:00:00Z"
VALID: dict[str, Any] = {
    "id": 1,
    "name": "Ada",
    "number": 1,
    "page": {},
    "by": 1,
    "at": MOMENT,
    "revision": 1,
    "value": "1",
    "sample_size": 1,
    "period": "May",
    "how": "by hand",
    "reason": "It is so.",
    "kind": None,
    "unit": "minutes",
    "better": "lower",
    "metric": 1,
    "on": "2026-03-02",
    "driver": 1,
    "started": MOMENT,
    "run": 1,
    "section": "trigger",
    "text": "Which one?",
    "title": "Copy it",
    "source": 1,
    "destination": 2,
    "verdict": "pass",
    "reference": "T-1",
    "trap": "no_document",
    "finding": "It is so.",
    "action": "Mend it",
    "choice": "stop",
    "scorecard": (),
    "interval": "monthly",
    "owner": 1,
    "first": "2026-03-02",
    "due": "2026-03-02",
    "held": "2026-03-02",
    "quality_holds": True,
    "integrations_hold": True,
    "outcome": "fine",
    "what": "days: 1",
    "why": "stale",
    "phase": 1,
    "records_before": 1,
    "uid": "0" * 32,
    "start": "2026-03-02",
    "people": (),
    "builder": 1,
    "baseline": None,
    "target": "1",
    "actual": None,
    "measurements": 1,
    "cases": 1,
    "seq": 1,
    "role": "builder",
    "previous": "0" * 64,
    "hash": "0" * 64,
    "bundle": "0" * 32,
    "to": 1,
    "entry": 1,
    "head": "0" * 64,
    "first_new": 1,
    "rule": "vague_word",
    "words": "usually",
    "percent": 80,
    "longest": "steps",
    "paper": "a4",
    "began": MOMENT,
    "salt": "0" * 32,
    "cost": 2**14,
    "hourly": "45",
    "path": "evidence.pdf",
    "about": "Where the hours come from",
    "sha256": "0" * 64,
    "size": 1,
    "decision": 1,
    "phases": (2, 5),
    "sentence": "The page names the data officer",
    "version": "1",
    "seed": 7,
    "outputs": (1,),
    "step": 1,
    "holds": True,
    "extra": "data_officer",
    "under": "0" * 64,
}
"""A valid value for each required field, by name."""
OWN: dict[tuple[str, str], Any] = {
    ("Score", "verdict"): "on_target",
    ("Score", "baseline"): "1",
    ("Metric", "kind"): "time",
    ("Gap", "kind"): "question",
    ("Extra", "kind"): "text",
    ("Extra", "id"): "data_officer",
    ("Cycle", "number"): 2,
    ("ReviewAction", "what"): "Mend it",
    ("Step", "kind"): "copy",
    ("Entry", "by"): "Ada",
    ("Verification", "by"): "Ada",
}


def records() -> list[type[Record]]:
    for module in pkgutil.iter_modules(pilotage.model.__path__, "pilotage.model."):
        importlib.import_module(module.name)
    return sorted(Record.__subclasses__(), key=lambda kind: kind.__name__)


def valid(kind: type[Record]) -> Record:
    fields = {
        name: OWN.get((kind.__name__, name), VALID.get(name))
        for name, field in kind.model_fields.items()
        if field.is_required()
    }
    return make(kind, **fields)


@dataclass(frozen=True)
class Leaf:
    """A single value inside a field, and how to make a field's value of it."""

    type: Any
    constraints: tuple[Any, ...]
    in_list: bool = False

    def wrapped(self, value: Any) -> Any:
        return (value,) if self.in_list else value

    def bound(self, kind: type, attribute: str) -> Any:
        return next((getattr(c, attribute) for c in self.constraints if isinstance(c, kind)), None)


def flat(metadata: Any) -> Iterator[Any]:
    """The constraints of an annotation; a `Field(...)` inside one holds several."""
    for each in metadata:
        yield from getattr(each, "metadata", None) or (each,)


def leaves(type_: Any, metadata: Any, *, in_list: bool = False) -> Iterator[Leaf]:
    origin = get_origin(type_)
    if origin is Annotated:
        inner, *more = get_args(type_)
        yield from leaves(inner, (*metadata, *flat(more)), in_list=in_list)
    elif origin in (Union, UnionType):
        for part in get_args(type_):
            if part is not type(None):
                yield from leaves(part, metadata, in_list=in_list)
    elif origin is tuple and Ellipsis in get_args(type_):
        yield from leaves(get_args(type_)[0], (), in_list=True)
    else:
        yield Leaf(type_, tuple(flat(metadata)), in_list)


FIELDS = [
    pytest.param(kind, name, leaf, id=f"{kind.__name__}.{name}")
    for kind in records()
    for name, field in kind.model_fields.items()
    if (kind, name) not in WRITTEN_BY_THE_PROGRAM
    for leaf in leaves(field.annotation, field.metadata)
]


def of_type(*types: type) -> list[Any]:
    return [param for param in FIELDS if param.values[2].type in types]


def refused(kind: type[Record], name: str, value: Any) -> Invalid:
    with pytest.raises(Invalid) as error:
        change(valid(kind), **{name: value})
    assert error.value.field == name
    assert error.value.message.startswith(name.replace("_", " ").capitalize())
    assert error.value.limit
    return error.value


def test_the_walk_meets_every_kind_of_field() -> None:
    found = {param.values[2].type for param in FIELDS}
    assert {str, int, Decimal, date, bool} <= found
    assert len(FIELDS) > 120


@pytest.mark.parametrize(("kind", "name", "leaf"), of_type(str))
def test_texts_have_a_greatest_length(kind: type[Record], name: str, leaf: Leaf) -> None:
    pattern = any(getattr(c, "pattern", None) for c in leaf.constraints)
    if pattern:
        assert refused(kind, name, "not a digest")
        return
    top = leaf.bound(at.MaxLen, "max_length")
    assert top is not None, f"{kind.__name__}.{name} has no greatest length"
    full = change(valid(kind), **{name: leaf.wrapped("x" * top)})
    assert getattr(full, name) == leaf.wrapped("x" * top)
    error = refused(kind, name, leaf.wrapped("x" * (top + 1)))
    assert f"{top:,}" in error.message
    assert f"{top + 1:,}" in error.message
    assert error.limit == f"at most {top:,} characters"


@pytest.mark.parametrize(("kind", "name", "leaf"), of_type(str))
def test_texts_that_must_say_something_refuse_nothing(
    kind: type[Record], name: str, leaf: Leaf
) -> None:
    if low := leaf.bound(at.MinLen, "min_length"):
        assert "empty" in refused(kind, name, leaf.wrapped("  ")).message
        kept = change(valid(kind), **{name: leaf.wrapped("x" * low)})
        assert getattr(kept, name) == leaf.wrapped("x" * low)
    elif not any(getattr(c, "pattern", None) for c in leaf.constraints):
        assert not getattr(change(valid(kind), **{name: leaf.wrapped("")}), name)


@pytest.mark.parametrize(("kind", "name", "leaf"), of_type(int, Decimal, date))
def test_numbers_and_dates_have_a_range(kind: type[Record], name: str, leaf: Leaf) -> None:
    low, top = leaf.bound(at.Ge, "ge"), leaf.bound(at.Le, "le")
    assert low is not None, f"{kind.__name__}.{name} has no least value"
    assert top is not None, f"{kind.__name__}.{name} has no greatest value"
    one = timedelta(days=1) if isinstance(top, date) else 1
    for inside in (low, top):
        kept = getattr(change(valid(kind), **{name: leaf.wrapped(inside)}), name)
        assert kept == leaf.wrapped(inside)
    shown = top.isoformat() if isinstance(top, date) else f"{top:,f}".removesuffix(".000000")
    assert shown in refused(kind, name, leaf.wrapped(top + one)).message
    refused(kind, name, leaf.wrapped(low - one))


@pytest.mark.parametrize(("kind", "name", "leaf"), of_type(int, Decimal, date))
@pytest.mark.parametrize("value", ["many", "", "NaN", "Infinity", "1e999", "\x1b[1m", "12 %", [1]])
def test_what_is_no_number_or_date_is_refused(
    kind: type[Record], name: str, leaf: Leaf, value: object
) -> None:
    error = refused(kind, name, leaf.wrapped(value))
    assert "\x1b" not in error.message


def is_choice(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


@pytest.mark.parametrize(
    ("kind", "name", "leaf"), [p for p in FIELDS if is_choice(p.values[2].type)]
)
def test_choices_are_named_when_another_is_made(kind: type[Record], name: str, leaf: Leaf) -> None:
    error = refused(kind, name, "something else")
    assert all(choice.value in error.message for choice in leaf.type)


@pytest.mark.parametrize("kind", records(), ids=lambda kind: kind.__name__)
def test_records_are_frozen_and_know_their_fields(kind: type[Record]) -> None:
    record = valid(kind)
    with pytest.raises(ValueError, match="frozen"):
        setattr(record, next(iter(kind.model_fields)), 1)
    with pytest.raises(Invalid, match="not a field"):
        make(kind, **record.model_dump(), colour="red")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param(kind, name, id=f"{kind.__name__}.{name}")
        for kind in records()
        for name, field in kind.model_fields.items()
        if field.is_required()
    ],
)
def test_a_missing_field_is_named(kind: type[Record], name: str) -> None:
    fields = valid(kind).model_dump()
    del fields[name]
    with pytest.raises(Invalid, match="is missing") as error:
        make(kind, **fields)
    assert error.value.field == name


@pytest.mark.parametrize("kind", records(), ids=lambda kind: kind.__name__)
def test_records_survive_json_equal(kind: type[Record]) -> None:
    record = valid(kind)
    assert kind.model_validate_json(record.model_dump_json()) == record


def test_lists_of_lines_have_a_greatest_length() -> None:
    page = make(Page, steps=["x"] * 40)
    with pytest.raises(Invalid, match="more than 40 lines") as error:
        change(page, steps=["x"] * 41)
    assert error.value.field == "steps"
    with pytest.raises(Invalid, match="Steps, line 2"):
        change(page, steps=["x", "y" * 301])


@pytest.mark.parametrize("ends", [(1, 2, 3, 4, 366), (0, 2, 3, 4, 5), (1, 2, 3, 4), "many"])
def test_the_phases_end_on_five_days_of_a_year(ends: object) -> None:
    assert refused(Policy, "phase_ends", ends)


def test_money_stays_decimal() -> None:
    target = make(Target, value="0.1")
    assert target.value + target.value + target.value == Decimal("0.3")
    with pytest.raises(Invalid, match="6 decimals"):
        target.with_(value="0.1234567")
