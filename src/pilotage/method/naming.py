"""Names of systems: where a text names one, what kind it most likely is, and when two are alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pilotage.method.advice_finding import unquoted, words_of
from pilotage.method.advice_products import AI_PRODUCTS, KIND_OF_PRODUCT, NO_SYSTEMS, PRODUCTS
from pilotage.model.integrations import SystemKind
from pilotage.model.project import Project

_TOKEN: Final = re.compile(r"[^\W_]+")
_SMALL: Final = words_of(
    """
    the a an of our your in on at to for from into and or by with it its each every this
    that s
    """
)
_KIND_OF_PLACE: Final = {
    "crm": SystemKind.CRM,
    "inbox": SystemKind.INBOX,
    "mailbox": SystemKind.INBOX,
    "dashboard": SystemKind.DASHBOARD,
    "calendar": SystemKind.CALENDAR,
    "spreadsheet": SystemKind.SPREADSHEET,
    "sheet": SystemKind.SPREADSHEET,
    "channel": SystemKind.CHAT,
    "chat": SystemKind.CHAT,
    "assistant": SystemKind.AI_TOOL,
    "model": SystemKind.AI_TOOL,
}
"""What a name's last word says of its kind."""
PLACES: Final = (
    "inbox|mailbox|sheet|spreadsheet|CRM|ERP|board|channel|calendar|dashboard|database|queue|portal"
    "|wiki|tracker|drive"
)
_PHRASE: Final = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|in|into|from) (?:shared |team )?"
    rf"(?P<named>(?:[A-Z][\w-]+ ){{1,2}}(?:{PLACES})\b"
    rf"|(?:{PLACES}) [“\"„][^”“\"\n]{{2,40}}[”“\"])"
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


@dataclass(frozen=True)
class Named:
    """A place in a text that names a system."""

    start: int
    end: int
    name: str
    kind: SystemKind
    """What it most likely is."""
    is_place: bool = False
    """Whether it is only called what it is: “the CRM”, which is any CRM."""

    @property
    def is_ai(self) -> bool:
        """Whether it is a well-known model or assistant."""
        return self.name in AI_PRODUCTS


@lru_cache(maxsize=64)
def names_in(text: str) -> tuple[Named, ...]:
    """What a text names, the surest first; no two of them overlap."""
    bare = unquoted(text)
    found = [(*match.span("named"), False) for match in _PHRASE.finditer(text)]
    for pattern in (_PRODUCT, _CAMEL):
        found += [(*match.span(), False) for match in pattern.finditer(bare)]
    found += [(*match.span("place"), True) for match in _BARE.finditer(bare)]
    taken: list[Named] = []
    for start, end, is_place in found:
        if any(start < other.end and end > other.start for other in taken):
            continue
        name = text[start:end]
        taken.append(Named(start, end, name, kind_of(name), is_place))
    return tuple(each for each in taken if each.name not in NO_SYSTEMS)


def kind_of(name: str) -> SystemKind:
    """What kind of system a name most likely means: by the product, else by its words."""
    for product, kind in KIND_OF_PRODUCT.items():
        if re.search(rf"(?<!\w){re.escape(product)}(?!\w)", name):
            return kind
    words = [word.casefold() for word in _TOKEN.findall(name)]
    return next((_KIND_OF_PLACE[w] for w in words if w in _KIND_OF_PLACE), SystemKind.OTHER)


def tokens(text: str) -> frozenset[str]:
    """The words of a text that say something, without case, quotes and the s of a plural."""
    words = (_singular(word) for word in _TOKEN.findall(text.casefold()))
    return frozenset(word for word in words if word not in _SMALL)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words of two names mean the same system, one perhaps more shortly."""
    return bool(one) and bool(other) and (one <= other or other <= one)


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
