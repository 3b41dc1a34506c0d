"""Signing phrases on the screens: asked for where somebody acts, never shown."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from pilotage.actions import people
from pilotage.model.phrase import Phrase
from tests.tui.conftest import OpenApp, comes, front, notes, seen, sees, until
from tests.way import BUILDER, SECOND_OWNER, Way, documented

PHRASE = "correct horse battery"


def with_phrase(person: int) -> Way:
    way = documented().as_(person)
    way.do(people.set_phrase, phrase=Phrase.of(PHRASE, bytes(16)))
    return way.as_(BUILDER)


async def test_a_phrase_is_set_by_typing_it_twice(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented") as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("p")
        await comes(pilot, "NewPhrase")
        one, again = pilot.app.screen.query(Input)
        await pilot.press(*"correct", "enter")
        await pilot.press(*"incorrect", "enter")
        await sees(pilot, "The two are not the same")
        assert (one.value, again.value) == ("", "")
        await pilot.press(*"short", "enter", *"short", "enter")
        await sees(pilot, "it has 5 characters; use at least 8")
        await pilot.press(*"correcthorse", "enter", *"correcthorse")
        assert "correcthorse" not in seen(pilot)
        await pilot.press("enter")
        await comes(pilot, "PeopleScreen")
        session = pilot.app.session  # type: ignore[attr-defined]
        assert session.project.person(BUILDER).phrase.matches("correcthorse")
        assert not session.wants_phrase


async def test_it_is_asked_for_before_the_first_change(open_app: OpenApp) -> None:
    async with open_app(with_phrase(BUILDER)) as pilot:
        await until(pilot, lambda: "signing phrase is asked for" in notes(pilot))
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("a")
        await comes(pilot, "AskPhrase")
        await pilot.press(*"wrong_phrase", "enter")
        await sees(pilot, "That is not Ada Builder's signing phrase")
        assert pilot.app.screen.query_one(Input).value == ""
        pilot.app.screen.query_one(Input).value = PHRASE
        await pilot.press("enter")
        await comes(pilot, "Form")


async def test_escape_leaves_everything_as_it_was(open_app: OpenApp) -> None:
    async with open_app(with_phrase(SECOND_OWNER)) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        await pilot.press("s")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await comes(pilot, "AskPhrase")
        await pilot.press("escape")
        await comes(pilot, "Phase2")
        assert session.actor == BUILDER
        assert session.project.runs == ()


async def test_the_second_owner_takes_the_keyboard_with_it(open_app: OpenApp) -> None:
    async with open_app(with_phrase(SECOND_OWNER)) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        await pilot.press("s")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await comes(pilot, "AskPhrase")
        pilot.app.screen.query_one(Input).value = PHRASE
        await pilot.press("enter")
        await until(pilot, lambda: len(session.project.runs) == 1)
        assert session.actor == SECOND_OWNER


async def test_text_typed_without_it_stays_in_the_field(open_app: OpenApp) -> None:
    way = with_phrase(BUILDER)
    way.project = way.project.having(passages=())
    async with open_app(way) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        before = session.project.page
        await pilot.press(*"More")
        await sees(pilot, "Not saved yet", "signing phrase is wanted")
        assert session.project.page == before
        await pilot.press("f6")
        await comes(pilot, "Choose")
        await pilot.press("enter")
        await comes(pilot, "AskPhrase")
        pilot.app.screen.query_one(Input).value = PHRASE
        await pilot.press("enter")
        await comes(pilot, "Phase1")
        await pilot.press("x")
        await until(pilot, lambda: "Morex" in session.project.page.purpose)
        assert front(pilot) == "Phase1"
