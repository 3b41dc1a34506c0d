"""What can be done with the systems of the integration map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import integrations
from pilotage.forms.integrations import system_fields
from pilotage.model.integrations import System
from pilotage.tui.dialogs.form import Form
from pilotage.tui.screens.parted import PartCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase3 import Phase3


class AddSystem(PartCommand):
    """A new system."""

    part = "systems"
    key = "a"
    label = "Add"
    title = "Add a system"
    help = "Where data lives: an inbox, a CRM, a calendar, the AI tool itself."

    async def run(self, screen: Phase3) -> None:
        """Ask what it is."""
        await system_form(screen, None)


class SystemCommand(PartCommand):
    """A command on the system under the cursor."""

    part = "systems"

    def why_not(self, screen: Phase3) -> str:
        """A system must be chosen."""
        return "" if screen.system_chosen else "No system is on the map yet. Add one first."


class EditSystem(SystemCommand):
    """Change a system."""

    key = "e"
    shown = "e ↵"
    label = "Edit"
    title = "Change the system"
    help = "Its name, kind or note."

    async def run(self, screen: Phase3) -> None:
        """Ask."""
        await system_form(screen, screen.system_chosen)


class DeleteSystem(SystemCommand):
    """Take a system off the map."""

    key = "d,delete"
    shown = "d"
    label = "Delete"
    title = "Delete the system"
    help = "Only while no step leads from or to it. Undo brings it back."

    async def run(self, screen: Phase3) -> None:
        """Delete."""
        system = screen.system_chosen
        assert system is not None  # noqa: S101 - why_not has checked
        screen.session.do(integrations.remove_system, system=system.id)


class MarkSource(SystemCommand):
    """Where the input comes from."""

    key = "s"
    label = "Source"
    title = "Mark the system as the input's source"
    help = "Where the input comes from; again takes the mark away."

    async def run(self, screen: Phase3) -> None:
        """Mark it."""
        system = screen.system_chosen
        assert system is not None  # noqa: S101 - why_not has checked
        project = screen.project
        screen.session.do(
            integrations.set_ends,
            source=None if project.source_system == system.id else system.id,
            destination=project.destination_system,
        )


class MarkDestination(SystemCommand):
    """Where the output goes."""

    key = "t"
    label = "Destination"
    title = "Mark the system as the output's destination"
    help = "Where the output goes to; again takes the mark away."

    async def run(self, screen: Phase3) -> None:
        """Mark it."""
        system = screen.system_chosen
        assert system is not None  # noqa: S101 - why_not has checked
        project = screen.project
        screen.session.do(
            integrations.set_ends,
            source=project.source_system,
            destination=None if project.destination_system == system.id else system.id,
        )


async def system_form(screen: Phase3, system: System | None) -> None:
    """Ask for a system."""

    def save(values: dict[str, Any]) -> None:
        if system is None:
            screen.session.do(integrations.add_system, **values)
        else:
            screen.session.do(integrations.edit_system, system=system.id, **values)

    if (
        await screen.app.push_screen_wait(Form("System", system_fields(system), save))
        and system is None
    ):
        screen.choose_newest("systems")
