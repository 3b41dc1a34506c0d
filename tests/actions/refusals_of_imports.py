"""What is refused of rows that are imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pilotage.actions import importing
from pilotage.model.project import Project
from tests.actions.stages import Case, in_production, on_the_map
from tests.way import START, Way, documented, integrated, written

OUTPUT: Final[dict[str, Any]] = {"reference": "lead-1", "on": START.replace(month=5, day=1)}
STEP: Final = {"title": "Copy it", "kind": "copy", "source": "CRM", "destination": "Sheet"}
METRIC: Final = {"metric": "Satisfaction", "kind": "custom", "better": "higher"}
TIME: Final = {"metric": "Working time per output"}
MEASURED: Final = TIME | {"on": OUTPUT["on"], "value": "5"}


def rows(*given: dict[str, Any]) -> dict[str, Any]:
    return {"rows": given}


def each(
    make: Callable[[], Way],
    actor: int,
    action: Callable[..., Project],
    *refused: tuple[dict[str, Any], str],
) -> tuple[Case, ...]:
    """One action of one actor at one stage: what it is given, and what the refusal says."""
    return tuple((make, actor, action, given, said) for given, said in refused)


CASES: Final[tuple[Case, ...]] = (
    *each(
        integrated,
        1,
        importing.import_outputs,
        (rows(OUTPUT | {"reference": " "}), "is empty"),
        (rows(OUTPUT | {"on": None}), "On: "),
        (
            rows(OUTPUT, OUTPUT | {"made_by": "x"}),
            "1 of 2 rows can't be imported; the first is row 2: "
            "Reference: “lead-1” is also in row 1",
        ),
        (rows(OUTPUT | {"on": START}), "is before the production run, which began on"),
        (rows(OUTPUT | {"on": START.replace(year=2027)}), "is in the future"),
        (rows(OUTPUT | {"verdict": "maybe"}), "“maybe” is not one of"),
        (
            rows(OUTPUT | {"note": "Region is wrong"}),
            "Verdict: is missing, but what it found is there",
        ),
        (
            rows(OUTPUT | {"verdict": "pass", "checked_by": "Dana Osei"}),
            "Dana Osei has to bring this check in; Ada Builder is at the keyboard",
        ),
        (
            rows(OUTPUT | {"verdict": "pass", "checked_by": "Kim"}),
            "nobody is called “Kim”; the people are Ada Builder, Dana Osei, Noor Haddad",
        ),
        (
            rows(OUTPUT | {"verdict": "pass", "checked_by": "Kim"}) | {"own_checks": True},
            "nobody is called “Kim”",
        ),
    ),
    *each(
        in_production,
        2,
        importing.import_outputs,
        (
            rows(
                {"reference": "lead-61-0", "on": START.replace(month=5, day=3), "verdict": "fail"}
            ),
            "“lead-61-0” is there already with another on, check",
        ),
        (
            rows({"reference": "lead-61-0", "on": START}) | {"update": True},
            "is before the production run",
        ),
        (
            rows({"reference": "lead-61-0", "link": "x" * 301}) | {"update": True},
            "301 characters are too many",
        ),
    ),
    *each(
        integrated,
        1,
        importing.import_measurements,
        (
            rows(MEASURED | {"metric": "Mood"}),
            "Metric: there is none called “Mood”; there are Working time per output,",
        ),
        (rows({"value": "5"}), "Metric: is missing"),
        (rows(MEASURED | {"value": "ten"}), "“ten” is not a number"),
        (rows(MEASURED | {"on": START}), "is before the production run"),
        (
            rows(MEASURED | {"metric": "outputs with an ERROR", "value": "120"}),
            "an error rate is at most 100 %",
        ),
    ),
    *each(
        on_the_map,
        1,
        importing.import_steps,
        (rows(STEP | {"source": ""}), "From: is missing"),
        (rows(STEP | {"kind": ""}), "Kind: is missing"),
        (rows(STEP | {"title": "x" * 121}), "too many"),
        (rows(STEP, STEP), "is in the file twice"),
        (
            rows(
                STEP
                | {
                    "title": "copy the form INTO the prompt",
                    "source": "leads inbox",
                    "destination": "assistant x",
                    "minutes": "9",
                }
            ),
            "“Copy the form into the prompt” is on the map with another minutes",
        ),
    ),
    *each(
        written,
        1,
        importing.import_baseline,
        (rows(METRIC | {"better": ""}), "Better: is missing"),
        (rows(METRIC, METRIC), "is in the file twice"),
        (rows(METRIC | {"metric": ""}), "Name: is empty"),
        (rows(METRIC | {"value": "4"}), "Sample size: "),
        (rows(METRIC | {"no_worse": "yes"}), "no worse than what?"),
        (
            rows(TIME | {"value": "15"}),
            "Working time per output: the baseline is there already with another value",
        ),
        (
            rows(TIME | {"target": "5"}),
            "Working time per output: the target is there already with another value",
        ),
        (
            rows(TIME | {"unit": "hours"}),
            "“Working time per output” is there already with another unit",
        ),
        (
            rows({"metric": "Cost per output", "value": "3", "sample_size": "9"}),
            "is waived: it is not to be measured",
        ),
    ),
    *each(
        documented,
        1,
        importing.import_baseline,
        (rows(TIME | {"value": "15"}) | {"update": True}, "Gate 1 was passed with these figures"),
    ),
)
