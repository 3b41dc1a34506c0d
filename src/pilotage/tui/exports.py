"""What can be exported from the screens, as texts ready to be written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pilotage.export.document import document
from pilotage.model.journal import Entry
from pilotage.model.project import Project


class Export(StrEnum):
    """What is written, and in which form; the value is the file's ending after its name."""

    PAGE_HTML = ".html"
    PAGE_MARKDOWN = ".md"
    DATA = "-data.json"
    JOURNAL = "-journal.csv"

    @property
    def label(self) -> str:
        """What it is, for a list."""
        return {
            Export.PAGE_HTML: "The page, to print or send (HTML)",
            Export.PAGE_MARKDOWN: "The page as text (Markdown)",
            Export.DATA: "All data, to keep or move (JSON)",
            Export.JOURNAL: "The journal, for a spreadsheet (CSV)",
        }[self]

    @property
    def is_page(self) -> bool:
        """Whether it is the one-page document."""
        return self in (Export.PAGE_HTML, Export.PAGE_MARKDOWN)


def text_of(
    what: Export, project: Project, journal: Sequence[Entry], today: date, *, draft: bool
) -> str:
    """The export as a text; may take a moment with much data."""
    if what.is_page:
        page = document(project, today, draft=draft)
        if what is Export.PAGE_HTML:
            from pilotage.export.to_html import to_html

            return to_html(page)
        from pilotage.export.to_markdown import to_markdown

        return to_markdown(page)
    if what is Export.JOURNAL:
        from pilotage.export.to_csv import journal_to_csv

        return journal_to_csv(journal)
    from pilotage.export.to_json import to_json

    return to_json(project, journal)
