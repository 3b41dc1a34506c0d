"""What arguments are drawn from: texts, numbers, names, and ids of records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from pilotage.model.project import Project

Draw = Callable[[st.SearchStrategy[Any]], Any]
Arguments = Callable[[Draw, Project, date], dict[str, Any]]

TEXT = st.one_of(
    st.sampled_from(["", "  ", "x", "Names the customer and the order", "Region is one of five"]),
    st.text(st.characters(exclude_categories=()), max_size=12),
    st.just("x" * 4_001),
)
SAID = st.sampled_from(["Because it is so.", "Copy it by hand", "Dana Osei", "Second one"])
REASON = st.one_of(SAID, SAID, SAID, SAID, TEXT)
NUMBER = st.one_of(
    st.integers(0, 99).map(str),
    st.integers(0, 20).map(str),
    st.sampled_from(["0.5", "-1", "120", "1e13", "NaN", "ten", "0.1234567"]),
)
NAMES = st.sampled_from(["Ada Builder", "dana osei", "Noor Haddad", "Ravi Menon", "Lea", ""])


def id_of(draw: Draw, items: tuple[Any, ...]) -> int:
    """The id of one of these records; now and then of none."""
    known = [getattr(item, "id", None) or item.metric for item in items]
    return int(draw(st.sampled_from([*known * 4, 9_999])))


def a_day(draw: Draw, today: date) -> date:
    return today + timedelta(days=draw(st.sampled_from([-30, -1, 0, 0, 0, 0, 1, 31])))


def choice_of(draw: Draw, kind: Any) -> str:
    return str(draw(st.sampled_from([*kind, *kind, "other"])))
