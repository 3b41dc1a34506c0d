"""Asking for the cadence: how often, by whom, from when. Used in phase 5 and on its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import review
from pilotage.forms.review import cadence_fields
from pilotage.tui.dialogs.form import Form

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


async def ask_cadence(screen: Frame) -> None:
    """Ask for the cadence and save it."""

    def save(values: dict[str, Any]) -> None:
        screen.session.do(review.set_cadence, **values)

    fields = cadence_fields(screen.project, screen.session.today)
    await screen.app.push_screen_wait(Form("Review cadence", fields, save))
