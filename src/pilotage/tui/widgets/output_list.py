"""The outputs of the production run: filter, table, and the standard that each is held to."""

from __future__ import annotations

import asyncio
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from pilotage.method.gate_production import awaits, tally
from pilotage.method.requirement import counted
from pilotage.model.production import Output
from pilotage.model.project import Project
from pilotage.tui.keymap import button_for, key_for
from pilotage.tui.links import linked
from pilotage.tui.literal import literal
from pilotage.tui.output_search import LIMIT, OutputSearch, Wanted, Window
from pilotage.tui.widgets.in_order import Line
from pilotage.tui.widgets.output_window import output_rows
from pilotage.tui.widgets.standard import judged_by, standard
from pilotage.tui.widgets.table import RecordTable

TOO_MANY: Final = "Not all of them are in sight, the newest first: filter them, then sort."
INLINE: Final = 5_000
"""Up to so many outputs are searched at once; more in a thread, a little after the last key."""
SEARCH_AFTER: Final = 0.15
DENSE_BELOW: Final = 20
"""Below this height the standard's lines run on."""
BESIDE_FROM: Final = 112
"""From this width on the standard stands beside the table instead of below it."""


class FilterInput(Line):
    """The filter; Escape clears it, then goes back to the table."""

    BINDINGS = [("escape", "leave", "Back"), ("down,enter", "to_table", "To the outputs")]

    def action_leave(self) -> None:
        """Clear, or go back."""
        if self.value:
            self.value = ""
        else:
            self.action_to_table()

    def action_to_table(self) -> None:
        """To the outputs."""
        self.screen.query_one("#outputs").focus()


class OutputList(Vertical):
    """The outputs, at most a window of them, newest first."""

    def __init__(self) -> None:
        super().__init__(id="output-list")
        self.unchecked_only = False
        self.found = Window((), 0, 0, 0)
        """What is shown."""
        self._search = OutputSearch()
        self._project: Project | None = None
        self._actor = 0
        self._locked = False
        self._start = 0
        self._asked: tuple[object, ...] = ()
        self._outputs: tuple[Output, ...] = ()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Filter and count on top, the table, the chosen output, the standard."""
        with Horizontal(id="output-top"):
            yield FilterInput(
                placeholder=f"{key_for('filter')} filter by any text",
                id="output-filter",
                classes="compact",
            )
            yield Static("", id="output-count", markup=False)
        yield Static("", id="output-who", markup=False)
        with Horizontal(id="output-middle"):
            with Vertical(id="output-left"):
                yield RecordTable(
                    "Reference", "Date", "Made by", "Checks", "Failed on", id="outputs"
                )
                yield Static("", id="output-empty", classes="empty", markup=False)
                yield Static("", id="output-chosen", markup=False)
            with VerticalScroll(id="standard", can_focus=False):
                yield Static("", id="standard-text", markup=False)

    # -- what is asked of it ---------------------------------------------------------------------

    @property
    def table(self) -> RecordTable:
        """The table."""
        return self.query_one("#outputs", RecordTable)

    @property
    def chosen(self) -> Output | None:
        """The output under the cursor."""
        record = self.table.record
        return next((o for o in self.found.rows if o.id == record), None)

    def waiting(self) -> list[Output]:
        """The shown outputs that wait for the check of who drives, from top to bottom."""
        second = self._project.second_owner if self._project else None
        rows = {output.id: output for output in self.found.rows}
        shown = (rows[id_] for id_ in self.table.order if id_ in rows)
        return [output for output in shown if awaits(output, self._actor, second)]

    def after(self, output: int) -> int | None:
        """The next row below that waits for a check, else the next row, else the one above."""
        ids = self.table.order
        here = ids.index(output) if output in ids else -1
        below = set(ids[here + 1 :])
        waiting = next((o.id for o in self.waiting() if o.id in below), None)
        if waiting is not None or here < 0:
            return waiting
        if here + 1 < len(ids):
            return ids[here + 1]
        return ids[here - 1] if here else None

    def choose(self, output: int) -> None:
        """Move to an output, to its window if need be; a filter that hides it is cleared."""
        if all(o.id != output for o in self.found.rows):
            self.unchecked_only = False
            with self.prevent(Input.Changed):
                self.query_one(FilterInput).value = ""
            self._look(at=output)
        self.table.choose(output)

    def toggle_unchecked(self) -> None:
        """Show only what waits for a check, or all."""
        self.unchecked_only = not self.unchecked_only
        self._start = 0
        self._look()

    def step(self, windows: int) -> bool:
        """Go some windows on; False where there is none."""
        start = self.found.start + windows * LIMIT
        if not 0 <= start < self.found.matching:
            return False
        self._start = start
        self._look()
        return True

    # -- showing ---------------------------------------------------------------------------------

    def show(self, project: Project, actor: int, *, locked: bool = False) -> None:
        """Show the project's outputs, judged by whoever is at the keyboard."""
        self._project, self._actor, self._locked = project, actor, locked
        self._show_standard(project)
        self._show_who(project, actor)
        self._look()

    def _show_standard(self, project: Project) -> None:
        dense = self.size.height < DENSE_BELOW and not self.has_class("-beside")
        text = standard(judged_by(project), dense=dense)
        self.query_one("#standard-text", Static).update(text)

    def _show_who(self, project: Project, actor: int) -> None:
        note = ""
        if project.second_owner is None:
            note = f"Nobody is named as second owner yet: {button_for('people')}."
        elif actor != project.second_owner:
            owner = project.name_of(project.second_owner)
            note = (
                f"You check as {project.name_of(actor)}; the gate counts {owner}'s checks "
                f"({key_for('drive')})."
            )
        cycle = project.cycle_of(4)
        if cycle and project.outputs and project.outputs[0].id < cycle.records_before:
            again = f"Outputs before cycle {cycle.number} do not count again."
            note = f"{again} {note}".strip()
        who = self.query_one("#output-who", Static)
        who.update(literal(note))
        who.display = bool(note and project.outputs)

    def _look(self, at: int | None = None) -> None:
        project = self._project
        if project is None:
            return
        text = self.query_one(FilterInput).value.strip()
        asked = (
            id(project.outputs), project.people, project.second_owner, self._actor, text,
            self.unchecked_only, self._start, at, self._locked,
        )  # fmt: skip
        if asked == self._asked and project.outputs is self._outputs:
            return
        self._asked, self._outputs = asked, project.outputs
        waiting_for = (self._actor, project.second_owner) if self.unchecked_only else None
        wanted = Wanted(text, waiting_for, self._start, at)
        if text and len(project.outputs) > INLINE:
            looking = self._look_in_thread(project, wanted, asked)
            self.run_worker(looking, group="output-search", exclusive=True)
        else:
            self._show_found(self._search.find(project.outputs, wanted))

    async def _look_in_thread(
        self, project: Project, wanted: Wanted, asked: tuple[object, ...]
    ) -> None:
        found = await asyncio.to_thread(self._search.find, project.outputs, wanted)
        if asked == self._asked:  # nothing else was asked for meanwhile
            self._show_found(found)

    def _show_found(self, found: Window) -> None:
        project = self._project
        if project is None or not self.is_mounted:
            return
        self.found, self._start = found, found.start
        more = found.matching > len(found.rows)
        self.table.why_unsorted = TOO_MANY if more else ""
        self.table.show(output_rows(project, found, self.query_one("#output-left").size.width))
        counts = tally(project)
        lines = [found.sentence]
        if self.unchecked_only:
            key = key_for("unchecked_only")
            lines = [f"only what waits for a check ({key}) · {found.sentence}"]
        elif counts.unchecked:
            lines.append(f"{counts.unchecked:,} unchecked")
        count = self.query_one("#output-count", Static)
        count.update(" · ".join(lines) if found.total else "")
        empty = self.query_one("#output-empty", Static)
        empty.update(literal(self._why_empty(found)))
        empty.display = not found.rows
        self.table.display = bool(found.rows)
        self._show_chosen()

    def _why_empty(self, found: Window) -> str:
        if not found.total and self._locked and self._project is not None:
            policy = self._project.policy
            return (
                "Here each output of the production run is recorded and checked against the "
                f"standard, by the second owner too: at least "
                f"{counted(policy.production_outputs, 'output')} on "
                f"{counted(policy.production_days, 'day')}."
            )
        if not found.total:
            return (
                f"No output is recorded yet. {button_for('add')} records the first one: a "
                "reference by which "
                "it can be found again, such as a ticket number or a file name. Then check it "
                f"against the standard: {button_for('pass_output')} or "
                f"{button_for('fail_output')}."
            )
        if self.query_one(FilterInput).value.strip():
            return f"Nothing matches the filter: empty it, or {key_for('filter')} and Esc do."
        return f"Nothing waits for a check. {button_for('unchecked_only')} again shows all outputs."

    def _show_chosen(self) -> None:
        output, project = self.chosen, self._project
        parts: list[str | Content | tuple[str, str]] = []
        if output is not None and project is not None:
            parts.append((output.reference, "bold"))
            if output.made_by:
                parts.append(f" · made by {output.made_by}")
            if output.link:
                parts.append(f" · {output.link}")
            for check in output.checks:
                who = project.name_of(check.by)
                if check.verdict == "pass":
                    parts.append(f" · ✓ {who}")
                else:
                    said = ": ".join(t for t in (check.failed, check.note) if t)
                    parts.append(f" · ✗ {who}: {said or 'no reason given'}")
        self.query_one("#output-chosen", Static).update(linked(Content.assemble(*parts)))

    # -- events ----------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        event.stop()
        self._start = 0
        if self._timer is not None:
            self._timer.stop()
        if self._project is not None and len(self._project.outputs) > INLINE:
            self._timer = self.set_timer(SEARCH_AFTER, self._look)
        else:
            self._look()

    def on_data_table_row_highlighted(self) -> None:
        """Show the chosen output in full."""
        self._show_chosen()

    def on_resize(self, event: events.Resize) -> None:
        """The standard goes beside the table where there is room; cells are cut anew."""
        self.set_class(event.size.width >= BESIDE_FROM, "-beside")
        self._asked = ()
        if self._project is not None:
            self._show_standard(self._project)
        self.call_after_refresh(self._look)
