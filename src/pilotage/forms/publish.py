"""Publishing the page: what changed, which gaps that answers, which gates open again."""

from __future__ import annotations

from typing import Any

from pilotage.forms.field import Field
from pilotage.forms.runs import MARKS, section_of
from pilotage.method.gates import last_passage
from pilotage.method.page_difference import changed_sections
from pilotage.method.phases import name_of
from pilotage.method.requirement import listed
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.model.runs import Gap


def publish_fields(project: Project) -> list[Field]:
    """What changed, in words, and for each open gap whether this revision answers it."""
    changed = changed_now(project)
    return [
        Field("note", "What changed?", hint="In a sentence, for who works with the page."),
        *(gap_field(project, gap, changed) for gap in project.gaps if gap.is_open),
    ]


def reopened(before: Project, after: Project) -> tuple[int, ...]:
    """The gates that were passed before and are open after."""
    was = {passage.phase for passage in before.passages if passage.reopened is None}
    still = {passage.phase for passage in after.passages if passage.reopened is None}
    return tuple(sorted(was - still))


def ticked(values: dict[str, Any]) -> tuple[int, ...]:
    """The gaps that a filled form says are answered."""
    return tuple(
        int(name.removeprefix("gap-"))
        for name, ticked in values.items()
        if name.startswith("gap-") and ticked
    )


def changed_now(project: Project) -> tuple[str, ...]:
    """The sections that are other than in the current revision."""
    if project.revision is None:
        return tuple(SECTION_BY_KEY)
    return changed_sections(project.revision.page, project.page)


def gap_field(project: Project, gap: Gap, changed: tuple[str, ...]) -> Field:
    """Whether the revision answers a gap."""
    run = next((run for run in project.runs if run.id == gap.run), None)
    state = "changed" if gap.section in changed else "unchanged"
    return Field(
        f"gap-{gap.id}",
        "This revision answers it",
        "check",
        hint=f"{MARKS[gap.kind]} {gap.text} ({section_of(gap)}, {state}; "
        f"run #{run.number if run else '–'})",
    )


def publishing(before: Project, after: Project) -> list[str]:
    """What publishing the draft changes and which gates it opens again, in sentences."""
    changed = changed_now(before)
    sentences = []
    if before.revision is not None:
        titles = listed((SECTION_BY_KEY[key].title for key in changed), most=5)
        sentences.append(f"Changed since revision {before.revision.number}: {titles}.")
    gates = reopened(before, after)
    for phase in gates:
        passage = last_passage(after, phase)
        why = passage.reopened.why if passage and passage.reopened else ""
        sentences.append(f"Gate {phase} ({name_of(phase)}) opens again: {why}.")
    if gates:
        sentences.append("What follows is locked until it is passed again; its data stays.")
    if any(gap.is_open for gap in before.gaps):
        sentences.append("Tick each gap that the page now answers.")
    return sentences
