"""What a script may record, in whose name, and what is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.actions import baseline, people
from pilotage.errors import PilotageError, Refused
from pilotage.model.phrase import Phrase
from pilotage.model.project import Project
from pilotage.recording import Lines, Recorded, metric_named, recorded
from tests.inboxes import AT, content, references
from tests.way import BUILDER, SECOND_OWNER, Way, handed_over, integrated

ID = "00000000000000000001-1-abcd"


def on_the_day() -> Way:
    """The production run, on the day of `AT`."""
    return integrated().on_day(64)


def done(project: Project, *items: object, **more: Any) -> list[Recorded]:
    return recorded(project, content(*items, **more), ID, (), on_the_day().clock)


def test_an_output_with_its_check() -> None:
    item = {"output": " T-1 ", "on": "2026-05-03", "made_by": "run 7", "link": "https://x"}
    check = {"check": "fail", "failed": "No owner", "note": "See\nbelow", "as": "dana osei"}
    (one,) = done(on_the_day().project, item | check, tool="crm export")
    made = one.after.outputs[-1]
    assert (made.reference, made.made_by, made.link) == ("T-1", "run 7", "https://x")
    assert made.on.isoformat() == "2026-05-03"
    (found,) = made.checks
    assert (found.by, found.at, found.verdict, found.failed) == (
        SECOND_OWNER,
        AT,
        "fail",
        "No owner",
    )
    entry = one.entry
    assert (entry["by"], entry["role"], entry["actor"]) == ("Dana Osei", "second owner", 2)
    assert entry["what"] == "recorded the output “T-1”, checked: fail (“No owner”)"
    assert entry["session"] == "record"
    assert entry["args"]["recorded"] == one.key == ID
    assert entry["args"]["tool"] == "crm export"
    assert entry["args"]["recorded_at"] == "2026-05-04T08:30:00Z"
    assert one.made == ("outputs", made.id)
    assert list(one.changes.put) == ["outputs", "_meta"]


def test_the_builder_records_what_says_no_name() -> None:
    (one,) = done(on_the_day().project, {"output": "T-1", "check": "pass"})
    assert one.after.outputs[-1].checks[0].by == BUILDER
    assert one.entry["by"] == "Ada Builder"


def test_a_measurement_as_people_write_numbers() -> None:
    item = {"measurement": "time", "value": "1 200,5", "cases": 12, "note": "n", "on": "2026-05-04"}
    (one,) = done(on_the_day().project, item)
    made = one.after.measurements[-1]
    assert (made.value, made.sample_size, made.note) == (Decimal("1200.5"), 12, "n")
    assert (made.by, made.at) == (BUILDER, AT)


def test_a_moment_still_to_come_is_now() -> None:
    (one,) = done(
        on_the_day().project, {"output": "T-1", "check": "pass"}, at=AT.replace(year=2100)
    )
    assert one.after.outputs[-1].checks[0].at < AT + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Working time per output", 0),
        ("working TIME", 0),
        ("cost", 1),
        ("Outputs w", 2),
        ("error rate", 2),
        ("volume", 3),
    ],
)
def test_a_metric_by_its_name_its_beginning_or_its_kind(name: str, wanted: int) -> None:
    project = on_the_day().project
    assert metric_named(project, name) is project.metrics[wanted]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Outputs", "“Outputs” can be Outputs with an error, Outputs per week."),
        ("speed", "There is no metric “speed”. The metrics are Working time per output, Cost"),
        ("", "There is no metric “”."),
    ],
)
def test_a_metric_that_is_not_meant_by_a_name(name: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        metric_named(on_the_day().project, name)
    assert said in str(caught.value)


def test_a_whole_name_goes_before_the_beginning_of_another() -> None:
    way = integrated()
    way.do(baseline.add_metric, name="Outputs", kind="custom", unit="", better="higher")
    assert metric_named(way.project, "outputs").name == "Outputs"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"output": ""}, "Reference: is empty"),
        ({"output": "T-1", "on": "2026-05-05"}, "is in the future"),
        ({"output": "T-1", "on": "2026-01-05"}, "is before the production run"),
        ({"output": "T-1", "on": "soon"}, "“soon” is no day"),
        ({"output": "T-1", "as": "Kim"}, "Kim is not in this project"),
        ({"output": "T-1", "check": "maybe"}, "“maybe” is not one of"),
        ({"output": "T-1", "note": "n"}, "belong to a check"),
        ({"output": "T-1", "measurement": "time"}, "must have one of"),
        ({"on": "2026-05-04"}, "must have one of"),
        ({"output": "T-1", "cases": "1"}, "“cases” can't be said of an output"),
        ({"output": ["T-1"]}, "must be a text or a number"),
        ({"output": True}, "must be a text or a number"),
        ({"measurement": "time", "value": "many"}, "is not a number"),
        ({"measurement": "time"}, "is not a number"),
        ({"measurement": "time", "value": "1,200"}, "can be 1200 or 1.2"),
        ({"measurement": "time", "value": "5", "cases": "0"}, "at least 1"),
        ({"measurement": "cost", "value": "5"}, "has no baseline to compare with"),
    ],
)
def test_what_is_refused(item: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as caught:
        done(on_the_day().project, item)
    assert said in str(caught.value)


def test_before_its_phase_nothing_is_recorded() -> None:
    with pytest.raises(Refused, match="Phase 4 is locked"):
        done(handed_over().project, {"output": "T-1"})


def test_a_script_signs_for_nobody() -> None:
    way = on_the_day().as_(SECOND_OWNER)
    way.do(people.set_phrase, phrase=Phrase.of("correct horse battery", b"s" * 16))
    with pytest.raises(Refused, match="Dana Osei has a signing phrase"):
        done(way.project, {"output": "T-1", "check": "pass", "as": "Dana Osei"})
    assert done(way.project, {"output": "T-1", "check": "pass"})


def test_several_together_or_none() -> None:
    project = on_the_day().project
    found = done(project, {"output": "T-1"}, None, {"measurement": "time", "value": 5})
    assert [each.key for each in found] == [f"{ID}/1", f"{ID}/3"]
    assert found[1].after.outputs[-1].reference == "T-1"
    with pytest.raises(Lines) as caught:
        done(project, {"output": "T-1"}, {"output": "T-1"}, None, {"output": ""})
    said = str(caught.value).splitlines()
    assert said[0] == "Nothing was recorded."
    assert said[1].startswith("line 2: There is already an output “T-1”.")
    assert said[2].startswith("line 4: Reference: is empty")
    with pytest.raises(Lines, match="and 10 more"):
        done(project, *({"output": ""} for _ in range(30)))


def test_what_was_recorded_before_is_not_recorded_again() -> None:
    project = on_the_day().project
    items = [{"output": f"T-{n}"} for n in range(3)]
    again = recorded(project, content(*items), ID, {f"{ID}/1", f"{ID}/3"}, on_the_day().clock)
    assert references(again[-1].after) == ["T-1"]
    assert recorded(project, content(items[0]), ID, {ID}, on_the_day().clock) == []


@pytest.mark.parametrize(
    "entry",
    [
        None,
        [],
        {},
        content(),
        content(None),
        content("T-1"),
        content({"output": "T-1"}) | {"at": "yesterday"},
        content({"output": "T-1"}) | {"at": "2026-05-04T08:30:00"},
        content({"output": "T-1"}) | {"tool": 7},
        content({"output": "T-1"}) | {"version": "1"},
    ],
)
def test_what_is_no_entry(entry: object) -> None:
    with pytest.raises(Refused, match="It is no entry"):
        recorded(on_the_day().project, entry, ID, (), on_the_day().clock)


def test_an_entry_of_another_version() -> None:
    entry = content({"output": "T-1"}) | {"version": 2}
    with pytest.raises(Refused, match="another version"):
        recorded(on_the_day().project, entry, ID, (), on_the_day().clock)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(["output", "measurement", "value", "on", "as", "check", "cases", "note"])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, JSON, max_size=5), JSON)
def test_nothing_but_a_refusal_comes_of_whatever_lies_there(item: Any, junk: Any) -> None:
    way = on_the_day()
    for entry in (content(item), content(junk), junk):
        with suppress(PilotageError):
            (one,) = recorded(way.project, entry, ID, (), way.clock)
            assert one.after.next_id == way.project.next_id + 1
