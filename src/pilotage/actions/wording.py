"""What was done, as a sentence for the journal, for undo and for the screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pilotage.actions.act import Act as _Act
from pilotage.actions.act import quoted
from pilotage.actions.wording_evidence import EVIDENCE
from pilotage.actions.wording_imports import (
    imported_baseline,
    imported_measurements,
    imported_outputs,
    imported_steps,
)
from pilotage.actions.wording_review import REVIEW_WORDINGS
from pilotage.method.phases import name_of
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year
from pilotage.model.production import Verdict
from pilotage.model.project import Project
from pilotage.model.text import one_line
from pilotage.model.units import amount

__all__ = ["WORDINGS", "describe", "gates_moved", "quoted"]


def describe(name: str, args: Mapping[str, Any], before: Project, after: Project) -> str:
    """An action as a sentence without its subject, such as “passed gate 2: Second owner”.

    Says also which passed gates the action opened again.
    """
    wording = WORDINGS.get(name)
    said = wording(_Act(args, before, after)) if wording else name.replace("_", " ")
    lost = sorted(_live(before) - _live(after))
    return "; ".join([said, *(f"gate {phase} is open again" for phase in lost)])


def gates_moved(before: Project, after: Project) -> str:
    """Which gates are open again and which are passed again, for undo and redo; may be empty."""
    said = [f"gate {phase} is open again" for phase in sorted(_live(before) - _live(after))]
    said += [f"gate {phase} is passed again" for phase in sorted(_live(after) - _live(before))]
    return "; ".join(said)


def _live(project: Project) -> set[int]:
    return {passage.phase for passage in project.passages if passage.reopened is None}


def _publish_revision(act: _Act) -> str:
    note = f": {quoted(act.args['note'])}" if str(act.args.get("note") or "").strip() else ""
    answers = len(act.args.get("answers") or ())
    closing = f", which answers {counted(answers, 'gap')}" if answers else ""
    return f"published revision {act.new('revisions').number}{note}{closing}"


def _confirm_revision(act: _Act) -> str:
    signed = act.after.confirmations[len(act.before.confirmations) :]
    word = "revision" if len(signed) == 1 else "revisions"
    return f"confirmed {word} {', '.join(str(each.revision) for each in signed)}"


def _set_baseline(act: _Act) -> str:
    metric = act.metric()
    value = act.amount(metric.baseline.value, metric) if metric.baseline else "nothing"
    return f"set the baseline of {metric.name} to {value}{act.because()}"


def _set_target(act: _Act) -> str:
    metric = act.metric()
    if metric.target is None:
        return f"set the target of {metric.name}"
    no_worse = "no worse than " * metric.target.no_worse
    value = act.amount(metric.target.value, metric)
    return f"set the target of {metric.name} to {no_worse}{value}{act.because()}"


def _set_figures(act: _Act) -> str:
    metric = act.metric()
    if metric.target is None:
        return _set_baseline(act)
    value = act.amount(metric.baseline.value, metric) if metric.baseline else "nothing"
    goal = ("no worse than " * metric.target.no_worse) + act.amount(metric.target.value, metric)
    return f"set {metric.name} to {value} without AI, target {goal}{act.because()}"


def _assign_role(act: _Act) -> str:
    role = act.args["role"]
    title = {"second_owner": "second owner", "decision_maker": "decision-maker"}[role]
    person = act.after.person(getattr(act.after, role))
    return f"named {person.name} as {title}" if person else f"left the role of {title} open"


def _change_policy(act: _Act) -> str:
    change = act.after.policy_changes[-1]
    return f"changed the policy ({one_line(change.what)}){act.because(change.reason)}"


def _place(act: _Act) -> str:
    """A section of the page, and the line of a list."""
    item = act.args.get("item")
    return f"{act.section()}, {item}" if item else act.section()


def _end_run(act: _Act) -> str:
    run = act.one("runs", "run")
    end = "to the end" if run.to_the_end else "not to the end"
    taken = f", {amount(run.minutes, 'minutes')}" if run.minutes is not None else ""
    return f"ended run #{run.number} {end}{taken}"


def _delete_run(act: _Act) -> str:
    run = act.one("runs", "run")
    gaps = sum(gap.run == run.id for gap in act.before.gaps)
    return f"deleted run #{run.number}" + (f" with {counted(gaps, 'gap')}" if gaps else "")


def _set_ends(act: _Act) -> str:
    names = {system.id: system.name for system in act.after.systems}
    ends = (act.args["source"], act.args["destination"])
    source, destination = (quoted(names[end]) if end in names else "nowhere yet" for end in ends)
    return f"marked where the work comes from, {source}, and where it goes, {destination}"


def _record_output(act: _Act) -> str:
    made = act.new("outputs")
    checked = f", checked: {_verdict(made)}" if made.checks else ""
    return f"recorded the output {quoted(made.reference)}{checked}"


def _verdict(output: Any) -> str:
    check = output.checks[-1]
    return (
        f"{check.verdict.value} ({quoted(check.failed)})" if check.failed else check.verdict.value
    )


def _check_output(act: _Act) -> str:
    return f"checked the output {act.output()}: {_verdict(act.one('outputs', 'output'))}"


def _check_outputs(act: _Act) -> str:
    number = len(set(act.args["outputs"]))
    return f"checked {counted(number, 'output')}: {Verdict(act.args['verdict']).value}"


def _measured(act: _Act, verb: str, value: Any) -> str:
    metric = next(m for m in (*act.after.metrics, *act.before.metrics) if m.id == value.metric)
    amount = act.amount(value.value, metric)
    return f"{verb} a measurement of {metric.name}: {amount} on {day_month_year(value.on)}"


def _pass_gate(act: _Act) -> str:
    phase = act.args["phase"]
    extra = act.after.revisions[len(act.before.revisions) :]
    published = "".join(f" and published revision {each.number}" for each in extra)
    return f"passed gate {phase}: {name_of(phase)}{published}"


def _advice(dismissal: Any) -> str:
    return f"advice on {quoted(dismissal.words) if dismissal.words else 'the whole page'}"


def _add_suggested(act: _Act) -> str:
    counts = {
        kind: len(getattr(act.after, f"{kind}s")) - len(getattr(act.before, f"{kind}s"))
        for kind in ("system", "step")
    }
    added = [counted(count, kind) for kind, count in counts.items() if count]
    return f"put {' and '.join(added)} on the map, as the page tells of them"


WORDINGS: Final[Mapping[str, Callable[[_Act], str]]] = {
    **EVIDENCE,
    "edit_section": lambda a: f"edited the section {a.section()}",
    "publish_revision": _publish_revision,
    "discard_draft": lambda _: "went back to the last published page",
    "confirm_revision": _confirm_revision,
    "add_metric": lambda a: f"added the metric {quoted(a.new('metrics').name)}",
    "edit_metric": lambda a: f"changed the metric {a.changed('metrics', 'metric', 'name')}",
    "remove_metric": lambda a: f"removed the metric {quoted(a.metric().name)}",
    "set_baseline": _set_baseline,
    "clear_baseline": lambda a: f"deleted the baseline of {a.metric().name}{a.because()}",
    "set_figures": _set_figures,
    "set_target": _set_target,
    "waive_metric": lambda a: f"waived {a.metric().name}{a.because()}",
    "lift_waiver": lambda a: f"lifted the waiver of {a.metric().name}",
    "pass_gate": _pass_gate,
    "add_system": lambda a: f"put the system {quoted(a.new('systems').name)} on the map",
    "edit_system": lambda a: f"changed the system {a.changed('systems', 'system', 'name')}",
    "remove_system": lambda a: (
        f"took the system {quoted(a.one('systems', 'system').name)} off the map"
    ),
    "set_ends": _set_ends,
    "set_rate": lambda a: (
        "set the cost of an hour of manual work to "
        + amount(a.after.rate.hourly, a.after.rate.currency)
        if a.after.rate
        else "took the cost of an hour of manual work away"
    ),
    "add_suggested": _add_suggested,
    "not_a_system": lambda a: f"said why {quoted(a.args['name'])} is no system{a.because()}",
    "add_step": lambda a: f"put the step {quoted(a.new('steps').title)} on the map",
    "edit_step": lambda a: f"changed the step {a.changed('steps', 'step', 'title')}",
    "remove_step": lambda a: f"took the step {a.step()} off the map",
    "decide_integrate": lambda a: (
        f"decided to integrate the step {a.step()}"
        + (f" with {quoted(a.args['tool'])}" if a.args.get("tool") else "")
    ),
    "decide_keep": lambda a: f"decided to keep the step {a.step()}{a.because()}",
    "sign_keeping": lambda a: f"signed the reason for keeping the step {a.step()}",
    "set_live": lambda a: (
        f"marked the step {a.step()} as " + ("live" if a.args["live"] else "not live")
    ),
    "verify_step": lambda a: f"noted that {one_line(a.args['by'])} saw the step {a.step()} work",
    "rename_workflow": lambda a: f"renamed the workflow to {quoted(a.after.title)}",
    "set_note": lambda _: "edited the project's note",
    "set_start": lambda a: f"moved day 1 to {day_month_year(a.after.start)}",
    "add_person": lambda a: f"added {quoted(a.new('people').name)} to the people",
    "edit_person": lambda a: f"changed {a.changed('people', 'person', 'name')}",
    "remove_person": lambda a: f"removed {quoted(a.one('people', 'person').name)}",
    "assign_role": _assign_role,
    "change_policy": _change_policy,
    "record_output": _record_output,
    "edit_output": lambda a: f"changed the output {a.changed('outputs', 'output', 'reference')}",
    "delete_output": lambda a: f"deleted the output {a.output()}",
    "check_output": _check_output,
    "check_outputs": _check_outputs,
    "remove_check": lambda a: f"took the check of the output {a.output()} back",
    "record_measurement": lambda a: _measured(a, "recorded", a.new("measurements")),
    "edit_measurement": lambda a: _measured(a, "corrected", a.one("measurements", "measurement")),
    "delete_measurement": lambda a: _measured(a, "deleted", a.one("measurements", "measurement")),
    "import_outputs": imported_outputs,
    "import_measurements": imported_measurements,
    "import_steps": imported_steps,
    "import_baseline": imported_baseline,
    **REVIEW_WORDINGS,
    "clear_cadence": lambda _: "took the review cadence back",
    "start_run": lambda a: (
        f"started run #{a.new('runs').number} on revision {a.new('runs').revision}"
    ),
    "end_run": _end_run,
    "edit_run": lambda a: f"corrected run #{a.one('runs', 'run').number}",
    "delete_run": _delete_run,
    "set_phrase": lambda a: (
        "set a signing phrase" if a.args["phrase"] else "took the signing phrase away"
    ),
    "complete_step": lambda a: f"was done with {_place(a)} in run #{a.one('runs', 'run').number}",
    "step_back": lambda a: f"went a step back in run #{a.one('runs', 'run').number}",
    "pause_run": lambda a: f"paused run #{a.one('runs', 'run').number}",
    "resume_run": lambda a: f"went on with run #{a.one('runs', 'run').number}",
    "raise_gap": lambda a: f"raised a gap in {_place(a)}: {quoted(a.new('gaps').text)}",
    "edit_gap": lambda a: f"changed the gap {a.changed('gaps', 'gap', 'text')}",
    "withdraw_gap": lambda a: f"withdrew the gap {a.gap()}{a.because()}",
    "dismiss_advice": lambda a: f"dismissed the {_advice(a.new('dismissals'))}{a.because()}",
    "restore_advice": lambda a: f"brought the {_advice(a.one('dismissals', 'dismissal'))} back",
    "confirm_answer": lambda a: f"confirmed that the gap {a.gap()} is answered",
    "reopen_gap": lambda a: f"reopened the gap {a.gap()}",
}
"""How each action is said; every one of `pilotage.actions` is here."""
