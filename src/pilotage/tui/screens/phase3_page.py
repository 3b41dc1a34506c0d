"""The integration map beside the page: what the page tells of, and what is no system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import integrations
from pilotage.model.project import Project
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.dialogs.suggested import Suggested
from pilotage.tui.screens.parted import PartCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase3 import Phase3


class Suggest(PartCommand):
    """A starting list from the page."""

    part = "systems"
    key = "p"
    label = "From the page"
    title = "Suggest systems and steps from the page"
    help = "What the one-page document tells of and the map does not have; tick what is right."

    async def run(self, screen: Phase3) -> None:
        """Show what is found, and put on the map what is ticked."""
        from pilotage.method.suggesting import suggest  # the rules are loaded when asked for

        found = suggest(screen.project)
        if not found.systems and not found.steps:
            screen.app.notify("The page tells of nothing that is not on the map.")
            return
        chosen = await screen.app.push_screen_wait(Suggested(found))
        if chosen is None or not (chosen.systems or chosen.steps):
            return
        screen.session.do(
            integrations.add_suggested, systems=list(chosen.systems), steps=list(chosen.steps)
        )
        screen.app.say_done(
            "Put on the map",
            "Now describe each step: how often, how long, friction, inconsistency.",
        )


class NotASystem(PartCommand):
    """Something that the page names is no system."""

    part = "systems"
    key = "x"
    label = "Not a system"
    title = "Say why something that the page names is no system"
    help = "Gate 3 asks that each system of the page is on the map; a reason answers it too."

    def why_not(self, screen: Phase3) -> str:
        """The page must name something that the map does not have."""
        if names(screen.project):
            return ""
        return "All that the page names is on the map or answered already."

    async def run(self, screen: Phase3) -> None:
        """Ask which, and why."""
        found = names(screen.project)
        at: int | None = 0
        if len(found) > 1:
            question = Choose("Which of them is no system?", found)
            at = await screen.app.push_screen_wait(question)
        if at is None:
            return

        def save(values: dict[str, Any]) -> None:
            screen.session.do(integrations.not_a_system, name=found[at], **values)

        field = Field(
            "reason",
            "Why is it no system?",
            "prose",
            hint="Such as: a file in the inbox, no place of its own.",
            required=True,
        )
        detail = "The reason stands with the advice on the page (1), where it can be taken back."
        await screen.app.push_screen_wait(
            Form(f"“{found[at]}” is no system", [field], save, detail=detail)
        )


def names(project: Project) -> list[str]:
    """What the page in force names and the map does not have, each once."""
    from pilotage.method.advice_systems import named_systems, page_in_force

    found = named_systems(project, page_in_force(project))
    return list(dict.fromkeys(each.words for each in found))
