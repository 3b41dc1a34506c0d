"""Opening an address that stands in a text: by a click on it, or from the palette."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.widgets import TextArea

from pilotage.errors import FileProblem
from pilotage.tui.command import Command
from pilotage.tui.copying import Copied, shown
from pilotage.tui.links import addresses, leads_to

if TYPE_CHECKING:
    from pilotage.tui.app import PilotageApp


async def open_link(app: PilotageApp, url: str) -> None:
    """Show an address, and open it if that is wanted; else copy it, or leave it."""
    from pilotage.tui.dialogs.open_link import OpenLink
    from pilotage.viewer import browse

    if not leads_to(url):
        app.notify("Only addresses of web pages and of mail are opened.", severity="warning")
        return
    answer = await app.push_screen_wait(OpenLink(url))
    if answer == "copy":
        app.copy(Copied(url, "the address"))
    elif answer == "open" and app.is_web:
        app.open_url(url)
    elif answer == "open":
        try:
            await asyncio.to_thread(browse, url)
        except FileProblem as problem:
            app.notify(str(problem), title="Not opened", severity="warning")


class OpenAddress(Command):
    """An address that stands on the screen."""

    title = "Open an address that stands here"
    help = "A link in a text: a click on it asks too. The whole address is shown first."
    listed = False
    changes = False

    def why_not(self, screen: Any) -> str:
        """There must be one."""
        return "" if self._found(screen) else "No web or mail address stands here."

    def _found(self, screen: Any) -> list[str]:
        texts = [*shown(screen), *(field.text for field in screen.query(TextArea))]
        return list(dict.fromkeys(found.url for text in texts for found in addresses(text)))

    async def run(self, screen: Any) -> None:
        """Choose one where there are several."""
        from pilotage.tui.dialogs.choose import Choose

        found = self._found(screen)
        at: int | None = 0
        if len(found) > 1:
            at = await screen.app.push_screen_wait(Choose("Which address?", found))
        if at is not None:
            await open_link(screen.app, found[at])
