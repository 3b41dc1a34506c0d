"""Publishing the page as its next revision: what changed, and which gaps that answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pilotage.actions.page import publish_revision
from pilotage.forms.publish import publish_fields, publishing, reopened, ticked
from pilotage.method.advice_finding import pieces
from pilotage.method.gate_second_owner import finished_runs, is_clean, unconfirmed
from pilotage.method.gates import current_phase
from pilotage.method.phases import name_of
from pilotage.method.requirement import Place, counted
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.form import Form
from pilotage.tui.dialogs.phrase import take_keyboard
from pilotage.tui.keymap import button_for
from pilotage.tui.roles import with_role
from pilotage.tui.widgets.page_meter import laid_out

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


async def publish(screen: Frame) -> None:
    """Ask what changed and which gaps it answers, then publish.

    Raises `Refused` before asking anything when the page can't be published.
    """
    session = screen.session
    project = session.project
    await laid_out(project)
    after = publish_revision(project, session.stamp())
    new = after.revision
    assert new is not None  # noqa: S101 - it was just made
    if not await _let_publish(screen, new.number):
        return

    def save(values: dict[str, Any]) -> None:
        answers = ticked(values)
        session.do(publish_revision, note=values["note"], answers=answers)

    from pilotage.method.advice import advice  # the rules are loaded where they are needed

    open_advice = await asyncio.to_thread(advice, project, project.page)
    form = Form(
        f"Publish revision {new.number} in the name of {with_role(project, session.actor)}",
        publish_fields(project),
        save,
        detail=" ".join((*publishing(project, after), *_reminder(len(open_advice)))),
        button="Publish",
    )
    values = await screen.app.push_screen_wait(form)
    if values is None:
        return
    answered = len(ticked(values))
    more = f"; {counted(answered, 'gap')} answered" if answered else ""
    screen.app.say_done(f"Revision {new.number} is published{more}")
    if len(reopened(project, session.project)):
        here = current_phase(session.project)
        screen.app.notify(f"Gate {here} ({name_of(here)}) is open again.", severity="warning")
    await _offer_ways(screen)


async def _offer_ways(screen: Frame) -> None:
    """The clean run was on an older page now: the short way and the long one, at once or later."""
    from pilotage.tui.screens.phase2_revisions import confirm

    project = screen.project
    runs = finished_runs(project)
    if not runs or not is_clean(project, runs[-1]) or not unconfirmed(project, runs[-1]):
        return
    who, number = project.name_of(project.second_owner), project.revisions[-1].number
    answer = await screen.app.push_screen_wait(
        Choose(
            f"How does {who} get to know revision {number}?",
            [
                f"The short way: {who} reads what changed and signs, now",
                f"The long way: {who} runs it again",
                "Later",
            ],
            detail=f"Run #{runs[-1].number} was clean, on revision {runs[-1].revision}.",
        )
    )
    if answer == 0:
        await confirm(screen)
    elif answer == 1:
        screen.go(Place("phase2", "runs"))
        screen.app.notify(f"{button_for('start_run')} starts the run.")


async def _let_publish(screen: Frame, number: int) -> bool:
    """Ask in whose name, where it is not the builder who is at the keyboard."""
    project, session = screen.project, screen.session
    if session.actor == project.builder:
        return True
    who = [session.actor, project.builder]
    answer = await screen.app.push_screen_wait(
        Choose(
            f"In whose name is revision {number} published?",
            [f"{with_role(project, who[0])}, at the keyboard now", with_role(project, who[1])],
            detail="The page and the journal keep who published it.",
        )
    )
    return answer is not None and await take_keyboard(screen, session, who[answer])


def _reminder(count: int) -> list[str]:
    if not count:
        return []
    said = pieces(count)
    return [
        f"The page has {said}: {button_for('show_advice')} beside its text lists what may fail; "
        "nothing is blocked."
    ]
