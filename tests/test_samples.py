"""The sample projects: made by the builder, believable, whole, and movable to any day."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from pilotage.export.page_layout import lay_out
from pilotage.measure.scorecard import scorecard
from pilotage.method.gates import gate, gates
from pilotage.method.page_fit import fit
from pilotage.method.schedule import day_of
from pilotage.method.standing import Health, overview
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.paths import SUFFIX, samples_folder
from pilotage.store import base
from pilotage.store.codec import decode, decode_journal
from pilotage.store.shift import as_of, shifted_copy
from pilotage.store.verify import verify
from tests.samples.build import SAMPLES, write_samples

TOP = Path(__file__).resolve().parents[1]


class Claim(NamedTuple):
    """Where a sample says that it stands."""

    day: int
    phase: int
    health: Health
    missing: tuple[str, ...]


CLAIMS = {
    "content_production": Claim(
        9, 1, Health.ON_THE_WAY, ("1.sections", "1.criterion", "1.targets")
    ),
    "lead_routing": Claim(
        41, 3, Health.ON_THE_WAY, ("3.described", "3.decided", "3.live", "3.worst")
    ),
    "support_triage": Claim(130, 6, Health.IN_PRODUCTION, ()),
}
TODAYS = (date(2026, 11, 24), date(2024, 2, 29), date(2031, 12, 31))


def path_of(name: str) -> Path:
    return samples_folder() / f"{name}{SUFFIX}"


def opened(path: Path) -> tuple[Project, list[Entry]]:
    tables = base.read(path).tables
    return decode(tables), decode_journal(tables["journal"].values())


def sample(name: str) -> Project:
    return opened(path_of(name))[0]


def day_it_is_made_for(name: str) -> date:
    return as_of(base.read(path_of(name)).tables)


def test_the_files_are_what_the_builder_writes(tmp_path: Path) -> None:
    assert {p.name.removesuffix(SUFFIX) for p in samples_folder().glob("*")} == set(CLAIMS)
    for name, written in write_samples(tmp_path).items():
        assert written.read_bytes() == path_of(name).read_bytes(), (
            f"{name} differs: run `python -m tests.samples`"
        )


def test_the_builder_writes_the_same_in_another_process(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"}
    command = [sys.executable, "-m", "tests.samples", str(tmp_path)]
    subprocess.run(command, cwd=TOP, env=environment, check=True, capture_output=True)
    for name in SAMPLES:
        path = tmp_path / f"{name}{SUFFIX}"
        assert path.read_bytes() == path_of(name).read_bytes()


@pytest.mark.parametrize("name", CLAIMS)
def test_a_sample_verifies_and_stands_where_it_claims(name: str) -> None:
    report = verify(path_of(name))
    assert report.ok, report
    project, claim = sample(name), CLAIMS[name]
    here = overview(project, day_it_is_made_for(name))
    assert (here.day, here.phase, here.health) == (claim.day, claim.phase, claim.health)
    assert tuple(r.id for r in gate(project, claim.phase).missing) == claim.missing
    assert here.due == ()


@pytest.mark.parametrize("today", TODAYS, ids=str)
@pytest.mark.parametrize("name", CLAIMS)
def test_a_shifted_copy_verifies_and_stands_on_the_same_day(
    name: str, today: date, tmp_path: Path
) -> None:
    copy = shifted_copy(path_of(name), tmp_path / f"copy{SUFFIX}", today)
    assert verify(copy).ok, verify(copy)
    original, journal = opened(path_of(name))
    project, moved = opened(copy)
    by = today - day_it_is_made_for(name)
    assert day_of(project, today) == CLAIMS[name].day
    assert overview(project, today).health is CLAIMS[name].health
    assert [g.summary for g in gates(project)] == [g.summary for g in gates(original)]
    assert [e.at - by for e in moved] == [e.at for e in journal]
    assert [o.on - by for o in project.outputs] == [o.on for o in original.outputs]


@pytest.mark.parametrize("name", CLAIMS)
def test_every_page_fits_one_page(name: str) -> None:
    project = sample(name)
    for page in (project.page, *(revision.page for revision in project.revisions)):
        assert lay_out(project, page).fits, fit(project, page).sentence
    assert all(r.fit == fit(project, r.page) for r in project.revisions)


@pytest.mark.parametrize("name", CLAIMS)
def test_the_journal_tells_the_story_in_order(name: str) -> None:
    project, journal = opened(path_of(name))
    moments = [entry.at for entry in journal]
    assert moments == sorted(moments)
    assert moments[0].date() == project.start
    assert moments[-1].date() <= day_it_is_made_for(name)
    assert {entry.by for entry in journal} <= {person.name for person in project.people}
    assert all(7 <= entry.at.hour < 21 for entry in journal)
    assert "undo" not in {entry.action for entry in journal}


@pytest.mark.parametrize("name", CLAIMS)
def test_the_source_is_cited_and_what_is_generated_is_said(name: str) -> None:
    note = sample(name).note
    cited = {
        "content_production": ("Noy and Zhang", "Science", "40 %", "18 %"),
        "lead_routing": ("Oldroyd", "Harvard Business Review", "42 hours", "seven times"),
        "support_triage": ("Brynjolfsson, Li and Raymond", "31161", "14 to 15 %"),
    }
    assert all(words in note for words in cited[name])
    assert "generated" in note.split("\n\n")[0]


def test_texts_name_no_calendar_day_that_a_copy_would_leave_behind() -> None:
    for name in CLAIMS:
        texts = sample(name).model_dump_json(exclude={"note"})
        for month in ("January", "February", "March", "April", "May ", "June"):
            assert month not in texts


def test_lead_routing_answered_its_gaps_over_three_revisions() -> None:
    project = sample("lead_routing")
    assert [(r.number, r.revision, r.minutes) for r in project.runs] == [
        (1, 1, 55),
        (2, 2, 41),
        (3, 3, 33),
    ]
    assert [gap.answered_by for gap in project.gaps] == [2] * 5 + [3] * 2
    decided = [step.decision for step in project.steps if step.is_manual]
    assert (decided.count("integrate"), decided.count("keep")) == (2, 1)
    assert decided.count("undecided") == 3
    (live,) = (step for step in project.steps if step.live)
    assert live.verification is None


def test_support_triage_has_run_for_90_days() -> None:
    project = sample("support_triage")
    assert len(project.outputs) >= 400
    assert len({output.on for output in project.outputs}) == 15
    assert all(output.checked_by(project.second_owner or 0) for output in project.outputs)
    per_metric = [sum(m.metric == x.id for m in project.measurements) for x in project.metrics]
    assert per_metric == [15] * 5
    scores = scorecard(project)
    assert [s.name for s in scores if s.is_missed] == ["Tickets sent to the wrong queue"]
    assert [d.metric for d in project.diagnoses] == [scores[2].metric]
    assert project.decision is not None
    assert project.decision.scorecard == scores
    assert [r.outcome for r in project.reviews] == ["adjust"]
    assert [p.phase for p in project.passages] == [1, 2, 2, 3, 4, 5]


def test_support_triage_counts_its_wrong_queues() -> None:
    project = sample("support_triage")
    for measurement in project.measurements:
        if measurement.metric != scorecard(project)[2].metric:
            continue
        made = [output for output in project.outputs if output.on == measurement.on]
        wrong = sum(check.failed.startswith("Topic") for o in made for check in o.checks)
        assert measurement.sample_size == len(made)
        assert measurement.note == f"{wrong} of {len(made)} tickets"
        assert abs(float(measurement.value) - 100 * wrong / len(made)) < 0.06
    assert day_it_is_made_for("support_triage") - project.start == timedelta(days=129)
