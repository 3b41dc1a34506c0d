"""A new project: a short form, and beside it what is at stake."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Checkbox, Input, Static

from pilotage import config
from pilotage.errors import Invalid, PilotageError
from pilotage.forms.new_project import (
    QUESTIONS,
    fields,
    folder_from,
    free_name,
    path_from,
    problems,
    project_from,
)
from pilotage.method.traps import TRAPS
from pilotage.model.text import one_line
from pilotage.session import Session
from pilotage.tui.command import Command
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, FieldBox
from pilotage.tui.general import Help, Keys, Quit, Theme
from pilotage.tui.keymap import told
from pilotage.tui.literal import literal
from pilotage.tui.paths_typed import Paths
from pilotage.tui.sizes import TooSmall
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.key_line import KeyLine
from pilotage.tui.widgets.tick import Tick

JUDGED_WITH: Final = {"builder": ("second_owner", "decision_maker"), "folder": ("file",)}
"""Fields whose problem may be gone once another one changes."""
FIRST_STEPS: Final = (
    "Write the page; it is saved as you type. Choose a section at the left, or Ctrl+↓ goes to the "
    "next. The second tab is for the baseline ({other_tab}). {button:help} says more."
)


class Create(Command):
    """Make the project."""

    key = "ctrl+s"
    label = "Create"
    title = "Create the project"
    help = "Makes the file and opens phase 1."

    async def run(self, screen: NewProject) -> None:
        """Create the file; what is wrong is said at its field."""
        await screen.create()


class Back(Command):
    """To the list of projects."""

    key = "escape"
    shown = "Esc"
    label = "Back"
    title = "Go back to the list"
    help = "Nothing is created."
    changes = False

    async def run(self, screen: NewProject) -> None:
        """Go back; what was typed is not thrown away without asking."""
        from pilotage.tui.screens.home import HomeScreen

        if screen.is_touched and not await screen.app.push_screen_wait(
            Confirm("Leave without creating it?", "What you typed here would be lost.", loses=True)
        ):
            return
        screen.app.switch_screen(HomeScreen())


class NewProject(CommandScreen):
    """The form of a new project."""

    NAME = "new_project"
    CSS_PATH = "new_project.tcss"
    OWN_COMMANDS = (Create, Back)
    GENERAL_COMMANDS = (Help, Keys, Theme, Quit)
    AUTO_FOCUS = "#field-title"

    def __init__(self) -> None:
        super().__init__()
        self._proposed = ""
        """The file name that was derived from the title."""
        self._before: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The form at the left, the self-check at the right or below."""
        with Horizontal(classes="home-title"):
            yield Static("Pilotage · new workflow", markup=False)
        with VerticalScroll(id="new-body", can_focus=False):
            with Vertical(id="new-form"):
                for field in self._fields():
                    yield FieldBox(field)
                yield Static("", id="new-problem", markup=False)
                yield CommandBar(Create, Back)
            with Vertical(id="new-check"):
                yield Static(
                    "What is already true of your pilot? Tick it.", id="check-lead", markup=False
                )
                for trap in TRAPS:
                    yield Tick(Content(QUESTIONS[trap.kind]), id=f"check-{trap.kind}")
                yield Static("", id="check-result", markup=False)
        yield KeyLine(palette=False)
        yield TooSmall()

    def _fields(self) -> list[Field]:
        found = fields(config.load()[0], self.app.folder, self.app.clock.today())
        return [
            replace(each, complete=Paths(self.app.folder)) if each.name == "playbook" else each
            for each in found
        ]

    def on_mount(self) -> None:
        """Show what is at stake."""
        self.query_one("#new-form").border_title = "The workflow"
        self.query_one("#new-check").border_title = "What keeps pilots pilots"
        self._before = self._values()
        self._show_traps()

    # -- the form ---------------------------------------------------------------------------

    @property
    def is_touched(self) -> bool:
        """Whether something was typed."""
        return self._values() != self._before

    def _values(self) -> dict[str, str]:
        return {box.field.name: str(box.value) for box in self.query(FieldBox)}

    def _box(self, name: str) -> FieldBox:
        return next(box for box in self.query(FieldBox) if box.field.name == name)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take back what was said of the field; derive the file's name from the title, until
        somebody types another.
        """
        event.stop()
        self._acquit(str(event.input.id).removeprefix("field-"))
        if event.input.id not in ("field-title", "field-folder"):
            return
        file = self.query_one("#field-file", Input)
        if file.value == self._proposed:
            title = one_line(self.query_one("#field-title", Input).value)
            self._proposed = free_name(self._folder(), title) if title else ""
            file.value = self._proposed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field; in the last one it creates."""
        event.stop()
        boxes = list(self.query(FieldBox))
        at = next(i for i, box in enumerate(boxes) if event.input.id == f"field-{box.field.name}")
        if at + 1 < len(boxes):
            boxes[at + 1].focus_input()
        else:
            self.run_command(Create)

    def _folder(self) -> Path:
        return folder_from(self.query_one("#field-folder", Input).value)

    async def create(self) -> None:
        """Make the project's file and open it; on a refusal say why at each field."""
        values, folder = self._values(), self._folder()
        found = problems(values, folder, self.app.clock.today())
        self._blame(found)
        if found:
            return
        try:
            clock = self.app.clock
            project = project_from(values, clock.today())
            path = path_from(folder, values["file"])
            session = await asyncio.to_thread(Session.create, path, project, clock)
        except Invalid as problem:
            self._blame({problem.field: one_line(str(problem))})
        except PilotageError as problem:
            self.query_one("#new-problem", Static).update(literal(one_line(str(problem))))
            self.query_one("#new-problem").scroll_visible()
        else:
            self.app.show_session(session)
            self.app.notify(told(FIRST_STEPS), title="Your workflow has begun", timeout=12)

    def _blame(self, found: Mapping[str, str]) -> None:
        """Say at every field what is wrong with it, and go to the first such field."""
        self.query_one("#new-problem", Static).update("")
        boxes = list(self.query(FieldBox))
        for box in boxes:
            box.blame(found.get(box.field.name, ""))
        first = next((box for box in boxes if box.field.name in found), None)
        if first is not None:
            first.focus_input()
            first.scroll_visible()

    def _acquit(self, name: str) -> None:
        self.query_one("#new-problem", Static).update("")
        for each in (name, *JUDGED_WITH.get(name, ())):
            box = self._box(each)
            if box.has_class("-wrong"):
                box.blame("")

    # -- the self-check -----------------------------------------------------------------------

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """Say what is at stake now."""
        event.stop()
        self._show_traps()

    def _show_traps(self) -> None:
        still_open = [
            trap for trap in TRAPS if not self.query_one(f"#check-{trap.kind}", Checkbox).value
        ]
        if not still_open:
            said = Content("No trap is open by your account. The gates ask for the evidence.")
        else:
            number = len(still_open)
            verb = "is" if number == 1 else "are"
            lines = [
                (
                    f"{number} of 5 traps {verb} open, and closed in:\n",
                    "bold",
                ),
                *(
                    (f"○ {trap.name}: phase {trap.closes_in}\n", "$text-warning")
                    for trap in still_open
                ),
                ("Each has its own remedy; none is closed by a better tool.", "$foreground 65%"),
            ]
            said = Content.assemble(*lines)
        self.query_one("#check-result", Static).update(said)
