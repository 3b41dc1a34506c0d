"""What the tables of phase 2 say of a run, a gap, a revision."""

from __future__ import annotations

from pilotage.method.gate_second_owner import finished_runs, gaps_of, is_clean
from pilotage.method.page_difference import changed_sections
from pilotage.method.requirement import counted
from pilotage.model.document import SECTION_BY_KEY, Revision
from pilotage.model.project import Project
from pilotage.model.runs import Gap, Run
from pilotage.model.text import one_line
from pilotage.tui.gaps import kind_of, section_of, state_of
from pilotage.tui.keymap import button_for
from pilotage.tui.values import moment, shown


def run_row(project: Project, run: Run) -> tuple[str, ...]:
    """A run as a row: number, revision, date, minutes, gaps, result, driver and note."""
    if run.ended is None:
        result = "going"
    elif not run.to_the_end:
        result = "not to the end"
    else:
        result = "✓ clean" if is_clean(project, run) else "to the end, gaps"
    return (
        str(run.number),
        str(run.revision),
        moment(run.started)[:10],
        shown(run.minutes),
        str(len(gaps_of(project, run))),
        result,
        driver_and_note(project, run),
    )


def driver_and_note(project: Project, run: Run) -> str:
    """Who drove a run, and what they noted."""
    note = one_line(run.note)
    return project.name_of(run.driver) + (f": {note}" if note else "")


def gap_row(project: Project, gap: Gap) -> tuple[str, ...]:
    """A gap as a row: kind, state, section, run, what was missing."""
    run = next((run for run in project.runs if run.id == gap.run), None)
    return (
        kind_of(gap),
        state_of(gap),
        section_of(gap),
        f"#{run.number}" if run else "–",
        gap.text,
    )


def revision_row(project: Project, revision: Revision) -> tuple[str, ...]:
    """A revision as a row: number, date, if the second owner knows it, by whom, what changed."""
    signed = any(
        c.revision == revision.number and c.by == project.second_owner
        for c in project.confirmations
    )
    ran = any(run.revision == revision.number for run in finished_runs(project))
    known = "✓ signed" if signed else "✓ ran it" if ran else "not yet"
    return (
        str(revision.number),
        moment(revision.at)[:10],
        known,
        project.name_of(revision.by),
        what_changed(project, revision),
    )


def what_changed(project: Project, revision: Revision) -> str:
    """A revision's note, and how many gaps it answers."""
    answers = sum(gap.answered_by == revision.number for gap in project.gaps)
    note = revision.note or ("the first one" if revision.number == 1 else "–")
    return note + (f" ({counted(answers, 'gap')} answered)" if answers else "")


def draft_note(project: Project) -> str:
    """What of the page is written and not published yet; empty where nothing is."""
    if not project.has_draft:
        return ""
    if project.revision is None:
        return "The page is not published yet. Passing gate 1 publishes revision 1."
    keys = changed_sections(project.revision.page, project.page)
    titles = ", ".join(SECTION_BY_KEY[key].title for key in keys)
    number = project.revision.number + 1
    return (
        f"Not published yet: {titles}. "
        f"{button_for('publish_revision')} publishes revision {number}."
    )
