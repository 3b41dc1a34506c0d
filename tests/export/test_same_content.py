"""The page says the same in every format, in the same order of sections."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser

import docx
import pytest
from docx.document import Document as WordDocument
from docx.table import Table
from markdown_it import MarkdownIt
from pypdf import PdfReader

from pilotage.actions import people
from pilotage.actions.page import edit_section
from pilotage.export import words
from pilotage.export.document import Document, document
from pilotage.export.to_docx import to_docx
from pilotage.export.to_html import to_html
from pilotage.export.to_markdown import to_markdown
from pilotage.export.to_pdf import to_pdf
from pilotage.model.document import SECTION_BY_KEY
from tests.export.plain import plain_text
from tests.way import Way, measured

PROSE = (
    "A **form** in `leads_new`, see [the *list*](https://example.org/a_b):\n\n1. 2 * 3\n2. b_c_d"
)
LINES = "Read the *region* [here](https://example.org)\n11.5 of `12`; <b> & ~5 | 6\nC:\\new #1"


@cache
def everything() -> Document:
    """A page with limited Markdown in all sections, contacts, waived and unmeasured metrics."""
    way: Way = measured()
    for key in ("purpose", "trigger", "input_format", "review", "destination", "when_wrong"):
        title = SECTION_BY_KEY[key].title
        way.do(edit_section, section=key, text=f"{title} now. {PROSE}")
    for key in ("steps", "criteria", "disqualifiers"):
        way.do(edit_section, section=key, text=LINES)
    for person in way.project.people:
        contact = f"person{person.id}@example.org"
        way.do(people.edit_person, person=person.id, name=person.name, contact=contact)
    time = way.project.metrics[0].id
    way.project = way.project.having(
        title="Inbound leads of the website: who answers them | and how fast, *each* day",
        measurements=tuple(m for m in way.project.measurements if m.metric != time),
    )
    return document(way.project, date(2026, 5, 20), draft=True)


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "style"

    def handle_data(self, data: str) -> None:
        self.text += "" if self.hidden else data


def of_html(page: Document) -> str:
    return _Text(to_html(page)).text


def of_markdown(page: Document) -> str:
    html = MarkdownIt("commonmark").enable("table").render(to_markdown(page))
    return unescape(re.sub(r"<[^>]*>", " ", html))


def of_docx(page: Document) -> str:
    word = docx.Document(io.BytesIO(to_docx(page)))

    def parts() -> Iterator[str]:
        for block in word.iter_inner_content():
            if isinstance(block, Table):
                yield from (cell.text for row in block.rows for cell in row.cells)
            else:
                yield block.text
        yield word.sections[0].footer.paragraphs[0].text

    assert isinstance(word, WordDocument)
    return "\n".join(parts())


def of_pdf(page: Document) -> str:
    reader = PdfReader(io.BytesIO(to_pdf(page).content))
    return "\n".join(sheet.extract_text() for sheet in reader.pages)


FORMATS = {"html": of_html, "markdown": of_markdown, "docx": of_docx, "pdf": of_pdf}
in_every_format = pytest.mark.parametrize("name", FORMATS)


@cache
def text_in(name: str) -> str:
    return letters(FORMATS[name](everything()))


def letters(text: str) -> str:
    """What can be read, whatever the case of headings, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())


def said(page: Document) -> list[str]:
    """Every piece of content."""
    found = [page.title, *plain_text(page.purpose).split("\n"), page.status, *page.facts]
    for step in page.flow:
        found += [step.title, step.lead_label, step.lead, *plain_text(step.text).split("\n")]
        found += [plain_text(line) for line in step.steps]
    for key in ("criteria", "disqualifiers", "when_wrong"):
        found.append(SECTION_BY_KEY[key].title)
    found += [plain_text(line) for line in (*page.criteria, *page.disqualifiers)]
    found += plain_text(page.when_wrong).split("\n")
    found += [words.OWNERS, words.MEASURES, *words.HEADS, *page.waived]
    for owner in page.owners:
        found += [owner.role, owner.name or words.NOBODY, owner.contact]
    for measure in page.measures:
        found += [measure.name, measure.unit, measure.baseline, measure.target, measure.now]
        found.append(measure.way_and_cases)
    return [*found, page.identity, words.MADE]


def test_the_page_has_everything() -> None:
    page = everything()
    assert page.waived
    assert {bool(measure.now) for measure in page.measures} == {True, False}
    assert all(owner.contact for owner in page.owners)
    assert len(said(page)) > 80


@in_every_format
def test_everything_is_in_it(name: str) -> None:
    found = text_in(name)
    assert not [each for each in said(everything()) if letters(each) not in found]


@in_every_format
def test_it_says_it_as_often_as_the_others(name: str) -> None:
    found = text_in(name)
    piece = letters("11.5 of 12; <b> & ~5 | 6")
    assert found.count(piece) == 3
    assert found.count(letters("A form in leads_new, see the list:")) == 6


@in_every_format
def test_the_sections_come_in_the_same_order(name: str) -> None:
    page = everything()
    titles = [page.title, *(step.title for step in page.flow)]
    titles += [SECTION_BY_KEY[key].title for key in ("criteria", "disqualifiers", "when_wrong")]
    titles += [words.OWNERS, words.MEASURES]
    found = text_in(name)
    places = [found.find(letters(title)) for title in titles]
    assert -1 not in places
    assert places == sorted(places)


def test_a_piece_that_is_missing_is_noticed() -> None:
    page = everything()
    assert letters("Not of this page") not in text_in("html")
    assert letters(page.title[:-3] + "xyz") not in text_in("docx")
