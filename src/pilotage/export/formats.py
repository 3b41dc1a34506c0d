"""What can be exported and in which formats; light enough for a command's `--help`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from pilotage.errors import PilotageError


class What(StrEnum):
    """What is exported."""

    DOCUMENT = "document"
    REVIEW = "review"
    MAP = "map"
    DATA = "data"
    JOURNAL = "journal"

    @property
    def label(self) -> str:
        """What it is, for a list."""
        return {
            What.DOCUMENT: "The one-page document",
            What.REVIEW: "The review pack",
            What.MAP: "The integration map",
            What.DATA: "All data, to keep or move",
            What.JOURNAL: "The journal",
        }[self]


class Format(StrEnum):
    """A file's format; the value is its ending without the dot."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    MARKDOWN = "md"
    SVG = "svg"
    MERMAID = "mmd"
    JSON = "json"
    CSV = "csv"

    @property
    def label(self) -> str:
        """What it is good for, for a list."""
        return {
            Format.PDF: "PDF, to print or send",
            Format.HTML: "HTML, for a browser or an intranet",
            Format.DOCX: "Word (DOCX), to edit further",
            Format.MARKDOWN: "Markdown, for a wiki",
            Format.SVG: "SVG, a picture to place or print",
            Format.MERMAID: "Mermaid, a diagram as text",
            Format.JSON: "JSON",
            Format.CSV: "CSV, for a spreadsheet",
        }[self]

    @property
    def has_paper(self) -> bool:
        """Whether the file is made for a size of paper."""
        return self in (Format.PDF, Format.DOCX)


FORMATS: Final[Mapping[What, tuple[Format, ...]]] = MappingProxyType(
    {
        What.DOCUMENT: (Format.PDF, Format.HTML, Format.DOCX, Format.MARKDOWN),
        What.REVIEW: (Format.PDF, Format.HTML, Format.DOCX, Format.MARKDOWN, Format.CSV),
        What.MAP: (Format.SVG, Format.MERMAID, Format.MARKDOWN),
        What.DATA: (Format.JSON,),
        What.JOURNAL: (Format.CSV, Format.JSON),
    }
)
"""The formats of each; the first is the default."""
EXPORTED: Final = (".pdf", ".html", ".htm", ".docx", ".md")
"""The endings of files that say which page they are."""
ALIASES: Final = {"markdown": "md", "htm": "html", "mermaid": "mmd"}


def ending(path: PurePath) -> str:
    """The format that a file's name asks for; empty when it has no ending."""
    found = path.suffix.lower().lstrip(".")
    return ALIASES.get(found, found)


def format_of(what: What, path: PurePath | None, form: str) -> Format:
    """The format asked for, by its name or else by a file's ending, or the default.

    Raises `PilotageError` for one that this can't be written in.
    """
    known = FORMATS[what]
    chosen = form.lower().lstrip(".") or (ending(path) if path else "") or known[0]
    chosen = ALIASES.get(chosen, chosen)
    if chosen not in known:
        names = [each.value for each in known]
        last = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
        raise PilotageError(f"The {what} can't be written as “{chosen}”.", f"Use {last}.")
    return Format(chosen)


def name_end(what: What, form: Format) -> str:
    """How a file's name ends: “.pdf” for the page, “-data.json” for the rest."""
    return f".{form}" if what is What.DOCUMENT else f"-{what}.{form}"
