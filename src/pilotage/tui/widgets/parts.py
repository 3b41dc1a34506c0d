"""A screen's parts: one at a time behind tabs where room is short, all of them stacked where not.

Which of both it is stands in `parts.tcss`; the widgets are the same.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static, Tab, Tabs

from pilotage.tui.literal import literal


class Part(Vertical):
    """One part: a title for the stack, then its widgets; the first that can take focus gets it."""

    def __init__(self, key: str, title: str, *children: Widget) -> None:
        super().__init__(id=f"part-{key}", classes="part")
        self.key = key
        self.plain = title
        """Its title without what `retitle` adds to it."""
        self.title = title
        self._wanted = children

    def compose(self) -> ComposeResult:
        """Title and widgets."""
        yield Static(literal(self.title), classes="part-title")
        yield from self._wanted

    def retitle(self, title: str) -> None:
        """Show another title, in the stack."""
        self.title = title
        self.query_one(".part-title", Static).update(literal(title))

    def focus_first(self) -> None:
        """Put the cursor into it."""
        widget = next((w for w in self.walk_children(Widget) if w.can_focus and w.display), None)
        if widget is not None:
            widget.focus()


class Parts(Vertical):
    """The parts of a screen, with their tabs."""

    def __init__(self, *parts: Part, start: str = "") -> None:
        super().__init__()
        self._parts = {part.key: part for part in parts}
        self.active = start or parts[0].key
        """The key of the part that is open behind the tabs, or holds the focus in the stack."""
        self._parts[self.active].add_class("-shown", update=False)

    def compose(self) -> ComposeResult:
        """Tabs, then the parts."""
        tabs = (Tab(literal(part.title), id=f"tab-{part.key}") for part in self._parts.values())
        yield Tabs(*tabs, active=f"tab-{self.active}")
        yield from self._parts.values()

    def called(self, key: str) -> str:
        """The plain title of a part."""
        return self._parts[key].plain

    def retitle(self, key: str, title: str) -> None:
        """Show another title, such as one with a count."""
        if self._parts[key].title != title:
            self._parts[key].retitle(title)
            self.query_one(f"#tab-{key}", Tab).label = literal(title)

    def open(self, key: str, *, focus: bool = True) -> None:
        """Go to a part."""
        if key in self._parts:
            self._activate(key)
            if focus:
                self._parts[key].focus_first()

    def open_next(self) -> None:
        """Go to the part after this one, or the first again."""
        keys = list(self._parts)
        self.open(keys[(keys.index(self.active) + 1) % len(keys)])

    def _activate(self, key: str) -> None:
        self.active = key
        for part in self._parts.values():
            part.set_class(part.key == key, "-shown")
        tabs = self.query_one(Tabs)
        if tabs.active != f"tab-{key}":
            tabs.active = f"tab-{key}"

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """A tab was chosen by mouse or arrow key."""
        event.stop()
        key = (event.tab.id or "").removeprefix("tab-")
        if key != self.active and key in self._parts and event.tabs.active == event.tab.id:
            self._activate(key)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """In the stack, the part with the focus is the one worked on."""
        part = next((a for a in event.widget.ancestors if isinstance(a, Part)), None)
        if part is not None and part.key != self.active:
            self._activate(part.key)
