"""A screen of an open project: it knows the session, and the app tells it of every change."""

from __future__ import annotations

from typing import ClassVar

from pilotage.model.project import Project
from pilotage.session import Change, Session
from pilotage.tui.command import Command
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.keymap import key_for


class ProjectScreen(CommandScreen):
    """A screen that shows an open project, with or without the frame around it."""

    IS_OVER_ANOTHER: ClassVar[bool] = False
    """Whether it stands over the screen that it came from, which waits for it to be left."""

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self.filled = False
        """Whether all of it stands; on the program's first screen the middle comes later."""
        self._told: set[str] = set()
        """The commands of which it is not said again what they did."""
        self.takes_keys = False
        """Whether it was painted, and is where it was asked to be."""

    @property
    def session(self) -> Session:
        """The project that it was opened for: not the one that the app may have gone on to."""
        if self._session is None:
            self._session = self.app.session
        return self._session

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.session.project

    @property
    def in_bundle(self) -> bool:
        """Whether a bundle is open: a project that is handed over."""
        return self.project.handed_over is not None

    def project_changed(self, change: Change) -> None:
        """Show what changed; called by the app."""

    async def let_act(self) -> bool:
        """Ask for the signing phrase of who is at the keyboard, where they have one."""
        if not self.session.wants_phrase:
            return True
        from pilotage.tui.dialogs.phrase import proven

        return await proven(self, self.session, self.session.actor)

    async def _run(self, command: Command) -> None:
        """Run a command, and say what it changed and how to take it back, unless it did so."""
        session = self.session
        before, named = session.history.done[-1:], self.app.named_undo
        await super()._run(command)
        changed = session.history.done[-1:] != before and command.changes
        if not changed or self.app.named_undo != named or command.name() in self._told:
            return
        if command.told_once:
            self._told.add(command.name())
        self.app.tell_done(session.can_undo)

    def closing(self) -> None:
        """The program ends: do what should not wait for the next time; called by the app."""

    @property
    def can_come_back(self) -> bool:
        """Whether the past is shown, or a file that can be taken over."""
        return self.app.is_past or self.session.can_take_over

    def why_read_only(self) -> str:
        """Why nothing can be changed in this file here, and what helps; empty when it can."""
        if not self.session.read_only:
            return ""
        to = "comes back" if self.app.is_past else "takes it over"
        can = self.can_come_back
        waits = self.session.is_held and not can
        said = (
            f" {key_for('to_present')} {to}." * can
            + " It can be taken over once it is closed there." * waits
        )
        return f"Read-only: {self.session.state.why}.{said}"
