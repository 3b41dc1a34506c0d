"""Seeing the gate, and passing it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pilotage.actions.gate import pass_gate
from pilotage.method.gates import Gate, Standing, current_phase, gate, last_passage, standing
from pilotage.method.phases import BY_NUMBER, name_of
from pilotage.method.requirement import Place
from pilotage.model.project import CADENCE, PHASES, Project
from pilotage.tui.command import Command
from pilotage.tui.keymap import button_for
from pilotage.tui.roles import with_role
from pilotage.tui.widgets.rail import screen_name

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


class ShowGate(Command):
    """The gate's requirements."""

    key = "f4"
    label = "Gate"
    title = "See what the gate demands"
    help = "What is met, what is missing; Enter goes to where it is fixed."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Focus the panel; where there is no room for it, open it over the content."""
        from .dialogs.show import GateDialog
        from .widgets.gate_panel import GateList, GatePanel

        phase = screen.PHASE if screen.PHASE in PHASES else min(current_phase(screen.project), 5)
        panels = screen.query(GatePanel)
        if panels and panels.first().display:
            panels.first().query_one(GateList).start()
            return
        here = gate(screen.project, phase)
        answer = await screen.app.push_screen_wait(
            GateDialog(here, can_change=not screen.session.read_only)
        )
        if answer == "pass":
            await PassGate().run(screen)
        elif isinstance(answer, Place):
            screen.go(answer)


def why_not_passed(project: Project, of: int, known: Gate | None = None) -> str:
    """Why the gate can't be passed from the screen of a phase, as a sentence; empty when it can.

    `known` is that phase's gate where it was looked at just now.
    """
    phase = current_phase(project)
    if phase == CADENCE:
        return "All five gates are passed."
    if of in PHASES and phase != of:
        return f"The gate to pass is gate {phase} ({name_of(phase)})."
    here = known if known is not None and known.phase == phase else gate(project, phase)
    if not here.missing:
        return ""
    more = len(here.missing) - 1
    return f"Not yet: {here.missing[0].missing}" + (f" (and {more} more)" if more else "") + "."


class PassGate(Command):
    """Pass the gate of the current phase."""

    key = "ctrl+n,alt+n"
    label = "Pass gate"
    title = "Pass the gate"
    help = "Go on to the next phase, when everything is there."
    elsewhere = "This is a bundle: gates are passed in the builder's project."

    def why_not(self, screen: Frame) -> str:
        """The gate must be the current one, with nothing missing."""
        return why_not_passed(screen.project, screen.PHASE)

    async def run(self, screen: Frame) -> None:
        """Ask once, pass, and go to the next phase."""
        from .dialogs.confirm import Confirm
        from .widgets.page_meter import laid_out

        phase = current_phase(screen.project)
        again = standing(screen.project, phase) is Standing.REOPENED
        after = BY_NUMBER[phase + 1]
        who = with_role(screen.project, screen.session.actor)
        sure = await screen.app.push_screen_wait(
            Confirm(
                f"Pass gate {phase}, {name_of(phase)}{' again' if again else ''}?",
                f"{await _publishing(screen, phase)}"
                f"It is recorded with the name of {who} and the date. "
                f"Next: {after.name}. {after.aim}",
                yes="Pass it",
                no="Not yet",
                likely=True,
            )
        )
        if not sure:
            return
        if phase == 1:
            await laid_out(screen.project)
        screen.session.do(pass_gate, phase=phase)
        here = current_phase(screen.project)
        screen.app.say_done(f"Gate {phase} passed", f"Now: {name_of(here)}.")
        screen.app.go(screen_name(here))


async def _publishing(screen: Frame, phase: int) -> str:
    """What passing gate 1 publishes, and what was advised about it, in sentences."""
    project = screen.project
    if phase != 1 or last_passage(project, 1) or not project.has_draft:
        return ""
    from pilotage.method.advice import advice
    from pilotage.method.advice_finding import pieces

    number = project.revision.number + 1 if project.revision else 1
    open_ = len(await asyncio.to_thread(advice, project, project.page))
    still = (
        f"{pieces(open_)} {'is' if open_ == 1 else 'are'} open: {button_for('show_advice')}. "
        if open_
        else ""
    )
    return f"The page becomes revision {number}. {still}"
