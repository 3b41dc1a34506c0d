"""Making an export: what is asked for, as the bytes of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pilotage.export.document import Document, document
from pilotage.export.formats import Format, What
from pilotage.model.document import Paper
from pilotage.model.journal import Entry
from pilotage.model.project import Project

if TYPE_CHECKING:
    from pilotage.export.review_content import Review


@dataclass(frozen=True)
class Order:
    """What is wanted."""

    what: What
    form: Format
    paper: Paper = Paper.A4
    draft: bool = False
    """The page as it is being written, not its current revision."""
    revision: int | None = None
    """An older revision, by its number."""


@dataclass(frozen=True)
class Made:
    """An export, ready to be written."""

    content: bytes
    note: str = ""
    """What a person should know of it; mostly empty."""


def make(order: Order, project: Project, journal: Sequence[Entry], today: date) -> Made:
    """The export; may take a moment. Raises `Refused` with what to do where it can't be made."""
    if order.what is What.DOCUMENT:
        return _page(order, document(project, today, draft=order.draft, number=order.revision))
    if order.what is What.REVIEW:
        from pilotage.export.review import review

        return _review(order, review(project, today, journal))
    if order.what is What.MAP:
        return _text(_map(order.form, project))
    if order.form is Format.CSV:
        from pilotage.export.to_csv import journal_to_csv

        return _text(journal_to_csv(journal))
    from pilotage.export import to_json

    if order.what is What.JOURNAL:
        return _text(to_json.journal_to_json(journal))
    return _text(to_json.to_json(project, journal))


def _review(order: Order, pack: Review) -> Made:
    match order.form:
        case Format.PDF:
            from pilotage.export.review_to_pdf import review_to_pdf

            pdf = review_to_pdf(pack, order.paper)
            return Made(pdf.content, pdf.note)
        case Format.DOCX:
            from pilotage.export.review_to_docx import review_to_docx

            return Made(review_to_docx(pack, order.paper))
        case Format.HTML:
            from pilotage.export.review_to_html import review_to_html

            return _text(review_to_html(pack))
        case Format.CSV:
            from pilotage.export.review_to_csv import review_to_csv

            return _text(review_to_csv(pack))
    from pilotage.export.review_to_markdown import review_to_markdown

    return _text(review_to_markdown(pack))


def _map(form: Format, project: Project) -> str:
    if form is Format.SVG:
        from pilotage.export.to_svg import svg

        return svg(project)
    from pilotage.export.to_mermaid import map_to_markdown, to_mermaid

    return to_mermaid(project) if form is Format.MERMAID else map_to_markdown(project)


def _page(order: Order, page: Document) -> Made:
    if order.form in (Format.HTML, Format.DOCX):  # their text is as large as leaves one sheet
        from pilotage.export.page_layout import measured

        page = measured(page)
    match order.form:
        case Format.PDF:
            from pilotage.export.to_pdf import to_pdf

            pdf = to_pdf(page, order.paper)
            return Made(pdf.content, pdf.note)
        case Format.DOCX:
            from pilotage.export.to_docx import to_docx

            return Made(to_docx(page, order.paper))
        case Format.HTML:
            from pilotage.export.to_html import to_html

            return _text(to_html(page))
    from pilotage.export.to_markdown import to_markdown

    return _text(to_markdown(page))


def _text(text: str) -> Made:
    return Made(text.encode("utf-8"))
