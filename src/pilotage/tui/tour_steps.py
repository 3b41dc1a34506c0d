"""What the tour says, in six steps, for narrow and for wide terminals."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.content import Content

from pilotage.tui.key_names import spoken
from pilotage.tui.keymap import PALETTE, QUIT_KEY, button_for, key_for

ROOMY: Final = (96, 30)
"""From so many columns and lines on there is room for the large pictures."""
LARGE: Final = """\
 1 Document ── 2 Second owner ── 3 Integrations ── 4 Production ── 5 Review ── cadence
 day 1         day 15            day 31            day 61          day 76      day 90"""
SMALL: Final = """\
1 Document  2 Second owner  3 Integrations  4 Production  5 Review
day 1       day 15          day 31          day 61        day 76"""
WIDE: Final = """\
 Lead routing            day 23 of 90   driving: Dana         saved
 ✓1 Document   ▶2 Second owner   ·3   ·4   ·5
╭─ 2 · Second owner ─────────────────────╮╭─ Gate 2 · 3 of 5 ──────╮
│  what is done in this phase            ││ ✓ A second owner       │
│  and the records of it                 ││ ✗ 2 gaps are open    ↵ │
╰────────────────────────────────────────╯╰────────────────────────╯
 the keys that act here"""
NARROW: Final = """\
 Lead routing         day 23 of 90   driving: Dana      saved
  ✓1   ▶2 Second owner   ·3   ·4   ·5
─2 · Second owner────────────────────────────────────────────
  what is done in this phase
 ✗ Gate 2 · 3 of 5
 the keys that act here"""


class Step(NamedTuple):
    """A step of the tour."""

    title: str
    picture: str
    """Drawn with characters; empty for none."""
    text: str


def steps(*, roomy: bool) -> tuple[Step, ...]:
    """The six steps, with the keys that the user has."""
    gate, keys, help_ = key_for("show_gate"), key_for("keys"), key_for("help")
    return (
        Step(
            "From a pilot to a workflow",
            LARGE if roomy else SMALL,
            "An AI pilot that works shows that the tool can do the task, with its builder beside "
            "it. Pilotage makes a workflow of it that the organisation runs: in 90 days, in five "
            "phases that come one after the other.\n\nThis tour has six steps. Any key but those "
            "below leaves it, and does what it always does.",
        ),
        Step(
            "What you see",
            WIDE if roomy else NARROW,
            "On top: the workflow, the day, who is at the keyboard, and whether all is saved. "
            "Then the phases: ✓ passed, ▶ where you are, · still locked; you can look ahead. "
            "At the bottom: the keys that act here. Everything can be clicked too.",
        ),
        Step(
            "A gate opens on evidence",
            "",
            f"Each phase ends with a gate. {gate} shows what it demands, what is met and what is "
            "missing; Enter, or a click, on a missing line goes to where it is fixed. There is no "
            "way around a gate: a step left out is what kept the pilot a pilot.\n\nNothing is "
            "ticked by hand. If evidence changes later, the gate is closed again by itself, and "
            "says why.",
        ),
        Step(
            "Write, and nothing is lost",
            "",
            "The first thing is one page that somebody new could follow on day one. What you type "
            f"is saved as you type; {key_for('undo')} takes back what was done, also tomorrow. The "
            f"journal ({key_for('journal')}) keeps who did what when.\n\nThen somebody else runs "
            f"it alone, with the page only. {key_for('drive')} says who is at the keyboard: what "
            "is signed is signed in that name.",
        ),
        Step(
            "Help is where you are",
            "",
            f"{help_:<8} what a screen, form or dialog wants, why, how, an example\n"
            f"{keys:<8} all keys of where you are\n"
            f"{key_for(PALETTE):<8} all actions: what can be done, sections, exports, projects\n"
            f"{spoken(QUIT_KEY):<8} quits; everything is saved\n\n"
            "The line at the bottom has the keys that act here. All of them can be changed: "
            "`pilotage keys` lists them.",
        ),
        Step(
            "Begin",
            "",
            f"In the list of projects: {button_for('new')} starts a workflow, {button_for('demo')} "
            "opens an example, a copy in which you may change whatever you like.\n\n"
            f"To see this again: All actions ({key_for(PALETTE)}), then “tour”; or Help ({help_}), "
            "then Tour (t).",
        ),
    )


def shown(step: Step) -> Content:
    """A step's picture and text."""
    picture = Content.styled(f"{step.picture}\n\n", "$accent") if step.picture else Content("")
    return Content.assemble(picture, step.text)
