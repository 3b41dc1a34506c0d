"""A workflow taken on its way, gate by gate: what tests start from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pilotage.actions import baseline, gate, integrations, page, production, review, runs
from pilotage.actions.action import Stamp
from pilotage.actions.start import new_project
from pilotage.model.project import Project
from pilotage.model.review import Cycle

START = date(2026, 3, 2)
BUILDER, SECOND_OWNER, DECISION_MAKER = 1, 2, 3
SECTIONS = {
    "purpose": "Route each inbound lead to the right salesperson within the hour.",
    "trigger": "A form arrives in the inbox “leads”.",
    "input_format": "Name, company, country and free text of the form.",
    "tool": "Assistant X 2.1, project “Lead routing”",
    "steps": "Copy the form into the prompt\nRead the proposed region and urgency\nAssign the lead",
    "reviewer": "Dana Osei",
    "review": "Compare region and urgency with the form, then release.",
    "criteria": "Region is one of the five in the list\nUrgency names the sentence it rests on",
    "disqualifiers": "The company is an existing customer",
    "destination": "The lead record in the CRM, field “Owner”.",
    "when_wrong": "Stop, route by hand, tell the builder the same day.",
}


DIAGNOSED: dict[str, Any] = {
    "evidence": "1 manual step kept: 4.2 h a month",
    "owner": "Dana Osei",
    "due": date(2026, 6, 30),
}
"""What a diagnosis says beside trap, finding and action."""


@dataclass
class FixedClock:
    """A clock that a test sets: it stands still until told."""

    day: date = START
    seconds: int = 0

    def now(self) -> datetime:
        """Nine in the morning of its day, and a second more each time it is asked."""
        self.seconds += 1
        start = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        return start + timedelta(seconds=self.seconds % 30_000)

    def today(self) -> date:
        """Its day."""
        return self.day


@dataclass
class Way:
    """A project and somebody who acts on it, on a day."""

    project: Project = field(
        default_factory=lambda: new_project(
            uid="0" * 32,
            title="Lead routing",
            builder="Ada Builder",
            second_owner="Dana Osei",
            decision_maker="Noor Haddad",
            start=START,
        )
    )
    clock: FixedClock = field(default_factory=FixedClock)
    actor: int = BUILDER

    def do(self, action: Callable[..., Project], /, **args: Any) -> Project:
        """Do an action as the present actor."""
        stamp = Stamp(self.actor, self.clock.now(), self.clock.today())
        self.project = action(self.project, stamp, **args)
        return self.project

    def on_day(self, day: int) -> Way:
        """Move to a day of the 90."""
        self.clock.day = START + timedelta(days=day - 1)
        return self

    def as_(self, actor: int) -> Way:
        """Let somebody else act."""
        self.actor = actor
        return self

    def last(self, collection: str) -> int:
        """The id of the newest record of a collection."""
        return int(getattr(self.project, collection)[-1].id)


def written(way: Way | None = None) -> Way:
    """Phase 1 with everything that gate 1 demands."""
    way = way or Way()
    for section, text in SECTIONS.items():
        way.do(page.edit_section, section=section, text=text)
    time, cost, errors, volume = (metric.id for metric in way.project.metrics)
    figures = {"sample_size": 40, "period": "1 to 14 February", "how": "timed by hand"}
    for metric, value, target in ((time, "14", "6"), (errors, "8", "4"), (volume, "60", "90")):
        way.do(baseline.set_baseline, metric=metric, value=value, **figures)
        way.do(baseline.set_target, metric=metric, value=target)
    way.do(baseline.waive_metric, metric=cost, reason="Salaries are not ours to publish.")
    return way


def documented() -> Way:
    """Gate 1 passed; day 15."""
    way = written().on_day(10)
    way.do(gate.pass_gate, phase=1)
    return way.on_day(15)


def clean_run(way: Way) -> Way:
    """The second owner drives one run to the end, without a gap."""
    way.as_(SECOND_OWNER).do(runs.start_run)
    way.do(runs.end_run, run=way.last("runs"), to_the_end=True, minutes="41")
    return way.as_(BUILDER)


def handed_over() -> Way:
    """Gate 2 passed; day 31."""
    way = clean_run(documented())
    way.do(gate.pass_gate, phase=2)
    return way.on_day(31)


def mapped(way: Way) -> Way:
    """Phase 3 with everything that gate 3 demands."""
    for name, kind in (("Leads inbox", "inbox"), ("Assistant X", "ai_tool"), ("CRM", "crm")):
        way.do(integrations.add_system, name=name, kind=kind)
    inbox, assistant, crm = (system.id for system in way.project.systems)
    described = {"per": "day", "minutes": "4", "friction": 4, "inconsistency": 3, "times": "12"}
    way.do(
        integrations.add_step,
        title="Copy the form into the prompt",
        kind="copy",
        source=inbox,
        destination=assistant,
        **described,
    )
    worst = way.last("steps")
    way.do(
        integrations.add_step,
        title="Assign the lead by hand",
        kind="route",
        source=assistant,
        destination=crm,
        **described | {"friction": 2, "inconsistency": 2},
    )
    way.do(integrations.decide_keep, step=way.last("steps"), reason="One click, twelve a day.")
    way.do(integrations.decide_integrate, step=worst, tool="Mail rule and API")
    way.do(integrations.set_live, step=worst, live=True)
    way.do(integrations.verify_step, step=worst, by="Dana Osei", evidence="Saw 12 arrive")
    way.do(integrations.set_ends, source=inbox, destination=crm)
    return way


def integrated() -> Way:
    """Gate 3 passed; day 61."""
    way = mapped(handed_over())
    way.do(gate.pass_gate, phase=3)
    return way.on_day(61)


def produced(way: Way, *, missed: bool = False) -> Way:
    """Phase 4 with everything that gate 4 demands."""
    for day in range(61, 71):
        way.on_day(day)
        for number in range(3):
            way.as_(BUILDER).do(production.record_output, reference=f"lead-{day}-{number}")
            way.as_(SECOND_OWNER)
            way.do(production.check_output, output=way.last("outputs"), verdict="pass")
    time, _, errors, volume = (metric.id for metric in way.project.metrics)
    time_taken = "9" if missed else "5.5"
    for metric, value, size in ((time, time_taken, 15), (errors, "3", 1_500), (volume, "95", 15)):
        for _ in range(2):
            way.do(production.record_measurement, metric=metric, value=value, sample_size=size)
    return way.as_(BUILDER)


def unmeasured(way: Way, metric: int) -> Way:
    """Without any measurement of a metric."""
    for each in [m for m in way.project.measurements if m.metric == metric]:
        way.do(production.delete_measurement, measurement=each.id)
    return way


def measured(*, missed: bool = False) -> Way:
    """Gate 4 passed; day 76."""
    way = produced(integrated(), missed=missed)
    way.do(gate.pass_gate, phase=4)
    return way.on_day(76)


def decided(way: Way) -> Way:
    """Phase 5 with everything that gate 5 demands."""
    way.as_(DECISION_MAKER)
    way.do(review.record_decision, choice="expand_scope", reason="On target for a month.")
    way.as_(BUILDER)
    first = way.clock.today() + timedelta(days=30)
    way.do(review.set_cadence, interval="monthly", owner=SECOND_OWNER, first=first)
    return way


def in_a_later_cycle(project: Project, phases: tuple[int, ...] = (3, 4, 5)) -> Project:
    """The project in a second cycle of those phases, opened on 1 June 2026."""
    cycle = Cycle(
        id=900,
        number=2,
        decision=project.decisions[-1].id if project.decisions else 899,
        phases=phases,
        by=1,
        at=datetime(2026, 6, 1, tzinfo=UTC),
        on=date(2026, 6, 1),
        records_before=900,
    )
    return project.having(cycles=(cycle,))


def reviewed() -> Way:
    """Gate 5 passed; day 80."""
    way = decided(measured())
    way.do(gate.pass_gate, phase=5)
    return way.on_day(80)
