"""A page that fits prints to one sheet from a browser too, on Letter and on A4, in any font."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pilotage.export.document import document
from pilotage.export.exports import Order, make
from pilotage.export.formats import Format, What
from pilotage.export.page_layout import lay_out
from pilotage.export.to_html import FILLS, to_html
from pilotage.model.project import Project
from tests.export.browser import loosened, needs_browser, sheets
from tests.way import Way, measured

pytestmark = needs_browser
SENTENCE = "The second owner compares every amount with the quoted ledger line before noon."
LEFT = ("trigger", "input_format", "review", "destination")
RIGHT = ("criteria", "disqualifiers", "when_wrong")
LISTS = ("steps", "criteria", "disqualifiers")


@cache
def filled(sections: tuple[str, ...], percent: int) -> Project:
    """A project whose page is so full, mostly in those sections, as it is laid out."""
    project = measured().project
    page, turn = project.page, 0
    while True:
        key = sections[turn % len(sections)]
        old = getattr(page, key)
        new = (*old, SENTENCE) if isinstance(old, tuple) else f"{old}\n{SENTENCE}"
        fuller = page.with_(**{key: new})
        fit = lay_out(project, fuller)
        if not fit.fits or fit.percent > percent:
            break
        page, turn = fuller, turn + 1
    assert percent - 6 < lay_out(project, page).percent <= percent
    assert project.revision is not None
    return project.having(revisions=(project.revision.with_(page=page),))


def on_paper(html: str, paper: str, font: str = "") -> str:
    """The page for a paper, in a font that the reader's computer has."""
    html = loosened(html).replace("@page {", f"@page {{ size: {paper};")
    assert f"size: {paper}" in html
    return html.replace('"IBM Plex Sans", "Segoe UI"', f'"{font}", "Segoe UI"') if font else html


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("sections", [LEFT, RIGHT, LISTS], ids=["left", "right", "lists"])
@pytest.mark.parametrize("font", ["", "DejaVu Sans"], ids=["usual", "wide"])
def test_a_full_page_is_one_sheet(
    tmp_path: Path, sections: tuple[str, ...], paper: str, font: str
) -> None:
    html = to_html(document(filled(sections, 100), date(2026, 5, 20)))
    assert sheets(on_paper(html, paper, font), tmp_path) == 1


@pytest.mark.parametrize("percent", [70, *(least - 1 for least in FILLS), 92])
def test_a_page_that_is_less_full_is_one_sheet_in_larger_text(tmp_path: Path, percent: int) -> None:
    if percent < 60:
        html = to_html(document(Way().project, date(2026, 3, 2)))
    else:
        html = to_html(document(filled(LISTS, percent), date(2026, 5, 20)))
    assert sheets(on_paper(html, "letter"), tmp_path) == 1


def test_text_is_never_smaller_than_ten_points() -> None:
    html = to_html(document(measured().project, date(2026, 5, 20)))
    style = html.split("<style>")[1].split("</style>")[0]
    sizes = re.findall(r"(?:--size|font-size): ([\d.]+)pt", style)
    assert len(sizes) > 8
    assert min(map(float, sizes)) == 10
    assert not re.findall(r"font-size: [\d.]+(?:em|px|%)", style)


def test_the_count_of_sheets_can_fail(tmp_path: Path) -> None:
    html = "<p>" + "<br>".join("line" for _ in range(200))
    assert sheets(html, tmp_path) > 1


def test_too_much_takes_a_second_sheet(tmp_path: Path) -> None:
    project = filled(LEFT, 100)
    page = project.page.with_(review=f"{SENTENCE}\n" * 30)
    html = to_html(document(project.having(page=page), date(2026, 5, 20), draft=True))
    assert sheets(on_paper(html, "letter"), tmp_path) > 1


def test_a_draft_that_nobody_laid_out_is_measured_when_it_is_exported(tmp_path: Path) -> None:
    project = filled(LEFT, 92)
    assert project.revision is not None
    page = project.revision.page.with_(purpose="Another purpose, never laid out.")
    project = project.having(page=page)
    order = Order(What.DOCUMENT, Format.HTML, draft=True)
    html = make(order, project, (), date(2026, 5, 20)).content.decode("utf-8")
    assert re.search(r'<html lang="en" data-fill="[56]"', html)
    assert sheets(on_paper(html, "letter"), tmp_path) == 1
