"""What stands on the screen, widget by widget, as it was painted."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from textual.pilot import Pilot
from textual.widget import Widget

from pilotage.tui.links import leads_to

ACTED_ON: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal acts on, or what hides and reorders text."""


def squeezed(text: str) -> str:
    """A text without blanks and borders: where its lines were broken does not count."""
    return re.sub(r"[\s│┃▌▎▏]", "", text)


def painted(pilot: Pilot[None]) -> list[str]:
    """The text that was painted in the place of each widget of the screen in front, squeezed."""
    screen = pilot.app.screen
    lines = [strip.text for strip in screen._compositor.render_strips()]
    widgets: list[Widget] = [w for w in screen.walk_children(Widget) if w.region.area]
    return [
        squeezed(
            "".join(
                lines[y][widget.region.x : widget.region.right]
                for y in range(max(0, widget.region.y), min(widget.region.bottom, len(lines)))
            )
        )
        for widget in widgets
    ]


def missing(pilot: Pilot[None], *texts: str) -> list[str]:
    """Which of the texts can't be read in any one widget."""
    places = painted(pilot)
    return [text for text in texts if not any(squeezed(text) in place for place in places)]


def faults(pilot: Pilot[None]) -> list[str]:
    """What was painted that nobody's text may become: control characters, links, actions."""
    found = []
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            if ACTED_ON.search(segment.text):
                names = (unicodedata.name(c, hex(ord(c))) for c in ACTED_ON.findall(segment.text))
                found.append(f"{segment.text!r} holds {', '.join(names)}")
            style = segment.style
            click = style.meta.get("@click") if style is not None else None
            if click is not None and click[0] == "app.open_link" and leads_to(*click[1]):
                continue  # it asks, and shows the whole address
            if style is not None and (style.link or click):
                found.append(f"{segment.text!r} acts on a click")
    return found
