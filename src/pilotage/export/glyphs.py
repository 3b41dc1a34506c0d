"""Which fonts a text needs, and what to do about characters that no font here has.

The fonts that ship with the program have the Latin, Greek and Cyrillic letters. A text with
others is set with the system's fonts too. A symbol that is in none of them (an emoji, say) is
shown by its name in brackets; for letters that would be no use, so they are named and refused.
A character for private use means what each font pleases, and no archivable file may hold one: it is
shown by its number.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from pilotage.errors import Refused
from pilotage.method.requirement import listed
from pilotage.model.text import one_line

if TYPE_CHECKING:
    import typst

SHIPPED: Final = ("IBM Plex Sans",)
SYSTEM: Final = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans CJK SC",
    "Segoe UI",
    "Arial",
)
"""Families of the system to look into first, where there are any; then all others."""
PROBE: Final = b"""
#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: json(bytes(sys.inputs.fonts)), lang: "en")
#json(bytes(sys.inputs.words)).join(" ")
"""
STANDARDS: Final[Any] = ["a-2a", "ua-1"]
"""Archivable and accessible. Either makes a character without a font an error."""
MOST_NAMED: Final = 8
MOST_SAID: Final = 200
"""So many characters of what Typst says are passed on."""
_SURE: Final = re.compile(r"[\x00-\u024f\u2010-\u2026\u2032\u2033€\u2190-\u2193\u2260-\u2265✓]*")
"""Characters that the shipped fonts have."""
_LACKING: Final = re.compile(
    r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed'
    r'|the PDF contains the codepoint `"((?:[^"\\]|\\.)*)"`'
)
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_LETTERS: Final = ("L", "M", "N")
_SELECTORS: Final = range(0xFE00, 0xFE10)


class CannotSet(Refused):
    """The page can't be laid out."""


class NoFont(CannotSet):
    """No font on this computer has some of the letters."""


@dataclass(frozen=True)
class Glyphs:
    """How a text can be set."""

    system_fonts: bool = False
    """Whether the system's fonts are needed."""
    named: dict[str, str] = field(default_factory=dict)
    """Symbols that no font has, and what is shown for them."""

    @property
    def families(self) -> tuple[str, ...]:
        """The families to set it in, in this order."""
        return (*SHIPPED, *SYSTEM) if self.system_fonts else SHIPPED

    @property
    def note(self) -> str:
        """What a person should know; empty when all characters are shown."""
        seen = [each for each in self.named if self.named[each]]
        if not seen:
            return ""
        public = [f"{each} ({_name(each)})" for each in seen if not _is_private(each)]
        private = [_name(each) for each in seen if _is_private(each)]
        why = []
        if public:
            why.append(f"no font on this computer has {listed(public, MOST_NAMED)}")
        if private:
            why.append(f"no PDF for archives may hold {listed(private, MOST_NAMED)} (private use)")
        said = "; ".join(why)
        return f"{said[0].upper()}{said[1:]}: the PDF shows the name in brackets."

    def shown(self, data: Any) -> Any:
        """Data as JSON has it, with names for the symbols that no font has."""
        if isinstance(data, str):
            return "".join(self.named.get(each, each) for each in data) if self.named else data
        if isinstance(data, list):
            return [self.shown(each) for each in data]
        if isinstance(data, dict):
            return {key: self.shown(each) for key, each in data.items()}
        return data


def glyphs_for(data: Any) -> Glyphs:
    """How the texts in some data can be set; raises `NoFont` naming letters that no font has,
    and `CannotSet` where Typst gives up.
    """
    words = frozenset(
        word
        for text in _texts(data)
        if not _SURE.fullmatch(text)
        for word in text.split()
        if not _SURE.fullmatch(word)
    )
    return _glyphs(words) if words else Glyphs()


@cache
def fonts(*, system: bool) -> typst.Fonts:
    """The fonts that ship with the program, with the system's where they are needed."""
    import typst

    shipped = str(files("fontpkg_ibm_plex_sans") / "files")
    return typst.Fonts(include_system_fonts=system, font_paths=[shipped])


@contextmanager
def setting() -> Iterator[None]:
    """Raise `CannotSet` with Typst's own words where it can't lay something out."""
    try:
        yield
    except RuntimeError as error:  # as Typst's own errors are, and what a query raises
        why = one_line(str(error))[:MOST_SAID].rstrip(".")
        raise CannotSet(
            f"The page can't be laid out: {why}.", "Simplify its text, or export Markdown."
        ) from error


@lru_cache(maxsize=64)
def _glyphs(words: frozenset[str]) -> Glyphs:
    private = {each for word in words for each in word if _is_private(each)}
    if private:
        found = glyphs_for(["".join(e for e in word if e not in private) for word in words])
        return replace(found, named=found.named | {e: f"[{_name(e)}]" for e in sorted(private)})
    # an embedded font meant for formulas or code may have some letters of other scripts
    foreign = any(is_foreign(each) for word in words for each in word)
    if not foreign and not _lacking(words, system_fonts=False):
        return Glyphs()
    lacking = _lacking(words, system_fonts=True)
    letters = sorted({e for e in lacking if _is_letter(e)})
    if letters:
        names = listed((f"{each} ({_name(each)})" for each in letters), MOST_NAMED)
        raise NoFont(
            f"No font on this computer has {names}.",
            "Install a font that has them, or export HTML or Markdown.",
        )
    # joiners and selectors say how their neighbours look, which are now names
    named = {e: "" if _is_unseen(e) else f"[{_name(e)}]" for e in lacking}
    return Glyphs(system_fonts=True, named=named)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in _LETTERS and not _is_unseen(character)


def _is_unseen(character: str) -> bool:
    """Whether it only says how its neighbours are to look."""
    return unicodedata.category(character) == "Cf" or ord(character) in _SELECTORS


def _is_private(character: str) -> bool:
    """Whether no standard says what it is."""
    return unicodedata.category(character) == "Co"


def is_foreign(character: str) -> bool:
    """Whether it is a letter of another script than Latin, Greek and Cyrillic."""
    here = ord(character) < 0x0530 or 0x1E00 <= ord(character) < 0x2000
    return not here and unicodedata.category(character)[0] in ("L", "M")


def _lacking(words: Iterable[str], *, system_fonts: bool) -> tuple[str, ...]:
    """The characters that no font has, in order."""
    import typst

    families = (*SHIPPED, *SYSTEM) if system_fonts else SHIPPED
    found: dict[str, None] = {}
    left = list(words)
    while True:
        compiler = typst.Compiler(
            PROBE,
            font_paths=fonts(system=system_fonts),
            sys_inputs={"words": json.dumps(left), "fonts": json.dumps(families)},
        )
        try:
            compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)
        except typst.TypstError as error:
            told = _LACKING.findall(error.diagnostic)
            new = {e for each in told for e in _unescaped("".join(each))} - found.keys()
            if not new:
                with setting():
                    raise
            found |= dict.fromkeys(sorted(new))
            left = ["".join(e for e in word if e not in found) for word in left]
            continue
        return tuple(found)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)


def _name(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return name or f"U+{ord(character):04X}"


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for each in data.values():
            yield from _texts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)
