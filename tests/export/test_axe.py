"""The HTML page passes axe's checks of accessibility, in light and dark, wide and narrow.

Needs a browser and axe-core; `PILOTAGE_AXE` may name another `axe.min.js` than the installed one.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pilotage import paths
from pilotage.export.document import Document, document
from pilotage.export.review import review
from pilotage.export.review_to_html import review_to_html
from pilotage.export.to_html import to_html
from pilotage.store.project_file import ProjectFile
from tests.export.browser import browse, loosened, needs_browser
from tests.export.test_same_content import everything
from tests.way import Way, measured, reviewed

DAY = date(2026, 4, 20)
SAMPLES = sorted(paths.samples_folder().glob("*.pilotage.json"))
DARK = "(prefers-color-scheme: dark)"
RUN = """
axe.run(document).then(found => {
  const said = document.createElement("pre");
  said.id = "axe";
  said.textContent = JSON.stringify({
    dark: getComputedStyle(document.body).backgroundColor,
    width: innerWidth,
    passes: found.passes.map(rule => rule.id),
    violations: found.violations.map(rule => rule.id + ": " + rule.nodes.map(
      node => node.target.join(" ") + " " + node.failureSummary).join("; ")),
  });
  document.body.append(said);
});
"""


def axe() -> Path | None:
    """Where axe-core is, if it is anywhere."""
    if named := os.environ.get("PILOTAGE_AXE"):
        return Path(named)
    spec = find_spec("axe_core_python")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return folder / "axe.min.js" if folder and (folder / "axe.min.js").is_file() else None


AXE = axe()
pytestmark = [needs_browser, pytest.mark.skipif(AXE is None, reason="needs axe-core")]


def checked(html: str, folder: Path, *, dark: bool = False, width: int = 1200) -> dict[str, Any]:
    """What axe says of a page, in a copy that lets it in."""
    assert AXE is not None
    html = loosened(html)
    if dark:
        assert f"screen and {DARK}" in html
        html = html.replace(f"screen and {DARK}", "screen")
    script = f"<script>{AXE.read_text('utf-8')}</script><script>{RUN}</script>"
    html = html.replace("</body>", f"{script}</body>")
    dom = browse(
        html, folder, f"--window-size={width},1000", "--virtual-time-budget=20000", "--dump-dom"
    )
    said = re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)
    assert said, "axe did not run"
    found: dict[str, Any] = json.loads(unescape(said[1]))
    return found


def page_of(file: Path, *, draft: bool = False) -> Document:
    opened = ProjectFile.open(file, read_only=True)
    try:
        return document(opened.project, DAY, draft=draft)
    finally:
        opened.close()


def every_page() -> dict[str, Document]:
    pages = {file.name.split(".")[0]: page_of(file) for file in SAMPLES}
    pages["draft"] = document(Way().project, date(2026, 3, 2))
    pages["missed"] = document(measured(missed=True).project, date(2026, 5, 20))
    pages["everything"] = everything()
    return pages


PAGES = every_page()


LOOKS = [
    *(("everything", width, dark) for width in (1200, 500) for dark in (False, True)),
    ("missed", 500, True),
    ("draft", 1200, False),
]


@pytest.mark.parametrize(("name", "width", "dark"), LOOKS)
def test_a_page_has_no_violation(tmp_path: Path, name: str, width: int, *, dark: bool) -> None:
    found = checked(to_html(PAGES[name]), tmp_path, dark=dark, width=width)
    assert found["violations"] == []
    assert found["width"] == width
    assert found["dark"] == ("rgb(20, 28, 40)" if dark else "rgb(255, 255, 255)")
    assert {"color-contrast", "heading-order", "region"} <= set(found["passes"])


def test_a_pack_has_no_violation(tmp_path: Path) -> None:
    html = review_to_html(review(reviewed().project, date(2026, 5, 20)))
    found = checked(html, tmp_path, dark=True, width=500)
    assert found["violations"] == []
    assert {"color-contrast", "heading-order", "svg-img-alt"} <= set(found["passes"])


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("--soft: #4a5568", "--soft: #c0c8d4", "color-contrast"),
        ('<html lang="en"', "<html", "html-has-lang"),
        ("</h1>", '</h1><img src="x.png">', "image-alt"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, good: str, bad: str, rule: str) -> None:
    html = to_html(PAGES["missed"])
    assert good in html
    found = checked(html.replace(good, bad), tmp_path)
    assert [each for each in found["violations"] if each.startswith(f"{rule}:")]
