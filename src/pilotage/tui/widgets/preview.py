"""The one-page document as its reader will see it, as far as a terminal can show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pilotage.method.prompts import question
from pilotage.model.document import PART_TITLES, SECTION_BY_KEY, Page
from pilotage.model.project import Project
from pilotage.tui.keymap import key_for
from pilotage.tui.widgets import page_text

Part = str | Content | tuple[str, str]
FLOW: Final = ("trigger", "input_format", "steps", "review", "destination")
BLOCKS: Final = ("purpose", *FLOW, "criteria", "disqualifiers", "when_wrong", "owners")
"""The parts of the page from top to bottom."""
SHOWN_IN: Final = {"tool": "steps", "reviewer": "review"}
"""Sections that stand in the part of another."""


class BackToWriting(Static):
    """Stands on top of the page on its own; a click leads back to the editor."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(
            f"‹ Back to writing  {key_for('preview')}", id="preview-back", markup=False
        )

    def on_click(self, event: events.Click) -> None:
        """Go back."""
        event.stop()
        self.screen.action_command("preview")  # type: ignore[attr-defined]  # always in a Frame


class PagePreview(VerticalScroll):
    """The page, part by part; the part that is being written is kept in sight."""

    @dataclass
    class Wanted(Message):
        """Somebody clicked a part of the page, to write in it."""

        section: str

    def __init__(self) -> None:
        super().__init__(id="page-preview", can_focus=True)
        self._shown: dict[str, Content] = {}
        self._followed = BLOCKS[0]

    def compose(self) -> ComposeResult:
        """One text for each part, and the way back."""
        yield BackToWriting()
        for block in BLOCKS:
            yield Static("", id=f"preview-{block}", classes="preview-block", markup=False)

    def show(self, project: Project) -> None:
        """Show the project's draft; only what changed is drawn anew."""
        for block, content in blocks(project, project.page).items():
            if self._shown.get(block) != content:
                self._shown[block] = content
                self.query_one(f"#preview-{block}", Static).update(content)
                if block == self._followed:
                    self._follow()

    def follow(self, section: str) -> None:
        """Bring the part with a section in sight."""
        self._followed = SHOWN_IN.get(section, section)
        self._follow()

    def _follow(self) -> None:
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        for block in self.query(f"#preview-{self._followed}"):  # none once the screen is taken away
            self.scroll_to_widget(block, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Write in the part that was clicked; not where text was marked, or on a link."""
        section = ((event.widget and event.widget.id) or "").removeprefix("preview-")
        is_link = "@click" in event.style.meta
        if section in SECTION_BY_KEY and not is_link and not self.screen.selections:
            event.stop()
            self.post_message(self.Wanted(section))

    def on_show(self) -> None:
        """A page that was hidden could not be scrolled."""
        self._follow()


def blocks(project: Project, page: Page) -> dict[str, Content]:
    """The page from title to owners, part by part; empty sections say what belongs there."""
    parts: dict[str, list[Part]] = {"purpose": _head(project, page)}
    for number, key in enumerate(FLOW, start=1):
        colour = "$warning" if key == "review" else "$accent"
        parts[key] = [
            (f" {number} ", f"reverse bold {colour}"),
            (f" {_title(key)}\n", f"bold {colour}"),
            *_flow(project, page, key),
        ]
    parts["criteria"] = _box(project, "criteria", page.criteria, "✓", "$success")
    parts["disqualifiers"] = _box(project, "disqualifiers", page.disqualifiers, "×", "$error")
    parts["when_wrong"] = [
        (f"{_title('when_wrong')}\n", "bold"),
        *_prose(project, page.when_wrong, "when_wrong"),
    ]
    parts["owners"] = [
        (f"{_title('owners')}\n", "bold"),
        f"Builder: {project.name_of(project.builder)}\n",
        f"Second owner: {project.name_of(project.second_owner)}\n",
        f"Decision-maker: {project.name_of(project.decision_maker)}",
    ]
    return {key: Content.assemble(*some) for key, some in parts.items()}


def _title(key: str) -> str:
    return PART_TITLES[key].upper()


def _head(project: Project, page: Page) -> list[Part]:
    revision = project.revision
    draft = revision is None or revision.page != page
    status = f"revision {revision.number}" if revision and not draft else "draft"
    return [
        (f"{project.title}\n", "bold $accent"),
        (f"{status}\n\n", "$foreground 65%"),
        *_prose(project, page.purpose, "purpose"),
    ]


def _prose(project: Project, text: str, key: str) -> list[Part]:
    if text.strip():
        return [page_text.prose(text)]
    return [(question(project, key), "italic $foreground 65%")]


def _flow(project: Project, page: Page, key: str) -> list[Part]:
    if key == "steps":
        tool: list[Part] = [("With ", "$foreground 65%"), f"{page.tool}\n"] if page.tool else []
        if not page.steps:
            return [*tool, (question(project, key), "italic $foreground 65%")]
        return [*tool, *_numbered(page.steps)]
    if key == "review":
        who: list[Part] = [(page.reviewer, "bold"), "\n"] if page.reviewer else []
        return [*who, *_prose(project, page.review, key)]
    return _prose(project, getattr(page, key), key)


def _numbered(lines: tuple[str, ...]) -> Iterator[Part]:
    for number, line in enumerate(lines, start=1):
        yield f"{number}. "
        yield page_text.line(line)
        if number < len(lines):
            yield "\n"


def _box(project: Project, key: str, lines: tuple[str, ...], mark: str, colour: str) -> list[Part]:
    parts: list[Part] = [(_title(key), f"bold {colour}")]
    if not lines:
        parts += ["\n", (question(project, key), "italic $foreground 65%")]
    for line in lines:
        parts += ["\n", (f"{mark} ", f"bold {colour}"), page_text.line(line)]
    return parts
