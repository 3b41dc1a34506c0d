"""A section in another editor: what comes back, and that nothing written there is lost."""

from __future__ import annotations

import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import App

from pilotage import external_editor
from pilotage.errors import Refused
from pilotage.external_editor import LONGEST, SectionFile, editor_of
from pilotage.session import Session
from pilotage.tui.app import PilotageApp
from pilotage.tui.screens import phase1_sections
from tests.tui.conftest import notes, seen, sees, until
from tests.tui.opened import Opened, opened
from tests.way import Way, documented, written

TEXT = "Mail arrives.\nThen a form."


@pytest.fixture(autouse=True)
def _private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(external_editor, "AT_ONCE", 60.0)


def kept(folder: Path) -> list[Path]:
    """The files that were left for the user."""
    return [path for path in (folder / "temporary").rglob("*") if path.is_file()]


def editor(folder: Path, body: str) -> list[str]:
    """An editor that runs some Python on the file `path`."""
    script = folder / "editor.py"
    script.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{body}\n", "utf-8")
    return [sys.executable, str(script), "--wait"]


def test_the_first_variable_that_is_set_is_the_editor() -> None:
    assert editor_of({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_of({"VISUAL": "  ", "EDITOR": "vi"}) == ["vi"]
    assert editor_of({"EDITOR": "'/my tools/ed' -x"})[0] == "/my tools/ed"
    with pytest.raises(Refused, match="No editor is set"):
        editor_of({"EDITOR": ""})
    with pytest.raises(Refused, match="EDITOR is no command"):
        editor_of({"EDITOR": "vi 'x"})


def test_the_file_is_private_and_named_after_the_section() -> None:
    file = SectionFile("input_format", "a")
    assert file.path.name == "input-format.md"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    assert file.path.read_text("utf-8") == "a\n"
    (file.path.parent / "input-format.md~").write_text("backup", "utf-8")
    file.discard()
    assert not file.path.parent.exists()


@pytest.mark.parametrize(
    ("body", "text", "said", "is_kept"),
    [
        (f"path.write_text({TEXT + chr(10)!r}, 'utf-8')", TEXT, "", False),
        ("path.write_bytes(b'\\xef\\xbb\\xbfone\\r\\ntwo\\r\\n')", "one\ntwo", "", False),
        ("path.write_bytes(b'')", "", "", False),
        ("", None, "came back at once and changed nothing", True),
        ("path.unlink()", None, "left no file", False),
        ("path.unlink(); path.mkdir()", None, "can't be read", True),
        ("path.write_bytes(b'\\xff\\xfe\\x00')", None, "no UTF-8 text", True),
        ("path.write_bytes(b'x' * 10_000_000)", None, "more than 20,000", True),
        (f"path.write_text('x' * {LONGEST + 1})", None, "more than 20,000", True),
        ("sys.exit(3)", None, "ended with an error (3)", False),
        ("path.write_text('new'); sys.exit(1)", None, "ended with an error (1)", True),
        ("path.unlink(); sys.exit(1)", None, "ended with an error (1)", False),
    ],
)
def test_what_comes_back(
    tmp_path: Path, body: str, text: str | None, said: str, is_kept: bool
) -> None:
    file = SectionFile("trigger", "before")
    taken = file.edit(editor(tmp_path, body))
    assert (taken.text, taken.is_kept) == (text, is_kept)
    assert said in taken.said
    assert bool(taken.said) is bool(said)
    assert (str(file.path) in taken.said) is is_kept
    assert "Traceback" not in taken.said


def test_an_editor_that_took_its_time_and_changed_nothing_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external_editor, "AT_ONCE", 0.0)
    taken = SectionFile("trigger", "before").edit(editor(tmp_path, ""))
    assert (taken.said, taken.is_kept) == ("Nothing was changed.", False)
    taken = SectionFile("trigger", "before").edit(editor(tmp_path, "sys.exit(3)"))
    assert not taken.is_kept


def test_control_characters_are_left_out_and_counted(tmp_path: Path) -> None:
    body = "path.write_bytes('a\\x1b[2Jb\\u202ec'.encode())"
    taken = SectionFile("trigger", "before").edit(editor(tmp_path, body))
    assert (taken.text, taken.dropped) == ("a[2Jbc", 2)


@pytest.mark.parametrize("name", ["no-such-editor", ""])
def test_a_missing_editor_is_said_to_be_missing(name: str) -> None:
    taken = SectionFile("trigger", "x").edit([name])
    assert "There is no editor" in taken.said or "can't be started" in taken.said
    assert not taken.is_kept


def test_an_editor_that_is_no_program(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    assert (
        "can't be started" in SectionFile("trigger", "x").edit([str(tmp_path / "notes.txt")]).said
    )


class Ended(Exception):
    """The program would have ended."""


@pytest.mark.parametrize(
    ("left", "saved", "names"),
    [
        (b"as given\n", False, {"purpose.md": b"as given\n"}),
        (None, False, {"purpose.md": b"as given\n"}),
        (b"\xff", False, {"purpose.md": b"\xff", "purpose-before.md": b"as given\n"}),
        (b"\xff", True, {"purpose.md": b"\xff"}),
        (b"new\n", False, {"purpose.md": b"new\n"}),
        (b"new\n", True, {}),
        (b"as given\n", True, {}),
    ],
)
def test_nothing_is_lost_when_the_terminal_goes_away(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    left: bytes | None,
    saved: bool,
    names: dict[str, bytes],
) -> None:
    def ended(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(phase1_sections.os, "_exit", ended)
    file = SectionFile("purpose", "as given")
    if left is None:
        file.path.unlink()
    else:
        file.path.write_bytes(left)
    screen: Any = SimpleNamespace(
        editor=SimpleNamespace(flush=lambda: saved, take=lambda text: saved),
        session=SimpleNamespace(flush=lambda: None, close=lambda: None),
    )
    with pytest.raises(Ended, match="129"):
        phase1_sections._leave(screen, file)
    assert {each.name: each.read_bytes() for each in kept(tmp_path)} == names


# -- from the page -----------------------------------------------------------------------------


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`use(body)` sets the editor; the terminal is given away as far as a test has one."""

    @contextmanager
    def suspended(app: App[None]) -> Iterator[None]:
        yield

    monkeypatch.setattr(App, "suspend", suspended)
    monkeypatch.delenv("VISUAL", raising=False)

    def wanted(body: str) -> None:
        monkeypatch.setenv("EDITOR", " ".join(f"'{part}'" for part in editor(tmp_path, body)))

    return wanted


def page_of(here: Opened) -> Any:
    return here.project.page


async def test_a_section_is_written_in_another_editor(tmp_path: Path, use: Any) -> None:
    use("path.write_text(path.read_text('utf-8').strip() + ' [/] More.\\n', 'utf-8')")
    async with opened(Way(), tmp_path, "phase1") as here:
        await here.press("W", "h", "y", "f12")
        await until(here.pilot, lambda: page_of(here).purpose == "Why [/] More.")
        field = here.app.screen.query_one("#section-text")
        assert field.has_focus
        assert kept(tmp_path) == []
        await here.press("ctrl+z")
        await until(here.pilot, lambda: field.text == "Why")  # type: ignore[attr-defined]


async def test_a_list_comes_back_as_lines(tmp_path: Path, use: Any) -> None:
    use("path.write_text('1. Open\\n2. Read\\n', 'utf-8')")
    async with opened(written(), tmp_path, "phase1") as here:
        here.app.screen.editor.go_to("steps")  # type: ignore[attr-defined]
        await here.press("f12")
        await until(here.pilot, lambda: page_of(here).steps == ("Open", "Read"))


async def test_a_text_that_is_too_long_stays_in_the_field_and_in_its_file(
    tmp_path: Path, use: Any
) -> None:
    use("path.write_text('y' * 4001, 'utf-8')")
    async with opened(written(), tmp_path, "phase1", (120, 36)) as here:
        before = page_of(here).purpose
        await here.press("f12")
        await sees(here.pilot, "Not saved yet", "limit is 4,000")
        assert page_of(here).purpose == before
        assert here.app.screen.query_one("#section-text").text == "y" * 4001  # type: ignore[attr-defined]
        [file] = kept(tmp_path)
        assert str(file) in here.notes()
        use("path.write_text('short', 'utf-8')")
        await here.press("f12")  # it can be shortened where it was written
        await until(here.pilot, lambda: page_of(here).purpose == "short")


@pytest.mark.parametrize(
    ("body", "said"),
    [("path.write_bytes(b'\\xff')", "no UTF-8"), ("", "changed nothing"), ("sys.exit(2)", "(2)")],
)
async def test_what_is_not_taken_over_leaves_the_section(
    tmp_path: Path, use: Any, body: str, said: str
) -> None:
    use(body)
    async with opened(written(), tmp_path, "phase1") as here:
        before = page_of(here)
        await here.press("f12")
        await until(here.pilot, lambda: said in here.notes())
        assert page_of(here) == before
        assert all(str(file) in here.notes() for file in kept(tmp_path))
        assert len(kept(tmp_path)) == (0 if "exit" in body else 1)


async def test_without_an_editor_it_says_what_to_set(
    tmp_path: Path, use: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    async with opened(written(), tmp_path, "phase1") as here:
        await here.press("f12")
        await until(here.pilot, lambda: "export EDITOR=nano" in here.notes())


async def test_a_terminal_that_can_not_be_given_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "vi")
    async with opened(written(), tmp_path, "phase1") as here:
        await here.press("f12")
        await until(here.pilot, lambda: "can't be given to another program" in here.notes())
        assert kept(tmp_path) == []
        monkeypatch.setattr(PilotageApp, "is_web", True)
        await here.press("f12")
        await until(here.pilot, lambda: "In the browser no other editor" in here.notes())


async def test_from_the_baseline_it_says_where_it_belongs(tmp_path: Path, use: Any) -> None:
    use("")
    async with opened(documented(), tmp_path, "phase1") as here:
        await here.press("f9", "f12")
        await until(here.pilot, lambda: "belongs to the page" in here.notes())


async def test_what_was_typed_is_saved_first(tmp_path: Path, use: Any) -> None:
    use("path.write_bytes(b'\\xff')")
    async with opened(Way(), tmp_path, "phase1") as here:
        await here.press("A", "f12")
        await until(here.pilot, lambda: "no UTF-8" in here.notes())
        assert page_of(here).purpose == "A"
        assert "A" in seen(here.pilot)


async def test_nothing_is_written_where_nothing_may_change(
    tmp_path: Path, use: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use("path.write_text('new')")
    way = written()
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "config"))
    Session.create(tmp_path / "x.pilotage.json", way.project, way.clock).close()
    session = Session.open(tmp_path / "x.pilotage.json", way.clock, read_only=True)
    app = PilotageApp(session, folder=tmp_path, clock=way.clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, app.stands)
        await pilot.press("f12")
        await until(pilot, lambda: "Read-only" in notes(pilot))
        assert app.session.project.page == way.project.page
        assert kept(tmp_path) == []
