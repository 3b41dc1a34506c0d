"""Merging while the project is open, and what was done to the same thing on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import page, people, runs
from pilotage.errors import FileInUse, Refused
from pilotage.merging import merge
from pilotage.session import Session
from tests.handing import GAP, SECOND_OWNER, Hands, drive


@pytest.fixture
def hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    monkeypatch.setattr("pilotage.handover._pages", lambda *_: ({}, ""))
    return Hands(tmp_path)


def test_merging_into_an_open_project_ends_what_could_be_undone(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "Which inbox?")
    with hands.here() as here:
        here.do(people.set_note, note="before")
        assert merge(here, out).merged
        assert (here.can_undo, here.can_redo) == ("", "")
        here.do(people.set_note, note="after")
        here.undo()
        assert (here.project.note, len(here.project.gaps)) == ("before", 1)
        here.redo()
    with hands.here() as here:  # and what is put together again when it is opened
        assert here.project.note == "after"
        here.undo()
        assert len(here.project.gaps) == 1
        with pytest.raises(Refused, match="nothing to undo"):
            here.undo()
        assert merge(here, out).items == ()
        assert here.can_redo


def test_listeners_hear_of_a_merge_and_nothing_is_merged_read_only(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there)
    with hands.here() as here:
        heard: list[str] = []
        here.subscribe(lambda change: heard.append(change.what))
        second = Session.open(hands.path, hands.clock)
        with pytest.raises(FileInUse):
            merge(second, out)
        assert not second.project.runs
        second.close()
        merge(here, out)
        assert [what for what in heard if what.startswith("merged: ")]
        assert here.state.kind == "saved"


def test_a_run_that_has_gaps_here_is_not_taken_back(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        there.do(runs.start_run)
    hands.merge(out)
    with hands.here(SECOND_OWNER) as here:
        here.do(runs.raise_gap, run=here.project.runs[-1].id, text="Noted here", **GAP)
    with hands.at(out) as there:
        there.undo()
    (item,) = hands.merge(out).not_merged
    assert item.reason == "A gap was added to the run in the project meanwhile."
    assert [gap.run for gap in hands.project.gaps] == [run.id for run in hands.project.runs]


def test_a_gap_that_was_withdrawn_there_and_answered_here_is_both(hands: Hands) -> None:
    with hands.here(SECOND_OWNER) as here:
        drive(here, "Which inbox?")
        gap = here.project.gaps[-1].id
    out = hands.hand_over()
    with hands.at(out) as there:
        there.do(runs.withdraw_gap, gap=gap, reason="It stands there")
    with hands.here() as here:
        here.do(page.edit_section, section="trigger", text="The inbox “leads”.")
        here.do(page.publish_revision, answers=[gap])
    assert hands.merge(out).merged
    (after,) = hands.project.gaps
    assert (after.answered_by, after.withdrawn.reason) == (2, "It stands there")
    assert hands.merge(out).items == ()
