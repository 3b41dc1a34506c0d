"""The content of the Word file, from top to bottom as it is read.

Nothing stands in a frame or in a table made for looks: headings, paragraphs and lists run in
two columns of text, so that Word's navigation and screen readers find all of them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from pilotage.export import prose, words
from pilotage.export import word_styles as look
from pilotage.export.columns import side
from pilotage.export.document import Document, FlowStep, StepKind
from pilotage.export.glyphs import is_foreign
from pilotage.export.typesetting import DRAFTS_DAY
from pilotage.export.word_order import put_in_order
from pilotage.export.word_tables import measures, owners
from pilotage.export.word_text import Box, Text
from pilotage.model.document import PART_TITLES, Paper

INDENT: Final = 400
"""The steps' texts stand so far to the right of their numbers."""
GUTTER: Final = round(7 * look.MM)
GOOD: Final = Box(look.TEAL, look.TEAL_TINT)
STOP: Final = Box(look.RED, look.RED_TINT)
WRONG: Final = Box(look.INK, look.SLATE)
REVIEW: Final = Box(look.AMBER, look.AMBER_TINT)
TONES: Final = {
    "draft": (look.AMBER, look.AMBER_TINT),
    "warning": (look.AMBER, look.AMBER_TINT),
    "published": (look.INK, look.SLATE),
    "production": (look.TEAL, look.TEAL_TINT),
}


def word_page(page: Document, paper: Paper) -> WordDocument:
    """The document, ready to be saved."""
    word = docx.Document()
    full = look.density(page.fit.percent)
    exact = any(is_foreign(each) for each in repr(page))
    prepare(word, page, words.KICKER, full, exact=exact)
    text = Text(word, full.gap)
    footer = footer_line(word, f"{page.identity}\t{words.MADE}", paper)
    _header(text, page)
    text.end_section(look.sheet(paper, footer=footer))
    for step in page.flow:
        write_step(text, step)
    write_cards(text, page)
    width = look.SHEETS[paper][0] - 2 * look.MARGIN
    right = round(side(page) * look.MM)
    text.end_section(look.sheet(paper, (width - GUTTER - right, right)))
    text.heading(words.OWNERS, color=look.INK)
    owners(text, page.owners, width)
    measures(text, page, width)
    word.element.body.append(look.sheet(paper))
    put_in_order(word.element)
    return word


def prepare(
    word: WordDocument,
    page: Document,
    subject: str,
    density: look.Density,
    *,
    at: datetime | None = None,
    exact: bool = False,
) -> None:
    """Styles, lists and properties; nothing of the library's own example is left."""
    body = word.element.body
    for each in list(body):
        body.remove(each)
    _refill(
        word.styles.element,
        look.styles(density, words.title_size(page.title), exact=exact),
    )
    _refill(word.part.numbering_part.element, look.numbering())
    for part in (word.part.package, word.part):
        rels = part.rels
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[key]
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    at = at or page.published or datetime.combine(DRAFTS_DAY, datetime.min.time(), UTC)
    about = word.core_properties
    about.title, about.author, about.last_modified_by = page.title, page.by, page.by
    about.subject, about.keywords, about.comments = subject, page.stamp, ""
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.language, about.revision = "en-GB", 1


_UNUSED: Final = ("/thumbnail", "/stylesWithEffects", "/customXml", "/webSettings")


def _refill(element: Any, content: Any) -> None:
    for each in list(element):
        element.remove(each)
    for each in list(content):
        element.append(each)


def footer_line(word: WordDocument, said: str, paper: Paper) -> str:
    """The line at the foot of the sheet; says under which id it is kept."""
    added: tuple[Any, str] = word.part.add_footer_part()  # type: ignore[no-untyped-call]
    part, key = added
    for each in list(part.element):
        part.element.remove(each)
    width = look.SHEETS[paper][0] - 2 * look.MARGIN
    part.element.append(
        look.xml(
            '<w:p><w:pPr><w:pStyle w:val="footer"/><w:pBdr><w:top w:val="single" w:sz="4"'
            f' w:space="3" w:color="{look.HAIR}"/></w:pBdr>'
            f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr></w:p>'
        )
    )
    line = Paragraph(part.element[0], part)
    line.add_run(said)
    return key


def _header(text: Text, page: Document) -> None:
    text.paragraph("Page Kicker", words.KICKER)
    text.paragraph("Title", page.title)
    text.blocks(page.purpose, "Subtitle")
    line = text.paragraph("Page Status")
    color, tint = TONES[page.state]
    pill = line.add_run(f"\u00a0{page.status}\u00a0")
    look_of = pill._r.get_or_add_rPr()
    look_of.append(look.xml("<w:b/>"))
    look_of.append(look.colored(color))
    look_of.append(look.shade(tint))
    line.add_run("".join(f"  ·  {fact}" for fact in page.facts))
    text.ruled(line, look.TEAL)


def write_step(text: Text, step: FlowStep) -> None:
    """One step of the flow, the review in its box."""
    review = step.kind is StepKind.REVIEW
    text.heading(
        step.title, color=look.AMBER if review else look.TEAL, number=look.HEADS, hang=INDENT
    )
    with text.inside(REVIEW if review else None, INDENT):
        if step.lead:
            line = text.paragraph("Normal")
            label = line.add_run(f"{step.lead_label} ")
            label._r.get_or_add_rPr().append(look.colored(look.SOFT))
            text.spans(line, (prose.Span(step.lead, strong=True),))
        if step.kind is StepKind.TASK:
            text.items([prose.spans(each) for each in step.steps], "List Number", None)
        elif step.text.strip() or not step.lead:
            text.blocks(step.text, "Normal")


def write_cards(text: Text, page: Document, *, column: bool = True) -> None:
    """Criteria, disqualifiers, what to do when it goes wrong; in a column of their own or not."""
    signs = (
        ("criteria", page.criteria, GOOD, look.CHECKS),
        ("disqualifiers", page.disqualifiers, STOP, look.CROSSES),
    )
    for place, (key, lines, box, mark) in enumerate(signs):
        with text.inside(box, 0):
            first = column and not place
            text.heading(PART_TITLES[key], color=box.color, new_column=first, hang=look.STEP)
            text.items([prose.spans(line) for line in lines], "List Bullet", mark)
    with text.inside(WRONG, 0):
        text.heading(PART_TITLES["when_wrong"], color=look.INK)
        text.blocks(page.when_wrong, "Normal")
