"""The books over the outputs: the same as counting anew, after any changes in any order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.measure.ledger import DayCount, Key, Ledger, Pairs, books
from pilotage.model.production import Check, Output, Verdict
from pilotage.model.record import make
from tests.way import BUILDER, DECISION_MAKER, SECOND_OWNER, START, Way

AT = "2026-05-01T09:00:00Z"


def checks() -> st.SearchStrategy[tuple[Check, ...]]:
    one = st.builds(
        lambda by, verdict: make(Check, by=by, at=AT, verdict=verdict),
        st.sampled_from([BUILDER, SECOND_OWNER, DECISION_MAKER]),
        st.sampled_from(Verdict),
    )
    return st.lists(one, max_size=3, unique_by=lambda check: check.by).map(tuple)


def output(number: int, day: int, checked: tuple[Check, ...]) -> Output:
    on = START + timedelta(days=day)
    return make(Output, id=number, reference=str(number), on=on, checks=checked)


outputs = st.builds(output, st.integers(1, 30), st.integers(0, 4), checks())
many = st.lists(outputs, max_size=12, unique_by=lambda each: each.id).map(
    lambda found: tuple(sorted(found, key=lambda each: each.id))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(many, min_size=1, max_size=5), st.sampled_from([None, 10]), st.sampled_from([0, 8]))
def test_the_books_are_those_of_counting_anew(
    states: list[tuple[Output, ...]], before: int | None, since: int
) -> None:
    key = Key(BUILDER, frozenset({SECOND_OWNER}), before, since)
    moving = Ledger(key)
    for state in states:
        moving.move_to(state)
        fresh = Ledger(key)
        fresh.move_to(state)
        assert moving.tally == fresh.tally


@given(many)
def test_they_count_what_a_person_would(state: tuple[Output, ...]) -> None:
    project = Way().project.having(outputs=state)
    tally = books(project)
    unchecked = [o.id for o in state if not o.checks]
    alone = [o.id for o in state if o.checks and not o.checked_by(SECOND_OWNER)]
    assert tally.outputs == len(state)
    assert (tally.unchecked, tally.first_unchecked) == (
        len(unchecked),
        min(unchecked, default=None),
    )
    assert (tally.by_builder_only, tally.first_by_builder_only) == (
        len(alone),
        min(alone, default=None),
    )
    both = [o for o in state if o.checked_by(SECOND_OWNER) and o.checked_by(BUILDER)]
    assert tally.pairs.cases == len(both)
    assert sum(day.outputs for _, day in tally.by_day) == len(state)
    assert sum(day.failed for _, day in tally.by_day) == tally.failed
    assert tally.days == len({o.on for o in state}) == len(tally.by_day)


@given(many, st.integers(0, 31))
def test_since_a_number_only_the_later_ones_are_counted(
    state: tuple[Output, ...], since: int
) -> None:
    project = Way().project
    later = tuple(each for each in state if each.id >= since)
    assert books(project.having(outputs=state), since=since) == books(project.having(outputs=later))


def test_a_days_count_and_an_agreement_by_example() -> None:
    passed = make(Check, by=BUILDER, at=AT, verdict="pass")
    failed = make(Check, by=SECOND_OWNER, at=AT, verdict="fail")
    state = (output(1, 0, (passed, failed)), output(2, 0, (passed,)), output(3, 1, ()))
    tally = books(Way().project.having(outputs=state))
    assert tally.by_day == (
        (START, DayCount(outputs=2, checked=2, failed=1, waiting=1)),
        (date(2026, 3, 3), DayCount(outputs=1, checked=0, failed=0, waiting=1)),
    )
    assert tally.pairs == Pairs(only_builder_passes=1)
    assert tally.failed == 1
