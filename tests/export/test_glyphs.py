"""Characters that can't be set as they are, and pages that can't be set at all."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from pilotage.export import to_pdf as pdf
from pilotage.export.document import document
from pilotage.export.glyphs import CannotSet, glyphs_for
from pilotage.export.page_layout import lay_out, measured
from pilotage.method.page_fit import estimate
from pilotage.model.project import Project
from tests.way import written

DAY = date(2026, 5, 20)


def with_purpose(purpose: str) -> Project:
    project = written().project
    return project.having(page=project.page.with_(purpose=purpose))


def test_a_symbol_newer_than_the_tables_is_named_by_its_number() -> None:
    glyphs = glyphs_for("\U0001faff\U0001fafe")
    assert all(re.fullmatch(r"\[.+\]", shown) for shown in glyphs.named.values())


def test_joined_emoji_are_named_without_their_joiners() -> None:
    glyphs = glyphs_for("\U0001f9d1\u200d\U0001f4bb")
    if "\u200d" not in glyphs.named:
        pytest.skip("this computer has a font for it")
    assert glyphs.shown("\U0001f9d1\u200d\U0001f4bb") == "[adult][personal computer]"


@pytest.mark.parametrize("private", ["\ue000", "\ue0b0", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_a_private_character_is_shown_by_its_number(private: str) -> None:
    name = f"U+{ord(private):04X}"
    glyphs = glyphs_for(f"a{private} b")
    assert glyphs.shown(f"a{private} b") == f"a[{name}] b"
    assert not glyphs.system_fonts
    assert name in glyphs.note
    assert private not in glyphs.note


def test_private_characters_beside_others_that_no_font_has() -> None:
    glyphs = glyphs_for("a\ue000 \u0378")
    assert glyphs.shown("a\ue000 \u0378") == "a[U+E000] [U+0378]"
    assert "(U+0378); no PDF for archives may hold U+E000" in glyphs.note


def test_a_page_with_a_private_character_is_measured_and_set() -> None:
    project = with_purpose("The prompt \ue0b0 of a shell.")
    assert lay_out(project).fits
    made = pdf.to_pdf(document(project, DAY, draft=True))
    assert "[U+E0B0]" in PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    assert "U+E0B0" in made.note


def test_what_typst_can_not_set_is_refused_in_words_and_estimated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "page.typ"
    broken.write_text('#assert(false, message: "out of ink")', encoding="utf-8")
    monkeypatch.setattr(pdf, "TEMPLATE", broken)
    project = with_purpose("A page that is set nowhere else.")
    page = document(project, DAY, draft=True)
    for attempt in (pdf.to_pdf, pdf.fit_of):
        with pytest.raises(CannotSet, match=r"can't be laid out: .*out of ink\."):
            attempt(page)
    assert measured(page) == page
    assert lay_out(project) == estimate(project.page, len(project.metrics))
