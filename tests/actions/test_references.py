"""The index of references says what looking through all outputs would say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.actions import production
from pilotage.actions.references import References
from pilotage.model.production import Output
from pilotage.model.sequences import CHUNK
from tests.way import START, integrated

LETTERS = st.sampled_from("abcde")
ACTS = st.lists(st.tuples(st.sampled_from(["add", "put", "take", "back"]), LETTERS), max_size=30)


def output(number: int, reference: str) -> Output:
    return Output(id=number, reference=reference, on=START)


@settings(max_examples=60, deadline=None)
@given(ACTS, LETTERS)
def test_it_says_what_is_there(acts: list[tuple[str, str]], asked: str) -> None:
    index, outputs, before = References(), (), []
    for number, (act, letter) in enumerate(acts, 1):
        before.append(outputs)
        if act == "add":
            grown = (*outputs, output(number, letter))
            index.grown(outputs, grown)
            outputs = grown
        elif act == "put" and outputs:
            outputs = (output(number, letter), *outputs[1:])
        elif act == "take":
            outputs = tuple(each for each in outputs if each.reference != letter)
        elif act == "back":
            outputs = before[len(before) // 2]
        wanted = any(each.reference == asked for each in outputs)
        assert index.has(outputs, asked) == wanted


def test_it_follows_changes_in_any_chunk() -> None:
    index = References()
    outputs = tuple(output(n, f"r{n}") for n in range(1, 3 * CHUNK))
    assert index.has(outputs, "r1")
    for at in (0, CHUNK - 1, CHUNK, len(outputs) - 1):
        changed = (*outputs[:at], output(at + 1, "other"), *outputs[at + 1 :])
        assert index.has(changed, "other")
        assert not index.has(changed, outputs[at].reference)
        assert not index.has(outputs, "other")
    shorter = outputs[: CHUNK + 5]
    assert index.has(shorter, f"r{CHUNK + 5}")
    assert not index.has(shorter, f"r{CHUNK + 6}")


def test_one_more_output_looks_at_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def look(found: Output) -> str:
        looked.append(found.id)
        return found.reference

    monkeypatch.setattr("pilotage.actions.references._REFERENCE", look)
    way = integrated()
    first = tuple(output(n, f"r{n}") for n in range(100, 400))
    way.project = way.project.having(outputs=first, next_id=500)
    way.do(production.record_output, reference="one")
    assert len(looked) >= len(first)
    looked.clear()
    for number in range(20):
        way.do(production.record_output, reference=f"more {number}")
    assert looked == []
