"""What a review pack's evidence says: runs, checks, steps, reviews, diagnoses, cycles, files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from pilotage.actions import integrations, runs
from pilotage.export.review import review
from pilotage.export.review_content import Runs, Said, Table
from pilotage.measure.ledger import books
from pilotage.model.attachment import Attachment
from pilotage.model.integrations import StepDecision
from pilotage.model.project import Project
from pilotage.model.review import (
    Diagnosis,
    Outcome,
    ReviewAction,
    ReviewRecord,
    Sample,
    TrapKind,
    Upstream,
)
from tests.export.packs import DAY, part
from tests.way import DECISION_MAKER, SECOND_OWNER, handed_over, in_a_later_cycle, reviewed


def test_the_runs_show_the_gaps_falling_to_nothing() -> None:
    way = handed_over()
    way.as_(SECOND_OWNER).do(runs.start_run)
    chart = next(b for b in part(review(way.project, DAY), "The second owner's runs"))
    assert isinstance(chart, Runs)
    assert chart.lines[0].result == "clean"
    assert chart.lines[0].share == 1
    assert chart.lines[-1].result == "going"


def test_a_long_chart_of_runs_keeps_the_first_and_the_newest() -> None:
    project = handed_over().project
    first = project.runs[0]
    many = tuple(first.with_(id=100 + n, number=n) for n in range(1, 31))
    blocks = part(review(project.having(runs=many), DAY), "The second owner's runs")
    chart = blocks[0]
    assert isinstance(chart, Runs)
    assert [line.number for line in chart.lines] == [1, *range(20, 31)]
    assert chart.left_out == 18


def test_the_days_of_checks_add_up() -> None:
    project = reviewed().project
    output = project.outputs[0]
    outputs = tuple(
        output.with_(id=9000 + n, reference=f"r{n}", on=date.fromordinal(738_000 + n))
        for n in range(40)
    )
    table = next(
        b
        for b in part(review(project.having(outputs=outputs), DAY), "The checks")
        if isinstance(b, Table)
    )
    assert table.rows[0][:2] == ("9 days before", "9")
    assert len(table.rows) == 1 + 31 + 1
    assert table.rows[-1][:3] == ("All", "40", "40")
    assert sum(int(line[1]) for line in table.rows[:-1]) == 40
    assert books(project).failed == 0


def in_a_second_cycle() -> Project:
    way = reviewed()
    project = way.project
    project = in_a_later_cycle(project, (4, 5))
    cycle = project.cycles[-1]
    lower = project.measurements[0].with_(value=Decimal("4.5"))
    later = tuple(
        each.with_(id=cycle.records_before + n)
        for n, each in enumerate((lower, *project.measurements[1:]))
    )
    return project.having(measurements=(*project.measurements, *later))


def test_what_failed_is_of_the_present_cycle_like_the_days() -> None:
    project = in_a_second_cycle()
    old, since = project.outputs[0], project.since(4)
    fail = old.checks[0].with_(verdict="fail", failed="Urgency is named")
    outputs = (old.with_(checks=(fail,)), old.with_(id=since + 50, reference="new", checks=(fail,)))
    found = part(review(project.having(outputs=outputs), DAY), "The checks")
    days, causes = (block for block in found if isinstance(block, Table))
    assert days.rows[-1][1:4] == ("1", "1", "1")
    assert causes.rows == (("Urgency is named", "1"),)


def test_a_step_is_signed_by_who_is_the_second_owner_now() -> None:
    way = reviewed().as_(SECOND_OWNER)
    step = next(s for s in way.project.steps if s.decision is StepDecision.KEEP)
    way.do(integrations.sign_keeping, step=step.id)
    said = "kept, signed by the second owner: One click"
    assert said in repr(review(way.project, DAY))
    other = way.project.having(second_owner=DECISION_MAKER)
    assert said not in repr(review(other, DAY))


def test_a_step_verified_in_an_earlier_cycle_is_nowhere_called_verified_now() -> None:
    project = in_a_later_cycle(reviewed().project)
    found = review(project, DAY)
    summary, picture, *_ = part(found, "The integrations")
    assert "verified before this cycle: verify again" in repr(summary)
    assert "before this cycle: verify again" in repr(picture)
    assert "verified ✓" not in repr(picture)
    trap = next(t for t in found.traps if t.name == "Integration gaps")
    assert trap.evidence.startswith(
        "0 of 2 manual steps integrated and verified, 1 verified before this cycle: verify again"
    )
    assert "0 of 33.6 hours a month run by themselves" in trap.evidence


def held() -> Project:
    project = reviewed().project
    step = project.steps[0]
    record = ReviewRecord(
        id=950,
        due=date(2026, 6, 15),
        held=date(2026, 6, 16),
        by=1,
        at=datetime(2026, 6, 16, tzinfo=UTC),
        quality_holds=False,
        quality_note="Two tones",
        integrations_hold=False,
        page_is_true=False,
        page_note="The tool is a new one",
        sample=Sample(seed=3, outputs=(1, 2, 3, 4), failed=(2,)),
        upstream=(Upstream(step=step.id, holds=False, note="Times out"),),
        outcome=Outcome.ADJUST,
        to_do=(
            ReviewAction(what="Sharpen the list", owner="Dana", due=date(2026, 6, 25)),
            ReviewAction(what="Ask the vendor", done=date(2026, 6, 20)),
        ),
    )
    return project.having(reviews=(record,))


def test_a_recurring_review_says_all_it_found_and_each_action_apart() -> None:
    project = held()
    found, actions = part(review(project, DAY), "Reviews since then")
    assert isinstance(found, Table)
    assert isinstance(actions, Table)
    assert found.rows[0][2] == (
        "Quality: does not hold, 1 of 4 sampled failed; Two tones"
        f" · Integrations: does not hold; “{project.steps[0].title}” does not hold (Times out)"
        " · Page: does not hold; The tool is a new one"
    )
    assert found.rows[0][3] == "adjust"
    assert [line[1:] for line in actions.rows] == [
        ("Sharpen the list", "Dana", "25 Jun 2026", "open"),
        ("Ask the vendor", "–", "–", "20 Jun 2026"),
    ]


def test_a_finding_ends_before_its_evidence() -> None:
    diagnosis = Diagnosis(
        id=960,
        metric=reviewed().project.metrics[0].id,
        trap=TrapKind.NO_DOCUMENT,
        finding="Orders are mistyped",
        evidence="3 of 4 failures",
        action="Say how",
        by=1,
        at=datetime(2026, 5, 16, tzinfo=UTC),
    )
    for finding in ("Orders are mistyped", "Orders are mistyped. "):
        project = reviewed().project.having(diagnoses=(diagnosis.with_(finding=finding),))
        (table,) = part(review(project, DAY), "Diagnoses of what was missed")
        assert isinstance(table, Table)
        assert table.rows[0][2] == "Orders are mistyped. Evidence: 3 of 4 failures"


def test_cycles_stand_beside_each_other() -> None:
    project = in_a_second_cycle()
    table, note = part(review(project, DAY), "The cycles beside each other")
    assert isinstance(table, Table)
    assert isinstance(note, Said)
    assert table.heads[2].startswith("Cycle 1, ")
    before, now, since = table.rows[0][2:]
    assert before != now
    assert since == "−0.5"
    assert "phases 4, 5" in note.text


def test_evidence_files_are_listed_with_their_fingerprints() -> None:
    file = Attachment(
        id=901,
        path="proof/log.csv",
        about="The help desk's log",
        phase=4,
        sha256="ab" * 32,
        size=12_345,
        by=1,
        at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    project = reviewed().project.having(attachments=(file,) * 42)
    table, more = part(review(project, DAY), "Evidence files")
    assert isinstance(table, Table)
    assert table.rows[0] == (
        "proof/log.csv",
        "The help desk's log",
        "phase 4",
        "12,345",
        "abababababab",
    )
    assert more == Said("2 more files in the project.")
