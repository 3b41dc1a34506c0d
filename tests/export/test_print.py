"""A page that the method calls full still prints to one sheet, on Letter and on A4."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from pilotage.export.document import document
from pilotage.export.to_html import to_html
from pilotage.method.page_fit import fit
from pilotage.model.project import Project
from tests.way import measured

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs a browser that prints")
SENTENCE = "The second owner compares every amount with the quoted ledger line before noon."


def filled(sections: tuple[str, ...]) -> Project:
    """A project whose page is as full as the method allows, mostly in those sections."""
    project = measured().project
    page, turn = project.page, 0
    while True:
        key = sections[turn % len(sections)]
        old = getattr(page, key)
        new = (*old, SENTENCE) if isinstance(old, tuple) else f"{old}\n{SENTENCE}"
        fuller = page.with_(**{key: new})
        if not fit(project, fuller).fits:
            break
        page, turn = fuller, turn + 1
    assert fit(project, page).percent > 85
    assert project.revision is not None
    return project.having(revisions=(project.revision.with_(page=page),))


def sheets(html: str, folder: Path) -> int:
    """How many sheets a browser prints."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(html, "utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-pdf-header-footer",
    ]
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [str(BROWSER), *options, profile, f"--print-to-pdf={pdf}", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(
    "sections",
    [
        ("trigger", "input_format", "review", "destination"),
        ("criteria", "disqualifiers", "when_wrong"),
        ("steps", "criteria", "disqualifiers"),
    ],
)
def test_a_full_page_is_one_sheet(tmp_path: Path, sections: tuple[str, ...], paper: str) -> None:
    html = to_html(document(filled(sections), date(2026, 5, 20)))
    # the policy lets in no other style, so the paper goes where it is asked for: into the sheet
    html = re.sub(r"style-src '[^']*'", "style-src 'unsafe-inline'", html)
    html = html.replace("@page {", f"@page {{ size: {paper};")
    assert sheets(html, tmp_path) == 1


def test_the_count_of_sheets_can_fail(tmp_path: Path) -> None:
    html = "<p>" + "<br>".join("line" for _ in range(200))
    assert sheets(html, tmp_path) > 1
