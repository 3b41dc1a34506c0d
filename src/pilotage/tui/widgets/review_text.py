"""What the formal review says: scores, diagnoses, decision, cadence and traps in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from pilotage.forms.scores import change, figures_of, target_text
from pilotage.measure.scorecard import rounded
from pilotage.method.gate_review import decision_now, opens_in_words
from pilotage.method.requirement import counted
from pilotage.method.schedule import GRACE_DAYS, add_months, day_month_year
from pilotage.method.trap_evidence import trap_evidence, waived
from pilotage.method.traps import BY_KIND, TRAPS, TrapStatus, trap_statuses
from pilotage.model.project import Project
from pilotage.model.review import Decision, Diagnosis, MetricVerdict, Score
from pilotage.tui.keymap import button_for
from pilotage.tui.values import shown

Part = str | Content | tuple[str, str]
MUTED: Final = "$foreground 65%"
VERDICTS: Final = {
    MetricVerdict.ON_TARGET: ("✓ on target", "$text-success bold"),
    MetricVerdict.OFF_TARGET: ("✗ missed", "$text-error bold"),
    MetricVerdict.NOT_ENOUGH: (f"? {MetricVerdict.NOT_ENOUGH.label}", "$text-warning bold"),
    MetricVerdict.NO_DATA: ("· not measured", "$text-warning bold"),
}
TRAP_MARKS: Final = {
    TrapStatus.CLOSED: ("● closed ", "$text-success"),
    TrapStatus.CLOSING: ("◐ closing", "$text-warning"),
    TrapStatus.OPEN: ("○ open   ", "$text-error"),
}


def _figures(score: Score) -> list[Part]:
    """The actual figure beside the one without AI and the target, and what it rests on."""
    before = shown(score.baseline, score.unit)
    if score.actual is None:
        return [f"\nWithout AI it is {before}; the target is {target_text(score)}."]
    return [
        f"\n{shown(rounded(score.actual, score.target), score.unit)} against {before} without "
        f"AI ({change(score)}); the target is {target_text(score)}. ",
        (
            f"{counted(score.measurements, 'measurement')} of {counted(score.cases, 'case')}.",
            MUTED,
        ),
    ]


def score_text(score: Score, diagnosis: Diagnosis | None, before: Score | None = None) -> Content:
    """A metric's score in sentences, and its diagnosis or what to do next.

    `before` is the score of the cycle before, where there was one.
    """
    parts: list[Part] = [
        (score.name, "bold"),
        "  ",
        VERDICTS[score.verdict],
        *_figures(score),
    ]
    if score.low is not None and score.high is not None:
        between = f"{shown(rounded(score.low, None))} and {shown(rounded(score.high, None))}"
        parts.append(f"\nBetween {between} (95 %; {score.method}). {score.said}")
    if before is not None:
        parts.append(
            (
                f"\nIn the cycle before: {shown(rounded(before.actual, before.target))}, "
                f"{before.verdict.label}.",
                "bold",
            )
        )
    if diagnosis is not None:
        trap = BY_KIND[diagnosis.trap]
        parts += [
            ("\nTrap: ", "bold $accent"),
            f"{trap.name}. {diagnosis.finding}",
        ]
        if diagnosis.evidence:
            parts += [("\nEvidence: ", "bold $accent"), diagnosis.evidence]
        parts += [
            ("\nAction: ", "bold $accent"),
            diagnosis.action,
        ]
        if diagnosis.owner:
            parts.append(f" · {diagnosis.owner}")
        if diagnosis.due:
            parts.append(f" · by {day_month_year(diagnosis.due)}")
        if not score.is_missed:
            parts.append(("\nNo longer missed: this diagnosis may be deleted.", MUTED))
    elif score.is_missed:
        parts.append(
            (
                f"\n{button_for('diagnose')} names the trap behind it, before anybody touches "
                "the tool.",
                "$text-warning",
            )
        )
    elif score.verdict is MetricVerdict.NO_DATA:
        parts.append(("\nRecord its measurements in phase 4.", "$text-warning"))
    return Content.assemble(*parts)


def decision_text(project: Project, *, open_now: bool = True) -> Content:
    """The recorded decision: what, who, when, why, on which figures; or who can make it when.

    The key that records it is named only where it does something now.
    """
    decision = decision_now(project)
    if decision is None:
        who = project.name_of(project.decision_maker)
        if project.decision_maker is None:
            return Content.assemble(
                ("Decision  ", "bold $accent"),
                f"Nobody is named as decision-maker yet: {button_for('people')} names them.",
            )
        return Content.assemble(
            ("Decision  ", "bold $accent"),
            f"{who} decides on these figures, from {opens_in_words(project)} "
            "on: expand the scope, increase the volume, hold and fix, or stop."
            + (f" {button_for('record_decision')} records it." if open_now else ""),
            *_cycle_parts(project),
            *_earlier(project, project.decisions),
        )
    parts: list[Part] = [
        ("Decision  ", "bold $accent"),
        (decision.choice.label.capitalize(), "bold"),
        f"\n{project.name_of(decision.by)}, {day_month_year(decision.on)}: {decision.reason}",
    ]
    if decision.conditions.strip():
        parts += [("\nConditions: ", "bold"), decision.conditions]
    parts.append(("\nIt rested on: ", MUTED))
    parts.append((figures_of(decision), MUTED))
    return Content.assemble(
        *parts, *_cycle_parts(project), *_earlier(project, project.decisions[:-1])
    )


def _cycle_parts(project: Project) -> list[Part]:
    cycle = project.cycle
    if cycle is None:
        return []
    phases = ", ".join(map(str, cycle.phases))
    return [
        (f"\nCycle {cycle.number}", "bold"),
        f" since {day_month_year(cycle.on)}: phases {phases}, on its own evidence.",
    ]


def _earlier(project: Project, decisions: Sequence[Decision]) -> list[Part]:
    """Earlier decisions, the newest first."""
    return [
        (
            f"\nEarlier: {earlier.choice.label}, {project.name_of(earlier.by)}, "
            f"{day_month_year(earlier.on)}",
            MUTED,
        )
        for earlier in reversed(decisions)
    ]


def cadence_text(project: Project, *, open_now: bool = True) -> Content:
    """How often the workflow is reviewed, by whom, from when; or what to do."""
    cadence = project.cadence
    if cadence is None:
        return Content.assemble(
            ("Review cadence  ", "bold $accent"),
            "Not set. "
            + (f"{button_for('set_cadence')} sets it: m" if open_now else "M")
            + "onthly or quarterly, whose task it is, and the first date. "
            "Without it nobody looks when models, inputs and policies change.",
        )
    second = add_months(cadence.first, cadence.interval.months)
    return Content.assemble(
        ("Review cadence  ", "bold $accent"),
        (cadence.interval.value.capitalize(), "bold"),
        f", by {project.name_of(cadence.owner)}. First on {day_month_year(cadence.first)}, "
        f"then on {day_month_year(second)}.",
        (f" More than {GRACE_DAYS} days late, it counts as missed.", MUTED),
    )


def evidence_text(project: Project) -> Content:
    """The five traps, each with what closed it, and what was not measured."""
    statuses, evidence = trap_statuses(project), trap_evidence(project)
    parts: list[Part] = []
    for trap in TRAPS:
        mark, style = TRAP_MARKS[statuses[trap.kind]]
        parts += ["\n" if parts else "", (mark, style), (f"  {trap.name}", "bold")]
        if statuses[trap.kind] is not TrapStatus.CLOSED:
            parts.append((f"  closes with gate {trap.closes_in}", MUTED))
        if said := evidence[trap.kind]:
            parts.append(f"\n{said[0].upper()}{said[1:]}.")
    parts.append(("\n\nNot measured", "bold $accent"))
    left = waived(project)
    for metric in left:
        reason = metric.waiver.reason if metric.waiver else ""
        parts += [(f"\n· {metric.name}: ", "bold"), reason]
    if not left:
        parts.append("\nNothing was waived: every metric is measured.")
    return Content.assemble(*parts)
