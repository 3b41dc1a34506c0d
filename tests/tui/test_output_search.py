"""Which outputs are found: by text, by who still has to check, in windows of 500."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.model.production import Check, Output
from pilotage.model.record import make
from pilotage.tui.output_search import LIMIT, OutputSearch, Wanted, awaits, searched
from tests.measure.test_ledger import many
from tests.way import BUILDER, SECOND_OWNER, START


def output(number: int, **fields: object) -> Output:
    return make(Output, **{"id": number, "reference": str(number), "on": START, **fields})


def check(by: int, **fields: object) -> Check:
    return make(Check, by=by, at="2026-05-01T09:00:00Z", verdict="fail", **fields)


def ids(outputs: tuple[Output, ...], wanted: Wanted) -> list[int]:
    return [each.id for each in OutputSearch().find(outputs, wanted).rows]


def test_the_second_owner_awaits_each_output_others_only_unchecked_ones() -> None:
    checked = output(1, checks=(check(BUILDER),))
    assert awaits(checked, SECOND_OWNER, SECOND_OWNER)
    assert not awaits(checked, BUILDER, SECOND_OWNER)


def test_it_looks_in_all_that_is_known_of_an_output() -> None:
    outputs = (
        output(1, reference="Lead-7"),
        output(2, made_by="Mail RULE"),
        output(3, link="https://crm.example/9"),
        output(4, checks=(check(BUILDER, failed="Region is one of five"),)),
        output(5, checks=(check(BUILDER, note="Straße missing"),)),
    )
    for text, found in (
        ("LEAD", [1]),
        ("mail rule", [2]),
        ("crm.ex", [3]),
        ("five", [4]),
        ("STRASSE", [5]),
        ("e", [5, 4, 3, 2, 1]),
        ("e\nl", []),
    ):
        assert ids(outputs, Wanted(text)) == found


@pytest.mark.parametrize(("at", "start"), [(1, 1000), (600, 500), (1200, 0)])
def test_the_window_that_holds_an_output(at: int, start: int) -> None:
    outputs = tuple(output(i) for i in range(1, 1201))
    found = OutputSearch().find(outputs, Wanted(at=at))
    assert found.start == start
    assert at in {each.id for each in found.rows}
    assert len(found.rows) <= LIMIT


questions = st.builds(
    Wanted,
    st.sampled_from(["", "1", "12", "2", "x"]),
    st.sampled_from([None, (BUILDER, SECOND_OWNER), (SECOND_OWNER, SECOND_OWNER)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(many, questions), max_size=6))
def test_what_it_keeps_changes_no_answer(asked: list[tuple[tuple[Output, ...], Wanted]]) -> None:
    search = OutputSearch()
    for outputs, wanted in asked:
        found = search.find(outputs, wanted)
        assert [each.id for each in found.rows] == [
            each.id
            for each in reversed(outputs)
            if wanted.text in searched(each)
            and (wanted.waiting_for is None or awaits(each, *wanted.waiting_for))
        ]
        assert found.total == len(outputs)
