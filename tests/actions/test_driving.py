"""Driving a run: what each action does, and what it refuses."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.actions import driving, runs
from pilotage.actions.action import Stamp
from pilotage.errors import Refused
from pilotage.method.driving import drive_steps, position, times, worked
from tests.method.test_driving import done, driven, started
from tests.way import BUILDER, SECOND_OWNER, Way, handed_over


def test_only_the_driver_drives() -> None:
    way = started().as_(BUILDER)
    for action, more in (
        (driving.complete_step, {"section": "purpose"}),
        (driving.step_back, {}),
        (driving.pause_run, {}),
        (driving.resume_run, {}),
    ):
        with pytest.raises(Refused, match="only Dana Osei can do this"):
            way.do(action, run=driven(way).id, **more)


def test_one_step_after_the_other() -> None:
    way = started()
    with pytest.raises(Refused, match="The next step is Purpose"):
        way.do(driving.complete_step, run=driven(way).id, section="trigger")
    with pytest.raises(Refused, match="This is the first step"):
        way.do(driving.step_back, run=driven(way).id)
    done(way, len(drive_steps(way.project.page)))
    with pytest.raises(Refused, match="Every step is done"):
        way.do(driving.complete_step, run=driven(way).id, section="destination")


def test_a_paused_run_stands_still_until_it_goes_on() -> None:
    way = started()
    run = driven(way).id
    way.do(driving.pause_run, run=run)
    assert driven(way).is_paused
    for action, more, said in (
        (driving.pause_run, {}, "paused already"),
        (driving.complete_step, {"section": "purpose"}, "The run is paused"),
    ):
        with pytest.raises(Refused, match=said):
            way.do(action, run=run, **more)
    way.do(driving.resume_run, run=run)
    assert not driven(way).is_paused
    with pytest.raises(Refused, match="is not paused"):
        way.do(driving.resume_run, run=run)


def test_a_break_that_nobody_noted_begins_where_the_last_sign_was() -> None:
    way = started()
    done(way, 1)
    before = driven(way).steps[-1].at
    for wrong in (before - timedelta(seconds=1), before + timedelta(days=9)):
        with pytest.raises(Refused, match="A break begins after"):
            way.do(driving.pause_run, run=driven(way).id, since=wrong)
    way.do(driving.pause_run, run=driven(way).id, since=before)
    assert driven(way).pauses[-1].began == before


def test_ending_a_paused_run_ends_the_pause_and_counts_without_it() -> None:
    way = started()
    way.do(driving.pause_run, run=driven(way).id)
    way.on_day(16)
    way.do(runs.end_run, run=driven(way).id, to_the_end=True)
    run = driven(way)
    assert run.pauses[-1].ended == run.ended
    assert run.minutes == Decimal(1)


@pytest.mark.parametrize(
    ("action", "more"),
    [
        (driving.complete_step, {"section": "purpose"}),
        (driving.step_back, {}),
        (driving.pause_run, {}),
        (driving.resume_run, {}),
    ],
)
def test_a_run_that_has_ended_is_not_driven(action: object, more: dict[str, str]) -> None:
    way: Way = handed_over()
    with pytest.raises(Refused, match="has already ended"):
        way.do(action, run=way.project.runs[-1].id, **more)  # type: ignore[arg-type]


def test_a_gap_keeps_its_line_until_it_moves_to_another_section() -> None:
    way = started()
    gap = {"kind": "question", "text": "Which?"}
    way.do(runs.raise_gap, run=driven(way).id, section="steps", item=2, **gap)
    number = way.project.gaps[-1].id
    way.do(runs.edit_gap, gap=number, section="steps", kind="blocked", text="Which one?")
    assert way.project.gaps[-1].item == 2
    way.do(runs.edit_gap, gap=number, section="trigger", kind="blocked", text="Which one?")
    assert way.project.gaps[-1].item is None


@settings(max_examples=40, deadline=None)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(["step", "back", "break"]), st.integers(-7200, 7200)),
        max_size=12,
    ),
    last=st.integers(-7200, 7200),
)
def test_no_clock_makes_a_time_negative_or_stops_a_driver(
    acts: list[tuple[str, int]], last: int
) -> None:
    way = started()
    run, now = driven(way).id, driven(way).started
    for what, jump in acts:
        now += timedelta(seconds=jump)
        at = Stamp(SECOND_OWNER, now, way.clock.today())
        before = driven(way)
        steps = drive_steps(way.project.page)
        if what == "step" and (here := position(before, steps)) < len(steps):
            key = {"section": steps[here].section, "item": steps[here].item}
            way.project = driving.complete_step(way.project, at, run=run, **key)
        elif what == "back" and before.steps:
            way.project = driving.step_back(way.project, at, run=run)
        elif what == "break":
            way.project = driving.pause_run(way.project, at, run=run)
            way.project = driving.resume_run(way.project, at, run=run)
        assert worked(driven(way), now) >= timedelta(0)
        ends = [p.ended - p.began for p in driven(way).pauses if p.ended]
        assert all(each >= timedelta(0) for each in ends)
        assert all(took >= timedelta(0) for took in times(driven(way), steps).values())
        moments = [each.at for each in driven(way).steps]
        assert moments == sorted(moments)
    at = Stamp(SECOND_OWNER, now + timedelta(seconds=last), way.clock.today())
    way.project = runs.end_run(way.project, at, run=run, to_the_end=True)
    ended = driven(way)
    assert ended.ended is not None
    assert ended.ended >= max([ended.started, *(each.at for each in ended.steps)])
    assert ended.minutes is not None
    assert ended.minutes >= runs.SHORTEST


def test_a_break_can_begin_though_the_clock_was_put_back() -> None:
    way = started()
    done(way, 3)
    last = driven(way).steps[-1].at
    early = Stamp(SECOND_OWNER, last - timedelta(hours=1), way.clock.today())
    way.project = driving.pause_run(way.project, early, run=driven(way).id)
    assert driven(way).pauses[-1].began == last
    assert driven(way).is_paused
