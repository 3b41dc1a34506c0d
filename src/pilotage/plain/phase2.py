"""Phase 2: the second owner's runs, the gaps found in them, the revisions that answer these."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilotage.actions import runs
from pilotage.actions.page import confirm_revision
from pilotage.errors import Refused
from pilotage.forms.runs import (
    WORDS,
    gap_fields,
    run_fields,
    section_of,
    state_of,
    withdrawal_field,
)
from pilotage.method.driving import going
from pilotage.method.gate_second_owner import gaps_of, is_clean, known_revision
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year
from pilotage.model.document import SECTION_BY_KEY, Page
from pilotage.model.runs import Gap, Run
from pilotage.plain import driving, gate, page
from pilotage.plain.desk import Desk
from pilotage.plain.filling import fill
from pilotage.plain.seat import Option

if TYPE_CHECKING:
    from pilotage.plain.project import Walk


def options(walk: Walk) -> list[Option]:
    """What can be done in phase 2."""
    desk = walk.desk
    project, run = desk.project, going(desk.project)
    first = f"Go on with run {run.number}" if run else "Start a run of the second owner"
    found = [Option(first, lambda: driving.start(desk))]
    if project.gaps:
        found.append(Option("Gaps", lambda: show(desk, "gaps")))
    if project.runs:
        found.append(Option("Runs so far", lambda: show(desk, "runs")))
    if project.revision is not None:
        found.append(Option("Read the page in force", lambda: _read(desk)))
        if project.has_draft:
            number = project.revision.number + 1
            label = f"Publish the page as revision {number}"
            found.append(Option(label, lambda: page.publish(desk)))
        if known_revision(project) != project.revision.number:
            label = f"Confirm revision {project.revision.number} as second owner"
            found.append(Option(label, lambda: _confirm(desk)))
    return [*found, gate.option(walk, 2)]


def show(desk: Desk, field: str, row: int | None = None) -> None:
    """The runs, the gaps or the revisions; or one of them."""
    if field == "revisions":
        _confirm(desk)
    elif field == "gaps":
        gap = next((g for g in desk.project.gaps if g.id == row), None)
        if gap is None:
            gap = desk.pick("Which gap?", desk.project.gaps, said, "There is no gap yet.")
        desk.menu(f"Gap: {gap.text}", partial(_of_gap, desk, gap.id))
    elif not desk.project.runs or (row is None and going(desk.project)):
        driving.start(desk)
    else:
        ways = ["Start a run, or go on with it", "Look at the runs so far"]
        if desk.dialogue.choose("Runs.", ways, enter=0) == 0:
            driving.start(desk)
        else:
            _runs(desk)


def _runs(desk: Desk) -> None:
    run = desk.pick("Which run?", desk.project.runs, partial(_run_said, desk), "No run yet.")
    if run.ended is None:
        driving.start(desk)
        return
    for gap in gaps_of(desk.project, run):
        desk.tell(f"Gap, {said(gap)}.")
    if run.note:
        desk.tell(f"In their own words: {run.note}")
    ways = ["Correct minutes or note", "Delete the run with its gaps"]
    way = desk.dialogue.choose(f"Run {run.number}.", ways)
    desk.refuse_read_only(2)
    with desk.as_person(run.driver, f"They correct run {run.number}."):
        if way == 0:
            fill(
                desk,
                f"Run {run.number}",
                run_fields(run),
                lambda values: desk.do(runs.edit_run, run=run.id, **values),
                row=run.id,
            )
        elif desk.dialogue.confirm(f"Delete run {run.number}? undo brings it back."):
            desk.do(runs.delete_run, run=run.id)


def _run_said(desk: Desk, run: Run) -> str:
    project = desk.project
    who = f"Run {run.number}, {project.name_of(run.driver)}, on revision {run.revision}"
    if run.ended is None:
        return f"{who}, {'paused' if run.is_paused else 'going'}"
    found = counted(len(gaps_of(project, run)), "gap")
    state = "clean" if is_clean(project, run) else found
    end = "to the end" if run.to_the_end else "not to the end"
    day = day_month_year(run.ended.astimezone().date())
    return f"{who}, {day}, {end}, {state}, {run.minutes or 0:f} minutes"


def said(gap: Gap) -> str:
    """A gap in a sentence."""
    state = state_of(gap).removeprefix("✓ ")
    state = f"answered by {state}" if gap.answered_by else state
    confirmed = ", confirmed" if gap.confirmed else ""
    return f"{section_of(gap)}, {WORDS[gap.kind]}: {gap.text} ({state}{confirmed})"


def _of_gap(desk: Desk, id_: int) -> list[Option]:
    gap = next((g for g in desk.project.gaps if g.id == id_), None)
    if gap is None:
        return []
    own = partial(_by_raiser, desk, gap)
    found = []
    if gap.is_open:
        if gap.section in SECTION_BY_KEY:
            section = SECTION_BY_KEY[gap.section]
            label = f"Answer it in the page, under {section.title}"
            found.append(Option(label, lambda: page.write(desk, section)))
        found.append(Option("Say it better", lambda: own(_edit, "say it better")))
    elif gap.withdrawn is None and gap.confirmed is None:
        found.append(Option("Confirm that it is answered", lambda: own(_confirmed, "confirm it")))
    if gap.withdrawn is None:
        found.append(Option("Withdraw it", lambda: own(_withdraw, "take it back")))
    if not gap.is_open:
        found.append(Option("Open it again", lambda: own(_reopen, "open it again")))
    return found


def _by_raiser(desk: Desk, gap: Gap, act: object, what: str) -> None:
    desk.refuse_read_only(2)
    with desk.as_person(gap.by, f"They raised this gap and {what}."):
        act(desk, gap)  # type: ignore[operator]


def _edit(desk: Desk, gap: Gap) -> None:
    fill(
        desk,
        "A gap in the page",
        gap_fields(gap.kind, gap.section, gap.text),
        lambda values: desk.do(runs.edit_gap, gap=gap.id, **values),
        row=gap.id,
    )


def _withdraw(desk: Desk, gap: Gap) -> None:
    fill(
        desk,
        "Withdraw a gap",
        [withdrawal_field()],
        lambda values: desk.do(runs.withdraw_gap, gap=gap.id, **values),
        row=gap.id,
    )


def _confirmed(desk: Desk, gap: Gap) -> None:
    desk.do(runs.confirm_answer, gap=gap.id)


def _reopen(desk: Desk, gap: Gap) -> None:
    desk.do(runs.reopen_gap, gap=gap.id)


def _read(desk: Desk) -> None:
    revision = desk.project.revision
    if revision is not None:
        desk.tell(f"Revision {revision.number} of the page.")
        page.read(desk, revision.page)


def _confirm(desk: Desk) -> None:
    """Let the second owner read what changed since they knew the page, and sign."""
    desk.refuse_read_only(2)
    project, new = desk.project, desk.project.revision
    if new is None:
        raise Refused("No revision of the page is published yet.", "Passing gate 1 publishes it.")
    known = known_revision(project)
    if known == new.number:
        who = project.name_of(project.second_owner)
        raise Refused(f"{who} already knows revision {new.number}.", "Or runs it again.")
    what = "They read what changed in the page and sign that they can work with it."
    with desk.as_person(project.second_owner, what):
        old = next((r.page for r in project.revisions if r.number == known), Page())
        desk.tell(f"Revision {new.number}." + (f" {new.note}" if new.note else ""))
        page.difference(desk, old, new.page)
        who = project.name_of(project.second_owner)
        question = f"{who} has read this and can work with revision {new.number}. Sign it?"
        if desk.dialogue.confirm(question):
            desk.do(confirm_revision)
