"""The pages on the phases and their pictures belong together, and stay small."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.screenshots.handbook import PICTURES, smaller
from tests.screenshots.shots import SHOTS

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [DOCS / f"phase-{phase}.md" for phase in range(1, 6)]
MOST = 1_500_000
"""Bytes that all pictures may have together."""


def test_each_picture_stands_on_a_page_and_each_page_has_its_pictures() -> None:
    wanted = {name for page in PAGES for name in re.findall(r"\(pictures/(.+)\.svg\)", text(page))}
    assert wanted == set(PICTURES) == {file.stem for file in (DOCS / "pictures").iterdir()}
    assert set(PICTURES) <= {shot.name for shot in SHOTS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_what_why_how_it_looks_and_what_closes_the_gate(page: Path) -> None:
    heads = re.findall(r"^## (.+)$", text(page), re.MULTILINE)
    assert heads[:2] == ["What it wants, and why", "How it looks"]
    assert "What closes the gate" in heads
    assert all(alt for alt in re.findall(r"!\[(.*?)\]", text(page)))
    for file, anchor in re.findall(r"\]\(([\w.-]+\.md)(?:#([\w-]+))?\)", text(page)):
        assert not anchor or anchor in anchors(DOCS / file)


def test_pictures_ask_for_nothing_from_outside_and_are_small() -> None:
    files = list((DOCS / "pictures").iterdir())
    assert sum(file.stat().st_size for file in files) < MOST
    for file in files:
        root = ElementTree.fromstring(text(file))  # noqa: S314 - our own file
        assert root.get("viewBox")
        assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", text(file))
        assert smaller(text(file)) == text(file)


def text(file: Path) -> str:
    return file.read_text("utf-8")


def anchors(file: Path) -> set[str]:
    """The places in a page that can be linked to, as they are made of its heads."""
    heads = re.findall(r"^#+ (.+)$", text(file), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
