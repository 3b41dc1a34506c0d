"""Signing what the playbook wants signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.actions import playbook
from pilotage.method.extra_signing import holders, is_in_force, signature
from pilotage.model.playbook import CheckKind
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.roles import at_the_keyboard
from pilotage.tui.screens.parted import ButtonCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.evidence import EvidenceScreen


class Sign(ButtonCommand):
    """Sign what the playbook wants signed."""

    key = "s"
    label = "Sign"
    title = "Sign what the playbook wants signed"
    help = "Only who has the role that it names; the signature is under the page in force."

    def why_not(self, screen: EvidenceScreen) -> str:
        """A requirement that wants a signature must be chosen, and not be signed."""
        own = screen.own
        if own is None or own.kind is not CheckKind.SIGNED:
            return "Choose a requirement of the playbook that wants a signature."
        signed = signature(screen.project, own)
        if signed is not None and is_in_force(screen.project, own, signed):
            return f"{screen.project.name_of(signed.by)} has signed this already."
        return ""

    async def run(self, screen: EvidenceScreen) -> None:
        """Let who has the role take the keyboard, read and sign."""
        own, project = screen.own, screen.project
        assert own is not None  # noqa: S101 - why_not has checked
        people = holders(project, own.of)
        who: int | None = next(iter(people), None)
        if screen.session.actor in people:
            who = screen.session.actor
        elif len(people) > 1:
            rows = [project.name_of(each) for each in people]
            chosen = await screen.app.push_screen_wait(Choose("Who signs?", rows))
            if chosen is None:
                return
            who = people[chosen]
        what = f"Signs as {own.of}: “{own.sentence}”"
        async with at_the_keyboard(screen, who, what) as here:
            if here and await screen.app.push_screen_wait(
                Confirm(
                    f"{project.name_of(who)}: sign this?",
                    f"“{own.sentence}”\nIt is under the page in force; when that changes, it is "
                    "signed again. The journal keeps your name and the moment.",
                    yes="Sign",
                    no="Not now",
                )
            ):
                screen.session.do(playbook.sign_extra, extra=own.id)
