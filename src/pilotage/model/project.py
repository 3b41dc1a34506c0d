"""The project: one workflow on its way from pilot to production, as a whole."""

from __future__ import annotations

from typing import Annotated, Any, Final, Self

from pydantic import Field

from pilotage.model.advice import Dismissal
from pilotage.model.attachment import Attachment
from pilotage.model.baseline import Measurement, Metric
from pilotage.model.document import Confirmation, Page, Revision
from pilotage.model.handover import Handover
from pilotage.model.integrations import Rate, Step, System
from pilotage.model.people import Person
from pilotage.model.playbook import Playbook
from pilotage.model.production import Output
from pilotage.model.record import Day, Id, Moment, Record
from pilotage.model.review import Cadence, Cycle, Decision, Diagnosis, ReviewRecord
from pilotage.model.runs import Gap, Run
from pilotage.model.text import Note, Prose, Reason, Title

PHASES: Final = (1, 2, 3, 4, 5)
CADENCE: Final = 6
"""The phase number after the fifth gate."""

PhaseNumber = Annotated[int, Field(ge=1, le=5)]


class Policy(Record):
    """A project's own gate numbers. Defaults are the method's."""

    second_owner_runs: Annotated[int, Field(ge=1, le=50)] = 1
    """How many runs the second owner must have driven to the end."""
    production_days: Annotated[int, Field(ge=1, le=90)] = 10
    """On how many distinct days the production run must have made outputs."""
    production_outputs: Annotated[int, Field(ge=1, le=1_000_000)] = 30
    """How many outputs the production run must have made."""
    review_from_day: Annotated[int, Field(ge=1, le=365)] = 76
    """The first day on which the formal review may be signed."""
    phase_ends: tuple[
        Annotated[int, Field(ge=1, le=365)],
        Annotated[int, Field(ge=1, le=365)],
        Annotated[int, Field(ge=1, le=365)],
        Annotated[int, Field(ge=1, le=365)],
        Annotated[int, Field(ge=1, le=365)],
    ] = (14, 30, 60, 75, 90)
    """The last day of each phase's window."""


class PolicyChange(Record):
    """A change of the policy after the start, on record."""

    what: Note
    reason: Reason
    by: Id
    at: Moment


class Reopening(Record):
    """When and why a passed gate closed again."""

    at: Moment
    why: Note


class Passage(Record):
    """A gate passed: which, by whom, when; and whether it was reopened since."""

    phase: PhaseNumber
    by: Id
    at: Moment
    on: Day
    """The local day on which it was passed."""
    records_before: Id
    """Records with a smaller id were there: what the gate was passed on."""
    reopened: Reopening | None = None


class Signature(Record):
    """Somebody's signature under an extra requirement of the playbook."""

    id: Id
    extra: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    """The requirement's id in the playbook."""
    under: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """What was signed, as SHA-256: the requirement's sentence and role, and the page in force."""
    by: Id
    at: Moment
    note: Note = ""


class Project(Record):
    """Everything that is known of one workflow. Every change makes a new one."""

    uid: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    """Tells this project from every other, also after its file was copied or renamed."""
    title: Title
    start: Day
    """Day 1 of 90."""
    note: Prose = ""
    """Where the project's figures come from, or anything else worth keeping."""
    people: tuple[Person, ...]
    builder: Id
    second_owner: Id | None = None
    decision_maker: Id | None = None
    policy: Policy = Field(default_factory=Policy)
    policy_changes: tuple[PolicyChange, ...] = ()
    page: Page = Field(default_factory=Page)
    """The page as it is being written; revisions are its published states."""
    revisions: tuple[Revision, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    metrics: tuple[Metric, ...] = ()
    runs: tuple[Run, ...] = ()
    gaps: tuple[Gap, ...] = ()
    systems: tuple[System, ...] = ()
    steps: tuple[Step, ...] = ()
    source_system: Id | None = None
    """The system that the input comes from."""
    destination_system: Id | None = None
    """The system that the output goes to."""
    rate: Rate | None = None
    """What an hour of manual work costs; None: hours are not turned into money."""
    outputs: tuple[Output, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    decisions: tuple[Decision, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    """The rounds after the first; empty in the first 90 days."""
    cadence: Cadence | None = None
    reviews: tuple[ReviewRecord, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    playbook: Playbook | None = None
    """The organisation's own rules; None: the method's alone."""
    signatures: tuple[Signature, ...] = ()
    """What a playbook wanted signed, and was."""
    passages: tuple[Passage, ...] = ()
    handed_over: Handover | None = None
    """Set in a bundle, which holds the second owner's part of a project only."""
    next_id: Id = 1

    def having(self, **fields: Any) -> Self:
        """A copy with new values that are already validated records.

        Unlike `with_` it does not look at the fields again, so that a change to a project
        of 100,000 outputs costs what the change costs.
        """
        return self.model_copy(update=fields)

    def person(self, number: int | None) -> Person | None:
        """The person of that number, if there is one."""
        return next((person for person in self.people if person.id == number), None)

    def name_of(self, number: int | None) -> str:
        """A person's name, or “nobody”."""
        person = self.person(number)
        return person.name if person else "nobody"

    def roles_of(self, number: int | None) -> tuple[str, ...]:
        """The roles that a person has, in words: a second owner may be decision-maker too."""
        roles = (
            (self.builder, "builder"),
            (self.second_owner, "second owner"),
            (self.decision_maker, "decision-maker"),
        )
        return tuple(name for holder, name in roles if number is not None and holder == number)

    def role_of(self, number: int | None) -> str:
        """The first role that a person has, in words; empty for a person without one."""
        return next(iter(self.roles_of(number)), "")

    def named(self, name: str) -> Person | None:
        """The person of that name, whatever its case."""
        wanted = name.strip().casefold()
        return next((person for person in self.people if person.name.casefold() == wanted), None)

    @property
    def revision(self) -> Revision | None:
        """The page's current revision; None before the first is published."""
        return self.revisions[-1] if self.revisions else None

    @property
    def has_draft(self) -> bool:
        """Whether the page has changes that no revision holds yet."""
        return self.revision is None or self.revision.page != self.page

    @property
    def decision(self) -> Decision | None:
        """The latest decision, of whichever cycle."""
        return self.decisions[-1] if self.decisions else None

    @property
    def cycle(self) -> Cycle | None:
        """The cycle that was opened last; None in the first 90 days."""
        return self.cycles[-1] if self.cycles else None

    def cycle_of(self, phase: int) -> Cycle | None:
        """The last cycle that goes through a phase again; None where only the first one did."""
        return next((each for each in reversed(self.cycles) if phase in each.phases), None)

    def in_cycle(self, phase: int) -> str:
        """“ in cycle 2”, where a phase is gone through again; empty the first time."""
        cycle = self.cycle_of(phase)
        return f" in cycle {cycle.number}" if cycle else ""

    def since(self, phase: int) -> int:
        """The number from which on records count for a phase: those of the last cycle through it.

        0 where all of them count.
        """
        cycle = self.cycle_of(phase)
        return cycle.records_before if cycle else 0
