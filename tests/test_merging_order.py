"""The order in which bundles are merged makes no difference to what the project holds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilotage.actions import driving, page, runs
from pilotage.errors import PilotageError
from pilotage.merging import merge_file
from pilotage.method.driving import drive_steps, page_of, position
from pilotage.method.gates import gates, stale
from pilotage.model.project import Project
from pilotage.session import Session
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify
from tests.handing import BUILDER, GAP, SECOND_OWNER, Hands, drive, publish

Act = tuple[str, int]


def _complete(session: Session, run: int, _gap: int, _number: int) -> None:
    going = next(each for each in session.project.runs if each.id == run)
    steps = drive_steps(page_of(session.project, going))
    here = steps[min(position(going, steps), len(steps) - 1)]
    session.do(driving.complete_step, run=run, section=here.section, item=here.item)


def _end(session: Session, run: int, _gap: int, number: int) -> None:
    minutes = None if number == 0 else str(40 + number)
    session.do(runs.end_run, run=run, to_the_end=number > 1, minutes=minutes)


CAN: dict[str, Callable[[Session, int, int, int], object]] = {
    "start": lambda s, _run, _gap, _n: s.do(runs.start_run),
    "gap": lambda s, run, _gap, n: s.do(runs.raise_gap, run=run, text=f"gap {n}", **GAP),
    "step": _complete,
    "back": lambda s, run, _gap, _n: s.do(driving.step_back, run=run),
    "pause": lambda s, run, _gap, _n: s.do(driving.pause_run, run=run),
    "resume": lambda s, run, _gap, _n: s.do(driving.resume_run, run=run),
    "end": _end,
    "edit": lambda s, run, _gap, n: s.do(runs.edit_run, run=run, minutes=str(n + 1), note="so"),
    "edit gap": lambda s, _run, gap, n: s.do(
        runs.edit_gap, gap=gap, text=f"better {n}", kind="blocked", section="review"
    ),
    "withdraw": lambda s, _run, gap, _n: s.do(runs.withdraw_gap, gap=gap, reason="It is there"),
    "answered": lambda s, _run, gap, _n: s.do(runs.confirm_answer, gap=gap),
    "reopen": lambda s, _run, gap, _n: s.do(runs.reopen_gap, gap=gap),
    "delete": lambda s, run, _gap, _n: s.do(runs.delete_run, run=run),
    "confirm": lambda s, _run, _gap, _n: s.do(page.confirm_revision),
    "undo": lambda s, _run, _gap, _n: s.undo(),
    "redo": lambda s, _run, _gap, _n: s.redo(),
}
ACTS = st.tuples(st.sampled_from([*CAN, "gap", "step", "again"]), st.integers(0, 5))


def act(session: Session, what: str, number: int) -> None:
    """Something that a second owner may do in the runs of this bundle."""
    project = session.project
    first = project.handed_over.first_new if project.handed_over else 1
    own = [run.id for run in project.runs if run.id >= first]
    gaps = [gap.id for gap in project.gaps if gap.id >= first]
    CAN[what](session, own[-1] if own else 0, gaps[number % len(gaps)] if gaps else 0, number)


@pytest.fixture(autouse=True)
def without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles without a page to read: making the PDF takes most of the time."""
    monkeypatch.setattr("pilotage.handover._pages", lambda *_: ({}, ""))


def play(hands: Hands, path: Path, acts: list[Act]) -> None:
    session = Session.open(path, hands.clock)
    for what, number in acts:
        if what == "again":  # close it and come back
            session.close()
            session = Session.open(path, hands.clock)
            continue
        try:
            act(session, what, number)
        except (PilotageError, StopIteration):
            continue
    session.close()


def contents(project: Project) -> dict[str, Any]:
    """All that a project holds, without its numbers of records and when gates opened again."""
    names = {each.id: n for n, each in enumerate(project.runs)}
    found = project.model_dump()
    for name in ("runs", "gaps", "confirmations"):
        for each in found[name]:
            each.pop("id")
    for each in found["gaps"]:
        each["run"] = names[each["run"]]
    for each in found["passages"]:
        each["reopened"] = bool(each["reopened"])
    found.pop("next_id")
    return found


def demands(project: Project) -> list[tuple[str, str]]:
    """What is missing at all gates, in words."""
    return [(r.id, r.missing) for each in gates(project) for r in each.missing]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    one=st.lists(ACTS, max_size=14),
    two=st.lists(ACTS, max_size=14),
    between=st.sampled_from(["nothing", "publishes", "runs", "starts a run"]),
    interleaved=st.booleans(),
    answered=st.booleans(),
)
def test_merging_in_either_order_gives_the_same(
    one: list[Act], two: list[Act], between: str, interleaved: bool, answered: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hands = Hands(Path(folder))
        with hands.here(SECOND_OWNER) as here:
            drive(here, "Before")
            if answered:
                here.actor = BUILDER
                gap = here.project.gaps[-1].id
                here.do(page.edit_section, section="trigger", text="The inbox “leads”.")
                here.do(page.publish_revision, answers=[gap])
        first, second = hands.hand_over("first"), hands.hand_over("second")
        if interleaved:
            play(hands, second, two[:3])
            two = two[3:]
        play(hands, first, [("start", 0), *one])
        with hands.here() as here:
            if between == "publishes":
                publish(here, "The inbox “leads”, from 8 on.")
            elif between != "nothing":
                here.actor = SECOND_OWNER
                drive(here, "Here", ends=between == "runs")
        play(hands, second, [("start", 0), *two])
        copy = hands.path.with_name("copy.pilotage.json")
        shutil.copy(hands.path, copy)
        for path, order in ((hands.path, (first, second)), (copy, (second, first))):
            for out in order:
                assert not merge_file(path, out, hands.clock).not_merged
            assert verify(path).ok
        here_, there = (ProjectFile.open(p, read_only=True) for p in (hands.path, copy))
        assert contents(here_.project) == contents(there.project)
        assert demands(here_.project) == demands(there.project)
        assert not stale(here_.project)
        for path in (hands.path, copy):
            before = path.read_bytes()
            for out in (first, second):
                assert merge_file(path, out, hands.clock).items == ()
            assert path.read_bytes() == before


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, max_size=20), cuts=st.lists(st.integers(0, 20), max_size=3))
def test_merging_in_pieces_gives_what_merging_once_gives(acts: list[Act], cuts: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hands = Hands(Path(folder))
        out = hands.hand_over()
        copy = hands.path.with_name("copy.pilotage.json")
        shutil.copy(hands.path, copy)
        acts, done = [("start", 0), *acts], 0
        for cut in (*sorted(cuts), len(acts)):
            play(hands, out, acts[done:cut])
            done = max(done, cut)
            assert not merge_file(copy, out, hands.clock).not_merged
        assert not merge_file(hands.path, out, hands.clock).not_merged
        pieces = ProjectFile.open(copy, read_only=True).project
        assert contents(pieces) == contents(hands.project)
        with hands.at(out) as there:
            seen = contents(there.project)
        for name in ("gaps", "confirmations"):
            assert seen[name] == contents(pieces)[name]
        strip = [
            {k: v for k, v in r.items() if k not in ("number", "bundle")} for r in seen["runs"]
        ]
        assert strip == [
            {k: v for k, v in r.items() if k not in ("number", "bundle")}
            for r in contents(pieces)["runs"]
        ]
