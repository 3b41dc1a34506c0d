"""The one-page document as a Word file, for people who go on editing it there.

Needs python-docx, which is optional. The same page gives the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from pilotage.errors import PilotageError
from pilotage.export.document import Document
from pilotage.export.seal import PROPERTIES, sealed_parts
from pilotage.model.document import Paper

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_THE_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part in the file: its own is in the document's properties."""


class WordMissing(PilotageError):
    """python-docx is not installed."""


def to_docx(page: Document, paper: Paper = Paper.A4) -> bytes:
    """The document as a file for a paper; raises `WordMissing` without python-docx."""
    require_word()
    from pilotage.export.word_page import word_page

    return packed(word_page(page, paper))


def require_word() -> None:
    """Raises `WordMissing` without python-docx."""
    if find_spec("docx") is None:
        raise WordMissing(
            "Word files need python-docx.",
            f"Install it with: {sys.executable} -m pip install python-docx",
        )


def packed(word: WordDocument) -> bytes:
    """A Word document as the bytes of a file, sealed."""
    saved = io.BytesIO()
    word.save(saved)
    return _repacked(saved)


def _repacked(saved: io.BytesIO) -> bytes:
    """The file with no time of its own, and its properties first and readable as they are.

    Whoever looks for the page's stamp finds it there without unpacking anything.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(file, "w") as new:
        names = [each for each in old.namelist() if each != PROPERTIES]
        parts = sealed_parts({name: old.read(name) for name in (*names, PROPERTIES)})
        for name in (names[0], PROPERTIES, *names[1:]):
            stored = name == PROPERTIES
            part = zipfile.ZipInfo(name, _THE_DAY)
            part.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            new.writestr(part, parts[name])
    return file.getvalue()
