"""Advice on names: a page that leads to its builder is the single-owner trap in writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pilotage.method.advice_finding import Finding, Part, words_of
from pilotage.method.advice_products import PRODUCTS
from pilotage.model.project import Project

_ROLES: Final = words_of(
    """
    builder owner manager agent admin team lead leads sales support service price case page
    field user client customer editor writer reviewer tester market
    """
)
"""Surnames that are also what a page speaks of: only the whole name counts."""
_WORDS_TOO: Final = words_of(
    """
    will mark may april june rose grace hope faith joy bill art chase grant frank max sue
    pat rich king long short young white black brown green gray grey day bank stone wood
    hill drew rob jack dean miles summer august dawn sky star fox bell cook baker taylor
    mason carter cross park
    """
)
"""Names that are also words: they count where they are capitals within a sentence."""

BUILDER_BETTER: Final = (
    "Write down what is known there, or name a role with a rota, so that it works on a day off too."
)
ASK_REASON: Final = "Who has to ask can't do it alone; on a day off nobody answers."
ASK_BETTER: Final = "Write the answer here, or where it stands: the list, the rule, the limit."

_ASKING: Final = re.compile(
    r"\b(?:ask|asks|consult|check with|checks with|talk to|talks to|speak to|speak with"
    r"|turn to|go to see|clarify with|confirm with|double-check with) +"
    r"(?P<whom>(?:the |a |an |your |our )?[^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)
_INSIDERS: Final = words_of(
    """
    me us him her them someone somebody anyone anybody whoever around builder colleague
    colleagues team manager boss senior it expert experts
    """
)
_KNOWS: Final = re.compile(
    r"\b(?P<who>[^\W\d_][\w'’-]*) +(?:knows?|will know|remembers?|can tell you|has the details)\b"
)
_KNOWERS: Final = words_of(
    """
    he she i somebody someone who whoever we they
    """
)
_NOBODIES: Final = words_of("nobody everybody everyone it this that none one")
_FIRST: Final = re.compile(
    r"\b(?:my [^\W\d_][\w'’-]*"
    r"|(?:tell|call|message|ping|mail|email|contact|with|to|from|by|for|let|write|remind) me"
    r"|I['’](?:m|ve|ll|d)"
    r"|I (?:am|was|have|had|will|can|do|did|use|keep|know|made|built|send|check|read|write|put|set)"
    r"|I (?:always|usually|also|then|just|only|normally) \w+)\b"
)
_BUILDER_ROLE: Final = re.compile(
    r"\b(?:tell|tells|call|contact|message|mail|e-?mail|write to|send (?:it|this) to|inform|notify"
    r"|ping) the builder\b",
    re.IGNORECASE,
)


def names(project: Project, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """The builder's name, and the builder's own voice, anywhere but as the reviewer."""
    name = project.name_of(project.builder)
    pattern = _builder(project)
    for part in parts:
        if part.key == "reviewer":
            continue
        if found := _first_full(_spans(pattern, part), name):
            reason = f"{name} built this pilot: a page that names the builder needs the builder."
            yield part.finding("builder_name", *found, reason, BUILDER_BETTER)
        for match in _BUILDER_ROLE.finditer(part.bare):
            reason = "A page that leads back to its builder works only while the builder is there."
            yield part.finding("builder_name", *match.span(), reason, BUILDER_BETTER)
        for match in _FIRST.finditer(part.bare):
            reason = "On this page nobody knows who is speaking: it is the builder's own voice."
            better = "Name the thing and where it is, or the role that does it."
            yield part.finding("first_person", *match.span(), reason, better)


def asking(project: Project, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """“Ask Dana”, “check with me”, “Dana knows”: knowledge that is not on the page."""
    people = {word.casefold() for person in project.people for word in person.name.split()}
    machines = {word.casefold() for system in project.systems for word in system.name.split()}
    tools = (part.text for part in parts if part.key == "tool")
    machines |= {word.casefold() for text in tools for word in text.split()}
    machines |= {word.casefold() for product in PRODUCTS for word in product.split()}
    builder = _builder(project)
    for part in parts:
        named = [] if part.key == "reviewer" else _spans(builder, part)
        for match in _ASKING.finditer(part.bare):
            whom = match.group("whom").split()[-1]
            if any(start < match.end() and end > match.start() for start, end in named):
                continue  # said as the builder's name already
            if _is_insider(whom, people, machines):
                yield part.finding("ask_somebody", *match.span(), ASK_REASON, ASK_BETTER)
        for match in _KNOWS.finditer(part.bare):
            who = match.group("who")
            low = who.casefold()
            before = part.bare[: match.start()].rstrip().rpartition(" ")[2].casefold()
            is_one = low in people or (who[:1].isupper() and match.group().endswith("s"))
            known = before in {"the", "a", "an"} or low in machines or low in _NOBODIES
            if low in _KNOWERS or (is_one and not known):
                reason = "What somebody knows is not on the page; the next reader does not know it."
                yield part.finding("ask_somebody", *match.span(), reason, ASK_BETTER)


def _is_insider(whom: str, people: set[str], machines: set[str]) -> bool:
    low = whom.casefold().removesuffix("'s").removesuffix("’s")
    if whom == "IT" or (low in _INSIDERS and low != "it") or low in people:
        return True
    return whom[:1].isupper() and not whom.isupper() and low not in machines


def _builder(project: Project) -> re.Pattern[str]:
    """What finds the builder's name."""
    others = frozenset(
        word.casefold()
        for person in project.people
        if person.id != project.builder
        for word in person.name.split()
    )
    person = project.person(project.builder)
    contact = person.contact.strip() if person else ""
    return _name_pattern(project.name_of(project.builder), others, contact)


@lru_cache(maxsize=8)
def _name_pattern(name: str, others: frozenset[str], contact: str) -> re.Pattern[str]:
    """The whole name whatever its case, a distinctive part of it with its capital, the contact."""
    whole = "[ \u00a0]+".join(re.escape(word) for word in name.split())
    options = [f"(?i:{whole})"]
    if len(contact) >= 5:
        options.append(f"(?i:{re.escape(contact)})")
    for word in name.split():
        low = word.casefold().strip(".,")
        if len(low) < 3 or low in others or low in _ROLES:
            continue
        spelled = re.escape(word[:1].upper() + word[1:])
        # A name that is also a word: not where it begins a sentence.
        options.append(rf"(?<=[a-z,] ){spelled}" if low in _WORDS_TOO else spelled)
    return re.compile(rf"(?<![\w@])(?:{'|'.join(options)})(?!\w)")


def _spans(pattern: re.Pattern[str], part: Part) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(part.bare)]


def _first_full(found: list[tuple[int, int]], name: str) -> tuple[int, int] | None:
    """Where the name stands for the first time; the whole name rather than a part of it."""
    whole = len(name)
    return next((span for span in found if span[1] - span[0] >= whole), found[0] if found else None)
