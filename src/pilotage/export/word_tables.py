"""The two tables of the Word file: who answers for the workflow, and the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pilotage.export import word_styles as look
from pilotage.export import words
from pilotage.export.document import Document, Measure, Owner
from pilotage.export.prose import Span
from pilotage.export.word_text import Text
from pilotage.model.review import MetricVerdict

FIGURES: Final = (18, 19, 18, 60)
"""How wide the columns of figures are, in mm; the name has the rest."""
BAR: Final = 22
"""A bar has so many parts."""


def owners(text: Text, people: Sequence[Owner], width: int) -> None:
    """Roles at the head, names with their contacts below."""
    table = table_of(text, 2, [width // len(people)] * len(people), look.SLATE)
    for column, owner in enumerate(people):
        cells = table.columns[column].cells
        write(text, cells[0], "Small", Span(owner.role))
        if owner.name:
            write(text, cells[1], "Table Text", Span(owner.name, strong=True))
        else:
            write(text, cells[1], "Small", Span(words.NOBODY, emphasis=True))
        if owner.contact:
            text.spans(cells[1].add_paragraph(style="Small"), (Span(owner.contact),))


def measures(text: Text, page: Document, width: int) -> None:
    """The table of figures, and what is not measured with the reasons."""
    if page.measures or page.waived:
        text.heading(words.MEASURES, color=look.TEAL)
    if page.measures:
        figures = [round(each * look.MM) for each in FIGURES]
        table = table_of(text, len(page.measures) + 1, [width - sum(figures), *figures])
        for cell, head in zip(table.rows[0].cells, words.HEADS, strict=True):
            write(text, cell, "Table Head", Span(head))
            underline(cell, 8, look.INK)
        for row, measure in zip(table.rows[1:], page.measures, strict=True):
            _measure(text, row.cells, measure)
        for row in table.rows:
            for cell in row.cells[1:4]:
                cell.paragraphs[0]._p.get_or_add_pPr().append(look.xml('<w:jc w:val="right"/>'))
    for waived in page.waived:
        line = text.paragraph("Small", waived)
        line._p.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), "60")
    if not page.waived:
        after_a_table(text)


def _measure(text: Text, cells: Sequence[_Cell], measure: Measure) -> None:
    write(text, cells[0], "Table Text", Span(measure.name, strong=True))
    if measure.unit:
        unit = cells[0].paragraphs[0].add_run(f" {measure.unit}")
        unit._r.get_or_add_rPr().append(look.colored(look.SOFT))
    figures = (measure.baseline, measure.target, measure.now)
    for cell, figure in zip(cells[1:4], figures, strict=True):
        strong = cell is not cells[1] and bool(figure)
        write(text, cell, "Table Text", Span(figure or words.NO_FIGURE, strong=strong))
    line = cells[4].paragraphs[0]
    line.style = "Small"
    met = measure.verdict is MetricVerdict.ON_TARGET
    if measure.progress is not None:
        bar(line, float(measure.progress), look.TEAL if met else look.BAR)
    said = line.add_run(measure.way_and_cases)
    missed = measure.verdict is MetricVerdict.OFF_TARGET
    color = look.TEAL if met else look.RED if missed else look.SOFT
    said.bold = met or None
    said._r.get_or_add_rPr().append(look.colored(color))
    for cell in cells:
        underline(cell, 4, look.HAIR)


def bar(line: Paragraph, share: float, fill: str) -> None:
    """A bar that is filled to a share of its length, at the end of a line."""
    done = max(1, round(share * BAR))
    for parts, color in ((done, fill), (BAR - done, look.HAIR)):
        if parts:
            run = line.add_run(" " * parts)
            about = run._r.get_or_add_rPr()
            about.append(look.xml('<w:sz w:val="12"/>'))
            about.append(look.shade(color))
    line.add_run("  ")


def table_of(text: Text, rows: int, widths: Sequence[int], fill: str = "") -> Table:
    """A table whose first row is its head, repeated on each sheet."""
    table: Table = text.word.add_table(rows, len(widths))
    table.autofit = False
    about = table._tbl.tblPr
    for old in about.findall(qn("w:tblW")):
        about.remove(old)
    about.append(look.xml(f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'))
    margins = "".join(
        f'<w:{edge} w:w="{space}" w:type="dxa"/>'
        for edge, space in (("top", 20), ("left", 90), ("bottom", 20), ("right", 90))
    )
    about.append(look.xml(f"<w:tblCellMar>{margins}</w:tblCellMar>"))
    about.append(look.xml('<w:tblLook w:val="0020" w:firstRow="1"/>'))
    for grid, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        grid.set(qn("w:w"), str(width))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(look.xml("<w:cantSplit/>"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell_about = cell._tc.get_or_add_tcPr()
            cell_about.append(look.xml(f'<w:tcW w:w="{width}" w:type="dxa"/>'))
            if fill:
                cell_about.append(look.shade(fill))
    table.rows[0]._tr.get_or_add_trPr().append(look.xml("<w:tblHeader/>"))
    return table


def write(text: Text, cell: _Cell, style: str, span: Span) -> None:
    """A text of one style as a cell's first paragraph."""
    line = cell.paragraphs[0]
    line.style = style
    text.spans(line, (span,))


def underline(cell: _Cell, eighths: int, color: str) -> None:
    """A line below a cell, so many eighths of a point thick."""
    cell._tc.get_or_add_tcPr().append(
        look.xml(
            f'<w:tcBorders><w:bottom w:val="single" w:sz="{eighths}" w:color="{color}"/>'
            "</w:tcBorders>"
        )
    )


def after_a_table(text: Text, room: int = 20) -> None:
    """Word wants a paragraph after a table: one that takes no room, or so many twentieths."""
    line = text.paragraph("Small")
    about = line._p.get_or_add_pPr()
    about.append(
        look.xml(f'<w:spacing w:before="0" w:after="0" w:line="{room}" w:lineRule="exact"/>')
    )
