"""The content of a review pack's Word file, from top to bottom as it is read.

What the other formats draw stands here as tables and words, which can be edited.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from pilotage.export import review_words as words
from pilotage.export import word_styles as look
from pilotage.export import words as page_words
from pilotage.export.document import Document
from pilotage.export.prose import Span
from pilotage.export.review_content import (
    HEADS,
    Block,
    PageInForce,
    Picture,
    Review,
    Row,
    Runs,
    Said,
    Table,
    TrapLine,
)
from pilotage.export.word_order import put_in_order
from pilotage.export.word_page import TONES, WRONG, footer_line, prepare, write_cards, write_step
from pilotage.export.word_tables import after_a_table, bar, owners, table_of, underline, write
from pilotage.export.word_text import Text
from pilotage.method.traps import TrapStatus
from pilotage.model.document import Paper
from pilotage.model.review import MetricVerdict

DENSITY: Final = look.Density(20, 0.8, 1.2)
SCORES: Final = (30, 12, 11, 19, 28)
"""What share of the width each column of the scorecard has."""
ROOM: Final = 140
"""Between two tables, in twentieths of a point."""
RUNS: Final = (17, 31, 33, 19)
COLORS: Final = {
    MetricVerdict.ON_TARGET: look.TEAL,
    MetricVerdict.OFF_TARGET: look.RED,
    MetricVerdict.NOT_ENOUGH: look.AMBER,
    MetricVerdict.NO_DATA: look.SOFT,
}
TRAPS: Final = {
    TrapStatus.CLOSED: look.TEAL,
    TrapStatus.CLOSING: look.AMBER,
    TrapStatus.OPEN: look.RED,
}


def word_review(review: Review, paper: Paper) -> WordDocument:
    """The document, ready to be saved."""
    word = docx.Document()
    at = datetime.combine(review.day, datetime.min.time(), UTC)
    prepare(word, review.page, words.KICKER, DENSITY, at=at)
    width = look.SHEETS[paper][0] - 2 * look.MARGIN
    text = Text(word, DENSITY.gap)
    footer = footer_line(word, f"{review.identity}\t{page_words.MADE}", paper)
    _header(text, review)
    text.end_section(look.sheet(paper, footer=footer))
    _answer(text, review, width)
    for place, part in enumerate(review.parts):
        _head(text, part.title, new_page=not place)
        for block in part.blocks:
            _block(text, block, width)
        if part.title == words.MEASURED:
            text.heading_style = "Heading 2"
            _day_by_day(text, review.rows)
            text.heading_style = "Heading 1"
    word.element.body.append(look.sheet(paper))
    put_in_order(word.element)
    return word


def _colored(line: Paragraph, said: str, color: str, *, bold: bool = False) -> None:
    run = line.add_run(said)
    run.bold = bold or None
    run._r.get_or_add_rPr().append(look.colored(color))


def _head(text: Text, title: str, *, new_page: bool) -> None:
    """A part's heading: larger than those on the first sheet."""
    text.heading(title, color=look.INK)
    assert text.last is not None  # noqa: S101 - it was written just now
    about = text.last.runs[-1]._r.get_or_add_rPr()
    about.append(look.xml('<w:caps w:val="0"/>'))
    about.append(look.xml('<w:sz w:val="28"/>'))
    about.append(look.xml('<w:szCs w:val="28"/>'))
    text.last._p.get_or_add_pPr().append(look.xml('<w:spacing w:before="280" w:after="100"/>'))
    if new_page:
        text.last.runs[0]._r.addprevious(look.xml('<w:r><w:br w:type="page"/></w:r>'))


def _header(text: Text, review: Review) -> None:
    text.paragraph("Page Kicker", words.KICKER)
    text.paragraph("Title", review.title)
    text.blocks(review.purpose, "Subtitle")
    line = text.paragraph("Page Status")
    color, tint = TONES[review.page.state]
    pill = line.add_run(f"\u00a0{review.page.status}\u00a0")
    about = pill._r.get_or_add_rPr()
    about.append(look.xml("<w:b/>"))
    about.append(look.colored(color))
    about.append(look.shade(tint))
    line.add_run("".join(f"  ·  {fact}" for fact in review.facts))
    text.ruled(line, look.TEAL)


# -- the scorecard -------------------------------------------------------------------------


def _answer(text: Text, review: Review, width: int) -> None:
    text.heading(review.answer, color=look.INK)
    assert text.last is not None  # noqa: S101 - it was written just now
    about = text.last.runs[-1]._r.get_or_add_rPr()
    about.append(look.xml('<w:caps w:val="0"/>'))
    about.append(look.xml('<w:sz w:val="30"/>'))
    for line in review.sure[:1]:
        text.paragraph("Subtitle", line)
    if review.rows:
        text.heading(words.SCORES, color=look.TEAL)
        _scores(text, review.rows, width)
    for line in review.sure[1:]:
        text.paragraph("Small", line)
    text.heading(words.TRAPS, color=look.TEAL)
    for trap in review.traps:
        _trap(text, trap)
    with text.inside(WRONG, 0):
        text.heading(review.verdict.title, color=look.INK)
        text.spans(text.paragraph("Normal"), (Span(review.verdict.by, strong=True),))
        for label, said in review.verdict.lines:
            under = text.paragraph("Normal")
            _colored(under, f"{label}: ", look.SOFT)
            text.spans(under, (Span(said),))
    text.heading(words.UNMEASURED, color=look.AMBER if review.unmeasured else look.TEAL)
    for each in review.unmeasured or (words.ALL_MEASURED,):
        text.paragraph("Normal", each)


def _day_by_day(text: Text, rows: tuple[Row, ...]) -> None:
    """What the other formats draw as charts."""
    charts = [row.chart for row in rows if row.chart]
    if charts:
        text.heading(HEADS[5], color=look.TEAL)
    for chart in charts:
        text.paragraph("Small", chart.words)


def _scores(text: Text, rows: tuple[Row, ...], width: int) -> None:
    table = table_of(text, len(rows) + 1, _shares(SCORES, width))
    for cell, head in zip(table.rows[0].cells, HEADS[:5], strict=True):
        write(text, cell, "Table Head", Span(head))
        underline(cell, 8, look.INK)
    for line, row in zip(table.rows[1:], rows, strict=True):
        color = COLORS[row.score.verdict]
        cells = line.cells
        write(text, cells[0], "Table Text", Span(row.score.name, strong=True))
        if row.score.unit:
            _colored(cells[0].paragraphs[0], f" {row.score.unit}", look.SOFT)
        said = cells[0].add_paragraph(style="Table Text")
        _colored(said, f"{row.mark} {row.verdict}", color, bold=True)
        write(text, cells[1], "Table Text", Span(row.baseline))
        write(text, cells[2], "Table Text", Span(row.target, strong=True))
        write(text, cells[3], "Table Text", Span(row.now, strong=True))
        write(text, cells[4], "Table Text", Span(row.change_words))
        for place, between in ((3, row.between), (4, row.change_between)):
            if between:
                cells[place].add_paragraph(between, style="Small")
        for cell in cells:
            underline(cell, 4, look.HAIR)
    _to_the_right(table, (1, 2, 3))
    after_a_table(text, ROOM)


def _trap(text: Text, trap: TrapLine) -> None:
    line = text.paragraph("Normal")
    _colored(line, f"{trap.mark} ", TRAPS[trap.status], bold=True)
    text.spans(line, (Span(trap.name, strong=True),))
    _colored(line, f" · {trap.status.value}", TRAPS[trap.status], bold=True)
    _colored(line, f"{f' · {trap.gate}' if trap.gate else ''}: ", look.SOFT)
    text.spans(line, (Span(trap.evidence),))


# -- the evidence --------------------------------------------------------------------------


def _block(text: Text, block: Block, width: int) -> None:
    match block:
        case Said():
            for each in block.text.strip().split("\n"):
                text.spans(text.paragraph("Normal"), (Span(each, strong=block.strong),))
        case Table():
            _table(text, block, width)
        case Runs():
            _runs(text, block, width)
        case Picture():
            if block.beside:
                _table(text, block.beside, width)
        case PageInForce():
            _page(text, block.page, width)


def _page(text: Text, page: Document, width: int) -> None:
    text.heading_style = "Heading 2"
    text.spans(text.paragraph("Normal"), (Span(page.title, strong=True),))
    text.paragraph("Small", " · ".join((page.status, *page.facts)))
    for step in page.flow:
        write_step(text, step)
    write_cards(text, page, column=False)
    text.heading(page_words.OWNERS, color=look.INK)
    owners(text, page.owners, width)
    after_a_table(text, ROOM)
    text.heading_style = "Heading 1"


def _table(text: Text, block: Table, width: int) -> None:
    table = table_of(text, len(block.rows) + 1, _shares(block.widths, width))
    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        write(text, cell, "Table Head", Span(head))
        underline(cell, 8, look.INK)
    for number, (line, row) in enumerate(zip(table.rows[1:], block.rows, strict=True), start=1):
        strong = block.total and number == len(block.rows)
        for cell, said in zip(line.cells, row, strict=True):
            first, *rest = said.strip().split("\n")
            write(text, cell, "Table Text", Span(first, strong=strong))
            for more in rest:
                text.spans(cell.add_paragraph(style="Table Text"), (Span(more),))
            underline(cell, 4, look.HAIR)
    _to_the_right(table, block.right)
    after_a_table(text, ROOM)


def _runs(text: Text, block: Runs, width: int) -> None:
    if block.words:
        text.spans(text.paragraph("Normal"), (Span(block.words, strong=True),))
    table = table_of(text, len(block.lines) + 1, _shares(RUNS, width))
    for cell, head in zip(table.rows[0].cells, words.RUN_HEADS, strict=True):
        write(text, cell, "Table Head", Span(head))
        underline(cell, 8, look.INK)
    for row, line in zip(table.rows[1:], block.lines, strict=True):
        write(text, row.cells[0], "Table Text", Span(f"#{line.number} · revision {line.revision}"))
        write(text, row.cells[1], "Table Text", Span(line.who))
        time = row.cells[2].paragraphs[0]
        time.style = "Table Text"
        bar(time, line.share, look.BAR)
        time.add_run(line.took)
        gaps = row.cells[3].paragraphs[0]
        gaps.style = "Table Text"
        color = look.TEAL if line.result == "clean" else look.AMBER
        mark = "✓ " if line.result == "clean" else f"{'●' * min(line.gaps, 20)} "
        _colored(gaps, f"{mark if line.gaps or line.result == 'clean' else ''}{line.result}", color)
        for cell in row.cells:
            underline(cell, 4, look.HAIR)
    after_a_table(text, ROOM)
    if block.left_out:
        text.paragraph("Small", words.LEFT_OUT.format(block.left_out))


def _shares(widths: tuple[int, ...], width: int) -> list[int]:
    return [width * each // sum(widths) for each in widths]


def _to_the_right(table: WordTable, columns: tuple[int, ...]) -> None:
    for row in table.rows:
        for place in columns:
            for line in row.cells[place].paragraphs:
                line._p.get_or_add_pPr().append(look.xml('<w:jc w:val="right"/>'))
