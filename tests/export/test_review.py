"""What a review pack says: the answer, the changes, the traps' evidence, what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

import pytest

from pilotage.actions import integrations, runs
from pilotage.export.review import review
from pilotage.export.review_content import Review, Row, Runs, Said, Table, signed
from pilotage.export.review_record import FIRST_FIGURES, ON_RECORD, journal_extract
from pilotage.export.review_scores import EXACT, NEWCOMBE, answer, rows, sure
from pilotage.export.review_traps import traps
from pilotage.export.review_typesetting import tone
from pilotage.measure.ledger import books
from pilotage.measure.proportion import newcombe, wilson
from pilotage.method.schedule import window
from pilotage.method.traps import TrapStatus
from pilotage.model.attachment import Attachment
from pilotage.model.baseline import Better
from pilotage.model.integrations import StepDecision
from pilotage.model.journal import FIRST, Entry
from pilotage.model.project import Project
from pilotage.model.review import (
    Diagnosis,
    MetricVerdict,
    Outcome,
    ReviewAction,
    ReviewRecord,
    Sample,
    Score,
    TrapKind,
    Upstream,
)
from tests.actions.all_actions import actions
from tests.way import (
    DECISION_MAKER,
    SECOND_OWNER,
    Way,
    handed_over,
    in_a_later_cycle,
    measured,
    reviewed,
)

DAY = date(2026, 5, 20)
ON, OFF, OPEN, NONE = (
    MetricVerdict.ON_TARGET,
    MetricVerdict.OFF_TARGET,
    MetricVerdict.NOT_ENOUGH,
    MetricVerdict.NO_DATA,
)


@cache
def pack() -> Review:
    return review(reviewed().project, DAY)


def part(found: Review, title: str) -> tuple[object, ...]:
    return next(part.blocks for part in found.parts if part.title == title)


def row(verdict: MetricVerdict) -> Row:
    score = Score(
        metric=1,
        name="Time",
        unit="min",
        better=Better.LOWER,
        baseline=Decimal(10),
        target=Decimal(5),
        actual=None if verdict is NONE else Decimal(6),
        measurements=1,
        cases=1,
        said="Not enough data to tell: about 9 more cases would settle it, "
        "if the figure stays as it is."
        if verdict is OPEN
        else "",
        verdict=verdict,
    )
    return Row(score, "10", "≤ 5", "6", (), "", None, None)


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((), "No metric has a baseline: nothing can be judged."),
        ((ON, ON), "All 2 metrics are on target."),
        ((ON,), "The one metric is on target."),
        (
            (ON, ON, ON, OFF, OPEN),
            "3 of 5 metrics are on target, 1 missed, for 1 the data are not enough to tell.",
        ),
        ((ON, OFF, NONE), "1 of 3 metrics is on target, 1 missed, 1 not measured yet."),
        ((OFF, OFF), "None of 2 metrics is on target, 2 missed."),
        ((NONE, NONE), "Nothing to judge yet: 2 metrics with a baseline, none measured since."),
    ],
)
def test_the_answer_counts_the_verdicts(verdicts: tuple[MetricVerdict, ...], said: str) -> None:
    assert answer([row(each) for each in verdicts]) == said


@pytest.mark.parametrize(
    ("verdicts", "looks"),
    [
        ((ON, ON), "good"),
        ((ON, OFF), "open"),
        ((OFF, OPEN), "bad"),
        ((OPEN,), "open"),
        ((NONE,), "unknown"),
        ((), "unknown"),
    ],
)
def test_the_answer_looks_as_it_is(verdicts: tuple[MetricVerdict, ...], looks: str) -> None:
    assert tone(replace(pack(), rows=tuple(map(row, verdicts)))) == looks


def test_what_would_settle_an_open_metric_is_said() -> None:
    found = rows(measured().project)
    assert sure(found)[0].startswith(f"{sum('better' in r.change_words for r in found)} metrics of")
    assert sure([found[0], row(OPEN)])[-1] == (
        "Time: missed so far; about 9 more cases would settle it."
    )


def test_an_error_rate_is_compared_by_newcombes_interval() -> None:
    project = measured().project
    (errors,) = (r for r in rows(project) if r.score.unit == "%")
    metric = next(m for m in project.metrics if m.id == errors.score.metric)
    assert metric.baseline is not None
    assert errors.change is not None
    size = metric.baseline.sample_size
    expected = newcombe(
        wilson(errors.score.actual * errors.score.cases / 100, errors.score.cases, per=100),
        wilson(metric.baseline.value * size / 100, size, per=100),
    )
    assert errors.change.method == NEWCOMBE
    assert errors.change.low == round(expected.low, 4)
    assert errors.change.high == round(expected.high, 4)
    assert " points (" in errors.change_between


def test_any_other_baseline_is_taken_as_exact() -> None:
    time = next(r for r in rows(measured().project) if r.score.unit != "%" and r.score.low)
    assert time.change is not None
    assert time.change.method == EXACT
    assert time.change.low == time.score.low - time.score.baseline
    assert time.change_words.endswith("better")


@pytest.mark.parametrize(
    ("value", "said"),
    [("-27.95", "−27.95"), ("0.3", "+0.3"), ("1204", "+1,204"), ("0.001", "0"), ("-10", "−10")],
)
def test_a_difference_has_its_sign(value: str, said: str) -> None:
    assert signed(Decimal(value)) == said


def test_a_chart_stays_within_its_frame_and_says_what_it_shows() -> None:
    for found in rows(measured().project):
        if found.chart:
            ends = [*(y for _, y in found.chart.dots), *(found.chart.band or ())]
            assert all(0 <= each <= 1 for each in [*ends, found.chart.baseline])
            assert f"without AI {found.baseline}" in found.chart.words


def test_each_trap_is_closed_by_evidence_of_its_own() -> None:
    found = traps(reviewed().project)
    assert [each.status for each in found] == [TrapStatus.CLOSED] * 5
    assert all(each.gate.startswith("gate ") and each.evidence for each in found)
    assert "Dana Osei ran it alone once to the end" in found[0].evidence
    assert len({each.evidence for each in found}) == len(TrapKind)


def test_an_open_trap_says_what_is_missing() -> None:
    found = {each.name: each for each in traps(handed_over().project)}
    cadence = found["No review cadence"]
    assert cadence.status is TrapStatus.OPEN
    assert "Missing: The review cadence" in cadence.evidence
    assert not cadence.gate


def test_a_decision_is_shown_or_asked_for() -> None:
    assert pack().verdict.title == "Decided: expand scope"
    assert ("Reason", "On target for a month.") in pack().verdict.lines
    asked = review(measured().project, DAY).verdict
    assert asked.title == "Decision asked for"
    assert asked.by == "Noor Haddad"


def test_waived_and_missing_metrics_are_named() -> None:
    way = measured()
    waived = [m for m in way.project.metrics if m.waiver]
    found = review(way.project, DAY).unmeasured
    assert [line.split(":")[0] for line in found] == [m.name for m in waived]
    bare = review(Way().project, DAY)
    assert [line.split(":")[0] for line in bare.unmeasured] == [
        "Time",
        "Cost",
        "Error rate",
        "Volume",
    ]


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


def test_the_days_that_surface_the_edge_cases_are_the_projects() -> None:
    project = measured().project
    (when,) = (text for name, text in review(project, DAY).verdict.lines if name == "When")
    assert when.endswith("on: 90 days surface the edge cases.")
    later = in_a_later_cycle(measured().project, (4, 5))
    (when,) = (text for name, text in review(later, DAY).verdict.lines if name == "When")
    assert when == f"From 1 June 2026 on: {window(later, 5)[1]} days surface the edge cases."
    assert window(later, 5)[1] < 90


def test_what_was_recorded_and_deleted_is_on_record_as_both() -> None:
    entries = [entry(1, "record_review", "recorded it"), entry(2, "delete_review", "deleted it")]
    _, table = journal_extract(entries)
    assert isinstance(table, Table)
    assert [line[2] for line in table.rows] == ["recorded it", "deleted it"]


def test_what_failed_is_of_the_present_cycle_like_the_days() -> None:
    project = in_a_second_cycle()
    old, since = project.outputs[0], project.since(4)
    fail = old.checks[0].with_(verdict="fail", failed="Urgency is named")
    outputs = (old.with_(checks=(fail,)), old.with_(id=since + 50, reference="new", checks=(fail,)))
    found = part(review(project.having(outputs=outputs), DAY), "The checks")
    days, causes = (block for block in found if isinstance(block, Table))
    assert days.rows[-1][1:4] == ("1", "1", "1")
    assert causes.rows == (("Urgency is named", "1"),)


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


def entry(seq: int, action: str, what: str) -> Entry:
    return Entry(
        seq=seq,
        at=datetime(2026, 3, seq, tzinfo=UTC),
        by="Ada",
        role="builder",
        action=action,
        what=what,
        previous=FIRST,
        hash=FIRST,
    )


def test_the_journal_shows_gates_and_changes_and_what_was_taken_back() -> None:
    entries = [
        entry(1, "set_baseline", "first figure"),
        entry(2, "pass_gate", "passed gate 1"),
        entry(3, "edit_section", "wrote"),
        entry(4, "set_baseline", "changed figure"),
        entry(5, "undo", "undo: changed figure"),
        entry(6, "undo", "undo: wrote"),
    ]
    note, table = journal_extract(entries)
    assert isinstance(note, Said)
    assert isinstance(table, Table)
    assert [line[2] for line in table.rows] == [
        "passed gate 1",
        "changed figure",
        "undo: changed figure",
    ]
    assert note.text.startswith("3 of 6 entries")


def test_what_is_on_record_are_actions_with_each_change_of_what_is_measured_by() -> None:
    assert set(actions()) >= ON_RECORD
    assert ON_RECORD >= FIRST_FIGURES
    changes = ("edit_metric", "import_baseline", "adopt_playbook", "sign_extra")
    first = [entry(1 + n, name, f"first {name}") for n, name in enumerate(changes)]
    later = [entry(11 + n, name, f"later {name}") for n, name in enumerate(changes)]
    _, table = journal_extract([*first, entry(10, "pass_gate", "passed gate 1"), *later])
    assert isinstance(table, Table)
    assert [line[2] for line in table.rows] == [
        "first adopt_playbook",
        "first sign_extra",
        "passed gate 1",
        *(f"later {name}" for name in changes),
    ]


def test_the_figures_decided_on_stay_as_they_were() -> None:
    way = reviewed()
    metric = way.project.metrics[0]
    way.project = way.project.having(
        measurements=tuple(m.with_(value=Decimal(99)) for m in way.project.measurements)
    )
    found = next(r for r in rows(way.project) if r.score.metric == metric.id)
    assert found.now == pack().rows[0].now
