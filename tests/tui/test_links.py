"""Addresses in texts: what is one, whom it reaches, and that nothing opens unasked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from pilotage import viewer
from pilotage.actions import page
from pilotage.errors import FileProblem
from pilotage.tui.links import addresses, leads_to, linked
from pilotage.tui.widgets.page_text import prose
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, comes, front, notes, sees, until
from tests.way import written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://x.org/a_(b)?c=1, then", ["https://x.org/a_(b)?c=1"]),
        ("(https://x.org/list).", ["https://x.org/list"]),
        ("[https://x.org]", ["https://x.org"]),
        ("mailto:dana@x.org!", ["mailto:dana@x.org"]),
        ("HTTPS://X.ORG and http://y.org", ["HTTPS://X.ORG", "http://y.org"]),
        ("javascript:alert(1) file:///etc/passwd ftp://x", []),
        ("https:// http://]", []),
        ("ahttps://x.org", []),
    ],
)
def test_what_is_an_address(text: str, found: list[str]) -> None:
    assert [address.url for address in addresses(text)] == found


@pytest.mark.parametrize(
    ("url", "whom"),
    [
        ("https://bank.com@evil.example/x", "evil.example"),
        ("mailto:dana@x.org", "dana@x.org"),
        ("https://[::1", ""),
        ("https://x.org/\x1b]0;a", ""),
        ("data:text/html,x", ""),
        ("https://x.org/" + "a" * 2_000, ""),
    ],
)
def test_whom_an_address_reaches(url: str, whom: str) -> None:
    assert leads_to(url) == whom


@settings(max_examples=60)
@given(st.text("ahtps:/.()[]@click= 'x\"\\$", max_size=40))
def test_a_text_reads_as_before_and_each_click_opens_what_stands_there(text: str) -> None:
    content = linked(text)
    assert content.plain == text
    for span in content.spans:
        action, (url,) = span.style.meta["@click"]  # type: ignore[union-attr]
        assert (action, url) == ("app.open_link", text[span.start : span.end])


def test_a_link_of_the_page_asks_for_where_it_leads() -> None:
    content = prose("See [the [@click=app.quit] list](https://x.org/list) of it.")
    clicks = [s.style.meta["@click"] for s in content.spans if not isinstance(s.style, str)]
    assert set(clicks) == {("app.open_link", ("https://x.org/list",))}
    assert isinstance(content, Content)


async def test_a_click_shows_the_address_and_opens_or_copies_it(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    answers = iter(["", "there is no screen here"])
    monkeypatch.setattr(viewer, "_open", lambda url: opened.append(url) or next(answers))
    way = written()
    way.do(page.edit_section, section="trigger", text="As [listed](https://x.org/list) there.")
    async with open_app(way) as pilot:
        you = Clicker(pilot)
        no_screen = "there is no screen here"
        for button, said in (("Open it", ""), ("Open it", no_screen), ("Copy it", "")):
            await you.click("(https://x.org/list)")
            await comes(pilot, "OpenLink")
            await sees(pilot, "https://x.org/list", "It leads to x.org.")
            await you.click(button)
            await until(pilot, lambda: front(pilot) == "Phase1")
            await until(pilot, lambda said=said: said in notes(pilot))  # type: ignore[misc]
            assert pilot.app.screen.editor.section == "purpose"  # type: ignore[attr-defined]
        await until(pilot, lambda: "the address, 18 characters" in notes(pilot))
        assert opened == ["https://x.org/list"] * 2
        await you.choose_in_palette("open an address", "Open an address that stands here")
        await comes(pilot, "OpenLink")
        await pilot.press("enter")  # the careful answer has the focus
        await until(pilot, lambda: front(pilot) == "Phase1")
        app: Any = pilot.app
        app.action_open_link("javascript:alert(1)")
        await until(pilot, lambda: "Only addresses of web pages" in notes(pilot))
        assert len(opened) == 2


def test_without_a_screen_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewer.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(FileProblem, match="there is no screen here"):
        viewer.browse("https://x.org")
