"""What an organisation's playbook adds to the gates: its requirements, judged like the method's.

Each is one of four checks: a text is present, a figure is in a range, somebody with a role has
signed, a file is attached. docs/playbook.md has them all with an example each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from pilotage.method.extra_figures import FIGURES, METRIC, metric_figure, metric_named
from pilotage.method.extra_signing import REVIEWER, holders, is_in_force, is_of_the_cycle, signature
from pilotage.method.gate_document import judged_page
from pilotage.method.requirement import Place, Requirement, listed, require
from pilotage.method.schedule import day_month_year
from pilotage.model.attachment import Attachment
from pilotage.model.document import SECTION_BY_KEY, section_text
from pilotage.model.playbook import CheckKind, Extra
from pilotage.model.project import Project

TITLE: Final = "title"
"""Instead of a section: the workflow's title."""
EVIDENCE: Final = "evidence"
"""The screen of what is attached and signed."""
_ROLE_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {"second owner": "second_owner", "decision-maker": "decision_maker"}
)


def requirements(project: Project, phase: int) -> tuple[Requirement, ...]:
    """What the playbook adds to the gate of a phase, in its order; nothing without a playbook."""
    if project.playbook is None:
        return ()
    return tuple(
        judged(project, extra) for extra in project.playbook.extras if extra.phase == phase
    )


def judged(project: Project, extra: Extra) -> Requirement:
    """One requirement of the playbook as it stands: `N.own.ID`."""
    missing, place = _CHECKS[extra.kind](project, extra)
    return require(f"{extra.phase}.own.{extra.id}", extra.sentence, place, missing)


def is_own(requirement: Requirement) -> bool:
    """Whether a requirement comes from a playbook."""
    return ".own." in requirement.id


def files_for(project: Project, extra: Extra) -> tuple[Attachment, ...]:
    """The attached files that a requirement means: of its phase, with all its words in their name
    or in what they are about.

    In a later cycle through the phase those that were attached, or taken as they are now, in it.
    """
    words = extra.of.casefold().split()
    cycle = project.cycle_of(extra.phase)
    return tuple(
        each
        for each in project.attachments
        if each.phase == extra.phase
        and (cycle is None or each.id >= cycle.records_before or each.at > cycle.at)
        and all(word in f"{each.about} {file_name(each)}".casefold() for word in words)
    )


def file_name(attachment: Attachment) -> str:
    """An attached file's name without its folders."""
    return attachment.path.replace("\\", "/").rpartition("/")[2]


def _text(project: Project, extra: Extra) -> tuple[str, Place]:
    wanted = extra.text.casefold()
    if extra.of == TITLE:
        place, what, text, draft = Place("people", "edit_workflow"), "The title", project.title, ""
    else:
        place = Place("phase1", extra.of)
        section = SECTION_BY_KEY.get(extra.of)
        if section is None:
            return f"the page has no section “{extra.of}”: mend the playbook", place
        what = f"“{section.title}”"
        text = section_text(judged_page(project), extra.of)
        draft = section_text(project.page, extra.of)
    if text.strip() and wanted in text.casefold():
        return "", place
    said = f"{what} does not say “{extra.text}”" if wanted else f"{what} is empty"
    waits = bool(draft.strip()) and wanted in draft.casefold()
    return f"{said}; the draft does: publish it" if waits else f"{said}: write it there", place


def _number(project: Project, extra: Extra) -> tuple[str, Place]:
    if extra.of.startswith(METRIC):
        name = extra.of.removeprefix(METRIC).strip()
        metric = metric_named(project, name)
        if metric is None:
            said = f"no metric is called “{name}”: add or rename one in the baseline"
            return said, Place("phase1", "metrics")
        label, value = f"{metric.name} ({metric.unit})" if metric.unit else metric.name, None
        value = metric_figure(project, metric)
        place = Place("phase4", "measurements", metric.id)
    else:
        figure = FIGURES.get(extra.of)
        if figure is None:
            return f"there is no figure “{extra.of}”: mend the playbook", Place(
                "people", "playbook"
            )
        label, value, place = figure.label, figure.of(project), figure.place
    if value is None:
        return f"there is no figure yet: {label}", place
    if extra.least is not None and value < extra.least:
        return f"{label}: {value:,f}, at least {extra.least:,f} wanted", place
    if extra.most is not None and value > extra.most:
        return f"{label}: {value:,f}, at most {extra.most:,f} wanted", place
    return "", place


def _signed(project: Project, extra: Extra) -> tuple[str, Place]:
    place = Place(EVIDENCE, f"sign:{extra.id}")
    signed = signature(project, extra)
    if signed is not None and is_in_force(project, extra, signed):
        return "", place
    people = holders(project, extra.of)
    if not people:
        if extra.of == REVIEWER:
            said = "the page names none of this project's people as reviewer"
            return f"{said}: write the name there as it stands under People", Place(
                "phase1", "reviewer"
            )
        said = f"nobody is named as {extra.of}, who has to sign this"
        return said, Place("people", _ROLE_FIELDS.get(extra.of, "people"))
    who = f"{listed(project.name_of(each) for each in people)} ({extra.of}) signs it under Evidence"
    if signed is None:
        return f"not signed yet: {who}", place
    day = day_month_year(signed.at.date())
    cycle = project.cycle_of(extra.phase)
    if cycle is not None and not is_of_the_cycle(project, extra, signed):
        name = project.name_of(signed.by)
        return f"signed by {name} on {day}, before cycle {cycle.number}: {who} again", place
    return (
        f"signed by {project.name_of(signed.by)} on {day}, but the page or this requirement has "
        f"changed since: {who} again",
        place,
    )


def _file(project: Project, extra: Extra) -> tuple[str, Place]:
    place = Place(EVIDENCE, f"attach:{extra.id}")
    if files_for(project, extra):
        return "", place
    about = f" about “{extra.of}”" if extra.of else ""
    since = project.in_cycle(extra.phase)
    return (
        f"no file{about} is attached to phase {extra.phase}{since}: attach it under Evidence",
        place,
    )


_CHECKS: Final[Mapping[CheckKind, Callable[[Project, Extra], tuple[str, Place]]]] = (
    MappingProxyType(
        {
            CheckKind.TEXT: _text,
            CheckKind.NUMBER: _number,
            CheckKind.SIGNED: _signed,
            CheckKind.FILE: _file,
        }
    )
)
"""What each check looks at: what is missing, empty when nothing is, and where it is mended."""
