"""What can be done with advice on the page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from textual.widgets import TabbedContent
from textual.widgets.text_area import Selection

from pilotage.model.document import section_text
from pilotage.model.project import Project
from pilotage.model.text import one_line
from pilotage.tui.command import Command

if TYPE_CHECKING:
    from pilotage.method.advice import Finding
    from pilotage.tui.screens.phase1 import Phase1


MEND_SECONDS: Final = 12
"""How long the advice stays in sight of who mends the words."""


class ShowAdvice(Command):
    """The advice on the page, one by one."""

    key = "f10,alt+a"
    label = "Advice"
    in_footer = False  # the line under the text names the key
    title = "Show advice on the page"
    help = "What may fail on the day somebody new follows the page. It never blocks a gate."
    changes = False

    async def run(self, screen: Phase1) -> None:
        """Show it until one goes to the words or closes it."""
        from pilotage.actions.advice import restore_advice
        from pilotage.method.advice import Answered, Finding, advice_on
        from pilotage.tui.dialogs.advice import AdviceDialog

        wish = None
        while True:
            project = screen.project
            said = await asyncio.to_thread(advice_on, project, project.page)
            can_change = not screen.why_locked()
            at = wish.then(said) if wish else 0
            wish = await screen.app.push_screen_wait(
                AdviceDialog(project, said, can_change=can_change, at=at)
            )
            if wish is None:
                return
            match wish.about:
                case Answered():
                    screen.session.do(restore_advice, dismissal=wish.about.dismissal.id)
                case Finding() if wish.what == "dismiss":
                    await _dismiss(screen, wish.about)
                case Finding():
                    go_to_words(screen, wish.about)
                    screen.app.notify(
                        f"{wish.about.reason}\n{wish.about.better}",
                        title="Advice",
                        timeout=MEND_SECONDS,
                    )
                    return


async def _dismiss(screen: Phase1, finding: Finding) -> None:
    """Ask for the reason."""
    from pilotage.actions.advice import dismiss_advice
    from pilotage.tui.dialogs.form import Field, Form

    def save(values: dict[str, Any]) -> None:
        screen.session.do(
            dismiss_advice,
            rule=finding.rule,
            section=finding.section,
            words=finding.words,
            reason=values["reason"],
        )

    about = f"“{one_line(finding.words)}”" if finding.words else "the page as a whole"
    hint = "Why it does not apply here; it stays beside the advice, with your name."
    await screen.app.push_screen_wait(
        Form(
            f"Dismiss advice on {about}",
            [Field("reason", "Reason", "prose", hint=hint, required=True)],
            save,
            detail=f"{finding.reason} {finding.better}",
            button="Dismiss",
        )
    )


def go_to_words(screen: Phase1, finding: Finding) -> None:
    """Open the section with the words selected; for the whole page, the text that is open."""
    screen.remove_class("-preview")
    screen.query_one(TabbedContent).active = "tab-page"
    editor = screen.editor
    if finding.start is None:
        editor.text.focus()
        return
    editor.go_to(finding.section)
    text = editor.text
    at = place_of(finding, screen.project, text.text)
    if at is not None:
        ends = (location(text.text, at), location(text.text, at + len(finding.words)))
        text.selection = Selection(*ends)
        text.scroll_cursor_visible()


def location(text: str, index: int) -> tuple[int, int]:
    """The line and the column of a place in a text."""
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)


def place_of(finding: Finding, project: Project, typed: str) -> int | None:
    """Where the words stand in a text as it was typed, which may have marks before its lines."""
    kept = section_text(project.page, finding.section)
    before = kept[: finding.start].count(finding.words)
    at = -1
    for _ in range(before + 1):
        following = typed.find(finding.words, at + 1)
        if following < 0:
            break
        at = following
    return at if at >= 0 else None
