"""Paragraphs and lists of the Word file: styles, directions, links, boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pilotage.export import prose, words
from pilotage.export import word_styles as look
from pilotage.export.typesetting import is_rtl

DEEPEST: Final = 8
"""Word knows nine levels of lists."""
INSET: Final = 140
"""From the side of a box to its text."""


class Box(NamedTuple):
    """A tinted box with a coloured side, around paragraphs that follow each other."""

    color: str
    tint: str


class Text:
    """Writes paragraphs at the end of a document, or of a cell of a table."""

    def __init__(self, word: WordDocument, gap: float) -> None:
        self.word = word
        self._gap = gap
        self._box: Box | None = None
        self._indent = 0
        self._tight = False
        self._next_list = look.FIRST_LIST
        self.last: Paragraph | None = None
        self.heading_style = "Heading 1"
        """The style of the headings that are written next."""

    @contextmanager
    def inside(self, box: Box | None, indent: int) -> Iterator[None]:
        """All that is written meanwhile stands in a box, and indented."""
        self._box, self._indent = box, indent + (INSET if box else 0)
        yield
        last = self.last
        self._box, self._indent = None, 0
        if box and last is not None:
            spacing = last._p.get_or_add_pPr().get_or_add_spacing()
            spacing.set(qn("w:after"), str(round(20 * (2 + 5 * self._gap))))

    def paragraph(
        self, style: str, said: str = "", *, hang: int = 0, into: Any = None
    ) -> Paragraph:
        """A paragraph, of plain text if some is given."""
        line: Paragraph = (self.word if into is None else into).add_paragraph(style=style)
        self.last = line
        about = line._p.get_or_add_pPr()
        right = 0
        if self._box:
            color, tint = self._box
            right = INSET
            edges = "".join(
                f'<w:{edge} w:val="single" w:sz="4" w:space="{space}" w:color="{tint}"/>'
                for edge, space in (("bottom", 3), ("right", 6))
            )
            about.append(
                look.xml(
                    f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="{tint}"/>'
                    f'<w:left w:val="single" w:sz="20" w:space="6" w:color="{color}"/>'
                    f"{edges}</w:pBdr>"
                )
            )
            about.append(look.shade(tint))
        if self._indent or hang or right:
            hanging = f' w:hanging="{hang}"' if hang else ""
            about.append(
                look.xml(f'<w:ind w:left="{self._indent + hang}" w:right="{right}"{hanging}/>')
            )
        if self._tight:
            about.append(look.xml('<w:spacing w:after="0"/>'))
        if said:
            self.spans(line, (prose.Span(said),))
        return line

    def heading(
        self, title: str, *, color: str, number: int = 0, hang: int = 0, new_column: bool = False
    ) -> None:
        """A section's heading, numbered or not."""
        line = self.paragraph(self.heading_style, hang=hang)
        if number:
            _number(line, number, 0)
        if new_column:
            line._p.append(look.xml('<w:r><w:br w:type="column"/></w:r>'))
        run = line.add_run(title)
        run._r.get_or_add_rPr().append(look.colored(color))

    def blocks(self, said: str, style: str, level: int = 0) -> None:
        """A section's limited Markdown."""
        if not said.strip():
            self.empty(style)
        found = prose.blocks(said) if said.strip() else ()
        # paragraphs that are indented unlike their neighbours leave gaps in a box: none then
        self._tight = self._box is not None and any(isinstance(b, prose.Items) for b in found)
        for block in found:
            self._block(block, style, level)
        self._tight = False

    def empty(self, style: str = "Normal") -> None:
        """Says that nothing is written."""
        line = self.paragraph(style)
        run = line.add_run(words.EMPTY)
        run.italic = True
        run._r.get_or_add_rPr().append(look.colored(look.SOFT))

    def items(self, lines: Sequence[tuple[prose.Span, ...]], style: str, mark: int | None) -> None:
        """A list of lines; without a mark they are numbered from 1."""
        if not lines:
            self.empty()
            return
        mark = self._new_list(1) if mark is None else mark
        for each in lines:
            line = self.paragraph(style, hang=look.STEP)
            _number(line, mark, 0)
            self.spans(line, each)

    def spans(self, line: Paragraph, found: Sequence[prose.Span]) -> None:
        """Styled text at the end of a paragraph, in the direction of its script."""
        rtl = is_rtl(line.text + "".join(span.text for span in found))
        if rtl:
            about = line._p.get_or_add_pPr()
            about.append(look.xml("<w:bidi/>"))
        for span in found:
            run = self._run(line, span)
            if span.strong:
                run.style = "Strong"
            if span.emphasis and not span.strong:
                run.style = "Emphasis"
            if span.emphasis and span.strong:
                run.italic = True
            if span.code:
                run.style = "Code"
                run.bold, run.italic = span.strong or None, span.emphasis or None
            if rtl or is_rtl(span.text):
                run._r.get_or_add_rPr().append(look.xml("<w:rtl/>"))

    def end_section(self, sheet: Any) -> None:
        """What was written since the last section has this sheet."""
        assert self.last is not None  # noqa: S101 - no section is empty
        self.last._p.get_or_add_pPr().append(sheet)

    def ruled(self, line: Paragraph, color: str) -> None:
        """Draw a line below a paragraph."""
        line._p.get_or_add_pPr().append(
            look.xml(
                f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{color}"/>'
                "</w:pBdr>"
            )
        )

    def _block(self, block: prose.Block, style: str, level: int) -> None:
        if isinstance(block, prose.Paragraph):
            self.spans(self.paragraph(style), block.spans)
            return
        mark = look.BULLETS if block.start is None else self._new_list(block.start)
        kind = "List Bullet" if block.start is None else "List Number"
        for item in block.items:
            self._item(item, kind, mark, min(level, DEEPEST))

    def _item(self, item: tuple[prose.Block, ...], kind: str, mark: int, level: int) -> None:
        first, rest = (item[0], item[1:]) if item else (prose.Paragraph(()), ())
        if not isinstance(first, prose.Paragraph):
            first, rest = prose.Paragraph(()), item
        line = self.paragraph(kind, hang=look.STEP)
        _number(line, mark, level)
        self.spans(line, first.spans)
        self._indent += look.STEP
        for block in rest:
            self._block(block, "Normal", level + 1)
        self._indent -= look.STEP

    def _run(self, line: Paragraph, span: prose.Span) -> Run:
        if not span.href:
            return line.add_run(span.text)
        key = self.word.part.relate_to(span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = look.xml(f'<w:hyperlink r:id="{key}" w:history="1"></w:hyperlink>')
        run = line.add_run(span.text, style="Hyperlink")
        link.append(run._r)
        line._p.append(link)
        return run

    def _new_list(self, start: int) -> int:
        number = self._next_list
        self._next_list += 1
        self.word.part.numbering_part.element.append(look.numbered(number, start))
        return number


def _number(line: Paragraph, mark: int, level: int) -> None:
    about = line._p.get_or_add_pPr()
    numbers = about.get_or_add_numPr()
    numbers.get_or_add_ilvl().val = level
    numbers.get_or_add_numId().val = mark
