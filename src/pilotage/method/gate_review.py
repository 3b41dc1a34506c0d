"""Gate 5: the formal review."""

from __future__ import annotations

from datetime import date

from pilotage.measure.scorecard import scorecard
from pilotage.method.requirement import Place, Requirement, listed, require
from pilotage.method.schedule import date_of_day, day_month_year, opening
from pilotage.model.project import Project
from pilotage.model.review import Decision, Diagnosis, MetricVerdict, Score

SCREEN = "phase5"


def decision_now(project: Project) -> Decision | None:
    """The present cycle's latest decision; None while there is none."""
    decision = project.decision
    return decision if decision and decision.id >= project.since(5) else None


def decision_before(project: Project) -> Decision | None:
    """The last decision of the cycle before, with that cycle's figures to compare with."""
    wanted = project.cycle.decision if project.cycle else None
    return next((each for each in project.decisions if each.id == wanted), None)


def diagnoses_now(project: Project) -> tuple[Diagnosis, ...]:
    """The diagnoses of the present cycle."""
    since = project.since(5)
    return tuple(diagnosis for diagnosis in project.diagnoses if diagnosis.id >= since)


def judged(project: Project) -> tuple[Score, ...]:
    """The figures that the review rests on: those of the decision once there is one."""
    decision = decision_now(project)
    return decision.scorecard if decision else scorecard(project)


def missed(project: Project) -> tuple[Score, ...]:
    """The metrics that are off target."""
    return _off_target(judged(project))


def missed_now(project: Project) -> tuple[Score, ...]:
    """The metrics that are off target by today's figures, whatever was decided before."""
    return _off_target(scorecard(project))


def _off_target(scores: tuple[Score, ...]) -> tuple[Score, ...]:
    return tuple(score for score in scores if score.is_missed)


def undiagnosed(project: Project) -> tuple[Score, ...]:
    """The missed metrics without a diagnosis, on the figures that the review rests on."""
    known = {diagnosis.metric for diagnosis in diagnoses_now(project)}
    return tuple(score for score in missed(project) if score.metric not in known)


def undiagnosed_now(project: Project) -> tuple[Score, ...]:
    """The missed metrics without a diagnosis by today's figures, which a decision would rest on."""
    known = {diagnosis.metric for diagnosis in diagnoses_now(project)}
    return tuple(score for score in missed_now(project) if score.metric not in known)


def review_opens(project: Project) -> date:
    """The first day on which the formal review may be signed: day 76, unless the policy differs.

    In a later cycle it is the cycle's first day: months of figures are there already, and gate 4
    demands the full days of a new production run where the cycle goes through one.
    """
    if project.cycle is not None:
        return opening(project)
    return date_of_day(project, project.policy.review_from_day)


def opens_in_words(project: Project) -> str:
    """From when the review may be signed: “16 May 2026 (day 76)”."""
    day = project.policy.review_from_day
    which = f"cycle {project.cycle.number}" if project.cycle else f"day {day}"
    return f"{day_month_year(review_opens(project))} ({which})"


def requirements(project: Project) -> tuple[Requirement, ...]:
    """All that gate 5 demands."""
    return (_judged(project), _diagnosed(project), _decided(project), _cadence(project))


def _judged(project: Project) -> Requirement:
    scores = judged(project)
    bad = [score for score in scores if score.verdict is MetricVerdict.NO_DATA]
    missing = f"not yet judged: {listed(s.name for s in bad)}" if bad else ""
    return require(
        "5.judged",
        "Every metric is judged against its target",
        Place(SCREEN, "scorecard", bad[0].metric if bad else None),
        missing if scores else "no metric has a baseline",
    )


def _diagnosed(project: Project) -> Requirement:
    bad = undiagnosed(project)
    missing = f"no diagnosis yet for {listed(s.name for s in bad)}" if bad else ""
    return require(
        "5.diagnosed",
        "Every missed metric has a diagnosis: the trap behind it and an action",
        Place(SCREEN, "scorecard", bad[0].metric if bad else None),
        missing,
    )


def _decided(project: Project) -> Requirement:
    decision = decision_now(project)
    missing = ""
    if project.decision_maker is None:
        return require(
            "5.decided",
            "The decision-maker, who is not the builder, recorded a decision with a reason",
            Place("people", "decision_maker"),
            "nobody is named as decision-maker",
        )
    opens = review_opens(project)
    if decision is None:
        who = project.name_of(project.decision_maker)
        day = f"day {project.policy.review_from_day}, {day_month_year(opens)}"
        missing = (
            f"{who} has not decided yet in cycle {project.cycle.number}"
            if project.cycle
            else f"{who} has not decided yet (possible from {day})"
        )
    elif decision.by == project.builder:
        missing = "the builder can't decide on their own workflow"
    elif decision.on < opens:
        missing = f"it was signed before day {project.policy.review_from_day}"
    return require(
        "5.decided",
        "The decision-maker, who is not the builder, recorded a decision with a reason",
        Place(SCREEN, "decision"),
        missing,
    )


def _cadence(project: Project) -> Requirement:
    return require(
        "5.cadence",
        "The review cadence, its owner and its first date are set",
        Place(SCREEN, "cadence"),
        "" if project.cadence else "no cadence is set: monthly or quarterly, by whom, from when?",
    )
