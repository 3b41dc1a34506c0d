"""Which keys the drive screen writes out now, what they are called, and which is the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pilotage.tui.command import Command
from pilotage.tui.drive_commands import (
    Blocked,
    HadToAsk,
    HandOver,
    Improvised,
    Leave,
    Pause,
    StepBack,
    StepIsDone,
    TakeBack,
    WhenWrong,
    Zoom,
)
from pilotage.tui.drive_end import EndRun, NotReached, Reached, Sign
from pilotage.tui.drive_text import GOES_ON
from pilotage.tui.general import Help
from pilotage.tui.keymap import key_for, keys_of, shown_key
from pilotage.tui.widgets.key_line import Hint

if TYPE_CHECKING:
    from pilotage.tui.screens.drive import Drive

Kind = type[Command]
SHOWN: Final[dict[str, tuple[Kind, ...]]] = {
    "step": (StepIsDone, HadToAsk, Improvised, Blocked, StepBack, Pause, WhenWrong, Zoom, EndRun),
    "wrong": (WhenWrong, HadToAsk, Improvised, Blocked, Zoom),
    "end": (Reached, NotReached, StepBack, HadToAsk, Improvised, Blocked),
    "sum": (Sign, StepBack),
    "over": (),
}
"""The keys that are written out, by what the screen shows; those to leave and for help follow."""
FOR_VIEWERS: Final[tuple[Kind, ...]] = (WhenWrong, Zoom)
WAYS_ON: Final[dict[str, tuple[Kind, ...]]] = {
    "step": (StepIsDone,),
    "wrong": (WhenWrong,),
    "end": (Reached, NotReached),
    "sum": (Sign,),
    "over": (Leave,),
}
"""What most often comes next, by what the screen shows: it looks like a button."""
NOTING: Final = (Hint("enter", "Enter", "note it"), Hint("escape", "Esc", "keep it for later"))


def hints_of(screen: Drive) -> tuple[tuple[Hint, ...], tuple[Hint, ...]]:
    """The keys that do something now, and those of them that lead on."""
    if screen.is_noting:
        return NOTING, NOTING[:1]
    locked = bool(screen.why_locked() and screen.run_now)
    kinds = [*(FOR_VIEWERS if locked else SHOWN[screen.shows]), Leave, Help]
    takes = locked and not HandOver().why_not(screen)
    if takes:
        kinds.insert(0, HandOver)
    if screen.can_take_back and not locked and screen.shows != "sum":
        kinds.append(TakeBack)  # at the end, so that no other key moves for it
    hints = {kind: _hint(kind, screen) for kind in kinds}
    shown = list(hints.values())
    if screen.shows == "sum":
        shown.insert(-2, Hint("down", "↑ ↓", "scroll"))
    ways = WAYS_ON[screen.shows]
    if locked:
        ways = (HandOver,) if takes else ()
    elif screen.is_paused and screen.shows == "step":
        ways = (Pause,)
    return tuple(shown), tuple(hints[kind] for kind in ways)


def out_of_zoom(screen: Drive) -> str:
    """How everything is shown again."""
    if screen.is_noting:  # its keys are text now
        return "A click: back"
    return f"A click, {key_for(Zoom.name())} or {key_for(Leave.name())}: back"


def answers() -> str:
    """The keys for the question at the end, where they are not written out in the last line."""
    yes, no, back = (key_for(kind.name()) for kind in (Reached, NotReached, StepBack))
    return f"{yes} {Reached.label} · {no} {NotReached.label} · {back} back"


def _hint(kind: Kind, screen: Drive) -> Hint:
    return Hint(keys_of(kind)[0], shown_key(kind), _label(kind, screen))


def _label(kind: Kind, screen: Drive) -> str:
    label = kind.label
    if kind is StepIsDone:
        label = GOES_ON.get(screen.steps[screen.at].section, label)
    elif kind is Pause and screen.is_paused:
        label = "go on"
    elif kind is WhenWrong and screen.shows == "wrong":
        label = "back to the step"
    elif kind is TakeBack:
        label = "take back"
    elif kind is Help:
        label = "help"
    elif kind is Leave and screen.is_aside:
        is_done = screen.shows == "wrong" or screen.at == len(screen.steps)
        label = "back" if is_done else "back to the step"
    return label
