"""A bundle: what goes into it, who may do what in it, and what can't be handed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import baseline, page, people
from pilotage.errors import FileInUse, FileProblem, Refused
from pilotage.handover import Taken, hand_over, hand_over_file
from pilotage.method.gates import gate
from pilotage.store import bundle
from tests.handing import BUILDER, SECOND_OWNER, Hands, drive
from tests.way import Way, handed_over, written


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


def test_a_bundle_holds_the_second_owners_part_and_nothing_else(hands: Hands) -> None:
    with hands.here() as here:
        here.do(people.set_note, note="Salaries came from Xaver")
        here.do(page.edit_section, section="trigger", text="A draft nobody has seen")
        whole = here.project
    members = bundle.read(hands.hand_over())
    assert set(members) == set(bundle.MEMBERS)
    text = members[bundle.PROJECT].decode()
    for secret in ("Xaver", "nobody has seen", "timed by hand", "Salaries"):
        assert secret not in text
    with hands.at(hands.hand_over("other")) as there:
        part = there.project
    empty = ("metrics", "systems", "steps", "outputs", "measurements", "diagnoses", "decisions")
    assert not any(getattr(part, each) for each in (*empty, "reviews", "dismissals", "note"))
    assert part.revisions == whole.revisions
    assert part.revision is not None
    assert part.page == part.revision.page
    assert b"Route each inbound lead" in members[bundle.HTML]
    assert members[bundle.PDF].startswith(b"%PDF")


def test_only_phase_2_and_only_the_second_owner_in_a_bundle(hands: Hands) -> None:
    with hands.at(hands.hand_over()) as there:
        drive(there)
        assert gate(there.project, 1).standing == "passed"
        assert not gate(there.project, 2).missing
        assert not gate(there.project, 2).can_pass
        assert "bundle" in gate(there.project, 3).sentence
        for action, args in (
            (page.edit_section, {"section": "trigger", "text": "x"}),
            (people.set_note, {"note": "x"}),
            (baseline.add_metric, {"name": "a", "kind": "custom", "unit": "", "better": "lower"}),
        ):
            with pytest.raises(Refused, match="This is a bundle"):
                there.do(action, **args)
        there.actor = BUILDER
        with pytest.raises(Refused, match="handed over to Dana Osei"):
            there.do(page.confirm_revision)


def _without_second_owner() -> Way:
    way = written().on_day(10)
    way.do(page.publish_revision)
    way.do(people.assign_role, role="second_owner", name="")
    return way


def _reopened() -> Way:
    way = handed_over()
    way.do(baseline.clear_baseline, metric=way.project.metrics[0].id, reason="Wrong")
    return way


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (written, "No revision of the page is published yet"),
        (_without_second_owner, "Nobody is named as second owner"),
        (_reopened, "Phase 2 is locked"),
    ],
)
def test_what_can_not_be_handed_over(tmp_path: Path, way: object, says: str) -> None:
    hands = Hands(tmp_path, way())  # type: ignore[operator]
    with pytest.raises(Refused, match=says):
        hands.hand_over()
    assert not list(tmp_path.glob("*.zip"))


def test_a_bundle_can_not_be_handed_over_again(hands: Hands) -> None:
    out = hands.hand_over()
    working = bundle.working_path(out)
    with hands.at(out), pytest.raises(FileInUse):
        hand_over_file(working, out.parent / "again", hands.clock)
    working.write_bytes(bundle.read(out)[bundle.PROJECT])
    with pytest.raises(Refused, match="already"):
        hand_over_file(working, out.parent / "again", hands.clock)


def test_nothing_is_overwritten_unasked(hands: Hands) -> None:
    out = hands.hand_over()
    before, journal = out.read_bytes(), hands.path.read_bytes()
    with pytest.raises(FileProblem, match="already exists"):
        hands.hand_over()
    assert (out.read_bytes(), hands.path.read_bytes()) == (before, journal)
    hand_over_file(hands.path, out, hands.clock, force=True)
    assert out.read_bytes() != before


def test_a_project_that_is_open_elsewhere(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.here(), pytest.raises(FileInUse, match="held by"):
        hands.hand_over("again")
    with hands.here(), pytest.raises(FileInUse, match="held by"):
        hands.merge(out)
    with hands.here():
        assert hands.merge(out, dry_run=True).items == ()


def test_it_is_handed_over_in_the_name_of_who_is_here_and_undo_goes_on(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilotage.handover._pages", lambda *_: ({}, ""))
    with hands.here(SECOND_OWNER) as here:
        here.do(people.set_note, note="x")
        made = hand_over(here, hands.folder / "own")
        assert (here.journal[-1].action, here.journal[-1].by) == ("hand_over", "Dana Osei")
        assert here.undo() == "edited the project's note"
        with pytest.raises(Taken, match="already exists"):
            hand_over(here, made.path)
    readme = bundle.read(made.path)[bundle.README].decode()
    assert "Handed over by Dana Osei to Dana Osei" in readme
