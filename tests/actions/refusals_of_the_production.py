"""What is refused of integrations, production run, review and gates."""

from __future__ import annotations

from typing import Final

from pilotage.actions import gate, integrations, production, recurring, review
from tests.actions.stages import (
    COST,
    ERRORS,
    TIME,
    TOMORROW,
    VERDICT,
    Case,
    in_production,
    missed,
    of,
    on_the_map,
)
from tests.way import DIAGNOSED, START, Way, documented, integrated, measured, reviewed

DIAGNOSIS: Final = {
    "trap": "no_document",
    "finding": "So it is.",
    "action": "Mend",
    **DIAGNOSED,
}

CASES: Final[tuple[Case, ...]] = (
    # Integrations.
    (on_the_map, 1, integrations.add_system, {"name": "crm"}, "crm is already on the map"),
    (on_the_map, 1, integrations.add_system, {"name": "X", "kind": "fax"}, "is not one of"),
    (
        on_the_map,
        1,
        integrations.edit_system,
        {"system": of("systems"), "name": "CRM"},
        "already on the map",
    ),
    (
        on_the_map,
        1,
        integrations.edit_system,
        {"system": of("systems"), "id": 4},
        "“id” can't be changed here",
    ),
    (
        on_the_map,
        1,
        integrations.remove_system,
        {"system": of("systems")},
        "“Copy the form into the prompt” leads from or to Leads inbox",
    ),
    (on_the_map, 1, integrations.set_rate, {"hourly": "dear"}, "is not a number"),
    (on_the_map, 1, integrations.set_ends, {"source": 99, "destination": None}, "no system"),
    (
        on_the_map,
        1,
        integrations.add_step,
        {"title": "X", "kind": "copy", "source": 99, "destination": of("systems")},
        "no system with the number 99",
    ),
    (
        on_the_map,
        1,
        integrations.add_step,
        {"title": "X", "kind": "copy", "live": True},
        "“live” can't be changed here",
    ),
    (on_the_map, 1, integrations.edit_step, {"step": of("steps"), "friction": 6}, "at most 5"),
    (on_the_map, 1, integrations.edit_step, {"step": of("steps"), "friction": 0}, "at least 1"),
    (on_the_map, 1, integrations.edit_step, {"step": of("steps"), "source": 99}, "no system"),
    (
        on_the_map,
        1,
        integrations.edit_step,
        {"step": of("steps"), "verification": None},
        "can't be changed here",
    ),
    (on_the_map, 1, integrations.remove_step, {"step": 99}, "no step with the number 99"),
    (on_the_map, 1, integrations.decide_integrate, {"step": 99}, "no step with the number 99"),
    (
        on_the_map,
        1,
        integrations.decide_keep,
        {"step": of("steps"), "reason": "  "},
        "needs a re",
    ),
    (on_the_map, 1, integrations.sign_keeping, {"step": of("steps", 1)}, "Only the second owner"),
    (on_the_map, 2, integrations.sign_keeping, {"step": of("steps")}, "Only a step that is kept"),
    (
        on_the_map,
        1,
        integrations.set_live,
        {"step": of("steps", 1), "live": True},
        "not decided to be integrated",
    ),
    (
        on_the_map,
        1,
        integrations.verify_step,
        {"step": of("steps", 1), "by": "Dana Osei"},
        "not live yet",
    ),
    (on_the_map, 1, integrations.verify_step, {"step": of("steps"), "by": ""}, "By: is empty"),
    # The production run.
    (integrated, 1, production.record_output, {"reference": " "}, "Reference: is empty"),
    (
        integrated,
        1,
        production.record_output,
        {"reference": "x", "on": TOMORROW},
        "is in the future",
    ),
    (
        integrated,
        1,
        production.record_output,
        {"reference": "x", "on": START},
        "before the production run",
    ),
    (in_production, 1, production.record_output, {"reference": "lead-61-0"}, "already an output"),
    (
        in_production,
        1,
        production.edit_output,
        {"output": of("outputs"), "reference": "lead-61-1"},
        "already an output",
    ),
    (
        in_production,
        1,
        production.edit_output,
        {"output": of("outputs"), "on": TOMORROW},
        "is in the future",
    ),
    (
        in_production,
        1,
        production.edit_output,
        {"output": of("outputs"), "checks": ()},
        "“checks” can't be changed here",
    ),
    (in_production, 1, production.delete_output, {"output": 99_999}, "no output with the number"),
    (
        in_production,
        2,
        production.check_output,
        {"output": of("outputs"), "verdict": "maybe"},
        "'pass' or 'fail'",
    ),
    (in_production, 2, production.check_output, {"output": 9_999, "verdict": "pass"}, "no output"),
    (
        in_production,
        2,
        production.check_outputs,
        {"outputs": [9_999], "verdict": "pass"},
        "no output with the number 9999",
    ),
    (
        in_production,
        1,
        production.remove_check,
        {"output": of("outputs")},
        "not checked this",
    ),
    (in_production, 1, production.record_measurement, {"metric": 99, "value": "1"}, "no metric"),
    (
        in_production,
        1,
        production.record_measurement,
        {"metric": COST, "value": "1"},
        "Cost per output has no baseline to compare with",
    ),
    (
        in_production,
        1,
        production.record_measurement,
        {"metric": ERRORS, "value": "100.1"},
        "at most 100 %",
    ),
    (
        in_production,
        1,
        production.record_measurement,
        {"metric": TIME, "value": "1", "on": TOMORROW},
        "is in the future",
    ),
    (
        in_production,
        1,
        production.edit_measurement,
        {"measurement": of("measurements"), "metric": 5},
        "“metric” can't be changed here",
    ),
    (
        in_production,
        1,
        production.edit_measurement,
        {"measurement": of("measurements"), "value": "x"},
        "not a number",
    ),
    (in_production, 1, production.delete_measurement, {"measurement": 9_999}, "no measurement"),
    # The review and the cadence.
    (
        missed,
        1,
        review.diagnose,
        {
            "metric": ERRORS,
            "trap": "no_document",
            "finding": "So it is.",
            "action": "Mend",
            **DIAGNOSED,
        },
        "Only a metric that missed",
    ),
    (
        missed,
        1,
        review.diagnose,
        {"metric": TIME, "trap": "bad_luck", "finding": "So it is.", "action": "Mend", **DIAGNOSED},
        "is not one of",
    ),
    (
        missed,
        1,
        review.diagnose,
        {"metric": TIME, "trap": "no_document", "finding": " ", "action": "Mend", **DIAGNOSED},
        "Finding: is empty",
    ),
    *(
        (missed, 1, review.diagnose, {"metric": TIME, **DIAGNOSIS, name: nothing}, f"needs {what}")
        for name, nothing, what in (
            ("evidence", " ", "evidence"),
            ("owner", "", "an owner"),
            ("due", None, "a date"),
        )
    ),
    (missed, 1, review.delete_diagnosis, {"diagnosis": 99}, "no diagnosis with the number 99"),
    (
        measured,
        1,
        review.record_decision,
        {"choice": "stop", "reason": "So."},
        "Only the dec",
    ),
    (measured, 2, review.record_decision, {"choice": "stop", "reason": "So."}, "(Noor Haddad)"),
    (
        missed,
        3,
        review.record_decision,
        {"choice": "stop", "reason": "So."},
        "No diagnosis yet",
    ),
    (measured, 3, review.record_decision, {"choice": "go", "reason": "So it is."}, "not one of"),
    (measured, 3, review.record_decision, {"choice": "stop", "reason": "  "}, "Reason: is empty"),
    *(
        (measured, 3, review.record_decision, {"choice": choice, "reason": "So.", **phases}, said)
        for choice, phases, said in (
            ("hold_and_fix", {}, "at least one of the phases 1 to 4"),
            ("hold_and_fix", {"phases": (5,)}, "at least one of the phases 1 to 4"),
            ("hold_and_fix", {"phases": (2, 7)}, "at least one of the phases 1 to 4"),
            ("stop", {"phases": (2,)}, "“Stop” opens no phase again"),
        )
    ),
    (
        measured,
        1,
        review.set_cadence,
        {"interval": "weekly", "owner": 2, "first": TOMORROW},
        "is not one of",
    ),
    (
        measured,
        1,
        review.set_cadence,
        {"interval": "monthly", "owner": 99, "first": TOMORROW},
        "no person with the number 99",
    ),
    (
        measured,
        1,
        review.set_cadence,
        {"interval": "monthly", "owner": 2, "first": START},
        "must come after the project's start",
    ),
    (reviewed, 2, recurring.record_review, {"due": START, **VERDICT}, "No review is due"),
    (
        reviewed,
        2,
        recurring.edit_review,
        {"review": 99, "actions": "x"},
        "no review with the number",
    ),
    (reviewed, 2, recurring.edit_review, {"review": 99, "held": START}, "“held” can't be changed"),
    (reviewed, 2, recurring.finish_action, {"review": 99, "number": 1}, "no review with the"),
    (reviewed, 2, recurring.delete_review, {"review": 99}, "no review with the number 99"),
    # The gate.
    (Way, 1, gate.pass_gate, {"phase": 1}, "Gate 1 is closed"),
    (Way, 1, gate.pass_gate, {"phase": 2}, "before the gate in front of it"),
    (documented, 1, gate.pass_gate, {"phase": 1}, "already passed"),
)
