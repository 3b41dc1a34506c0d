"""Asking for the cadence: how often, by whom, from when. Used in phase 5 and on its screen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pilotage.actions import review
from pilotage.method.schedule import add_months, day_month_year
from pilotage.model.project import Project
from pilotage.model.review import Interval
from pilotage.tui.dialogs.form import DAY_HINT, Field, Form

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


def first_review(today: date, interval: Interval) -> date:
    """A sensible first date: one interval from today, on a working day."""
    day = add_months(today, interval.months)
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def owner_of(project: Project) -> int:
    """Whose task it most likely is: the second owner's, who runs the workflow."""
    return project.second_owner or project.builder


async def ask_cadence(screen: Frame) -> None:
    """Ask for the cadence and save it."""
    project, today = screen.project, screen.session.today
    cadence = project.cadence
    monthly, quarterly = (first_review(today, interval) for interval in Interval)
    fields = [
        Field(
            "interval",
            "How often",
            "choice",
            cadence.interval if cadence else Interval.MONTHLY,
            hint="Monthly while models, inputs or prompts still change.",
            choices=[(interval.value, interval) for interval in Interval],
            required=True,
        ),
        Field(
            "owner",
            "Whose task it is",
            "choice",
            cadence.owner if cadence else owner_of(project),
            choices=[
                (p.name + (f", {role}" if (role := project.role_of(p.id)) else ""), p.id)
                for p in project.people
            ],
            required=True,
        ),
        Field(
            "first",
            "First review on",
            "day",
            cadence.first if cadence else monthly,
            hint=f"Quarterly would be {day_month_year(quarterly)}: {quarterly.isoformat()}."
            if cadence is None
            else DAY_HINT,
            required=True,
        ),
    ]

    def save(values: dict[str, Any]) -> None:
        screen.session.do(review.set_cadence, **values)

    await screen.app.push_screen_wait(Form("Review cadence", fields, save))
