"""Holding a recurring review, step by step; what is found is kept until it is recorded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pilotage import review_draft
from pilotage.actions import recurring
from pilotage.forms.recurring import (
    integration_fields,
    outcome_fields,
    page_fields,
    quality_fields,
)
from pilotage.forms.review_steps import (
    drawn,
    drawn_from,
    integration_values,
    is_drawn,
    prompts_field,
    review_values,
    revisions_said,
    sample_said,
)
from pilotage.method.recurring import (
    integrated_steps,
    revisions_since,
)
from pilotage.method.schedule import day_month_year
from pilotage.model.document import Page
from pilotage.review_draft import STEPS, Draft
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.keymap import button_for
from pilotage.tui.widgets.recurring_text import page_to_read

if TYPE_CHECKING:
    from pilotage.tui.project_screen import ProjectScreen

LEAVE: Final = ("Go on with this step", "Go back a step", "Leave: it is kept for later", "Drop it")


class Walk:
    """One review on its way through the five steps."""

    def __init__(self, screen: ProjectScreen, due: date) -> None:
        self._screen = screen
        self._uid = screen.project.uid
        self._draft = review_draft.unfinished(self._uid, due) or Draft(due=due)

    async def go(self) -> None:
        """From the step that comes next to the end, or until it is left."""
        steps: tuple[Callable[[], Awaitable[bool]], ...] = (
            self._sample,
            self._prompts,
            self._integrations,
            self._page,
            self._outcome,
        )
        while True:
            here = self._draft.step
            if await steps[here - 1]():
                if here == STEPS:
                    review_draft.forget(self._uid, self._draft.due)
                    return
                self._keep(self._draft.with_(step=here + 1))
            elif not await self._stay():
                return

    def _keep(self, draft: Draft) -> None:
        self._draft = draft
        review_draft.keep(self._uid, draft)

    async def _stay(self) -> bool:
        """Escape: whether the review goes on, at this step or at the one before."""
        step = self._draft.step
        answers = [each for each in LEAVE if step > 1 or each != LEAVE[1]]
        answer = await self._screen.app.push_screen_wait(
            Choose(f"The review is at step {step} of {STEPS}", answers)
        )
        chosen = LEAVE[2] if answer is None else answers[answer]
        if chosen == LEAVE[1]:
            self._keep(self._draft.with_(step=step - 1))
        elif chosen == LEAVE[2]:
            self._keep(self._draft)
            self._screen.app.notify(
                f"Kept: {button_for('record_review')} goes on at step {step} of {STEPS}."
            )
            return False
        elif chosen == LEAVE[3]:
            review_draft.forget(self._uid, self._draft.due)
            return False
        return True

    async def _ask(
        self,
        title: str,
        fields: list[Field],
        detail: str = "",
        refuse: Callable[[dict[str, Any]], None] | None = None,
    ) -> bool:
        """A step's form; what is given goes into the draft by its fields' names, unless refused."""

        def save(values: dict[str, Any]) -> None:
            if refuse is not None:
                refuse(values)
            self._keep(self._draft.with_(**values))

        form = Form(
            f"Step {self._draft.step} of {STEPS}: {title}",
            fields,
            save,
            detail=detail,
            button="Go on",
        )
        return await self._screen.app.push_screen_wait(form) is not None

    async def _sample(self) -> bool:
        from pilotage.tui.dialogs.sample_check import SampleCheck

        project = self._screen.project
        if not is_drawn(project, self._draft):
            self._keep(self._draft.with_(sample=drawn(project), passed=()))
        if (sample := self._draft.sample) is not None:
            of = drawn_from(project, sample)
            if not await self._screen.app.push_screen_wait(
                SampleCheck(project, of, self._draft, self._keep)
            ):
                return False
        return await self._ask(
            "what the sample says",
            quality_fields(self._draft),
            sample_said(self._draft),
            self._refuse_small,
        )

    def _refuse_small(self, values: dict[str, Any]) -> None:
        if self._draft.sample is not None:
            note = values["quality_note"]
            recurring.refuse_small_sample(self._screen.project, self._draft.sample, note)

    async def _prompts(self) -> bool:
        project = self._screen.project
        base, since = revisions_since(project)
        if since:
            from pilotage.tui.dialogs.difference import Difference

            title = f"Step 2 of 5: what changed in the page, up to revision {since[-1].number}"
            before = base.page if base else Page()
            await self._screen.app.push_screen_wait(
                Difference(title, before, since[-1].page, note="Esc goes on to what you note.")
            )
        page = project.revision.page if project.revision else project.page
        return await self._ask(
            "prompts, model, configuration",
            [prompts_field(self._draft)],
            f"{revisions_said(project)}\nThe page names: {page.tool or 'no tool'}",
        )

    async def _integrations(self) -> bool:
        steps = integrated_steps(self._screen.project)
        fields = integration_fields(self._draft, steps)

        def save(values: dict[str, Any]) -> None:
            self._keep(self._draft.with_(**integration_values(steps, values)))

        form = Form(
            "Step 3 of 5: integrations",
            fields,
            save,
            detail="Look at each where it runs: does it still do what it did?",
            button="Go on",
        )
        return await self._screen.app.push_screen_wait(form) is not None

    async def _page(self) -> bool:
        from pilotage.tui.dialogs.show import Show

        revision = self._screen.project.revision
        if revision is not None:
            await self._screen.app.push_screen_wait(
                Show(
                    f"Step 4 of 5: read revision {revision.number}; Esc goes on",
                    content=page_to_read(revision.page),
                )
            )
        return await self._ask(
            "is the page still true?",
            page_fields(self._draft),
        )

    async def _outcome(self) -> bool:
        draft, session = self._draft, self._screen.session

        def save(values: dict[str, Any]) -> None:
            self._keep(self._draft.with_(**values))
            session.do(recurring.record_review, **review_values(draft, values, session.today))

        who = self._screen.project.name_of(session.actor)
        form = Form(
            "Step 5 of 5: what follows",
            outcome_fields(draft),
            save,
            detail=f"Held today by {who}, for {day_month_year(draft.due)}.",
            button="Record",
        )
        return await self._screen.app.push_screen_wait(form) is not None
