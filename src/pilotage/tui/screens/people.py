"""People and roles, the workflow's title and start, and the gates' numbers."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pilotage.actions.playbook import called
from pilotage.forms.people import NUMBERS
from pilotage.method.requirement import Place, counted
from pilotage.method.schedule import day_month_year, day_of
from pilotage.model.people import Person
from pilotage.model.project import Policy, Project
from pilotage.tui.keymap import button_for
from pilotage.tui.links import linked
from pilotage.tui.screens.frame import LEAVES, Frame
from pilotage.tui.screens.people_commands import (
    AddPerson,
    DecisionMaker,
    DeletePerson,
    EditPerson,
    EditPolicy,
    EditWorkflow,
    PolicyRecord,
    SecondOwner,
    SigningPhrase,
)
from pilotage.tui.screens.people_playbook import AdoptPlaybook
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.table import RecordTable, RowText


class PeopleScreen(Frame):
    """Who has which part in it, and what the gates ask of this project."""

    NAME = "people"
    TITLE_TEXT = "People & settings"
    CSS_PATH = "people.tcss"
    OWN_COMMANDS = (
        AddPerson,
        EditPerson,
        DeletePerson,
        SecondOwner,
        DecisionMaker,
        SigningPhrase,
        EditWorkflow,
        EditPolicy,
        AdoptPlaybook,
        PolicyRecord,
    )
    MORE_BINDINGS = (*Frame.MORE_BINDINGS, LEAVES)
    AUTO_FOCUS = "#people"

    def compose_content(self) -> ComposeResult:
        """People, workflow, gate numbers."""
        with VerticalScroll(id="people-body", can_focus=False):
            yield Static("People", classes="section-title -first", markup=False)
            yield Static("", id="people-roles", markup=False)
            whole = RowText(self._say_person, "person-detail")
            yield RecordTable("Name", "Role", "Contact", id="people", whole=whole)
            yield whole
            yield CommandBar(
                AddPerson, EditPerson, DeletePerson, SecondOwner, DecisionMaker, SigningPhrase
            )
            yield Static("Workflow", classes="section-title", markup=False)
            yield Static("", id="workflow-facts", markup=False)
            yield CommandBar(EditWorkflow)
            yield Static("What the gates ask for", classes="section-title", markup=False)
            yield Static("", id="policy-facts", markup=False)
            yield CommandBar(EditPolicy, AdoptPlaybook, PolicyRecord)

    def _say_person(self, record: int) -> str:
        person = self.project.person(record)
        if person is None:
            return ""
        phrase = "has a signing phrase" if person.phrase else ""
        said = [each for each in (person.contact, phrase) if each]
        return " · ".join([person.name, *said]) if said else ""

    @property
    def person(self) -> Person | None:
        """The person under the cursor."""
        return self.project.person(self.query_one("#people", RecordTable).record)

    def choose_newest(self) -> None:
        """Move the cursor to who was added last."""
        table = self.query_one("#people", RecordTable)
        self.show(self.project)
        table.choose(max(person.id for person in self.project.people))

    def show(self, project: Project) -> None:
        """Show people, workflow and numbers."""
        rows = [
            (p.id, (p.name, ", ".join(project.roles_of(p.id)), p.contact)) for p in project.people
        ]
        self.query_one("#people", RecordTable).show(rows)
        roles = self.query_one("#people-roles", Static)
        roles.update(roles_text(project))
        roles.display = project.second_owner is None or project.decision_maker is None
        self.query_one("#workflow-facts", Static).update(
            linked(workflow_text(project, self.session.today))
        )
        self.query_one("#policy-facts", Static).update(linked(policy_text(project)))

    def show_place(self, place: Place) -> None:
        """Go to a role, a person or the gates' numbers."""
        table = self.query_one("#people", RecordTable)
        table.focus()
        if place.row:
            table.choose(place.row)
        for command in (SecondOwner, DecisionMaker, EditWorkflow, AdoptPlaybook):
            if place.field == command.name() and not self.why_locked():
                self.run_command(command)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter on a person: correct name or contact."""
        event.stop()
        self.run_command(EditPerson)


def roles_text(project: Project) -> Content:
    """Which roles are still open, and the key that fills each."""
    parts: list[str | tuple[str, str]] = []
    if project.second_owner is None:
        names = button_for("second_owner")
        parts += [("✗ ", "$text-warning"), f"No second owner yet; gate 2 asks for one: {names}.\n"]
    if project.decision_maker is None:
        said = f"No decision-maker yet; gate 5 asks for one: {button_for('decision_maker')}.\n"
        parts += [("✗ ", "$text-warning"), said]
    return Content.assemble(*parts).rstrip()


def workflow_text(project: Project, today: date) -> Content:
    """Title, start and note."""
    day = day_of(project, today)
    since = f" (today is day {day})" if day >= 1 and project.cycle is None else ""
    return Content.assemble(
        ("Title  ", "$foreground 65%"),
        project.title,
        ("\nDay 1  ", "$foreground 65%"),
        f"{day_month_year(project.start)}{since}",
        ("\nNote   ", "$foreground 65%"),
        project.note.rstrip() or ("none", "$foreground 65%"),
    )


def policy_text(project: Project) -> Content:
    """The numbers, and whether they are the method's own."""
    policy, usual = project.policy, Policy()
    width = max(len(label) for label, _ in NUMBERS.values())
    parts: list[str | tuple[str, str]] = []
    for name, (label, _) in NUMBERS.items():
        value = getattr(policy, name)
        parts += [(f"{label:<{width}}  ", "$foreground 65%"), f"{value:,}"]
        if value != getattr(usual, name):
            parts.append((f"  (usually {getattr(usual, name):,})", "$text-warning"))
        parts.append("\n")
    ends = ", ".join(str(day) for day in policy.phase_ends)
    parts += [(f"{'Phases end on days':<{width}}  ", "$foreground 65%"), ends]
    if project.playbook:
        parts += [(f"\n{'Playbook':<{width}}  ", "$foreground 65%"), called(project.playbook)]
    if changed := len(project.policy_changes):
        said = f"\nChanged {counted(changed, 'time')}: {button_for('policy_record')} says why."
        parts.append((said, "$foreground 65%"))
    return Content.assemble(*parts)
