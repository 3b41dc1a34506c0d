"""Writes a sample as people would have: through a session, day by day, one action at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from pilotage.actions import baseline, gate, page, runs
from pilotage.actions.start import new_project
from pilotage.export.page_layout import lay_out
from pilotage.model.project import Project
from pilotage.session import Session
from pilotage.store.shift import mark_as_sample


class SampleClock:
    """A clock that stands still until the author moves it on."""

    def __init__(self, start: date) -> None:
        self._start = start
        self._now = datetime.combine(start, time(8), UTC)

    def now(self) -> datetime:
        """The moment."""
        return self._now

    def today(self) -> date:
        """The day."""
        return self._now.date()

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        """Go on to a day of the project and a time of day; time never runs back."""
        on = self._start + timedelta(days=day - 1)
        self.go_to(datetime.combine(on, time(hour, minute), UTC))

    def go_to(self, moment: datetime) -> None:
        """Go on to a moment; time never runs back."""
        assert moment >= self._now, f"{moment} is before {self._now}"
        self._now = moment

    def seconds_pass(self, seconds: int) -> None:
        """Let some time go by."""
        self._now += timedelta(seconds=seconds)


class Author:
    """One sample in the making: its session, its clock, and short ways to common things."""

    def __init__(
        self,
        path: Path,
        start: date,
        title: str,
        *,
        builder: str,
        second_owner: str,
        decision_maker: str,
    ) -> None:
        project = new_project(
            uid=sha256(path.name.encode()).hexdigest()[:32],
            title=title,
            start=start,
            builder=builder,
            second_owner=second_owner,
            decision_maker=decision_maker,
        )
        self.path = path
        self.clock = SampleClock(start)
        self.session = Session.create(path, project, self.clock)
        self.done = 1
        """How many things were done."""

    @property
    def project(self) -> Project:
        """The project as it stands."""
        return self.session.project

    def at(self, day: int, hour: int, minute: int = 0) -> Author:
        """Go on to a day and a time."""
        self.clock.at(day, hour, minute)
        return self

    def as_(self, name: str) -> Author:
        """Let the person of this name drive."""
        person = self.project.named(name)
        assert person is not None, name
        self.session.drive(person.id)
        return self

    def do(self, action: Callable[..., Project], /, **args: Any) -> int:
        """Do an action; some seconds later the next one may follow. The newest id is returned."""
        before = self.project
        if action in (page.publish_revision, gate.pass_gate):
            lay_out(before)
        after = self.session.do(action, **args)
        assert after is not before, f"{action.__name__} changed nothing"
        self.done += 1
        self.clock.seconds_pass(23 + 17 * (self.done % 5))
        return after.next_id - 1

    def write(self, sections: Mapping[str, str]) -> None:
        """Write sections of the page, one after the other."""
        for section, text in sections.items():
            self.do(page.edit_section, section=section, text=text)
            self.clock.seconds_pass(120 + len(text) // 2)

    def publish(self, note: str, answers: tuple[int, ...] = ()) -> None:
        """Publish the page as its next revision."""
        self.do(page.publish_revision, note=note, answers=answers)

    def metric(self, name: str) -> int:
        """The id of the metric of that name."""
        return next(metric.id for metric in self.project.metrics if metric.name == name)

    def measure(self, name: str, value: str, **figures: Any) -> None:
        """Write down a metric's baseline."""
        self.do(baseline.set_baseline, metric=self.metric(name), value=value, **figures)

    def aim(self, name: str, value: str, *, no_worse: bool = False) -> None:
        """Set a metric's target."""
        self.do(baseline.set_target, metric=self.metric(name), value=value, no_worse=no_worse)

    def run(self, minutes: int, note: str, *gaps: tuple[str, str, str]) -> None:
        """Drive one run to the end, with gaps (section, kind, text) found on the way."""
        start, run = self.clock.now(), self.do(runs.start_run)
        for number, (section, kind, text) in enumerate(gaps, 1):
            self.clock.go_to(start + timedelta(minutes=minutes * number // (len(gaps) + 1)))
            self.do(runs.raise_gap, run=run, kind=kind, text=text, section=section)
        self.clock.go_to(start + timedelta(minutes=minutes))
        self.do(runs.end_run, run=run, to_the_end=True, note=note)

    def finish(self, as_of: date) -> None:
        """Close the file and mark it as a sample that stands on this day."""
        state = self.session.flush()
        assert state.kind == "saved", state
        self.session.close()
        mark_as_sample(self.path, as_of)
