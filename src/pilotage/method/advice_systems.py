"""Advice on systems: what the page names and the integration map does not, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pilotage.method.advice_finding import LONGEST, Finding, Part, words_of
from pilotage.method.advice_products import AI_PRODUCTS, NO_SYSTEMS, PRODUCTS
from pilotage.model.integrations import SystemKind
from pilotage.model.project import Project

_FLOW: Final = frozenset({"trigger", "input_format", "tool", "steps", "review", "destination"})
"""Sections that say where the work comes from and goes to."""
_TOKEN: Final = re.compile(r"[^\W_]+")
_SMALL: Final = words_of(
    """
    the a an of our your in on at to for from into and or by with it its each every this
    that s
    """
)

_PLACES = (
    "inbox|mailbox|sheet|spreadsheet|CRM|ERP|board|channel|calendar|dashboard|database|queue|portal"
    "|wiki|tracker|drive"
)
_PHRASE: Final = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|in|into|from) (?:shared |team )?"
    rf"(?P<named>(?:[A-Z][\w-]+ ){{1,2}}(?:{_PLACES})\b"
    rf"|(?:{_PLACES}) [“\"„][^”“\"\n]{{2,40}}[”“\"])"
)
_CAMEL: Final = re.compile(
    r"(?<![\w@/.-])(?!Mc|Mac|(?:De|Di|La|Le|Van)[A-Z])"
    r"[A-Z][a-z]+(?:[A-Z][a-z]+)+(?![\w@])"
)
_LONGEST_FIRST: Final = "|".join(map(re.escape, sorted(PRODUCTS, key=len, reverse=True)))
_PRODUCT: Final = re.compile(rf"(?<![\w@/.-])(?:{_LONGEST_FIRST})(?![\w@])")
_BARE: Final = re.compile(
    r"\b(?:the|our) (?P<place>CRM|inbox|mailbox|dashboard|calendar|spreadsheet)"
    r"(?= ?(?:[.,;:)!?\n]|$| (?:and|or|as|by|with|for|to|at|on"
    r"|in|is|has|each|every|from|under)\b))",
    re.IGNORECASE,
)
_KIND_OF: Final = {
    "crm": SystemKind.CRM,
    "inbox": SystemKind.INBOX,
    "mailbox": SystemKind.INBOX,
    "dashboard": SystemKind.DASHBOARD,
    "calendar": SystemKind.CALENDAR,
    "spreadsheet": SystemKind.SPREADSHEET,
}


def tokens(text: str) -> frozenset[str]:
    """The words of a text that say something, without case, quotes and the s of a plural."""
    words = (_singular(word) for word in _TOKEN.findall(text.casefold()))
    return frozenset(word for word in words if word not in _SMALL)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True)
class Names:
    """The systems on the map, by the words of their names."""

    words: dict[int, frozenset[str]]

    @classmethod
    def of(cls, project: Project) -> Names:
        """The names of a project's systems."""
        return cls({system.id: tokens(system.name) for system in project.systems})

    def is_named(self, system: int, said: frozenset[str]) -> bool:
        """Whether the words of a text name a system."""
        name = self.words.get(system, frozenset())
        return bool(name) and name <= said

    def is_known(self, name: str) -> bool:
        """Whether a name found on the page is one of the map, longer or shorter."""
        said = tokens(name)
        return any(known <= said or said <= known for known in self.words.values() if known)


def systems(project: Project, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Systems that only the page or only the map knows. Nothing while the map is empty."""
    if not project.systems:
        return
    named = Names.of(project)
    for part in parts:
        if part.key in _FLOW:
            yield from _unmapped(project, named, part)
    if parts:
        yield from _unnamed(project, named, parts)


def _unmapped(project: Project, named: Names, part: Part) -> Iterator[Finding]:
    kinds = {system.kind for system in project.systems}
    people = {word.casefold() for person in project.people for word in person.name.split()}
    found = [(*match.span("named"), match.group("named")) for match in _PHRASE.finditer(part.text)]
    for pattern in (_PRODUCT, _CAMEL):
        found += [(*match.span(), match.group()) for match in pattern.finditer(part.bare)]
    for match in _BARE.finditer(part.bare):
        if _KIND_OF[match.group("place").lower()] not in kinds:
            found.append((*match.span("place"), match.group("place")))
    taken: list[tuple[int, int]] = []
    for start, end, name in found:
        if any(start < other_end and end > other for other, other_end in taken):
            continue
        taken.append((start, end))
        is_tool = part.key == "tool" and name in AI_PRODUCTS and SystemKind.AI_TOOL in kinds
        if is_tool or name in NO_SYSTEMS or name.casefold() in people or named.is_known(name):
            continue
        yield part.finding(
            "unmapped_system",
            start,
            end,
            f"The page names “{name[:LONGEST]}”, which is not on the integration map.",
            "Put it on the map (phase 3), or call it what the map calls it.",
        )


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
