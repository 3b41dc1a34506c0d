"""The page step by step: where the driver is, and how long each step took."""

from __future__ import annotations

from datetime import timedelta

from pilotage.actions import driving, page, runs
from pilotage.method.driving import (
    drive_steps,
    gaps_at,
    last_sign,
    line_of,
    page_of,
    position,
    times,
    worked,
)
from pilotage.model.document import Page
from pilotage.model.runs import Run
from tests.way import SECOND_OWNER, Way, documented


def driven(way: Way) -> Run:
    return way.project.runs[-1]


def started() -> Way:
    way = documented().as_(SECOND_OWNER)
    way.do(runs.start_run)
    return way


def done(way: Way, number: int) -> None:
    steps = drive_steps(page_of(way.project, driven(way)))
    for _ in range(number):
        step = steps[position(driven(way), steps)]
        way.do(driving.complete_step, run=driven(way).id, section=step.section, item=step.item)


def test_the_page_is_driven_from_purpose_to_destination() -> None:
    steps = drive_steps(documented().project.page)
    assert [step.title for step in steps] == [
        "Purpose",
        "Trigger",
        "Input format",
        "Tool or model",
        "AI task, 1 of 3",
        "AI task, 2 of 3",
        "AI task, 3 of 3",
        "Quality criteria, 1 of 2",
        "Quality criteria, 2 of 2",
        "Disqualifiers, 1 of 1",
        "Reviewer",
        "Review step",
        "Output destination",
    ]
    assert drive_steps(Page()) == ()


def test_the_position_is_after_what_is_done_and_comes_back() -> None:
    way = started()
    steps = drive_steps(way.project.page)
    assert position(driven(way), steps) == 0
    done(way, 5)
    assert steps[position(driven(way), steps)].title == "AI task, 2 of 3"
    way.do(driving.step_back, run=driven(way).id)
    assert steps[position(driven(way), steps)].title == "AI task, 1 of 3"
    done(way, len(steps) - 4)
    assert position(driven(way), steps) == len(steps)


def test_a_run_follows_its_revision_whatever_is_published_since() -> None:
    way = started()
    way.do(page.edit_section, section="steps", text="Only one step")
    way.do(page.publish_revision, note="Shorter")
    assert len(page_of(way.project, driven(way)).steps) == 3


def test_pauses_do_not_count() -> None:
    way = started()
    run = driven(way)
    minute = timedelta(minutes=1)
    first = {"began": run.started + 2 * minute, "ended": run.started + 5 * minute}
    assert worked(run.with_(pauses=(first | {"ended": None},)), first["ended"]) == 2 * minute
    paused = run.with_(pauses=(first, {"began": run.started + 8 * minute}))
    assert worked(paused, run.started + 60 * minute) == 5 * minute


def test_a_clock_that_was_put_back_makes_no_time_shorter() -> None:
    way = started()
    run = driven(way)
    minute = timedelta(minutes=1)
    assert worked(run, run.started - 60 * minute) == timedelta(0)
    paused = run.with_(pauses=({"began": run.started + 8 * minute},))
    assert worked(paused, run.started + minute) == 8 * minute


def test_each_step_has_its_time_without_pauses() -> None:
    way = started()
    run = driven(way)
    minute = timedelta(minutes=1)
    steps = drive_steps(way.project.page)
    timed = run.with_(
        steps=tuple(
            {"section": step.section, "item": step.item, "at": run.started + n * 10 * minute}
            for n, step in enumerate(steps[:3], 1)
        ),
        pauses=({"began": run.started + 12 * minute, "ended": run.started + 16 * minute},),
    )
    found = times(timed, steps)
    assert list(found.values()) == [10 * minute, 6 * minute, 10 * minute]
    assert list(found) == [step.key for step in steps[:3]]


def test_the_last_sign_of_life_is_the_latest_of_all() -> None:
    way = started()
    assert last_sign(way.project, driven(way)) == driven(way).started
    done(way, 2)
    assert last_sign(way.project, driven(way)) == driven(way).steps[-1].at
    way.do(runs.raise_gap, run=driven(way).id, kind="question", text="Which?", section="trigger")
    assert last_sign(way.project, driven(way)) == way.project.gaps[-1].at
    way.do(driving.pause_run, run=driven(way).id)
    assert last_sign(way.project, driven(way)) == driven(way).pauses[-1].began


def test_a_gap_is_at_the_line_where_it_happened() -> None:
    way = started()
    run = driven(way).id
    gap = {"run": run, "kind": "question"}
    way.do(runs.raise_gap, text="At two", section="steps", item=2, **gap)
    way.do(runs.raise_gap, text="Somewhere", section="steps", **gap)
    way.do(runs.raise_gap, text="When", section="trigger", **gap)
    at = {
        step.title: [gap.text for gap in gaps_at(way.project.gaps, driven(way), step)]
        for step in drive_steps(way.project.page)
    }
    assert at["AI task, 1 of 3"] == ["Somewhere"]
    assert at["AI task, 2 of 3"] == ["At two"]
    assert at["AI task, 3 of 3"] == []
    assert at["Trigger"] == ["When"]
    words = [line_of(way.project.page, gap) for gap in way.project.gaps]
    assert words[:2] == ["Read the proposed region and urgency", "Copy the form into the prompt"]
