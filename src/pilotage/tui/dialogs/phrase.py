"""Asking for a signing phrase, and for a new one."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from pilotage.actions.people import set_phrase
from pilotage.errors import PilotageError
from pilotage.model.phrase import SHORTEST, Phrase
from pilotage.model.text import clean
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog

if TYPE_CHECKING:
    from pilotage.session import Session
    from pilotage.tui.command_screen import CommandScreen

FORGOTTEN = (
    "Nobody can look it up or reset it: who forgets it goes on as a new entry among the people."
)


class AskPhrase(Dialog[bool]):
    """Whether somebody gave their signing phrase. What is typed is not shown."""

    BINDINGS = [("escape", "dismiss(False)", "Cancel")]

    def __init__(self, session: Session, person: int) -> None:
        super().__init__()
        self._session = session
        self._person = person
        self._busy = False

    def compose(self) -> ComposeResult:
        """Who, the field, what is wrong, buttons."""
        name = self._session.project.name_of(self._person)
        with Vertical(classes="dialog"):
            yield Static(literal(f"{name}'s signing phrase"), classes="dialog-title")
            yield Static(
                literal(f"Only {name} types it. What is done then stands under that name, proven."),
                classes="dialog-text",
            )
            yield Input(password=True, id="phrase")
            yield Static("", id="phrase-problem", classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Go on  ↵", id="phrase-yes", variant="primary")
                yield Button("Cancel  Esc", id="phrase-no")

    def on_mount(self) -> None:
        """Let them type."""
        self.query_one(Input).focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Check it."""
        event.stop()
        await self._check()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Check it, or go back."""
        event.stop()
        if event.button.id == "phrase-yes":
            await self._check()
        else:
            self.dismiss(False)  # noqa: FBT003 - a dialog's answer

    async def _check(self) -> None:
        """In a thread, since it takes a moment on purpose; one try at a time."""
        field, problem = self.query_one(Input), self.query_one("#phrase-problem", Static)
        if self._busy or not field.value:
            return
        self._busy = True
        try:
            await asyncio.to_thread(self._session.prove, field.value, self._person)
        except PilotageError as error:
            problem.update(literal(clean(str(error)).text, "$text-error"))
            field.value = ""
            field.focus()
        else:
            self.dismiss(True)  # noqa: FBT003
        finally:
            self._busy = False


class NewPhrase(Dialog[bool]):
    """A new signing phrase for who is at the keyboard, typed twice; whether it was set."""

    BINDINGS = [("escape", "dismiss(False)", "Cancel")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """What it is for, two fields, what is wrong, buttons."""
        name = self._session.project.name_of(self._session.actor)
        has = self._has
        with Vertical(classes="dialog"):
            yield Static(literal(f"A signing phrase for {name}"), classes="dialog-title")
            yield Static(
                literal(
                    "From then on nothing is done in this name without it, and the journal says "
                    f"“signed”. At least {SHORTEST} characters; only its hash is kept. "
                    + ("Left empty, the present one is taken away. " if has else "")
                    + FORGOTTEN
                ),
                classes="dialog-text",
            )
            yield Input(password=True, id="phrase", placeholder="The phrase")
            yield Input(password=True, id="phrase-again", placeholder="The same again")
            yield Static("", id="phrase-problem", classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Set it  ↵", id="phrase-yes", variant="primary")
                yield Button("Cancel  Esc", id="phrase-no")

    @property
    def _has(self) -> bool:
        person = self._session.project.person(self._session.actor)
        return person is not None and person.phrase is not None

    def on_mount(self) -> None:
        """Let them type."""
        self.query_one("#phrase").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the second field, then set it."""
        event.stop()
        if event.input.id == "phrase" and not self.query_one("#phrase-again", Input).value:
            self.query_one("#phrase-again").focus()
        else:
            self._set()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Set it, or go back."""
        event.stop()
        if event.button.id == "phrase-yes":
            self._set()
        else:
            self.dismiss(False)  # noqa: FBT003

    def _set(self) -> None:
        one, two = (self.query_one(f"#{name}", Input) for name in ("phrase", "phrase-again"))
        try:
            if one.value != two.value:
                raise PilotageError("The two are not the same.", "Type them again.")
            phrase = None
            if one.value or not self._has:
                phrase = Phrase.of(one.value, secrets.token_bytes(16))
            self._session.do(set_phrase, phrase=phrase)
            if phrase is not None:
                self._session.prove(one.value)
        except PilotageError as error:
            self.query_one("#phrase-problem", Static).update(
                literal(clean(str(error)).text, "$text-error")
            )
            one.value = two.value = ""
            one.focus()
            return
        self.dismiss(True)  # noqa: FBT003


async def proven(screen: CommandScreen, session: Session, person: int) -> bool:
    """Whether somebody may act: gave their phrase already, has none, or gives it now."""
    if session.read_only or not session.wants_phrase_of(person):
        return True
    answer: bool | None = await screen.app.push_screen_wait(AskPhrase(session, person))
    return bool(answer)


async def take_keyboard(screen: CommandScreen, session: Session, person: int) -> bool:
    """Let somebody drive, after their signing phrase where they have one; whether they do."""
    if not await proven(screen, session, person):
        return False
    session.drive(person)
    return True
