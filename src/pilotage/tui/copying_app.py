"""An app that copies: to the terminal, to the system, or to a file where neither may take it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from textual.app import App

from pilotage.clipboard import to_file, to_system
from pilotage.errors import FileProblem
from pilotage.method.requirement import counted
from pilotage.model.text import one_line
from pilotage.tui.copying import Copied, here, is_secret, table_of, whole

MOST: Final = 75_000
"""So many bytes at most are told to the terminal (OSC 52); most take no more at a time."""
NOTHING: Final = (
    "Nothing is marked. Ctrl+C copies what the mouse has marked, or the row under the cursor. "
    "Ctrl+Q quits."
)


def _short(path: Path) -> str:
    """A path with ~ for the home folder."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return one_line(str(path))


class CopyingApp(App[None]):
    """An app in which Ctrl+C copies, and never quits."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is marked in a field or by mouse; the framework calls this."""
        if is_secret(self.focused):
            self.notify("A signing phrase is not copied.", severity="warning")
        else:
            self.copy(Copied(text, "what is marked"))

    def copy(self, copied: Copied) -> None:
        """Copy a text, and say what it was and how long."""
        if len(copied.text.encode("utf-8", "replace")) <= MOST:
            super().copy_to_clipboard(copied.text)
        else:
            self._clipboard = copied.text
        self.run_worker(self._hand_over(copied), group="copy", exclusive=True)

    async def _hand_over(self, copied: Copied) -> None:
        """To the system as well, which says whether it took it; a terminal never does."""
        text = copied.text
        said, wrong = f"{copied.what}, {counted(len(text), 'character')}.", False
        told = "browser" if self.is_web else "terminal"
        far = self.is_headless or self.is_web
        if far or not await asyncio.to_thread(to_system, text):
            try:
                path = await asyncio.to_thread(to_file, text)
                said += f" Your {told} was told; should it not take it, it is in {_short(path)}"
            except FileProblem as problem:
                said, wrong = f"{said} Your {told} was told, and may not take it: {problem}", True
        self.notify(said, title="Copied", severity="warning" if wrong else "information")

    def action_copy_table(self) -> None:
        """Copy the table of a dialog, where it has one."""
        table = table_of(self.screen)
        copied = whole(table) if table is not None else None
        if copied is not None:
            self.copy(copied)

    def action_help_quit(self) -> None:
        """Ctrl+C ends many programs; here it copies."""
        copied = here(self.screen)
        if copied is not None:
            self.copy(copied)
        elif is_secret(self.focused):
            self.notify("A signing phrase is not copied.", severity="warning")
        else:
            self.notify(NOTHING)
