"""What changed between two states of the page: section by section, down to the word.

Removed and added are told apart by signs, not by colour alone: a line by `−` or `+` before it,
words within a line by `[−…−]` and `{+…+}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from pilotage.model.document import SECTIONS, Page, section_text
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog

SAME, REMOVED, ADDED = "same", "removed", "added"
ALIKE: Final = 0.5
"""Two lines are one line with changed words when this much of the shorter one is in both."""
EXACT: Final = 250_000
"""Up to this many pairs of words every word counts; beyond, frequent ones are no anchors."""
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_END = r"[.,;:!?]+(?=\s|$)"
_WORDS = re.compile(rf"\s+|[{_CJK}]|{_END}|(?:(?!{_END})[^\s{_CJK}])+")
"""A word, its closing punctuation, a blank, or a character of a script without blanks."""
STYLES: Final = {REMOVED: "$text-error strike", ADDED: "$text-success underline"}
SIGNS: Final = {REMOVED: ("[−", "−]"), ADDED: ("{+", "+}")}

Bit = tuple[str, str]
"""(`same`, `removed` or `added`, text)."""


@dataclass(frozen=True)
class SectionChange:
    """A section that changed, and its lines as bits."""

    title: str
    lines: tuple[tuple[Bit, ...], ...]


def changed_sections(old: Page, new: Page) -> tuple[str, ...]:
    """The keys of the sections whose text is another."""
    return tuple(s.key for s in SECTIONS if section_text(old, s.key) != section_text(new, s.key))


def changes(old: Page, new: Page) -> tuple[SectionChange, ...]:
    """What changed from one state of the page to another, in the page's order."""
    changed = changed_sections(old, new)
    return tuple(
        SectionChange(s.title, tuple(_lines(section_text(old, s.key), section_text(new, s.key))))
        for s in SECTIONS
        if s.key in changed
    )


def _lines(old: str, new: str) -> Iterator[tuple[Bit, ...]]:
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    for kind, a1, a2, b1, b2 in _opcodes(before, after):
        if kind == "equal":
            yield from (((SAME, line),) for line in before[a1:a2])
            continue
        removed: list[tuple[Bit, ...]] = []
        added: list[tuple[Bit, ...]] = []
        for one, other in zip_longest(before[a1:a2], after[b1:b2]):
            words = _words(one, other) if one and other else None
            if words is not None:
                yield from (*removed, *added, words)
                removed, added = [], []
                continue
            if one is not None:
                removed.append(((REMOVED, one),))
            if other is not None:
                added.append(((ADDED, other),))
        yield from (*removed, *added)


def _words(one: str, other: str) -> tuple[Bit, ...] | None:
    """Two lines as one with changed words; None where they have too little in common."""
    before, after = _WORDS.findall(one), _WORDS.findall(other)
    bits: list[Bit] = []
    kept = 0
    for kind, a1, a2, b1, b2 in _opcodes(before, after):
        removed, added = "".join(before[a1:a2]), "".join(after[b1:b2])
        if kind == "equal":
            kept += len(removed.strip())
            bits.append((SAME, removed))
            continue
        if removed:
            bits.append((REMOVED, removed))
        if added:
            bits.append((ADDED, added))
    return tuple(bits) if kept and kept >= ALIKE * min(len(one), len(other)) else None


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    quick = len(before) * len(after) > EXACT
    return SequenceMatcher(None, before, after, autojunk=quick).get_opcodes()


def difference_text(old: Page, new: Page) -> Content:
    """What changed, to read."""
    found = changes(old, new)
    if not found:
        return Content("Nothing: both have the same text.")
    parts: list[str | Content | tuple[str, str]] = []
    for section in found:
        parts.append((f"{section.title}\n", "bold $accent"))
        for line in section.lines:
            parts += ["  " if len(line) > 1 else "", *_line(line), "\n"]
        parts.append("\n")
    titles = {section.title for section in found}
    same = ", ".join(s.title for s in SECTIONS if s.title not in titles)
    if same:
        parts.append((f"Unchanged: {same}", "$foreground 65%"))
    return Content.assemble(*parts)


def _line(line: tuple[Bit, ...]) -> Iterator[str | tuple[str, str]]:
    if len(line) == 1:
        kind, text = line[0]
        if kind == SAME:
            yield (f"  {text}", "$foreground 65%")
        else:
            yield ("− " if kind == REMOVED else "+ ", f"bold {STYLES[kind].split()[0]}")
            yield (text, STYLES[kind])
        return
    for kind, text in line:
        if kind == SAME:
            yield text
        else:
            opening, closing = SIGNS[kind]
            yield (opening, f"bold {STYLES[kind].split()[0]}")
            yield (text, STYLES[kind])
            yield (closing, f"bold {STYLES[kind].split()[0]}")


class Difference(Dialog[bool]):
    """What changed between two states of the page; with `sign`, whether it is signed for."""

    BINDINGS = [("escape", "dismiss(False)", "Back")]
    CSS_PATH = "difference.tcss"

    def __init__(self, title: str, old: Page, new: Page, *, note: str = "", sign: str = "") -> None:
        super().__init__()
        self._title = title
        self._note = note
        self._old = old
        self._new = new
        self._sign = sign
        """What is signed, as a sentence; empty when it is only read."""

    def compose(self) -> ComposeResult:
        """Title, legend, text, buttons."""
        with Vertical(classes="dialog reading"):
            yield Static(literal(self._title), classes="dialog-title")
            if self._note:
                yield Static(literal(self._note), classes="dialog-text")
            yield Static(
                Content.assemble(
                    ("− ", "bold $text-error"),
                    ("removed", STYLES[REMOVED]),
                    " line, ",
                    ("+ ", "bold $text-success"),
                    ("added", STYLES[ADDED]),
                    " line · within a line: ",
                    *_line(((REMOVED, "removed"), (SAME, " "), (ADDED, "added"))),
                ),
                classes="dialog-text",
                markup=False,
            )
            with VerticalScroll(id="difference-text"):
                yield Static(difference_text(self._old, self._new), markup=False)
            if self._sign:
                yield Static(literal(self._sign), id="difference-sign", markup=False)
            with Horizontal(classes="dialog-buttons"):
                if self._sign:
                    yield Button("Sign", id="difference-yes", variant="warning")
                yield Button("Back  Esc", id="difference-no", variant="primary")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#difference-text").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Sign, or go back."""
        event.stop()
        self.dismiss(event.button.id == "difference-yes")
