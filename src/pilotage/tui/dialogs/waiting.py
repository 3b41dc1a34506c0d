"""Something that takes a while: said once it does, and left by whoever does not want to wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.dialog_keys import DialogKeys

if TYPE_CHECKING:
    from pilotage.tui.app import PilotageApp

PATIENCE: Final = 0.5
"""Seconds after which one is told that it takes a while."""
T = TypeVar("T")


class GivenUp(Exception):
    """Nobody wants to wait for it any longer; what it would have given is dropped."""


class Waiting(Dialog[bool]):
    """What is going on and since when; answers True when it is not wanted any more."""

    BINDINGS = [("escape", "dismiss(True)", "Cancel")]

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._began = monotonic() - PATIENCE

    def compose(self) -> ComposeResult:
        """What, since when, and the way out."""
        with Vertical(classes="dialog"):
            yield Static(literal(f"{self._what} …"), classes="dialog-title")
            yield Static("", id="waiting-since", classes="dialog-text", markup=False)
            yield DialogKeys("Nothing is changed then", close="Cancel")

    def on_mount(self) -> None:
        """Count the seconds."""
        self._show()
        self.set_interval(1, self._show)

    def _show(self) -> None:
        seconds = round(monotonic() - self._began)
        self.query_one("#waiting-since", Static).update(f"For {seconds} s now.")


async def waited_for(
    app: PilotageApp,
    what: str,
    act: Callable[..., T],
    *args: Any,
    unwanted: Callable[[T], object] = lambda _: None,
) -> T:
    """What something gives that is done in a thread and changes nothing.

    Once it takes a while, a dialog says so, which can give it up: then raises `GivenUp`, and the
    thread ends by itself, unheard; `unwanted` puts away what it gives then, in a thread too.
    """
    doing = asyncio.ensure_future(asyncio.to_thread(act, *args))
    done, _ = await asyncio.wait({doing}, timeout=PATIENCE)
    if done:
        return doing.result()
    dialog = Waiting(what)
    answer = app.push_screen(dialog, wait_for_dismiss=True)
    await asyncio.wait({doing, answer}, return_when=asyncio.FIRST_COMPLETED)
    if not doing.done():
        doing.add_done_callback(partial(_forget, unwanted))
        raise GivenUp
    if not answer.done():
        await dialog.dismiss(False)  # noqa: FBT003 - a dialog's answer
        await answer
    return doing.result()


def _forget(unwanted: Callable[[Any], object], doing: asyncio.Future[Any]) -> None:
    """Hear what became of it, so that nobody else has to."""
    if not doing.cancelled() and doing.exception() is None:
        doing.get_loop().run_in_executor(None, unwanted, doing.result())
