"""What can be done about people, roles and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content

from pilotage.actions import people
from pilotage.forms.people import (
    person_fields,
    policy_fields,
    policy_values,
    workflow_fields,
)
from pilotage.model.text import one_line
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.form import Form
from pilotage.tui.dialogs.show import Show
from pilotage.tui.screens.parted import ButtonCommand
from pilotage.tui.values import moment

if TYPE_CHECKING:
    from pilotage.tui.screens.people import PeopleScreen


class PersonCommand(ButtonCommand):
    """A command on the person under the cursor."""

    def why_not(self, screen: PeopleScreen) -> str:
        """Somebody must be chosen."""
        return "" if screen.person else "Choose somebody in the table first."


class SigningPhrase(ButtonCommand):
    """One's own signing phrase."""

    key = "p"
    label = "My phrase"
    title = "Set a signing phrase of one's own"
    help = "For teams that want more than honour: nothing is done in one's name without it."

    async def run(self, screen: PeopleScreen) -> None:
        """Ask for it twice."""
        from pilotage.tui.dialogs.phrase import NewPhrase

        if await screen.app.push_screen_wait(NewPhrase(screen.session)):
            screen.app.notify("The signing phrase is changed.")


class EditPerson(PersonCommand):
    """Correct a name or a contact."""

    key = "e"
    shown = "e ↵"
    label = "Edit"
    title = "Correct a name or a contact"
    help = "The name changes wherever the person is named by role."

    async def run(self, screen: PeopleScreen) -> None:
        """Ask for name and contact."""
        person = screen.person
        assert person is not None  # noqa: S101 - why_not has checked
        await screen.app.push_screen_wait(
            Form(
                person.name,
                person_fields(person.name, person.contact),
                lambda values: screen.session.do(people.edit_person, person=person.id, **values),
            )
        )


class AddPerson(ButtonCommand):
    """Add somebody."""

    key = "a"
    label = "Add"
    title = "Add somebody"
    help = "Whoever drives, checks or signs must be among the people."

    async def run(self, screen: PeopleScreen) -> None:
        """Ask for name and contact."""
        await screen.app.push_screen_wait(
            Form(
                "Add somebody",
                person_fields(),
                lambda values: screen.session.do(people.add_person, **values),
                button="Add",
            )
        )
        screen.choose_newest()


class DeletePerson(PersonCommand):
    """Take somebody out."""

    key = "d,delete"
    shown = "d"
    label = "Delete"
    title = "Delete somebody"
    help = "Only somebody without a role, who has signed, driven or checked nothing."

    async def run(self, screen: PeopleScreen) -> None:
        """Delete."""
        person = screen.person
        assert person is not None  # noqa: S101 - why_not has checked
        screen.session.do(people.remove_person, person=person.id)


class SecondOwner(ButtonCommand):
    """Name the second owner."""

    key = "s"
    label = "Second owner"
    title = "Name the second owner"
    help = "Who runs the workflow when the builder is away; not the builder."

    async def run(self, screen: PeopleScreen) -> None:
        """Choose among the people, or name somebody new."""
        await _assign(screen, "second_owner")


class DecisionMaker(ButtonCommand):
    """Name the decision-maker."""

    key = "m"
    label = "Decision-maker"
    title = "Name the decision-maker"
    help = "Who decides on the 90-day figures; not the builder."

    async def run(self, screen: PeopleScreen) -> None:
        """Choose among the people, or name somebody new."""
        await _assign(screen, "decision_maker")


class EditWorkflow(ButtonCommand):
    """Title, start and note."""

    key = "w"
    label = "Workflow"
    title = "Change the workflow's title, start or note"
    help = "Day 1 can't be moved once a gate was passed: the windows count from it."

    async def run(self, screen: PeopleScreen) -> None:
        """Ask for them."""
        project = screen.project

        def save(values: dict[str, Any]) -> None:
            do = screen.session.do
            if "start" in values:
                do(people.set_start, start=values["start"])
            do(people.rename_workflow, title=values["title"])
            do(people.set_note, note=values["note"])

        detail = self.said() if project.passages else ""
        await screen.app.push_screen_wait(
            Form("The workflow", workflow_fields(project), save, detail=detail)
        )


class EditPolicy(ButtonCommand):
    """The gates' numbers."""

    key = "g"
    label = "Gate numbers"
    title = "Change the gates' numbers"
    help = "How many runs, days and outputs the gates ask for. A change needs a reason."

    async def run(self, screen: PeopleScreen) -> None:
        """Ask for the numbers and the reason."""

        def save(values: dict[str, Any]) -> None:
            screen.session.do(people.change_policy, **policy_values(values))

        fields = policy_fields(screen.project)
        await screen.app.push_screen_wait(Form("The gates' numbers", fields, save))


class PolicyRecord(ButtonCommand):
    """The record of changed gate numbers."""

    key = "c"
    label = "Changes"
    title = "See how the gates' numbers were changed"
    help = "What, when, by whom and why."
    changes = False

    def why_not(self, screen: PeopleScreen) -> str:
        """There must be a change."""
        return "" if screen.project.policy_changes else "The numbers were never changed."

    async def run(self, screen: PeopleScreen) -> None:
        """Show them, newest first."""
        project = screen.project
        parts: list[str | tuple[str, str]] = []
        for change in reversed(project.policy_changes):
            who = f"{moment(change.at)} · {project.name_of(change.by)}\n"
            parts += [(who, "$foreground 65%"), f"{change.what}\n", f"Because: {change.reason}\n\n"]
        await screen.app.push_screen_wait(
            Show("Changes of the gates' numbers", content=Content.assemble(*parts))
        )


async def _assign(screen: PeopleScreen, role: str) -> None:
    """Choose who has a role: one of the people but the builder, somebody new, or nobody."""
    project, label = screen.project, people.ROLES[role]
    others = [person for person in project.people if person.id != project.builder]
    rows = [p.name + (f", {now}" if (now := project.role_of(p.id)) else "") for p in others]
    if not others:
        await _assign_new(screen, role)
        return
    here = getattr(project, role)
    at = next((i for i, person in enumerate(others) if person.id == here), 0)
    more = ["Somebody new…", *(["Nobody for now"] if here else [])]
    answer = await screen.app.push_screen_wait(
        Choose(f"Who is the {label}?", rows + more, detail="The builder can't be.", at=at)
    )
    if answer is None:
        return
    if answer < len(others):
        screen.session.do(people.assign_role, role=role, name=others[answer].name)
    elif answer > len(others):
        screen.session.do(people.assign_role, role=role, name="")
    else:
        await _assign_new(screen, role)


async def _assign_new(screen: PeopleScreen, role: str) -> None:
    def save(values: dict[str, Any]) -> None:
        name = one_line(values["name"])
        if screen.project.named(name) is None:
            screen.session.do(people.add_person, **values)
        screen.session.do(people.assign_role, role=role, name=name)

    label = people.ROLES[role]
    await screen.app.push_screen_wait(Form(f"The {label}", person_fields(), save))
