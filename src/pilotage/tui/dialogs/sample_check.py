"""A sample of outputs, each held against the standard beside it: p passes, x fails."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from pilotage.measure.sampling import chance, draw
from pilotage.method.recurring import LARGEST, Population
from pilotage.method.requirement import counted
from pilotage.model.production import Output
from pilotage.model.project import Project
from pilotage.review_draft import Draft
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.values import day
from pilotage.tui.widgets.standard import judged_by, standard
from pilotage.tui.widgets.table import RecordTable

RULE: Final = (
    "So many show at least one failure, with {} % probability, if 5 % of all fail{} "
    "(acceptance sampling without a failure)."
)


def rule(population: Population, size: int) -> str:
    """What a sample of that size shows: computed for it, and for the proposed one if smaller."""
    likely, proposed = chance(len(population.ids), size), population.proposed
    # Rounding must not make it certain, or as good as the proposed size, where it is not.
    most = 100 if likely == 1 else 99 if size >= proposed else 94
    shows = min(most, round(100 * likely))
    more = f"; the {proposed} proposed would with 95 %" if size < proposed else ""
    return RULE.format(shows, more)


class SampleCheck(Dialog[bool]):
    """The sample of a draft; whether all of it is judged and the review goes on."""

    CSS_PATH = "sample_check.tcss"
    AUTO_FOCUS = "#sample"
    BINDINGS = [
        ("escape", "dismiss(False)", "Back"),
        ("p", "judge(True)", "Passes"),
        ("x", "judge(False)", "Fails"),
        ("n", "size", "Other size"),
        ("ctrl+s", "go_on", "Go on"),
    ]

    def __init__(
        self,
        project: Project,
        population: Population,
        draft: Draft,
        keep: Callable[[Draft], object],
    ) -> None:
        super().__init__()
        self._project = project
        wanted = set(population.ids)
        self._outputs = {each.id: each for each in project.outputs if each.id in wanted}
        self._population = population
        self._draft = draft
        self._keep = keep

    def compose(self) -> ComposeResult:
        """What is drawn and why so many, the outputs beside the standard, buttons."""
        with Vertical(classes="dialog", id="sample-box"):
            yield Static("Step 1 of 5: a sample of outputs", classes="dialog-title", markup=False)
            yield Static("", id="sample-rule", classes="dialog-text", markup=False)
            with Horizontal(id="sample-middle"):
                yield RecordTable("", "Output", "Made on", id="sample")
                with VerticalScroll(id="sample-standard", can_focus=False):
                    yield Static(standard(judged_by(self._project)), markup=False)
            yield Static("", id="sample-link", markup=False)
            yield Static("", id="sample-counts", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Passes  p", id="sample-pass")
                yield Button("Fails  x", id="sample-fail")
                yield Button("Size  n", id="sample-size")
                yield Button("Go on  ^s", id="sample-on", variant="primary")
                yield Button("Back  Esc", id="sample-back")

    def on_mount(self) -> None:
        """Show the sample."""
        self._show()
        if self._draft.left:
            self.query_one(RecordTable).choose(self._draft.left[0])

    def _show(self) -> None:
        sample = self._draft.sample
        assert sample is not None  # noqa: S101 - drawn before this opens
        by_id = self._outputs
        marks = dict.fromkeys(self._draft.passed, "✓") | dict.fromkeys(sample.failed, "✗")
        self.query_one(RecordTable).show(
            [
                (id_, (marks.get(id_, "·"), by_id[id_].reference, day(by_id[id_].on)))
                for id_ in sample.outputs
                if id_ in by_id
            ]
        )
        self.query_one("#sample-rule", Static).update(
            literal(
                f"{len(sample.outputs)} of {self._population.words}, drawn at random with seed "
                f"{sample.seed}. {rule(self._population, len(sample.outputs))}"
            )
        )
        judged, failed = len(sample.outputs) - len(self._draft.left), len(sample.failed)
        self.query_one("#sample-counts", Static).update(
            f"{judged} of {len(sample.outputs)} judged · {failed} "
            f"{'fails' if failed == 1 else 'fail'}"
        )
        self._show_link()

    @property
    def _output(self) -> Output | None:
        chosen = self.query_one(RecordTable).record
        return None if chosen is None else self._outputs.get(chosen)

    def _show_link(self) -> None:
        output = self._output
        said = " · ".join(filter(None, (output.link, output.made_by))) if output else ""
        self.query_one("#sample-link", Static).update(literal(said))

    def on_data_table_row_highlighted(self) -> None:
        """Say where the chosen output is."""
        self._show_link()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter goes on once all are judged."""
        event.stop()
        self.action_go_on()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The same by mouse."""
        event.stop()
        match event.button.id:
            case "sample-pass":
                self.action_judge(passes=True)
            case "sample-fail":
                self.action_judge(passes=False)
            case "sample-size":
                self.action_size()
            case "sample-on":
                self.action_go_on()
            case _:
                self.dismiss(result=False)

    def action_judge(self, passes: bool) -> None:
        """Judge the chosen output and go to the next that is not judged."""
        output, sample = self._output, self._draft.sample
        if output is None or sample is None:
            return
        passed = [each for each in self._draft.passed if each != output.id]
        failed = [each for each in sample.failed if each != output.id]
        (passed if passes else failed).append(output.id)
        self._change(passed=tuple(passed), sample=sample.with_(failed=tuple(failed)))
        table = self.query_one(RecordTable)
        left = self._draft.left
        here = sample.outputs.index(output.id)
        after = [each for each in sample.outputs[here:] if each in left] or list(left)
        if after:
            table.choose(after[0])

    def action_size(self) -> None:
        """Ask for another size; what was judged and is still drawn stays judged."""
        sample, most = self._draft.sample, min(LARGEST, len(self._population.ids))
        assert sample is not None  # noqa: S101 - drawn before this opens

        def save(values: dict[str, Any]) -> None:
            self._resize(max(1, int(min(Decimal(most), Decimal(values["size"])))))

        self.app.push_screen(
            Form(
                "Size of the sample",
                [
                    Field(
                        "size",
                        f"How many of {len(self._population.ids):,}",
                        "number",
                        len(sample.outputs),
                        hint=f"Proposed: {self._population.proposed}. Fewer show less.",
                        required=True,
                    )
                ],
                save,
                button="Draw",
            )
        )

    def _resize(self, size: int) -> None:
        sample = self._draft.sample
        assert sample is not None  # noqa: S101 - drawn before this opens
        drawn = draw(sample.seed, self._population.ids, size)
        failed = tuple(each for each in sample.failed if each in drawn)
        passed = tuple(each for each in self._draft.passed if each in drawn)
        self._change(sample=sample.with_(outputs=drawn, failed=failed), passed=passed)

    def _change(self, **fields: Any) -> None:
        self._draft = self._draft.with_(**fields)
        self._keep(self._draft)
        self._show()

    def action_go_on(self) -> None:
        """On to the next step, once all are judged."""
        left = self._draft.left
        if left:
            self.query_one(RecordTable).choose(left[0])
            self.app.notify(f"{counted(len(left), 'output')} still to judge: p passes, x fails.")
        else:
            self.dismiss(result=True)
