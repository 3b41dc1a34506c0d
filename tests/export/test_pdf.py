"""The page as a PDF: one sheet, tagged, the same bytes each time, nothing dropped unsaid."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pilotage.export.document import document
from pilotage.export.glyphs import NoFont, glyphs_for
from pilotage.export.page_layout import lay_out
from pilotage.export.to_pdf import PageTooFull, fit_of, to_pdf
from pilotage.export.typesetting import pieces
from pilotage.model.document import SECTIONS, Page, Paper
from pilotage.model.project import Project
from tests.export.plain import plain_text
from tests.hostile import ALLOWED
from tests.way import Way, measured, written

DAY = date(2026, 5, 20)
SIZES = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}


def with_page(**sections: object) -> Project:
    project = measured().project
    return project.having(page=project.page.with_(**sections))


def draft(project: Project, paper: Paper = Paper.A4) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(document(project, DAY, draft=True), paper).content))


def text_of(reader: PdfReader) -> str:
    return " ".join(page.extract_text() for page in reader.pages)


def letters(text: str) -> str:
    """What can be read, without blanks: lines are broken anywhere."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@cache
def in_production(paper: Paper) -> PdfReader:
    page = document(measured().project, DAY)
    return PdfReader(io.BytesIO(to_pdf(page, paper).content))


@pytest.mark.parametrize("paper", Paper)
def test_it_is_one_sheet_of_the_paper_asked_for(paper: Paper) -> None:
    (sheet,) = in_production(paper).pages
    size = sheet.mediabox
    assert (round(size.width), round(size.height)) == SIZES[paper]


def test_everything_of_the_page_can_be_read_in_it() -> None:
    found = letters(text_of(in_production(Paper.A4)))
    page = document(measured().project, DAY)
    said = [page.title, page.purpose, page.status, *page.facts, *page.criteria]
    said += [*page.disqualifiers, page.when_wrong, page.identity, *page.waived]
    said += [part for step in page.flow for part in (step.lead, step.text, *step.steps)]
    said += [part for owner in page.owners for part in (owner.role, owner.name, owner.contact)]
    for measure in page.measures:
        said += [measure.name, measure.unit, measure.baseline, measure.target, measure.now]
        said += [measure.way_and_cases]
    assert not [each for each in said if letters(each) not in found]


def test_it_is_tagged_and_says_what_it_is() -> None:
    reader = in_production(Paper.A4)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Lead routing"
    metadata = root["/Metadata"].get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part\D+1\b", metadata)
    assert re.search(r"pdfaid:part\D+2\b", metadata)


def test_its_headings_are_headings() -> None:
    roles: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            roles.append(str(node.get("/S", "")))
            walk(node.get("/K", []))

    walk(in_production(Paper.A4).trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == 10
    assert {"/Table", "/TH", "/L"} <= set(roles)


def test_the_fonts_are_in_the_file() -> None:
    (sheet,) = in_production(Paper.A4).pages
    fonts = [each.get_object() for each in sheet["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        kinds = inner.get_object()["/FontDescriptor"].get_object().keys()
        assert kinds & {"/FontFile2", "/FontFile3"}


def test_the_same_page_gives_the_same_bytes_and_another_others() -> None:
    one, two = (to_pdf(document(measured().project, DAY)).content for _ in range(2))
    assert one == two
    other = with_page(purpose="Another purpose.")
    assert to_pdf(document(other, DAY, draft=True)).content != one


@pytest.mark.parametrize("hostile", ALLOWED, ids=lambda each: each.name)
def test_a_hostile_text_is_read_as_it_was_written(hostile: object) -> None:
    text = hostile.kept[:400]  # type: ignore[attr-defined]
    project = with_page(purpose=text, trigger=text, when_wrong=text)
    try:
        glyphs = glyphs_for(text)
    except NoFont:
        with pytest.raises(NoFont, match=r"No font on this computer has ."):
            draft(project)
        return
    reader = draft(project)
    assert len(reader.pages) == 1
    if text.strip() and not glyphs.named and max(text) < "\u0590":
        marks = r"[\s*_`\\\[\]()-]"  # emphasis, code, links, escapes and lists become styles
        assert re.sub(marks, "", letters(plain_text(text))) in re.sub(
            marks, "", letters(text_of(reader))
        )


@pytest.mark.parametrize(
    "typst",
    ["#panic()", "$x$ #let a = 1", r"\u{41} @ref <label>", "// gone", "/* gone */ = Head", "#[x]"],
)
def test_no_text_is_read_as_typst(typst: str) -> None:
    assert letters(typst) in letters(text_of(draft(with_page(trigger=typst))))


def test_markdown_is_shown_as_styles() -> None:
    reader = draft(with_page(trigger="A **form** in `leads`, see [here](https://example.org/a)"))
    assert "Aforminleads,seehere" in letters(text_of(reader))
    (sheet,) = reader.pages
    targets = [each.get_object()["/A"]["/URI"] for each in sheet["/Annots"]]
    assert targets == ["https://example.org/a"]


def test_a_word_without_blanks_stays_on_the_page() -> None:
    word = "https://example.org/" + "a_very_long_path/" * 8
    reader = draft(with_page(criteria=(word,), trigger=f"`{word}`", tool="W" * 200))
    right_edge = float(reader.pages[0].mediabox.width)
    ends: list[float] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: ends.append(tm[4] if text.strip() else 0)
    )
    assert max(ends) < right_edge
    assert letters(word) in letters(text_of(reader))


def test_pieces_are_the_text_and_split_no_sign() -> None:
    word = "e\u0301" * 40 + "\U0001f9d1\u200d\U0001f4bb" * 20
    assert "".join(pieces(word)) == word
    for piece in pieces(word):
        assert not unicodedata.combining(piece[0])
        assert piece[0] != "\u200d"
        assert piece[-1] != "\u200d"
    assert pieces("short words only") == ["short words only"]


@given(st.text(max_size=300))
def test_pieces_lose_nothing(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(pieces(text))


def test_a_page_of_too_much_is_refused_with_what_to_shorten() -> None:
    project = with_page(when_wrong="Stop and say so. " * 120)
    with pytest.raises(PageTooFull, match=r"lines over one page; longest section: When it goes"):
        draft(project)
    fit = lay_out(project, project.page)
    assert not fit.fits
    assert fit.longest == "when_wrong"


def test_an_empty_page_is_a_page() -> None:
    assert text_of(draft(Way().project)).count("Not written yet.") == 9


SENTENCE = "The second owner compares every amount with the quoted ledger line before noon."


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from([s.key for s in SECTIONS if s.kind != "line"]), max_size=60),
    st.sampled_from(Paper),
)
def test_what_is_said_to_fit_fits_and_the_rest_does_not(keys: list[str], paper: Paper) -> None:
    page = written().project.page
    for key in keys:
        old = getattr(page, key)
        if isinstance(old, tuple):
            page = page.with_(**{key: (*old, SENTENCE)[:40]})
        else:
            page = page.with_(**{key: f"{old}\n{SENTENCE}"})
    project = measured().project.having(page=page)
    fit = lay_out(project, page)
    if fit.fits:
        assert len(draft(project, paper).pages) == 1
    elif paper is fit.paper:
        # the fit keeps room for facts that a draft does not have: a few lines
        assert fit.over <= 4 or not fits(project, paper)


def fits(project: Project, paper: Paper) -> bool:
    try:
        draft(project, paper)
    except PageTooFull:
        return False
    return True


def test_more_text_takes_more_room() -> None:
    shorter, longer = (with_page(review=SENTENCE * times) for times in (1, 9))
    fills = [lay_out(each, each.page).percent for each in (shorter, longer)]
    assert fills == sorted(set(fills))


def test_figures_that_come_later_take_no_more_room() -> None:
    way = measured()
    before = lay_out(way.project.having(measurements=(), outputs=()), way.project.page)
    after = fit_of(document(way.project, DAY))
    assert after.percent <= before.percent


# -- the text of the world -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ünïcödé, naïve, Ærø, Łódź, Đà Nẵng",
        "Ελληνικά",
        "Кириллица",
        "e\u0301 n\u0303",
        "→ ≤ ≥ × ✓ €",
    ],
)
def test_letters_of_the_shipped_fonts_need_no_other(text: str) -> None:
    assert not glyphs_for(text).system_fonts
    assert letters(text) in letters(text_of(draft(with_page(trigger=text))))


def test_a_symbol_that_no_font_has_is_named_and_said() -> None:
    symbol = "\U0001f642"
    glyphs = glyphs_for(f"a {symbol}")
    if not glyphs.named:
        pytest.skip("this computer has a font for it")
    result = to_pdf(document(with_page(trigger=f"A {symbol}."), DAY, draft=True))
    assert f"{symbol} (slightly smiling face)" in result.note
    assert "A[slightlysmilingface]." in letters(text_of(PdfReader(io.BytesIO(result.content))))


def test_letters_that_no_font_has_are_named_and_refused() -> None:
    with pytest.raises(NoFont, match=r"No font on this computer has 𒀀 \(cuneiform sign a\)"):
        draft(with_page(trigger="𒀀"))
    assert lay_out(with_page(trigger="𒀀")).fits


def test_a_script_that_runs_leftwards_starts_at_the_right() -> None:
    from pilotage.export.typesetting import page_data

    page = document(with_page(trigger="مرحبا hello", review="hello مرحبا"), DAY, draft=True)
    flow = {step["key"]: step for step in page_data(page)["flow"]}
    assert flow["trigger"]["body"][0]["rtl"]
    assert "rtl" not in flow["review"]["body"][0]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_another_reader_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(to_pdf(document(measured().project, DAY)).content)
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


def test_an_empty_page_is_less_full_than_a_written_one() -> None:
    project = measured().project
    assert lay_out(project, Page()).percent < lay_out(project, project.page).percent
