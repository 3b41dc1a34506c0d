"""The one-page document as a PDF: one page, tagged (PDF/UA-1) and archivable (PDF/A-2a).

Typst lays it out. It reads the template and the fonts that ship with the program, and the
system's fonts when the text has characters that those lack. The same page gives the same bytes.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pilotage.errors import Refused
from pilotage.export.document import Document
from pilotage.export.glyphs import STANDARDS, Glyphs, fonts, glyphs_for, setting
from pilotage.export.seal import sealed
from pilotage.export.typesetting import DRAFTS_DAY, page_data
from pilotage.model.document import Fit, Paper

if TYPE_CHECKING:
    import typst

NAMES: Final = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
"""The papers' names in Typst."""
TEMPLATE: Final = Path(__file__).with_name("page.typ")
_OVER: Final = "assertion failed: over"


class PageTooFull(Refused):
    """The page takes more than one sheet of that paper in the smallest type allowed."""


@dataclass(frozen=True)
class Pdf:
    """A file's bytes, and what a person should know of it."""

    content: bytes
    note: str = ""


def to_pdf(page: Document, paper: Paper = Paper.A4) -> Pdf:
    """The document on one sheet of a paper.

    Raises `PageTooFull`, saying what to shorten; `NoFont`, naming the letters that no font on
    this computer has; and `CannotSet` where it can't be laid out for another reason.
    """
    import typst

    data, glyphs = _data(page)
    compiler = _compiler(data, glyphs, mode="page", paper=NAMES[paper])
    moment = page.published or datetime.combine(DRAFTS_DAY, datetime.min.time(), UTC)
    try:
        content = compiler.compile(
            format="pdf", pdf_standards=STANDARDS, timestamp=int(moment.timestamp())
        )
    except typst.TypstError as error:
        if _OVER not in error.message:
            with setting():
                raise
        raise _too_full(fit_of(page), paper) from None
    assert isinstance(content, bytes)  # noqa: S101 - one file, since it is one page
    return Pdf(sealed(content), glyphs.note)


def fit_of(page: Document) -> Fit:
    """How full the document is, laid out in the smallest type on the paper that holds less.

    Takes some 50 ms; other threads go on meanwhile. Raises `NoFont` and `CannotSet`
    like `to_pdf`.
    """
    data, glyphs = _data(page)
    with setting():
        said = _compiler(data, glyphs, mode="fit").query("<fit>", field="value", one=True)
    found = json.loads(said)
    paper = max(Paper, key=lambda each: float(found[NAMES[each]]["fill"]))
    fill, over = found[NAMES[paper]]["fill"], found[NAMES[paper]]["over"]
    heights = {key: height for key, height in found["heights"] if key}
    return Fit(
        percent=min(100, round(100 * fill)) if over <= 0 else max(101, round(100 * fill)),
        over=max(0, math.ceil(over)),
        longest=max(heights, key=heights.__getitem__),
        paper=paper,
    )


def _data(page: Document) -> tuple[dict[str, Any], Glyphs]:
    data = page_data(page)
    glyphs = glyphs_for(data)
    return glyphs.shown(data) | {"fonts": list(glyphs.families)}, glyphs


def _compiler(data: dict[str, Any], glyphs: Glyphs, **inputs: str) -> typst.Compiler:
    import typst

    return typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts(system=glyphs.system_fonts),
        sys_inputs={"page": json.dumps(data), **inputs},
    )


def _too_full(fit: Fit, paper: Paper) -> PageTooFull:
    said = fit.sentence if not fit.fits else "its figures and names take too much room"
    return PageTooFull(
        f"The page does not fit on one sheet of {paper.label}: {said}.",
        "Shorten it; text is never set smaller than 10 pt.",
    )
