"""Importing a CSV file: how it is understood is shown, and can be changed, before it is done."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from pilotage.errors import FileProblem, PilotageError, Refused
from pilotage.garbage import undisturbed
from pilotage.intake.csv_file import CsvFile, read_csv
from pilotage.intake.fields import FIELDS, Kind
from pilotage.intake.plan import Plan
from pilotage.intake.planning import planned
from pilotage.method.requirement import counted
from pilotage.model.text import clean, one_line
from pilotage.session import Session
from pilotage.tui.dialogs.import_choices import choices, options_of
from pilotage.tui.dialogs.import_text import bad_rows, facts, outcome
from pilotage.tui.literal import put
from pilotage.tui.look_through import look_through
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.in_order import Line
from pilotage.tui.widgets.path_suggester import PathSuggester
from pilotage.tui.widgets.plan_row import PlanRow
from pilotage.tui.widgets.tick import Tick

if TYPE_CHECKING:
    from pilotage.tui.app import PilotageApp

PATIENCE: Final = 0.3
"""Seconds after which one is told how far it is."""
ENDINGS: Final = (".csv", ".tsv", ".txt")


class Stopped(Exception):
    """What was going on in a thread is not wanted any more."""


class Watch:
    """How far something is that goes on in a thread; ends it when it is not wanted any more."""

    stopped = False
    part = 0.0

    def __call__(self, part: float) -> None:
        """Called from the thread."""
        if self.stopped:
            raise Stopped
        self.part = part


class Import(Dialog[bool]):
    """A path, the plan of its import, and doing it. Answers whether it was done."""

    CSS_PATH = "import_.tcss"
    app: PilotageApp

    AUTO_FOCUS = "#import-path"
    BINDINGS = [("ctrl+s", "go_on", "Read or import"), ("escape", "back", "Back")]

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._table: CsvFile | None = None
        self._plan: Plan | None = None
        self._read_from = ""
        """What stood in the path's field when it was read."""
        self._watch = Watch()
        self._doing = ""
        """What is going on; empty when nothing is."""
        self._importing = False

    def compose(self) -> ComposeResult:
        """The path, the plan, the buttons."""
        folder = self._session.path.absolute().parent
        with Vertical(classes="dialog"):
            title = f"Import {self._kind.value} from a CSV file"
            yield Static(title, classes="dialog-title", markup=False)
            with Vertical(classes="field", id="import-file"):
                hint = ("  ~ is your home folder; → completes, Enter reads it.", "$foreground 65%")
                yield Static(Content.assemble(("CSV file", "bold"), hint), classes="field-label")
                suggester = PathSuggester(ENDINGS, folder)
                yield Line(f"{folder}{os.sep}", id="import-path", suggester=suggester)
                yield Static("", classes="field-problem", id="import-problem", markup=False)
            with VerticalScroll(id="import-plan", can_focus=False):
                yield Static("", id="import-facts", markup=False)
                for field in FIELDS[self._kind]:
                    yield PlanRow(field.name, field.label + " *" * field.required)
                yield PlanRow("dates", "Dates")
                yield PlanRow("numbers", "Numbers")
                yield Tick("Where something differs, take the file's values", id="import-update")
                yield Tick("Leave out checks that somebody else made", id="import-own")
                yield Line(placeholder="Why the baseline changes", id="import-reason")
                yield Static("", id="import-outcome", markup=False)
                yield Static("", id="import-bad", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Read it  ^s", id="import-go", variant="primary")
                yield Button("Back  Esc", id="import-back")

    def on_mount(self) -> None:
        """Begin in the path, all of it marked: what is typed or pasted takes its place."""
        self._ticker = self.set_interval(PATIENCE, self._show_progress)
        self._show()

    # -- reading and planning -----------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the path reads it; in the reason it is taken."""
        event.stop()
        if event.input.id == "import-path":
            self._read()
        elif self._table is not None:
            self._replan(self._table)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another path: what was read is of no use."""
        event.stop()
        if event.input.id == "import-path" and self._table and event.value != self._read_from:
            self._watch.stopped = True
            self._table = self._plan = None
            self._show()

    @work(exclusive=True, group="import")
    async def _read(self) -> None:
        """Read the file in a thread, then plan."""
        field = self.query_one("#import-path", Input)
        self._blame("")
        self._table = self._plan = None
        self._read_from = field.value
        progress = self._begin(f"Reading {one_line(Path(field.value).name)}")
        try:
            path = _path(field.value, self._session.path.absolute().parent)
            self._table = await asyncio.to_thread(undisturbed, read_csv, path, progress=progress)
        except Stopped:
            return
        except PilotageError as problem:
            self._blame(clean(str(problem)).text)
            field.focus()
            return
        finally:
            self._end(progress)
        self._blame("")
        self._offer(self._table)
        self._replan(self._table)

    @work(exclusive=True, group="import")
    async def _replan(self, table: CsvFile) -> None:
        """Plan in a thread, with what is chosen by now."""
        session = self._session
        options = options_of(
            self.query(PlanRow),
            update=self.query_one("#import-update", Tick).value,
            own_checks=self.query_one("#import-own", Tick).value,
            reason=self.query_one("#import-reason", Input).value,
        )
        progress = self._begin(f"Looking at {counted(len(table.rows), 'row')}")
        project, stamp = session.project, session.stamp()
        try:
            self._plan = await asyncio.to_thread(
                undisturbed, planned, table, self._kind, project, stamp, options, progress
            )
        except Stopped:
            return
        except PilotageError as problem:
            self._plan = None
            self._blame(clean(str(problem)).text)
            return
        finally:
            self._end(progress)
        self._choose(self._plan)
        if self.query_one("#import-path").has_focus:
            self._lead_on(self._plan)

    def _lead_on(self, plan: Plan) -> None:
        """Go on to what is asked for, or to the button."""
        if plan.questions:
            self.query_one(f"#plan-{plan.questions[0].about}").focus()
        elif plan.ready:
            self.query_one("#import-go").focus()

    def _begin(self, what: str) -> Watch:
        """Something begins in a thread, and what went on before it is not wanted any more."""
        self._watch.stopped = True
        self._watch = Watch()
        self._doing = what
        return self._watch

    def _end(self, watch: Watch) -> None:
        """It has ended; if nothing else has begun meanwhile, that is shown."""
        if watch is self._watch and not watch.stopped and self.query("#import-plan"):
            self._doing = ""
            self._show()

    # -- showing and choosing -----------------------------------------------------------------

    def _offer(self, table: CsvFile) -> None:
        """Let the columns of the file be chosen for every field; formats only where asked."""
        for name in ("dates", "numbers"):
            self.query_one(f"#plan-{name}").parent.display = False  # type: ignore[union-attr]
        for row in self.query(PlanRow):
            row.offer(choices(row.name_, self._kind, table, self._session))

    def _choose(self, plan: Plan) -> None:
        """Show which column each field has, and what is asked."""
        found = {each.field.name: each for each in plan.found}
        asked = {question.about for question in plan.questions}
        for row in self.query(PlanRow):
            if row.name_ in found:
                each = found[row.name_]
                row.tell(each.column, each.meaning, asked=row.name_ in asked)
            else:
                row.display = row.name_ in asked or row.is_chosen
                row.tell(None, "", asked=row.name_ in asked)

    def on_plan_row_chosen(self, message: PlanRow.Chosen) -> None:
        """Another column or format: plan anew."""
        message.stop()
        if self._table is not None:
            self._replan(self._table)

    def on_checkbox_changed(self, event: Tick.Changed) -> None:
        """Plan anew."""
        event.stop()
        if self._table is not None:
            self._replan(self._table)

    def _show(self) -> None:
        """Show all that is known by now."""
        plan, busy = self._plan, bool(self._doing)
        self.query_one("#import-plan").display = self._table is not None
        for late in ("#import-facts", "#import-update", "#import-own", "#import-reason"):
            self.query_one(late).display = plan is not None
        if plan is not None:
            put(self.query_one("#import-facts", Static), facts(plan))
            put(self.query_one("#import-outcome", Static), outcome(plan))
            put(self.query_one("#import-bad", Static), bad_rows(plan))
            self._show_ticks(plan)
        go = self.query_one("#import-go", Button)
        reads = self._table is None
        rows = plan.added + plan.changed if plan else 0
        what = f"Import {counted(rows, 'row')}" if rows else "Import"
        go.label = "Read it  ^s" if reads else f"{what}  ^s"
        go.disabled = busy or not (reads or (plan is not None and plan.ready))

    def _show_ticks(self, plan: Plan) -> None:
        """What may be said beside, where it matters."""
        update, own = self.query_one("#import-update", Tick), self.query_one("#import-own", Tick)
        update.display = bool(plan.conflicts) or update.value
        others = any(problem.field == "checked_by" for problem in plan.problems)
        own.display = others or own.value
        passed = any(passage.phase == 1 for passage in self._session.project.passages)
        self.query_one("#import-reason").display = self._kind is Kind.BASELINE and passed

    def _blame(self, problem: str) -> None:
        put(self.query_one("#import-problem", Static), problem)
        self.query_one("#import-file").set_class(bool(problem), "-wrong")

    def _show_progress(self) -> None:
        """Say how far it is, once it takes a while."""
        if self._doing:
            done = "" if self._importing else f" {self._watch.part:.0%}"
            put(self.query_one("#import-outcome", Static), f"{self._doing} …{done}")
            if self._table is None:
                self._blame(f"{self._doing} …{done}")

    # -- doing --------------------------------------------------------------------------------

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go on or back."""
        event.stop()
        if event.button.id == "import-go":
            self.action_go_on()
        else:
            self.action_back()

    def action_go_on(self) -> None:
        """Read the file, or import what was read."""
        if self._importing:
            return
        if self._table is None:
            self._read()
        elif self._plan is not None and self._plan.ready and not self._doing:
            self._import(self._plan)

    def action_back(self) -> None:
        """Stop what is going on, and leave; what is being saved already is saved."""
        self._watch.stopped = True
        if not self._importing:
            self.dismiss(result=False)

    @work(exclusive=True, group="import")
    async def _import(self, plan: Plan) -> None:
        """Do it in a thread."""
        session = self._session
        progress = self._begin(f"Importing {counted(plan.rows, 'row')}")
        self._importing = True
        self._show()
        try:
            await asyncio.to_thread(undisturbed, _do, session, plan, progress)
        except Stopped:
            self._blame("Stopped. Nothing was imported.")
            return
        except PilotageError as problem:
            self._blame(clean(str(problem)).text)
            return
        finally:
            self._importing, self._doing = False, ""
            self._show()
        await asyncio.to_thread(plan.remember, session.project)
        said = session.can_undo
        self.app.say_done(f"{said[:1].upper()}{said[1:]}")
        self.dismiss(result=True)


def _do(session: Session, plan: Plan, progress: Watch) -> None:
    """Import what a plan that is ready says; until it is saved, it can be stopped."""
    assert plan.action is not None  # noqa: S101 - it is ready
    look_through(plan.action(session.project, session.stamp(), **plan.arguments))
    progress(1.0)
    session.do(plan.action, **plan.arguments)


def _path(typed: str, folder: Path) -> Path:
    """A typed path; one that does not begin at the top begins in the project's folder."""
    if not one_line(typed):
        raise Refused("Say where the file is.")
    try:
        return folder / Path(one_line(typed)).expanduser()
    except RuntimeError:
        raise FileProblem("There is no such home folder.", "Write the whole path.") from None
