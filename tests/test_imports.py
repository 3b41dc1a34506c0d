"""What each command may load: start-up time is a promise, and imports are what it is made of."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pilotage.commands.table import COMMANDS
from pilotage.store.project_file import ProjectFile
from tests.way import handed_over

HEAVY = ("textual", "rich", "pydantic", "tinydb", "markdown_it", "filelock", "platformdirs")
PROBE = """
import json, sys
from pilotage import cli
code = cli.run(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write("\\n" + json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "leads.pilotage.json"
    (tmp_path / "b.csv").write_text("metric,unit\nWorking time per output,minutes\n")
    at = datetime(2026, 3, 2, tzinfo=UTC)
    ProjectFile.create(path, handed_over().project, at=at).close()
    return path


def loaded(folder: Path, *arguments: str) -> tuple[int, set[str]]:
    """The exit code of a command, and the top-level modules that it left loaded."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", PROBE, *arguments],
        cwd=folder,
        env={"PILOTAGE_CONFIG_DIR": str(folder / "config"), "PATH": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


def test_the_probe_sees_what_is_loaded(tmp_path: Path) -> None:
    assert {"click", "pilotage", "json"} <= loaded(tmp_path, "--version")[1]


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_load_nothing_heavy(tmp_path: Path, argument: str) -> None:
    code, modules = loaded(tmp_path, argument)
    assert code == 0
    assert not modules & {*HEAVY, "importlib_metadata", "asyncio", "tomllib"}


@pytest.mark.parametrize(
    "command",
    [name for name in COMMANDS if name != "journal"],
)
def test_a_commands_help_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    code, modules = loaded(tmp_path, command, "--help")
    assert code == 0
    assert not modules & set(HEAVY)


@pytest.mark.parametrize(
    ("arguments", "may"),
    [
        (("status", "{}", "--json"), {"pydantic", "tinydb"}),
        (("status", "{}"), {"pydantic", "tinydb"}),
        (("status", "."), {"pydantic", "tinydb"}),
        (("due", "{}"), {"pydantic", "tinydb"}),
        (("due", "."), {"pydantic", "tinydb"}),
        (("export", "{}", "calendar", "-o", "-"), {"pydantic", "tinydb"}),
        (("gate", "{}", "--phase", "2"), {"pydantic", "tinydb"}),
        (("advice", "{}", "--json"), {"pydantic", "tinydb"}),
        (("verify", "{}"), {"pydantic", "tinydb"}),
        (("export", "{}", "data", "-o", "-"), {"pydantic", "tinydb"}),
        (
            ("export", "{}", "document", "-o", "-", "--format", "md"),
            {"pydantic", "tinydb", "markdown_it"},
        ),
        (("export", "{}", "document", "-o", "page.pdf"), {"pydantic", "tinydb", "markdown_it"}),
        (("import", "{}", "baseline", "b.csv", "--dry-run"), {"pydantic", "tinydb"}),
        (("themes",), {"pydantic"}),
        (("config",), {"pydantic"}),
    ],
)
def test_a_command_loads_only_what_it_needs(
    project: Path, arguments: tuple[str, ...], may: set[str]
) -> None:
    code, modules = loaded(project.parent, *(each.format(project) for each in arguments))
    assert code in (0, 1)  # there may be advice
    assert modules & set(HEAVY) <= may


def test_writing_needs_the_lock_but_no_screen(tmp_path: Path) -> None:
    code, modules = loaded(tmp_path, "new", "a", "--workflow", "A", "--builder", "Ada")
    assert code == 0
    assert "filelock" in modules
    assert not modules & {"textual", "rich", "markdown_it"}


def test_recording_needs_the_lock_but_no_screen(project: Path) -> None:
    code, modules = loaded(project.parent, "record", str(project), "output", "T-1")
    assert code == 2  # its phase is locked
    assert modules & set(HEAVY) == {"pydantic", "tinydb", "filelock"}


def test_handing_in_to_whoever_has_it_open_loads_nothing_heavy(project: Path) -> None:
    holder = ProjectFile.open(project)
    code, modules = loaded(project.parent, "record", str(project), "output", "T-1", "--wait", "0")
    holder.close()
    assert code == 0
    assert not modules & set(HEAVY)


def test_the_plain_mode_needs_the_lock_but_no_screen(project: Path) -> None:
    code, modules = loaded(project.parent, "--plain", str(project))
    assert code == 0
    assert "filelock" in modules
    assert not modules & {"textual", "rich"}


def test_a_handover_needs_no_screen(project: Path) -> None:
    file, out = str(project), str(project.with_name("dana.handoff.zip"))
    for arguments in (("handoff", file, "-o", out), ("merge", file, out), ("status", out)):
        code, modules = loaded(project.parent, *arguments)
        assert code == 0
        assert not modules & {"textual", "rich"}


def test_importing_the_package_creates_nothing(tmp_path: Path) -> None:
    loaded(tmp_path, "--version")
    assert list(tmp_path.iterdir()) == []


def test_the_screens_start_without_the_markdown_parser(tmp_path: Path) -> None:
    probe = "import sys, pilotage.tui.run; print('markdown_it' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", probe], cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert done.stdout == "False\n", done.stderr
