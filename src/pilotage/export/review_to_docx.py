"""A review pack as a Word file, for people who go on editing it there; needs python-docx."""

from __future__ import annotations

from pilotage.export.review_content import Review
from pilotage.export.to_docx import packed, require_word
from pilotage.model.document import Paper


def review_to_docx(review: Review, paper: Paper = Paper.A4) -> bytes:
    """The pack as a file for a paper; raises `WordMissing` without python-docx."""
    require_word()
    from pilotage.export.word_review import word_review

    return packed(word_review(review, paper))
