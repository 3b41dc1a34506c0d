"""A handover there and back, while both sides go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import baseline, driving, page, people, runs
from pilotage.actions.bundle_acts import ACTIONS
from pilotage.method.gates import gate, stale
from pilotage.reading_back import BadBundle
from pilotage.session import Session
from pilotage.store import bundle
from pilotage.store.project_file import ProjectFile
from tests.actions.all_actions import actions, phase_of
from tests.handing import BUILDER, GAP, SECOND_OWNER, Hands, drive, publish
from tests.way import Way, handed_over


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


def test_a_run_comes_back_with_its_people_and_moments(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        assert there.actor == SECOND_OWNER
        drive(there, "Which inbox?")
        driven = there.project
    done = hands.merge(out)
    assert [item.what for item in done.merged] == [
        "started run #1 on revision 1",
        "raised a gap in Trigger: “Which inbox?”",
        "ended run #1 to the end, 41 minutes",
    ]
    (run,) = hands.project.runs
    (was,) = driven.runs
    assert run == was.model_copy(update={"id": run.id, "bundle": done.bundle})
    (gap,), (raised,) = hands.project.gaps, driven.gaps
    assert gap == raised.model_copy(update={"id": gap.id, "run": run.id})
    entry = ProjectFile.open(hands.path, read_only=True).journal[-1]
    assert (entry.by, entry.action) == ("Dana Osei", "merge")
    assert entry.what == "merged: ended run #1 to the end, 41 minutes"
    assert entry.args["bundle"] == done.bundle


def test_both_sides_go_on(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there)
    with hands.here() as here:
        publish(here, "The inbox “leads”, from 8 on.")
    assert not hands.merge(out).not_merged
    project = hands.project
    assert project.runs[-1].revision == 1
    assert project.revision is not None
    assert project.revision.number == 2
    missing = [r.id for r in gate(project, 2).missing]
    assert missing == ["2.current"]  # the run was on the older page: run again or confirm


def test_merging_again_does_nothing_and_going_on_does(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "Which inbox?", ends=False)
    assert len(hands.merge(out).merged) == 2
    before = hands.path.read_bytes()
    again = hands.merge(out)
    assert (again.items, again.earlier) == ((), 2)
    assert hands.path.read_bytes() == before
    with hands.at(out) as there:
        there.do(runs.end_run, run=there.project.runs[-1].id, to_the_end=True, minutes="40")
    assert [item.entry.action for item in hands.merge(out).merged] == ["end_run"]
    assert hands.project.runs[-1].to_the_end


def test_what_was_undone_is_not_merged(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "One", "Two")
        for _ in range(2):
            there.undo()  # the end and gap two
        there.undo()
        there.redo()  # gap one
    done = hands.merge(out)
    assert [item.entry.action for item in done.merged] == ["start_run", "raise_gap"]
    assert [gap.text for gap in hands.project.gaps] == ["One"]


def test_what_was_merged_and_then_undone_is_taken_back(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "One", ends=False)
    hands.merge(out)
    with hands.at(out) as there:
        there.undo()
        there.do(runs.raise_gap, run=there.project.runs[-1].id, text="Better", **GAP)
    done = hands.merge(out)
    assert [item.result for item in done.merged] == ["taken back", "merged"]
    assert [gap.text for gap in hands.project.gaps] == ["Better"]
    assert hands.merge(out).items == ()


def test_undone_after_it_was_answered_is_kept_and_said(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "One", ends=False)
    hands.merge(out)
    with hands.here() as here:
        gap = here.project.gaps[-1].id
        here.do(page.edit_section, section="trigger", text="The inbox “leads”.")
        here.do(page.publish_revision, answers=[gap])
    with hands.at(out) as there:
        there.undo()
    (item,) = hands.merge(out).not_merged
    assert item.reason == "What it did was changed in the project meanwhile."
    assert hands.project.gaps[-1].answered_by == 2
    assert hands.merge(out).items == ()


def test_a_run_that_both_sides_went_on_with(hands: Hands) -> None:
    with hands.here(SECOND_OWNER) as here:
        drive(here, "One", ends=False)
    out = hands.hand_over()
    with hands.here(SECOND_OWNER) as here:
        run = here.project.runs[-1].id
        here.do(runs.end_run, run=run, to_the_end=False, minutes="9")
    with hands.at(out) as there:
        there.do(driving.complete_step, run=run, section="purpose")
        there.do(runs.raise_gap, run=run, text="Two", **GAP)
        there.do(runs.end_run, run=run, to_the_end=True, minutes="41")
    done = hands.merge(out)
    assert [item.entry.action for item in done.merged] == ["raise_gap"]
    assert [item.reason for item in done.not_merged] == ["Run #1 has already ended."] * 2
    assert [gap.text for gap in hands.project.gaps] == ["One", "Two"]
    kept = ProjectFile.open(hands.path, read_only=True).journal[-1]
    assert kept.args["reason"] == "Run #1 has already ended."
    assert kept.args["args"]["minutes"] == "41"  # nothing is lost


def test_a_text_that_both_changed_is_not_written_over(hands: Hands) -> None:
    with hands.here(SECOND_OWNER) as here:
        drive(here, "One")
    out = hands.hand_over()
    gap = hands.project.gaps[-1].id
    with hands.here(SECOND_OWNER) as here:
        here.do(runs.edit_gap, gap=gap, text="One, here", **GAP)
    with hands.at(out) as there:
        there.do(runs.edit_gap, gap=gap, text="One, there", **GAP)
    (item,) = hands.merge(out).not_merged
    assert item.reason == "The gap was changed in the project meanwhile."
    assert hands.project.gaps[-1].text == "One, here"


def test_a_deleted_run_takes_what_was_done_in_it_along(hands: Hands) -> None:
    with hands.here(SECOND_OWNER) as here:
        run = drive(here)
    out = hands.hand_over()
    with hands.here(SECOND_OWNER) as here:
        here.do(runs.delete_run, run=run)
    with hands.at(out) as there:
        there.do(runs.raise_gap, run=run, text="Late", **GAP)
        there.do(runs.edit_gap, gap=there.project.gaps[-1].id, text="Later", **GAP)
    reasons = [item.reason for item in hands.merge(out).not_merged]
    assert reasons == [
        "The run is not in the project any more.",
        "What it belongs to was not merged.",
    ]


def test_a_person_who_was_removed(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there)
    with hands.here() as here:
        here.do(people.assign_role, role="second_owner", name="Kim")
        here.do(people.remove_person, person=SECOND_OWNER)
    done = hands.merge(out)
    assert {item.reason for item in done.not_merged} == {
        "Dana Osei is not among the project's people any more."
    }
    assert not hands.project.runs


def test_a_run_of_who_was_second_owner_then_is_kept(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there)
    with hands.here() as here:
        here.do(people.assign_role, role="second_owner", name="Kim")
    assert not hands.merge(out).not_merged
    assert [run.driver for run in hands.project.runs] == [SECOND_OWNER]


def test_a_page_that_was_taken_back(hands: Hands) -> None:
    with hands.here() as here:
        publish(here, "Two")
        out_of = here
    assert out_of.path == hands.path
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there)
        there.do(page.confirm_revision)
    file = ProjectFile.open(hands.path)
    first = file.at(1).project
    from pilotage.store.journal import entry_document

    entry = entry_document(at=hands.clock.now(), by="Ada", role="", action="undo", what="undo")
    file.commit(first.having(next_id=file.project.next_id), entry, lambda _: None)
    file.close()
    done = hands.merge(out)
    assert [item.reason for item in done.not_merged] == [
        "Revision 2 of the page, which it followed, is not in the project any more.",
        "What it belongs to was not merged.",
        "Revision 2 of the page is not in the project any more.",
    ]


def test_confirming_signs_only_what_was_read(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.here() as here:
        publish(here, "Two")
    with hands.at(out) as there:
        there.do(page.confirm_revision)
    assert not hands.merge(out).not_merged
    assert [c.revision for c in hands.project.confirmations] == [1]


def test_confirming_signs_the_answers_that_were_read(hands: Hands) -> None:
    with hands.here(SECOND_OWNER) as here:
        drive(here, "One", "Two")
        one, two = (gap.id for gap in here.project.gaps)
        here.actor = BUILDER
        here.do(page.edit_section, section="trigger", text="The inbox “leads”.")
        here.do(page.publish_revision, answers=[one, two])
    out = hands.hand_over()
    with hands.here(SECOND_OWNER) as here:
        here.do(runs.reopen_gap, gap=two)
    with hands.at(out) as there:
        there.do(page.confirm_revision)
    assert not hands.merge(out).not_merged
    first, second = hands.project.gaps
    assert (first.confirmed is not None, second.is_open, second.confirmed) == (True, True, None)


def test_all_that_can_be_done_in_a_bundle_can_be_merged() -> None:
    assert set(ACTIONS) == {name for name, each in actions().items() if phase_of(each) == 2}


def test_a_locked_phase_does_not_keep_the_run_out(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "Which inbox?")
    with hands.here() as here:
        time = here.project.metrics[0].id
        here.do(baseline.clear_baseline, metric=time, reason="Was wrong")
    assert gate(hands.project, 1).missing
    assert not hands.merge(out).not_merged
    assert len(hands.project.runs) == 1


def test_gate_2_opens_again_when_the_merged_run_has_a_gap(tmp_path: Path) -> None:
    hands = Hands(tmp_path, handed_over())
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "Which inbox?")
    done = hands.merge(out)
    assert any("gate 2 is open again" in item.what for item in done.merged)
    assert not stale(hands.project)
    assert hands.project.runs[0].number == 1
    assert hands.project.runs[1].number == 2


def test_two_bundles_that_were_driven_in_parallel(hands: Hands) -> None:
    one, two = hands.hand_over("one"), hands.hand_over("two")
    with hands.at(two) as there:
        drive(there, "B1")
    with hands.here(SECOND_OWNER) as here:
        drive(here, "Here", ends=False)
    with hands.at(one) as there:
        drive(there, "A1", "A2", ends=False)
    assert not hands.merge(one).not_merged
    assert not hands.merge(two).not_merged
    found = [(run.number, bool(run.bundle)) for run in hands.project.runs]
    assert found == [(2, True), (1, False), (3, True)]  # by their starts; #1 keeps its number
    assert [gap.text for gap in hands.project.gaps] == ["B1", "Here", "A1", "A2"]


def test_a_dry_run_changes_nothing(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "Which inbox?")
    before = hands.path.read_bytes()
    said = hands.merge(out, dry_run=True)
    assert hands.path.read_bytes() == before
    assert [i.what for i in said.items] == [i.what for i in hands.merge(out).items]


def test_a_merge_is_nothing_to_undo(hands: Hands) -> None:
    with hands.here() as here:
        here.do(people.set_note, note="x")
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there)
    hands.merge(out)
    with hands.here() as here:
        assert here.can_undo == ""


def test_a_bundle_of_another_project_or_copy_is_refused(hands: Hands, tmp_path: Path) -> None:
    out = hands.hand_over()
    other = Hands(_made(tmp_path / "other"))
    with pytest.raises(BadBundle, match="knows nothing of this bundle"):
        other.merge(out)
    third = Hands(_made(tmp_path / "third"), _of_another_uid())
    with pytest.raises(BadBundle, match="is of another project"):
        third.merge(out)
    with pytest.raises(BadBundle, match="is no bundle"):
        hands.merge(other.path)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _of_another_uid() -> Way:
    way = handed_over()
    way.project = way.project.having(uid="1" * 32)
    return way


def test_the_working_file_can_be_merged_too(hands: Hands) -> None:
    out = hands.hand_over()
    session = Session.open(out, hands.clock)
    drive(session)
    session.flush()
    assert len(hands.merge(bundle.working_path(out)).merged) == 2
    session.close()
    assert hands.merge(out).items == ()
