"""A review pack as a PDF: tagged (PDF/UA-1) and archivable (PDF/A-2a), the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pilotage.export.glyphs import STANDARDS, CannotSet, NoFont, fonts, glyphs_for, setting
from pilotage.export.review_content import Block, Picture, Review, Said
from pilotage.export.review_typesetting import review_data
from pilotage.export.seal import sealed
from pilotage.export.to_pdf import NAMES, Pdf
from pilotage.model.document import Paper

TEMPLATE: Final = Path(__file__).with_name("review.typ")
UNDER: Final = "2"
"""The page's headings stand two levels below: under the pack's title and the part's."""


NO_PICTURE: Final = (
    "Names in a script whose letters join can't be drawn in the picture of the map: the PDF has "
    "its table alone."
)


def review_to_pdf(review: Review, paper: Paper = Paper.A4) -> Pdf:
    """The pack on sheets of a paper; raises `NoFont` and `CannotSet` like the page's `to_pdf`."""
    try:
        return _set(review, paper)
    except NoFont:
        raise
    except CannotSet:
        bare = without_pictures(review)
        if bare == review:
            raise
        made = _set(bare, paper)
        return Pdf(made.content, " ".join(filter(None, (made.note, NO_PICTURE))))


def without_pictures(review: Review) -> Review:
    """The pack with the table beside each picture, or its words, in the picture's place."""
    return replace(
        review,
        parts=tuple(
            replace(part, blocks=tuple(_without_picture(block) for block in part.blocks))
            for part in review.parts
        ),
    )


def _without_picture(block: Block) -> Block:
    if not isinstance(block, Picture):
        return block
    return block.beside or Said(block.words)


def _set(review: Review, paper: Paper) -> Pdf:
    import typst

    made = datetime.combine(review.day, datetime.min.time(), UTC)
    data = review_data(review, made)
    glyphs = glyphs_for(data)
    compiler = typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts(system=glyphs.system_fonts),
        sys_inputs={
            "page": json.dumps(glyphs.shown(data) | {"fonts": list(glyphs.families)}),
            "paper": NAMES[paper],
            "under": UNDER,
        },
    )
    with setting():
        content = compiler.compile(
            format="pdf", pdf_standards=STANDARDS, timestamp=int(made.timestamp())
        )
    assert isinstance(content, bytes)  # noqa: S101 - a PDF is one file
    return Pdf(sealed(content), glyphs.note)
