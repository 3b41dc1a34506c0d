"""Whether a criterion can be checked, and whether a page fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.actions.page import edit_section, publish_revision
from pilotage.method.criterion import is_checkable, vague_word
from pilotage.method.page_fit import content, estimate, fit, learn, lines_of, width
from pilotage.model.document import SECTIONS, Fit, Page, Paper
from pilotage.model.record import change, make
from tests.way import measured


@pytest.mark.parametrize(
    "criterion",
    [
        "Region is one of the five in the list",
        "At most 120 words",
        "≤ 120 words",
        "Quotes the ledger line for every statement",
        "A good reply has at most 120 words",
        "Names customer and order number",
        "回复中包含订单号和日期",
        "Ответ содержит номер заказа",
    ],
)
def test_checkable(criterion: str) -> None:
    assert is_checkable(criterion)


@pytest.mark.parametrize(
    ("criterion", "word"),
    [
        ("The reply sounds natural", "sounds"),
        ("It reads Well to everybody", "well"),
        ("Written in an appropriate tone", "appropriate"),
        ("Of high-quality throughout all parts", "high-quality"),
        ("Accurate", None),
        ("No errors", None),
        ("", None),
        ("   ", None),
    ],
)
def test_not_checkable(criterion: str, word: str | None) -> None:
    assert not is_checkable(criterion)
    assert vague_word(criterion) == word


def test_a_word_inside_another_is_no_judgement() -> None:
    assert vague_word("Dwells on a fineness of the goods") is None


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("客户", 4), ("Zoe\u0308", 3), ("", 0), ("ＡＢ", 4)]
)
def test_width_is_counted_in_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a", 1), ("a" * 10, 1), ("a" * 11, 2), ("a\nb", 2), ("a\n\nb\n\nc", 4), ("界" * 6, 2)],
)
def test_lines_are_wrapped_at_the_column(text: str, lines: int) -> None:
    assert lines_of(text, 10) == lines


def test_an_empty_page_fits_and_says_how_full_it_is() -> None:
    empty = estimate(Page(), 0)
    assert empty.fits
    assert empty.sentence == f"{empty.percent}% of one page"
    assert 0 < empty.percent < 100


def test_an_overfull_page_says_by_how_much_and_where() -> None:
    full = estimate(make(Page, when_wrong="\n".join("x" for _ in range(80))), 4)
    assert not full.fits
    assert full.percent > 100
    assert full.sentence == f"{full.over} lines over one page; longest section: When it goes wrong"


def test_metrics_take_room() -> None:
    fills = [estimate(Page(), metrics).percent for metrics in (12, 4, 0)]
    assert fills == sorted(set(fills), reverse=True)


@given(
    st.sampled_from([s.key for s in SECTIONS if s.kind == "prose"]),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=400),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=400),
)
def test_more_text_never_makes_the_page_emptier(key: str, text: str, more: str) -> None:
    page = change(Page(), **{key: text})
    longer = change(Page(), **{key: f"{text}{more}"})
    fills = [estimate(each, 4).percent for each in (Page(), page, longer)]
    assert fills == sorted(fills)


def test_what_was_laid_out_outweighs_the_estimate() -> None:
    project = measured().project
    page = project.page.with_(purpose="A page that nobody else lays out.")
    laid_out = Fit(percent=107, over=3, longest="purpose", paper=Paper.A4)
    guess = fit(project, page)
    learn(content(project, page), laid_out)
    assert guess == estimate(page, len(project.metrics))
    assert fit(project, page) == laid_out
    assert fit(project, project.page) != laid_out


def test_a_published_page_keeps_the_fill_that_it_was_published_with() -> None:
    way = measured()
    page = way.project.page.with_(purpose="A page that is laid out, then published.")
    laid_out = Fit(percent=61, longest="steps", paper=Paper.LETTER)
    learn(content(way.project, page), laid_out)
    way.do(edit_section, section="purpose", text=page.purpose)
    way.do(publish_revision, note="Laid out")
    revision = way.project.revision
    assert revision is not None
    assert revision.fit == laid_out
    renamed = way.project.having(title="Another title")
    assert fit(renamed, revision.page) == laid_out
