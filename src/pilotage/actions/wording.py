"""What was done, as a sentence for the journal, for undo and for the screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from pilotage.method.phases import name_of
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year
from pilotage.model.baseline import Metric
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.production import Verdict
from pilotage.model.project import Project
from pilotage.model.sequences import index_of
from pilotage.model.text import one_line
from pilotage.model.units import amount

LONGEST: Final = 80
"""How much of a person's text a sentence quotes."""


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


def quoted(text: object) -> str:
    """A person's text in quotation marks, on one line, cut after 80 characters."""
    line = one_line(str(text))
    return f"“{line[: LONGEST - 1]}…”" if len(line) > LONGEST else f"“{line}”"


def _live(project: Project) -> set[int]:
    return {passage.phase for passage in project.passages if passage.reopened is None}


@dataclass(frozen=True)
class _Act:
    """An action with its arguments, and how to find what they name."""

    args: Mapping[str, Any]
    before: Project
    after: Project

    def new(self, collection: str) -> Any:
        """The record that the action made."""
        return getattr(self.after, collection)[-1]

    def one(self, collection: str, argument: str) -> Any:
        """The record that an argument names, as it is now or was last."""
        for project in (self.after, self.before):
            records = getattr(project, collection)
            at = index_of(records, self.args[argument])
            if at is not None:
                return records[at]
        raise LookupError(argument)

    def changed(self, collection: str, argument: str, field: str) -> str:
        """What a record was called before, and which of its fields were set."""
        records = getattr(self.before, collection)
        record = next(each for each in records if each.id == self.args[argument])
        names = [key.replace("_", " ") for key in self.args if key != argument]
        return quoted(getattr(record, field)) + (f": {', '.join(names)}" if names else "")

    def metric(self) -> Metric:
        """The metric that the action is about."""
        found: Metric = self.one("metrics", "metric")
        return found

    def amount(self, value: Decimal, metric: Metric) -> str:
        """A value with the metric's unit."""
        return amount(value, metric.unit)

    def because(self, text: str = "") -> str:
        """The reason given, if any."""
        reason = text or str(self.args.get("reason") or "")
        return f", because {quoted(reason)}" if reason.strip() else ""

    def section(self) -> str:
        """The title of the section of the page that is meant."""
        return SECTION_BY_KEY[self.args["section"]].title

    def step(self) -> str:
        """The step of the map that is meant."""
        return quoted(self.one("steps", "step").title)

    def output(self) -> str:
        """The output that is meant."""
        return quoted(self.one("outputs", "output").reference)

    def gap(self) -> str:
        """The gap that is meant."""
        return quoted(self.one("gaps", "gap").text)


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


def _check_output(act: _Act) -> str:
    checks = act.one("outputs", "output").checks
    failed = f" ({quoted(checks[-1].failed)})" if checks and checks[-1].failed else ""
    return f"checked the output {act.output()}: {checks[-1].verdict.value}{failed}"


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


def _diagnose(act: _Act) -> str:
    made = act.new("diagnoses")
    trap = made.trap.value.replace("_", " ")
    return f"diagnosed {act.metric().name} (trap: {trap}): {quoted(made.finding)}"


def _delete_diagnosis(act: _Act) -> str:
    old = act.one("diagnoses", "diagnosis")
    name = next((m.name for m in act.before.metrics if m.id == old.metric), "a metric")
    return f"deleted the diagnosis of {name}: {quoted(old.finding)}"


def _set_cadence(act: _Act) -> str:
    cadence = act.after.cadence
    if cadence is None:
        return "set the review cadence"
    owner, first = act.after.name_of(cadence.owner), day_month_year(cadence.first)
    return f"set the review cadence: {cadence.interval.value}, by {owner}, first on {first}"


def _record_decision(act: _Act) -> str:
    made = act.new("decisions")
    cycle = act.after.cycle
    opened = ""
    if cycle is not None and cycle.decision == made.id:
        opened = f"; cycle {cycle.number} of phases {', '.join(map(str, cycle.phases))} is open"
    return f"decided: {made.choice.label}{act.because(made.reason)}{opened}"


def _review(act: _Act, verb: str, record: Any) -> str:
    return f"{verb} the review due on {day_month_year(record.due)}: {record.outcome.label}"


def _finish_action(act: _Act) -> str:
    review = act.one("reviews", "review")
    what = quoted(review.to_do[act.args["number"] - 1].what)
    state = "done" if act.args.get("done", True) else "open again"
    return f"marked {what} of the review due on {day_month_year(review.due)} as {state}"


def _advice(dismissal: Any) -> str:
    return f"advice on {quoted(dismissal.words) if dismissal.words else 'the whole page'}"


WORDINGS: Final[Mapping[str, Callable[[_Act], str]]] = {
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
    "record_output": lambda a: f"recorded the output {quoted(a.new('outputs').reference)}",
    "edit_output": lambda a: f"changed the output {a.changed('outputs', 'output', 'reference')}",
    "delete_output": lambda a: f"deleted the output {a.output()}",
    "check_output": _check_output,
    "check_outputs": _check_outputs,
    "remove_check": lambda a: f"took the check of the output {a.output()} back",
    "record_measurement": lambda a: _measured(a, "recorded", a.new("measurements")),
    "edit_measurement": lambda a: _measured(a, "corrected", a.one("measurements", "measurement")),
    "delete_measurement": lambda a: _measured(a, "deleted", a.one("measurements", "measurement")),
    "diagnose": _diagnose,
    "delete_diagnosis": _delete_diagnosis,
    "record_decision": _record_decision,
    "set_cadence": _set_cadence,
    "clear_cadence": lambda _: "took the review cadence back",
    "record_review": lambda a: _review(a, "recorded", a.new("reviews")),
    "edit_review": lambda a: _review(a, "corrected the notes of", a.one("reviews", "review")),
    "finish_action": _finish_action,
    "delete_review": lambda a: _review(a, "deleted", a.one("reviews", "review")),
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
