"""Who took the keyboard for one thing gives it back, however that ended."""

from __future__ import annotations

import pytest

from tests.actions.stages import with_gap
from tests.plain.sitting import Sit
from tests.way import handed_over


@pytest.mark.parametrize("leaves", ["back", "skip", "no"])
def test_who_leaves_what_they_came_for_is_asked_to_give_it_back(sit: Sit, leaves: str) -> None:
    here = sit(handed_over())
    run = ("another phase", "phase 2", "runs so far", "look", "1", "delete")
    here.type(*run, "yes", leaves, "yes", "where")
    assert here.heard(
        "At the keyboard now: Dana Osei",
        "Hand the keyboard back to Ada Builder",
        "At the keyboard: Ada Builder",
    )
    assert here.project.runs


def test_who_quits_meanwhile_is_asked_nothing_more(sit: Sit) -> None:
    here = sit(with_gap())
    here.type("phase 2", "gaps", "1", "withdraw", "yes", "quit")
    assert here.heard("At the keyboard now: Dana Osei")
    assert "Hand the keyboard back" not in here.said
