"""Help in dialogs and forms: what they want, why, how, an example, and their keys."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest
from textual.binding import BindingsMap
from textual.widgets import Button

from pilotage import tui
from pilotage.tui.command import Command
from pilotage.tui.dialog_help import keys_for, topic_of, topics
from pilotage.tui.every_command import commands_of, listed, screens
from pilotage.tui.keymap import told
from pilotage.tui.prepared import Dialog
from pilotage.tui.swallowed import ELSEWHERE, TAKEN
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, comes, fill, front, sees, write

SOURCE = Path(tui.__file__).parent
NO_HELP = {"Show", "SectionGuide", "TwoWays"}
"""What is read, where the key for help closes it; and what only others are made of."""
MODULES = [
    import_module(f"pilotage.tui.{'.'.join(file.relative_to(SOURCE).with_suffix('').parts)}")
    for file in sorted(SOURCE.rglob("*.py"))
    if file.stem != "__init__"
]
NAMES = {each.name for each in listed()}


def kinds(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


DIALOGS = sorted(
    {each.__name__ for each in kinds(Dialog) if each.__module__.startswith("pilotage")}
)


@pytest.mark.parametrize("topic", topics())
def test_a_topic_says_what_why_how_and_an_example(topic: str) -> None:
    text = told(topics()[topic])
    assert text.startswith("# ")
    for part in ("**What it wants.** ", "**Why.** ", "**How.** ", "**Example.** "):
        assert part in text
    assert len(text.splitlines()) <= 18
    command, _, kind = topic.partition("/")
    assert command in NAMES or (command in DIALOGS and not kind)
    assert not kind or kind in DIALOGS


@pytest.mark.parametrize("kind", [each for each in DIALOGS if each not in NO_HELP])
def test_every_kind_of_dialog_has_help(kind: str) -> None:
    assert topic_of(kind, "undo")


def test_no_key_of_a_dialog_is_one_that_others_take() -> None:
    taken = set(TAKEN).union(*ELSEWHERE.values())
    for kind in kinds(Dialog):
        bound = BindingsMap(vars(kind).get("BINDINGS", []))
        for key, binding in bound:
            alone = {other for other, each in bound if each.action == binding.action} <= taken
            assert not alone, f"{kind.__name__}: {key}"


def opening_forms() -> set[str]:
    """The commands that lead to a form, by what their sources call."""
    sources = {
        name: inspect.getsource(each)
        for module in MODULES
        for name, each in vars(module).items()
        if inspect.isfunction(each) and each.__module__ == module.__name__
    }
    making = {name for name, source in sources.items() if re.search(r"\bForm\(", source)}
    for _ in range(3):
        calls = re.compile(rf"(?<![\w.])({'|'.join(making)})\(")
        making |= {name for name, source in sources.items() if calls.search(source)}
    calls = re.compile(rf"(?<![\w.])(Form|{'|'.join(making)})\(")
    commands = {c for screen in screens() for c in commands_of(screen)}
    return {
        command.name()
        for command in commands
        if any(
            calls.search(inspect.getsource(method))
            for kind in command.__mro__
            for method in vars(kind).values()
            if issubclass(kind, Command) and inspect.isfunction(method)
        )
    }


def test_every_form_has_help_of_its_own() -> None:
    found = opening_forms()
    assert len(found) > 30
    assert {"raise_gap", "set_baseline", "record_decision"} <= found
    assert {name for name in found if topic_of("Form", name) == "Form"} == set()


async def test_f1_in_a_form_says_what_it_wants_and_lists_its_keys(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await pilot.press("f9", "a")
        await comes(pilot, "Form")
        await write(pilot, "w?")  # a letter where one writes
        typed = cast(Any, pilot.app.screen)._values()
        await pilot.press("f1")
        await sees(pilot, "A metric", "What it wants.", "Why.")
        await pilot.press("end")
        await sees(pilot, "Ctrl+S", "Close  Esc")
        await pilot.press("f1")
        await comes(pilot, "Form")
        await Clicker(pilot).click("F1 help")
        await comes(pilot, "Show")
        await Clicker(pilot).click("Close  Esc")
        await Clicker(pilot).click("Lead routing")  # beside it: what is typed stays
        await comes(pilot, "Form")
        assert cast(Any, pilot.app.screen)._values() == typed
        assert typed["name"] == "w?"


async def test_a_question_in_a_form_is_helped_with_as_a_question(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await pilot.press("f9", "a")
        await comes(pilot, "Form")
        fill(pilot, name="First reply")
        await pilot.press("escape")
        await comes(pilot, "Confirm")
        assert pilot.app.screen.query_one("#confirm-yes", Button).variant == "warning"
        await pilot.press("question_mark")  # no text field: it lists the keys
        await sees(pilot, "Keys", "Yes", "Esc or n")
        await pilot.press("question_mark")
        await comes(pilot, "Confirm")
        await pilot.press("alt+h")
        await sees(pilot, "A yes or a no")


async def test_own_keys_for_help_hold_in_dialogs_too(open_app: OpenApp, folder: Path) -> None:
    file = folder.parent / "config" / "settings.toml"
    file.parent.mkdir()
    file.write_text('[keys]\nhelp = "alt+i"\nshow_gate = "f12"\nopen_in_editor = "alt+e"\n')
    async with open_app("written", size=(80, 24)) as pilot:
        await pilot.press("f12")
        await comes(pilot, "GateDialog")
        assert "F12" in keys_for(cast(Any, pilot.app.screen))
        await pilot.press("f1", "f4")
        assert front(pilot) == "GateDialog"
        await pilot.press("alt+i")
        await sees(pilot, "To be read: what is met")
        await pilot.press("alt+i", "f12")
        await comes(pilot, "Phase1")
