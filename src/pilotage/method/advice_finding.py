"""A piece of advice on the page, and the page's text as the rules read it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pilotage.method.requirement import counted
from pilotage.model.document import SECTION_BY_KEY, SECTIONS, Page, section_text
from pilotage.model.text import one_line

LONGEST: Final = 80
"""How many characters of the page a finding quotes at most."""


@dataclass(frozen=True)
class Finding:
    """Words of the page that may fail on day one, why, and what would be better."""

    rule: str
    """Which rule found it; stable, used in files and commands."""
    section: str
    """The section it is about; empty for the page as a whole."""
    words: str
    """The words, exactly as they stand in the section, or the name that is missing on the page."""
    start: int | None
    """Where the words begin in the section's text; None for what is about the whole page."""
    reason: str
    """Why it may fail, as a sentence."""
    better: str
    """What would be better, as a sentence."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding as another: the rule, the section and the words."""
        return finding_key(self.rule, self.section, self.words)

    @property
    def where(self) -> str:
        """The section's title, or “The whole page”."""
        return SECTION_BY_KEY[self.section].title if self.section else "The whole page"


def finding_key(rule: str, section: str, words: str) -> tuple[str, str, str]:
    """The key of a finding, whatever the case of its words and the blanks in them."""
    return rule, section, one_line(words).casefold()


def pieces(count: int) -> str:
    """“1 piece of advice”, “2 pieces of advice”."""
    return counted(count, "piece of advice", "pieces of advice")


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set: a list of words reads best as words."""
    return frozenset(text.split())


_QUOTED = re.compile(
    r"`[^`\n]{1,200}`|“[^“”\n]{1,200}”|„[^„“”\n]{1,200}[“”]|«[^«»\n]{1,200}»"
    r"|‘[^‘’\n]{1,200}’(?!\w)|\"[^\"\n]{1,200}\""
)
_ENDS = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|no|nr|dr|mr|ms|approx)\.|(?P<end>[.!?;:…]+[”\"’)]*(?=\s)|\n|[。！？；।॥۔؟])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]\S*")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a section: up to a full stop, a colon, a semicolon or the end of the line."""

    start: int
    """Where it begins in the section."""
    text: str
    """As it reads."""
    bare: str
    """The same without what is quoted or code, which is no instruction; equally long."""

    @cached_property
    def words(self) -> list[str]:
        """Its words, with what is written onto them."""
        return _WORD.findall(self.text)

    @cached_property
    def is_loud(self) -> bool:
        """Whether it is mostly in capitals."""
        words = [word for word in self.words if len(word) > 1]
        return len(words) > 2 and sum(word.isupper() for word in words) * 2 > len(words)


class Part:
    """A section of the page, as the rules read it."""

    def __init__(self, key: str, text: str) -> None:
        self.key = key
        self.text = text
        self.bare = unquoted(text)
        """The text without what is quoted or code; equally long."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        begin = 0
        ends = [match.end() for match in _ENDS.finditer(self.bare) if match.group("end")]
        for end in (*ends, len(self.text)):
            text = self.text[begin:end]
            start = begin + len(text) - len(text.lstrip())
            kept = text.strip()
            if kept:
                yield Sentence(start, kept, self.bare[start : start + len(kept)])
            begin = end

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Its lines that say something, each with where it begins."""
        found, start = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                found.append((start, line))
            start += len(line) + 1
        return tuple(found)

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that a place in the text belongs to."""
        index = bisect_right(self._starts, position) - 1
        return self.sentences[index] if index >= 0 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def finding(self, rule: str, start: int, end: int, reason: str, better: str) -> Finding:
        """A finding about the words from `start` to `end`, cut where they are too many."""
        words = self.text[start:end]
        if len(words) > LONGEST:
            words = words[:LONGEST]
            words = words[: words.rfind(" ")] if " " in words.strip() else words
        start += len(words) - len(words.lstrip())
        return Finding(rule, self.key, words.strip(), start, reason, better)


def unquoted(text: str) -> str:
    """A text with blanks in place of what is quoted or code; equally long."""
    return _QUOTED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def parts_of(page: Page) -> tuple[Part, ...]:
    """The sections that say something, in the page's order."""
    texts = ((section.key, section_text(page, section.key)) for section in SECTIONS)
    return tuple(Part(key, text) for key, text in texts if text.strip())


def without_repeats(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings in the page's order, each words of a section only once."""
    order: dict[str, int] = {section.key: index for index, section in enumerate(SECTIONS)}
    findings.sort(key=lambda f: (order.get(f.section, len(order)), f.start or 0))
    first: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        first.setdefault(finding.key, finding)
    return tuple(first.values())
