"""Advice on reading: abbreviations, long sentences and the reading level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pilotage.method.advice_finding import Finding, Part, words_of
from pilotage.method.naming import tokens
from pilotage.model.project import Project

LONG_WORD: Final = 6
"""A word of more letters is a long one."""
LONG_SENTENCE: Final = 30
"""A sentence of more words is too long to follow while doing."""
DIFFICULT: Final = 55
"""From this LIX on the page is harder than an official text."""
ENOUGH_WORDS: Final = 100
"""With fewer words the LIX says little."""

_COMMON: Final = words_of(
    """
    AI PDF CSV URL ID IDS API FAQ OK UTC EUR USD GBP CHF EU US UK UN USA HTML XML JSON SQL
    CRM ERP IT HR PR SEO TV PC CD USB SMS GPS PIN VIP CEO CFO CTO CV AM PM KB MB GB TB PNG
    JPG JPEG GIF SVG DOC DOCX XLS XLSX PPT PPTX TXT ZIP RSS WWW HTTP HTTPS VAT DIY ASAP FYI
    PS NB RE FW FWD CC BCC Q A B C II III IV VI VII VIII IX XI XII TBD TBA TBC TODO FIXME
    ISO DIN VPN WLAN LAN DNA GDPR
    """
)
"""What every office worker knows."""
_SHOUTED: Final = words_of(
    """
    NOT NEVER ALWAYS MUST DO STOP ONLY AND OR IF NO YES ALL ANY EACH EVERY BOTH THE THIS
    THAT NEW NOW BEFORE AFTER FIRST LAST ONE TWO THREE BY FOR TO OF IN ON OFF UP OUT DONE
    OPEN CLOSED URGENT HIGH LOW MEDIUM WAIT NOTE HOT COLD RED GREEN YELLOW READ SEND ADD
    FAIL PASS SKIP GO USE ASK CHECK WITH FROM ARE IS BE SHALL CAN MAY WILL
    """
)
"""Ordinary words in capitals."""
_CAPITALS: Final = re.compile(
    r"(?<![\w&/.’'-])(?P<short>[A-Z]{2,6})(?:s|['’]s)?"
    r"(?![\w&’'])(?![-_/.]\w)"
)
_EXPLAINED: Final = re.compile(
    r"\w ?\((?P<behind>[A-Z]{2,6})s?\)"
    r"|\((?P<within>[A-Z]{2,6})s?(?: ?[=:,]| (?:is|means|stands for) )"
)
_EXPLAINED_AFTER: Final = re.compile(
    r"\b(?P<before>[A-Z]{2,6})s? ?"
    r"(?:\([^\W\d_]+[ -][^()\n]{0,100}\)|[:=–—] ?\w|(?:is|are) (?:an?|the|our|one)\b"
    r"|(?:means|stands for)\b)"
)
_SMALL_WORDS: Final = re.compile(r"\b[a-z]{2,6}\b")
_FUNCTION_WORDS: Final = words_of(
    """
    the a an of to in and is are it its with for on by or at from as be that this if when
    each all one not no has have into than then
    """
)


def abbreviations(project: Project, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Capitals that neither the page explains nor every office worker knows."""
    explained = _explained("\n".join(part.text for part in parts))
    known = {word.upper() for system in project.systems for word in tokens(system.name)}
    known |= {word.upper() for person in project.people for word in tokens(person.name)}
    seen: set[str] = set()
    for part in parts:
        for match in _CAPITALS.finditer(part.bare):
            short = match.group("short")
            if short in seen or short in _COMMON or short in _SHOUTED or short in known:
                continue
            seen.add(short)
            sentence = part.sentence_at(match.start())
            if short in explained or (sentence and sentence.is_loud):
                continue
            yield part.finding(
                "abbreviation",
                *match.span("short"),
                f"The page does not say what “{short}” stands for.",
                f"Write it out once, with “({short})” behind it.",
            )


def _explained(whole: str) -> set[str]:
    """The abbreviations that a text explains, and its words in small letters as capitals."""
    found = {match.group(match.lastgroup or 0) for match in _EXPLAINED.finditer(whole)}
    # A part of an explanation may begin where another one ended.
    found |= {match.group("before") for match in _EXPLAINED_AFTER.finditer(whole)}
    return found | {word.upper() for word in _SMALL_WORDS.findall(whole)}


def long_sentences(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Sentences that one loses while doing what they say."""
    for part in parts:
        for sentence in part.sentences:
            count = len(sentence.words)
            if count > LONG_SENTENCE:
                yield part.finding(
                    "long_sentence",
                    sentence.start,
                    sentence.start + len(sentence.text),
                    f"{count} words in one sentence: its end is read without its beginning.",
                    "Make two or three sentences of it, one for each thing to do.",
                )


def lix(parts: tuple[Part, ...]) -> int | None:
    """The LIX of the page: words a sentence, and 100 times the share of long words.

    Carl-Hugo Björnsson, “Läsbarhet” (Stockholm: Liber, 1968): 20 very easy, 30 easy, 40 medium,
    50 difficult, 60 very difficult. Made for languages that put blanks between words; None for a
    page that is too short to tell, or is not in English, whose words these bounds are for.
    """
    sentences = [s for part in parts if part.key != "reviewer" for s in part.sentences]
    words = [word for sentence in sentences for word in sentence.words]
    if len(words) < ENOUGH_WORDS:
        return None
    if sum(word.lower().strip(",.;:") in _FUNCTION_WORDS for word in words) * 6 < len(words):
        return None
    long = sum(sum(map(str.isalpha, word)) > LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long / len(words))


def reading_level(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """A page that is hard to read as a whole."""
    level = lix(parts)
    if level is not None and level >= DIFFICULT:
        yield Finding(
            "reading_level",
            "",
            "",
            None,
            f"The page is hard to read: LIX {level}, where 40 is medium and 50 difficult.",
            "Shorter sentences and everyday words; begin with the longest sentence.",
        )
