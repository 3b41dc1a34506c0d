"""Keys: which there are by default, what a person may have instead, and what the texts say."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pilotage import tui
from pilotage.tui import keymap, keymap_check
from pilotage.tui.every_command import Listed, commands_of, listed, screens
from pilotage.tui.key_names import short, spoken, textual_name
from pilotage.tui.keymap_check import _places, checked
from pilotage.tui.keymap_kept import kept_or_checked
from pilotage.tui.screens.parted import PartCommand
from pilotage.tui.swallowed import ELSEWHERE, TAKEN
from tests import keys_page

SOURCE = Path(tui.__file__).parent
LISTED = listed()
DEFAULTS = {each.name: each.default for each in LISTED}


def doubles(own: keymap.Keymap) -> list[str]:
    """Keys that two commands of one place have."""
    found = []
    for place in _places():
        keys = [key for name, keys in place.commands.items() for key in own.get(name, keys)]
        found += [f"{place.name}: {key}" for key in keys if keys.count(key) > 1]
    return found


# -- the default keys -------------------------------------------------------------------------


@pytest.mark.parametrize("each", [e for e in LISTED if e.default], ids=lambda e: e.name)
def test_a_default_key_arrives_whatever_the_program_runs_in(each: Listed) -> None:
    assert not set(each.default) & set(TAKEN)
    for who, takes in ELSEWHERE.items():
        assert set(each.default) - takes, f"{who} takes {each.default}"


def test_no_two_commands_of_a_place_have_one_default_key() -> None:
    assert len(_places()) > 13
    assert doubles({}) == []
    assert doubles({"journal": ("f5",)})


def test_commands_of_one_name_have_the_same_keys() -> None:
    for screen in screens():
        for command in commands_of(screen):
            assert command.default_keys() in ((), DEFAULTS[command.name()])


@pytest.mark.skipif(sys.platform == "win32", reason="flow control is a matter of Unix terminals")
def test_flow_control_is_off_so_that_ctrl_s_and_ctrl_q_arrive() -> None:
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    on = termios.IXON | termios.IXOFF
    assert LinuxDriver._patch_iflag(on) & on == 0


# -- spelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Ctrl+N", "ctrl+n"),
        ("^n", "ctrl+n"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("/", "slash"),
        ("Esc", "escape"),
        ("del", "delete"),
        ("F9", "f9"),
        ("P", "P"),
        ("shift+p", "P"),
        ("alt+X", "alt+x"),
        ("+", "plus"),
        ("<", "less_than_sign"),
        ("|", "vertical_line"),
        ("😍", ""),
        ("ctrl+pgdn", "ctrl+pagedown"),
        ("Alt + g", "alt+g"),
        ("", ""),
        ("foo", ""),
        ("F13", ""),
        ("hyper+x", ""),
        ("ctrl+ctrl+x", ""),
        ("\x1b", ""),
    ],
)
def test_a_key_is_understood_as_people_write_it(typed: str, key: str) -> None:
    assert textual_name(typed) == key


def test_what_the_texts_call_a_key_can_be_typed() -> None:
    for keys in DEFAULTS.values():
        for key in keys:
            if spoken(key) not in "←→↑↓":
                assert textual_name(spoken(key)) == key
                assert short(key)


@given(st.text(max_size=12))
@example("¡")
@example("keycap digit one")
def test_no_text_breaks_it(typed: str) -> None:
    if key := textual_name(typed):
        assert textual_name(key) == key
        assert spoken(key)


# -- what a person may have -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"nonsense": ("x",)}, "no such command; `pilotage keys`"),
        ({"journl": ("x",)}, "did you mean journal"),
        ({"journal": ("F99",)}, "“F99” is no key"),
        ({"journal": ("ctrl+b",)}, "tmux takes it"),
        ({"journal": ("ctrl+a",)}, "GNU screen takes it"),
        ({"journal": ("f11",)}, "large as the screen"),
        ({"journal": ("ctrl+i",)}, "as Tab"),
        ({"journal": ("ctrl+enter",)}, "do not send it"),
        ({"journal": ("ctrl+shift+j",)}, "do not send it"),
        ({"journal": ("ctrl+k",)}, "in a text field it deletes to the end"),
        ({"journal": ("enter",)}, "opens or takes"),
        ({"journal": ("ctrl+q",)}, "always quits"),
        ({"journal": ("3",)}, "a key of its own already"),
        ({"journal": ("f5",)}, "F5 is that of people already, on phase 1"),
        ({"new": ("m",)}, "m is that of demo already, on home"),
        ({"journal": ("ctrl+p",)}, "that of command_palette"),
    ],
)
def test_what_cannot_be_is_said_and_the_default_stands(
    wanted: dict[str, tuple[str, ...]], reason: str
) -> None:
    found = checked(wanted)
    assert found.keys == {}
    assert [each.command for each in found.wrong] == list(wanted)
    assert reason in found.wrong[0].reason


def test_keys_may_be_exchanged_and_several() -> None:
    wanted = {"help": ("F2",), "phases": ("F1", "alt+2x"), "pass_gate": ("alt+g", "f12")}
    found = checked(wanted | {"open_in_editor": ("alt+e",)})
    assert found.keys["help"] == ("f2",)
    assert found.keys["phases"] == ("f1",)
    assert found.keys["pass_gate"] == ("alt+g", "f12")
    assert [each.command for each in found.wrong] == ["phases"]


def test_of_two_that_want_one_key_the_second_goes_without() -> None:
    found = checked({"journal": ("alt+x",), "export": ("alt+x",)})
    assert found.keys == {"journal": ("alt+x",)}
    assert found.wrong[0].reason == "Alt+X is that of journal already, on phase 1"


def test_a_default_that_comes_back_gives_way_to_nothing() -> None:
    """`export` can't have what it wants, so F8 is taken again and `journal` can't have it."""
    found = checked({"journal": ("f8",), "export": ("f5",)})
    assert found.keys == {}
    assert len(found.wrong) == 2


def test_parts_of_a_screen_share_keys() -> None:
    assert checked({"add_step": ("n",)}).keys == {"add_step": ("n",)}
    assert checked({"add_step": ("i",)}).keys == {}


COMMANDS = st.sampled_from(sorted(DEFAULTS))
KEYS = st.sampled_from([*"abcnpsx?3", "F1", "F4", "F9", "ctrl+r", "alt+n", "ctrl+b", "nokey"])


@settings(max_examples=40)
@given(st.dictionaries(COMMANDS, st.lists(KEYS, min_size=1, max_size=3).map(tuple), max_size=6))
def test_whatever_is_wanted_nothing_clashes_and_all_that_is_left_out_is_said(
    wanted: dict[str, tuple[str, ...]],
) -> None:
    found = checked(wanted)
    assert doubles(found.keys) == []
    said = {each.command for each in found.wrong}
    for name, keys in wanted.items():
        asked = {textual_name(key) for key in keys}
        assert name in said or set(found.keys[name]) == asked


# -- what the texts say -----------------------------------------------------------------------

SPELLED = re.compile(r"\bF\d{1,2}\b|\bCtrl\+[A-Z]\b|\^[a-z]\b|\bAlt\+[A-Z]\b")
FIXED = {"Ctrl+Q", "Ctrl+C", "^c", "^s"}
"""Keys that are no command's: to quit, to copy, to save in a dialog."""
NO_TEXTS = {"swallowed.py", "key_names.py", "keymap_check.py"}


FILES = [file for file in sorted(SOURCE.rglob("*.py")) if file.name not in NO_TEXTS]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_text_spells_out_the_key_of_a_command(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            assert set(SPELLED.findall(node.value)) <= FIXED, node.value


def test_every_command_that_a_text_names_exists() -> None:
    names = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text("utf-8")
        names |= set(re.findall(r"(?:key_for|short_for|button_for)\([\"']([a-z_]+)[\"']\)", text))
        if file.name not in NO_TEXTS:
            names |= set(
                re.findall(r"^    (?:help|none) = [^f].*\{(?:button:)?([a-z_]+)\}", text, re.M)
            )
    assert len(names) > 30
    assert names <= set(DEFAULTS)


def test_the_help_names_keys_by_their_commands() -> None:
    pages = [*files("pilotage.tui").joinpath("help").iterdir()]
    pages = [page for page in pages if page.name.endswith(".md")]
    assert len(pages) >= 13
    for page in pages:
        text = page.read_text("utf-8")
        assert set(SPELLED.findall(text)) <= FIXED, page.name
        assert set(re.findall(r"\{(?:button:)?(\w+)\}", text)) <= set(DEFAULTS), page.name


def test_help_and_reasons_say_the_keys_that_somebody_has() -> None:
    from pilotage.tui.help_text import page
    from pilotage.tui.screens.phase4 import Delete

    try:
        keymap.use({"undo": ("alt+u",), "show_gate": ("f12",)})
        assert Delete.said() == "Alt+U brings it back."
        assert "Press F12 to see what the gate still misses" in page("phase1")
    finally:
        keymap.use({})
    assert Delete.said() == "Ctrl+Z brings it back."


def test_the_page_of_keys_has_every_command() -> None:
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert page.read_text("utf-8") == keys_page.with_table(page.read_text("utf-8"))
    example = tomllib.loads(page.read_text("utf-8").split("```")[1].removeprefix("toml"))["keys"]
    wanted = {name: tuple(k) if isinstance(k, list) else (k,) for name, k in example.items()}
    found = checked(wanted)
    assert (found.wrong, set(found.keys)) == ((), set(example))
    shared = [s for s in screens() if any(issubclass(c, PartCommand) for c in s.OWN_COMMANDS)]
    assert len(shared) == 2


# -- what is kept -----------------------------------------------------------------------------


def test_what_came_of_a_table_is_kept_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path))
    looked: list[keymap.Keymap] = []

    def looking(wanted: keymap.Keymap) -> keymap_check.Checked:
        looked.append(wanted)
        return checked(wanted)

    monkeypatch.setattr(keymap_check, "checked", looking)
    wanted = {"journal": ("Alt+J", "ctrl+b"), "undo": ("f5",)}
    first = kept_or_checked(wanted)
    assert first[0] == {"journal": ("alt+j",)}
    assert [name for name, _ in first[1]] == ["journal", "undo"]
    assert kept_or_checked(wanted) == first
    assert len(looked) == 1
    assert kept_or_checked({"journal": ("Alt+K",)})[0] == {"journal": ("alt+k",)}
    assert len(looked) == 2
    for broken in ("", "{", "[]", '{"stamp": 3}', "[" * 100_000):
        (tmp_path / "keys.json").write_text(broken)
        assert kept_or_checked(wanted) == first
    assert len(looked) == 7


def test_where_nothing_can_be_kept_it_is_found_out_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "file"))
    assert kept_or_checked({"journal": ("alt+j",)}) == ({"journal": ("alt+j",)}, ())
