"""Customer-support triage: all gates passed, 90 days of figures, one recurring review held."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pilotage.actions import baseline, gate, integrations, page, people, recurring, review
from pilotage.measure.sampling import draw
from pilotage.method.diagnosing import suggestions
from pilotage.method.recurring import integrated_steps, population
from tests.samples import support_triage_run
from tests.samples.author import Author
from tests.samples.support_triage_page import (
    ANSWERS,
    BASELINE,
    CORRECTION,
    NOTE,
    PAGE,
    STEPS,
    SYSTEMS,
)

START, AS_OF = date(2026, 1, 5), date(2026, 5, 14)
SEED = 1_204_115_832
BUILDER, SECOND_OWNER, DECISION_MAKER = "Sofía Ibarra", "Kwabena Asante", "Hye-jin Park"


def build(path: Path) -> date:
    """Write the sample; returns the day that it stands on."""
    work = Author(
        path,
        START,
        "Support ticket triage",
        builder=BUILDER,
        second_owner=SECOND_OWNER,
        decision_maker=DECISION_MAKER,
    )
    _document(work)
    _hand_over(work)
    _integrate(work)
    support_triage_run.build(work)
    _review(work)
    work.finish(AS_OF)
    return AS_OF


def _document(work: Author) -> None:
    work.at(1, 8, 30).do(people.set_note, note=NOTE)
    work.at(1, 9, 0).write(PAGE)
    work.at(5, 10, 0)
    for metric, (name, fields, *_) in zip(work.project.metrics, BASELINE, strict=False):
        work.do(baseline.edit_metric, metric=metric.id, name=name, **fields)
    for name, fields, *_ in BASELINE[4:]:
        work.do(baseline.add_metric, name=name, **fields)
    for day, (name, _, value, target, no_worse, figures) in enumerate(BASELINE, 8):
        work.at(day, 11, 10).measure(name, value, **figures)
        work.aim(name, target, no_worse=no_worse)
    work.at(12, 15, 20).do(gate.pass_gate, phase=1)


def _hand_over(work: Author) -> None:
    work.at(15, 9, 0).as_(SECOND_OWNER)
    work.run(
        62,
        "20 tickets, two questions, one guess",
        ("steps", "improvisation", "Two topics in one ticket: I chose the first one."),
        ("disqualifiers", "question", "Does a chargeback notice count as a legal threat?"),
        ("when_wrong", "question", "Which macro puts a ticket back into the general queue?"),
    )
    work.at(17, 14, 0).as_(BUILDER).write(ANSWERS)
    work.publish("Answers the three gaps of run 1", tuple(gap.id for gap in work.project.gaps))
    for day, minutes in ((19, 44), (24, 38)):
        work.at(day, 9, 0).as_(SECOND_OWNER).run(minutes, "25 tickets, nothing to ask")
    work.at(26, 10, 0).as_(BUILDER).do(gate.pass_gate, phase=2)


def _integrate(work: Author) -> None:
    ids: dict[str, int] = {}
    work.at(31, 9, 0)
    for name, kind, note in SYSTEMS:
        ids[name] = work.do(integrations.add_system, name=name, kind=kind, note=note)
    work.do(integrations.set_ends, source=ids["Help desk"], destination=ids["Team queues"])
    for title, kind, source, destination, described, _ in STEPS:
        ids[title] = work.do(
            integrations.add_step,
            title=title,
            kind=kind,
            source=ids[source],
            destination=ids[destination],
            **described,
        )
    work.at(33, 13, 30)
    for title, *_, (decision, why) in STEPS:
        if decision == "integrate":
            work.do(integrations.decide_integrate, step=ids[title], tool=why)
        elif decision == "keep":
            work.do(integrations.decide_keep, step=ids[title], reason=why)
    for number, (title, *_, (decision, _)) in enumerate(STEPS):
        if decision == "integrate":
            work.at(43 + 7 * number, 11, 0).do(integrations.set_live, step=ids[title], live=True)
            work.at(45 + 7 * number, 16, 0).do(
                integrations.verify_step,
                step=ids[title],
                by=SECOND_OWNER,
                evidence="Followed 20 tickets from the form to the queue; all arrived unchanged",
            )
    # The integrations changed two lines of the page: the second owner reads and confirms them.
    work.at(60, 9, 30).write(CORRECTION)
    work.publish("Trigger and tool after the integration")
    work.at(60, 13, 0).as_(SECOND_OWNER).do(page.confirm_revision)
    work.at(60, 15, 0).as_(BUILDER).do(gate.pass_gate, phase=2)
    work.do(gate.pass_gate, phase=3)


def _review(work: Author) -> None:
    work.at(78, 14, 0).as_(BUILDER).do(
        review.diagnose,
        metric=work.metric(BASELINE[2][0]),
        trap="integration_gaps",
        finding="Of the tickets in the wrong queue most were returns sent to Warranty: the order's "
        "date is in the shop, and the workflow never sees it.",
        evidence=suggestions(work.project, work.metric(BASELINE[2][0]))[0].evidence,
        action="Pass the order's date and return status from the shop into the prompt",
        owner="Nokuthula Dlamini, shop platform",
        due=START + timedelta(days=115),
    )
    work.at(80, 10, 30).as_(DECISION_MAKER).do(
        review.record_decision,
        choice="increase_volume",
        reason="Agents resolve a seventh more an hour at lower cost, and customers are as "
        "content as before. The one miss has a known cause outside the model.",
        conditions="Returns stay with people until no more than 5 % go to the wrong queue.",
    )
    work.at(82, 9, 15).as_(BUILDER).do(
        review.set_cadence,
        interval="monthly",
        owner=work.project.second_owner,
        first=START + timedelta(days=119),
    )
    work.at(82, 11, 0).do(gate.pass_gate, phase=5)
    work.at(121, 13, 0).as_(SECOND_OWNER)
    outputs = population(work.project)
    drawn = draw(SEED, outputs.ids, outputs.proposed)
    work.do(
        recurring.record_review,
        due=START + timedelta(days=119),
        sample={
            "seed": SEED,
            "outputs": drawn,
            "failed": drawn[7:40:16],
            "since": outputs.since,
            "before": outputs.before,
        },
        quality_holds=True,
        integrations_hold=True,
        upstream=[
            {"step": step.id, "holds": True, "note": "5 tickets followed to the queue"}
            for step in integrated_steps(work.project)
        ],
        page_is_true=True,
        page_note="Read line by line with two agents.",
        outcome="adjust",
        quality_note=f"{len(drawn)} tickets sampled: 3 in the wrong queue "
        f"({300 / len(drawn):.1f} %), all of them returns. No draft broke a disqualifier.",
        prompts_note="Model updated by its vendor in week 15; 60 kept tickets run again, 58 with "
        "the same result, 2 better. Prompt v9 unchanged.",
        integrations_note="Return status arrives since week 16; the order's date is missing for "
        "marketplace orders.",
        to_do=[
            {
                "what": "Add the date for marketplace orders",
                "owner": "Nokuthula Dlamini",
                "due": START + timedelta(days=141),
            },
            {
                "what": "Sample 60 returns before they are let in",
                "owner": SECOND_OWNER,
                "due": START + timedelta(days=148),
            },
        ],
    )
