"""Advice on systems: what the page names and the integration map does not, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pilotage.method.advice_finding import LONGEST, Finding, Part, finding_key, parts_of
from pilotage.method.naming import Named, Names, names_in, tokens
from pilotage.model.document import Page
from pilotage.model.integrations import SystemKind
from pilotage.model.project import Project

FLOW: Final = ("trigger", "input_format", "tool", "steps", "review", "destination")
"""Sections that say where the work comes from and goes to, in the page's order."""
UNMAPPED: Final = "unmapped_system"
"""The rule on a system that the page names and the map does not have."""


def page_in_force(project: Project) -> Page:
    """The page that people follow: the current revision, or the draft before there is one."""
    return project.revision.page if project.revision else project.page


def named_systems(project: Project, page: Page) -> tuple[Finding, ...]:
    """What a page names and the map does not have, in the page's order, also of an empty map.

    What somebody answered with a reason is left out; of a name that a section has twice only the
    first is there.
    """
    given = {finding_key(each.rule, each.section, each.words) for each in project.dismissals}
    found: dict[tuple[str, str, str], Finding] = {}
    for each in _unmapped(project, parts_of(page)):
        if each.key not in given:
            found.setdefault(each.key, each)
    return tuple(sorted(found.values(), key=lambda each: (FLOW.index(each.section), each.start)))


def systems(project: Project, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Systems that only the page or only the map knows. Nothing while the map is empty."""
    if not project.systems:
        return
    yield from _unmapped(project, parts)
    if parts:
        yield from _unnamed(project, Names.of(project), parts)


def _unmapped(project: Project, parts: tuple[Part, ...]) -> Iterator[Finding]:
    known = Names.of(project)
    kinds = {system.kind for system in project.systems}
    people = {word.casefold() for person in project.people for word in person.name.split()}
    for part in parts:
        if part.key not in FLOW:
            continue
        for named in names_in(part.text):
            if _is_of_kind(named, part.key, kinds) or named.name.casefold() in people:
                continue
            if not known.is_known(named.name):
                yield part.finding(
                    UNMAPPED,
                    named.start,
                    named.end,
                    f"The page names “{named.name[:LONGEST]}”, which is not on the integration "
                    "map.",
                    "Put it on the map (phase 3), or call it what the map calls it.",
                )


def _is_of_kind(named: Named, section: str, kinds: set[SystemKind]) -> bool:
    """Whether a name that is none of its own stands for a system of the map, by its kind."""
    if named.is_place:
        return named.kind in kinds
    return section == "tool" and named.is_ai and SystemKind.AI_TOOL in kinds


def _unnamed(project: Project, named: Names, parts: tuple[Part, ...]) -> Iterator[Finding]:
    said = [tokens(part.text) for part in parts]
    for system in project.systems:
        if any(named.is_named(system.id, words) for words in said) or not named.words[system.id]:
            continue
        yield Finding(
            "unnamed_system",
            "",
            system.name,
            None,
            f"The map has “{system.name}”, but the page never names it.",
            "Name it where the reader uses it, or take it off the map.",
        )
