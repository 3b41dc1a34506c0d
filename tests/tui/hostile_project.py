"""A project past all gates with a hostile text in each of its text fields, made by actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from pilotage.actions import (
    attachments,
    baseline,
    gate,
    integrations,
    page,
    people,
    production,
    recurring,
    review,
    runs,
)
from pilotage.actions.playbook import adopt_playbook
from pilotage.errors import Invalid, Refused
from pilotage.model.document import SECTIONS
from pilotage.model.playbook import Extra, Playbook
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.session import Session
from tests.hostile import ALLOWED
from tests.way import BUILDER, DECISION_MAKER, SECOND_OWNER, START, FixedClock, Way

TEXT: Final = "(a hostile text)"
"""Stands for the next hostile text in an action's arguments."""
STEMS: Final = ("[b]x[/b]", "a[/]b", "[@click=app.quit]q[/]", "$x[$y]")


def every_text(start: int = 0) -> Iterator[str]:
    """All hostile texts that get in somewhere, over and over, from one of them on."""
    texts = [each.text for each in ALLOWED]
    return cycle(texts[start:] + texts[:start])


def told_apart() -> Iterator[str]:
    """Short texts full of markup, each of its own: `[b]x[/b]0;`, `a[/]b1;`, …"""
    return (f"{stem}{number};" for number, stem in enumerate(cycle(STEMS)))


class HostileProject:
    """Fills a project in; what the model refuses of the texts is left out and the next tried."""

    def __init__(self, path: Path, texts: Iterator[str]) -> None:
        self.clock = FixedClock()
        self.session = Session.create(path, Way().project, self.clock)
        self.texts = texts
        self.given: dict[str, str] = {}
        """The text of each field: `action.argument`, and with a count where it is repeated."""

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.session.project

    def last(self, collection: str) -> int:
        """The id of the newest record of a collection."""
        return int(getattr(self.project, collection)[-1].id)

    def do(self, action: Callable[..., Project], /, *, plain: str = "", **args: Any) -> None:
        """Do an action with the next text that it takes in place of each `TEXT`, before `plain`."""
        slots = [key for key, value in args.items() if value is TEXT]
        wanted = list(slots)
        for _ in range(3 * len(ALLOWED)):
            for slot in wanted:
                self.given[slot] = next(self.texts)
                args[slot] = self.given[slot] + plain
            try:
                self.session.do(action, **args)
            except Invalid as problem:
                if problem.field not in slots:
                    raise
                wanted = [problem.field]
            except Refused as problem:
                if "lready" not in problem.message:
                    raise  # only a name that is there already is worth another text
                wanted = list(slots)
            else:
                for slot in slots:
                    self._keep(f"{action.__name__}.{slot}", self.given.pop(slot))
                return
        raise AssertionError(f"{action.__name__} takes none of the texts")

    def _keep(self, name: str, text: str) -> None:
        count = sum(key.split("#")[0] == name for key in self.given)
        self.given[f"{name}#{count + 1}" if count else name] = text

    def passed(self, phase: int, next_day: int) -> None:
        """The builder passes a gate; the next day that somebody works is given."""
        self.session.drive(BUILDER)
        self.do(gate.pass_gate, phase=phase)
        self.on_day(next_day)

    def on_day(self, day: int) -> None:
        """Move the clock to one of the 90 days."""
        self.clock.day = START + timedelta(days=day - 1)


def hostile_project(path: Path, texts: Iterator[str]) -> HostileProject:
    """The whole way, hostile from the title to the last review's notes."""
    made = HostileProject(path, texts)
    _document(made)
    _second_owner(made)
    _integrate(made)
    _produce(made)
    _review(made)
    made.session.drive(BUILDER)
    return made


def _document(made: HostileProject) -> None:
    made.do(people.rename_workflow, title=TEXT)
    made.do(people.set_note, note=TEXT)
    for person in (BUILDER, SECOND_OWNER, DECISION_MAKER):
        made.do(people.edit_person, person=person, name=TEXT, contact=TEXT)
    made.do(people.add_person, name=TEXT, contact=TEXT)
    for section in SECTIONS:
        plain = "\nRegion is one of five" if section.key == "criteria" else ""
        made.do(page.edit_section, section=section.key, text=TEXT, plain=plain)
    for metric in made.project.metrics:
        kind = {"kind": metric.kind, "better": metric.better}
        made.do(baseline.edit_metric, metric=metric.id, name=TEXT, unit=TEXT, **kind)
    time, cost, errors, volume = (metric.id for metric in made.project.metrics)
    for metric, value, target in ((time, "14", "6"), (errors, "8", "4"), (volume, "60", "90")):
        figures = {"value": value, "sample_size": 40}
        made.do(baseline.set_baseline, metric=metric, period=TEXT, how=TEXT, **figures)
        made.do(baseline.set_target, metric=metric, value=target)
    made.do(baseline.waive_metric, metric=cost, reason=TEXT)
    _adopt(made)
    made.do(
        attachments.attach_file,
        path="proof.pdf",
        about=TEXT,
        note=TEXT,
        phase=1,
        sha256="0" * 64,
        size=1,
    )
    made.passed(1, 15)


def _adopt(made: HostileProject) -> None:
    """Run on a playbook that is hostile in all of its texts."""
    for _ in range(99):
        name, version, note, sentence, asked = (next(made.texts) for _ in range(5))
        with suppress(Invalid):
            extra = make(Extra, id="own", phase=1, sentence=sentence, kind="text", of="title")
            prompts = {"purpose": asked}
            head = {"name": name, "version": version, "note": note}
            playbook = make(Playbook, **head, extras=(extra,), prompts=prompts)
            break
    made.given |= {"playbook.name": name, "playbook.sentence": sentence, "playbook.asked": asked}
    made.do(adopt_playbook, playbook=playbook, reason=TEXT)


def _second_owner(made: HostileProject) -> None:
    made.session.drive(SECOND_OWNER)
    made.do(runs.start_run)
    run = made.last("runs")
    made.do(runs.raise_gap, run=run, kind="question", text=TEXT, section="trigger")
    made.do(runs.raise_gap, run=run, kind="blocked", text=TEXT, section="steps")
    made.do(runs.withdraw_gap, gap=made.last("gaps"), reason=TEXT)
    made.do(runs.end_run, run=run, to_the_end=True, minutes="55", note=TEXT)
    made.session.drive(BUILDER)
    made.do(page.edit_section, section="trigger", text=TEXT, plain=", or by mail")
    gap = made.project.gaps[0].id
    made.do(page.publish_revision, note=TEXT, answers=(gap,))
    made.session.drive(SECOND_OWNER)
    made.do(runs.start_run)
    made.do(runs.end_run, run=made.last("runs"), to_the_end=True, minutes="41", note=TEXT)
    made.passed(2, 31)


def _integrate(made: HostileProject) -> None:
    for kind in ("inbox", "ai_tool", "crm"):
        made.do(integrations.add_system, name=TEXT, kind=kind, note=TEXT)
    inbox, assistant, crm = (system.id for system in made.project.systems)
    made.do(integrations.set_ends, source=inbox, destination=crm)
    step = {"times": "12", "per": "day", "minutes": "4", "friction": 4, "inconsistency": 3}
    for kind, source, destination in (("copy", inbox, assistant), ("route", assistant, crm)):
        made.do(
            integrations.add_step,
            title=TEXT,
            kind=kind,
            source=source,
            destination=destination,
            **step,
        )
        step = step | {"friction": 2}
    worst, other = (step.id for step in made.project.steps)
    made.do(integrations.decide_keep, step=other, reason=TEXT)
    made.do(integrations.decide_integrate, step=worst, tool=TEXT)
    made.do(integrations.set_live, step=worst, live=True)
    made.do(integrations.verify_step, step=worst, by=TEXT, evidence=TEXT)
    made.passed(3, 61)


def _produce(made: HostileProject) -> None:
    made.do(people.change_policy, reason=TEXT, production_days=1, production_outputs=3)
    for _ in range(3):
        made.do(production.record_output, reference=TEXT, made_by=TEXT, link=TEXT)
    made.session.drive(SECOND_OWNER)
    first, second, third = (output.id for output in made.project.outputs)
    made.do(production.check_output, output=first, verdict="pass", note=TEXT)
    made.do(production.check_output, output=second, verdict="fail", failed=TEXT, note=TEXT)
    made.do(production.check_output, output=third, verdict="pass")
    for metric, value in zip(made.project.metrics, ("9", "", "3", "95"), strict=True):
        if value:
            figures = {"value": value, "sample_size": 30}
            made.do(production.record_measurement, metric=metric.id, note=TEXT, **figures)
    made.passed(4, 76)


def _review(made: HostileProject) -> None:
    metric = made.project.metrics[0].id
    texts = dict.fromkeys(("finding", "evidence", "action", "owner"), TEXT)
    made.do(review.diagnose, metric=metric, trap="single_owner", due=made.clock.today(), **texts)
    made.session.drive(DECISION_MAKER)
    made.do(review.record_decision, choice="expand_scope", reason=TEXT, conditions=TEXT)
    made.session.drive(BUILDER)
    first = made.clock.today() + timedelta(days=30)
    made.do(review.set_cadence, interval="monthly", owner=SECOND_OWNER, first=first)
    made.passed(5, 107)
    made.do(
        recurring.record_review,
        due=first,
        quality_holds=False,
        integrations_hold=True,
        outcome="adjust",
        **dict.fromkeys(("quality_note", "prompts_note", "integrations_note", "actions"), TEXT),
    )
