"""`themes`, `config`, `demo`, opening without a terminal, and errors in general."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pilotage import cli, config, paths
from pilotage.commands.table import COMMANDS
from pilotage.store.shift import mark_as_sample
from tests.commands.conftest import Ask, Keep
from tests.way import handed_over, reviewed


@pytest.fixture
def sample(keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A sample project, as the program would ship one."""
    folder = tmp_path / "samples"
    folder.mkdir()
    path = keep(handed_over().project, "lead_routing")
    mark_as_sample(path, date(2026, 4, 1))
    path.rename(folder / path.name)
    monkeypatch.setattr(paths, "samples_folder", lambda: folder)
    return "lead_routing"


def test_themes_are_listed_with_the_current_one(ask: Ask) -> None:
    said = ask("themes", "--json").json
    assert {"harbour", "chart"} <= {theme["name"] for theme in said["themes"]}
    assert (said["current"], said["problems"]) == ("harbour", [])
    assert "* harbour" in ask("themes").out


def test_a_broken_theme_is_named_with_key_and_reason(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('name = "mine"\ntitle = "Mine"\ndark = 1\n', "utf-8")
    said = ask("themes")
    assert said.code == 0
    assert "mine.toml, dark: must be true or false" in said.err
    problems = ask("themes", "--json").json["problems"]
    assert {"dark", "colours"} == {problem["key"] for problem in problems}


def test_settings_are_shown_and_set(ask: Ask) -> None:
    assert ask("config", "theme", "chart").code == 0
    assert ask("config", "name", "Dana Osei").code == 0
    said = ask("config", "--json").json
    assert said["settings"] == {
        "theme": "chart",
        "name": "Dana Osei",
        "projects": "",
        "playbook": "",
        "tour": "on",
        "motion": "full",
    }
    assert config.load()[0].theme == "chart"
    assert "Dana Osei" in ask("config").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("colour", "blue"), "no setting"),
        (("theme", "none"), "harbour"),
        (("keys",), "pilotage keys"),
    ],
)
def test_a_wrong_setting_is_refused(ask: Ask, arguments: tuple[str, ...], said: str) -> None:
    answer = ask("config", *arguments)
    assert answer.code == 2
    assert said in answer.err


def test_a_setting_alone_says_its_value(ask: Ask) -> None:
    assert ask("config", "motion").out.strip() == "full"


def test_the_demo_without_a_terminal(ask: Ask, sample: str) -> None:
    said = ask("demo")
    assert (said.code, said.err) == (0, "")
    assert "Day 31 of 90 · phase 3 of 5: Integrations" in said.out
    assert [f"Gate {phase}" in said.out for phase in range(1, 6)] == [True] * 5
    assert Path("out/lead_routing.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert ask("verify", "lead_routing.pilotage.json").code == 0


def test_the_demo_replaces_nothing(ask: Ask, sample: str) -> None:
    for _ in range(2):
        assert ask("demo", "lead-routing", "--into", "try").code == 0
    assert sorted(path.name for path in Path("try").iterdir() if path.suffix != ".bak") == [
        "lead_routing-2.pdf",
        "lead_routing-2.pilotage.json",
        "lead_routing.pdf",
        "lead_routing.pilotage.json",
    ]
    assert sorted(path.name for path in Path().iterdir()) == ["try"]


def test_an_unknown_sample_is_refused_with_those_there_are(ask: Ask, sample: str) -> None:
    said = ask("demo", "nothing")
    assert said.code == 2
    assert "lead_routing" in said.err
    assert ask("demo", "--list").out == "lead_routing\n"


def test_without_a_terminal_a_file_shows_its_status(ask: Ask, keep: Keep) -> None:
    path = keep(reviewed().project)
    for arguments in ((path,), (), ("--as", "Dana Osei", path)):
        said = ask(*arguments)
        assert said.code == 0
        assert "Lead routing" in said.out
        assert "no terminal" in said.err


@pytest.mark.parametrize(
    ("argument", "said"),
    [("stauts", "pilotage status"), ("nowhere.pilotage.json", "pilotage new")],
)
def test_what_is_not_there_is_said_with_a_remedy(ask: Ask, argument: str, said: str) -> None:
    answer = ask(argument)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_an_unknown_theme_is_refused_before_anything_opens(ask: Ask, keep: Keep) -> None:
    said = ask(keep(reviewed().project), "--theme", "none")
    assert (said.code, said.out) == (2, "")
    assert "harbour" in said.err


def test_a_file_name_cannot_move_the_cursor(ask: Ask, keep: Keep) -> None:
    path = keep(reviewed().project, "a\x1b[2J\u202eb")
    for arguments in ((path,), ("status", path), ("verify", path), ("gate", "\x1b]0;x\x07")):
        said = ask(*arguments)
        assert not {"\x1b", "\u202e", "\x07"} & set(said.out + said.err)


def test_every_command_has_help_with_an_example(ask: Ask) -> None:
    for name in COMMANDS:
        said = ask(name, "--help")
        assert said.code == 0
        assert f"Example: pilotage {name}" in said.out or "Example: pilotage --theme" in said.out


def test_the_overview_lists_every_command(ask: Ask) -> None:
    said = ask("--help")
    assert all(f"\n  {name} " in said.out for name in COMMANDS)


@pytest.mark.parametrize("arguments", [("gate",), ("gate", "a", "b"), ("new", "--nonsense")])
def test_wrong_use_is_exit_2_with_a_pointer(ask: Ask, arguments: tuple[str, ...]) -> None:
    said = ask(*arguments)
    assert (said.code, said.out) == (2, "")
    assert f"pilotage {arguments[0]} --help" in said.err
    assert "Traceback" not in said.err


def test_ctrl_c_ends_quietly(ask: Ask, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pilotage.commands.project.read", interrupted)
    said = ask("gate", keep(reviewed().project))
    assert (said.code, said.err.strip()) == (130, "Stopped.")


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
@pytest.mark.parametrize("arguments", [("status", "leads.pilotage.json"), ("--help",)])
def test_a_reader_that_goes_away_is_no_error(keep: Keep, arguments: tuple[str, ...]) -> None:
    keep(reviewed().project)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "pilotage", *arguments],
            stdout=gone,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (cli.PIPE_CLOSED, "")


def test_a_terminal_without_unicode_is_no_error(keep: Keep) -> None:
    keep(reviewed().project)
    done = subprocess.run(
        [sys.executable, "-m", "pilotage", "status", "leads.pilotage.json"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Lead routing" in done.stdout


def test_keys_lists_every_command_and_checks_ones_own(ask: Ask, tmp_path: Path) -> None:
    said = ask("keys")
    assert said.code == 0
    assert "F7                     journal            See the journal" in said.out
    assert ask("keys", "--own", "--json").json["commands"] == []
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "settings.toml").write_text('[keys]\njournal = "alt+j"\nundo = "ctrl+b"\n', "utf-8")
    said = ask("keys", "--own")
    assert said.code == 1
    assert "* Alt+J                  journal" in said.out
    assert "settings.toml, keys.undo: Ctrl+B can't be had: tmux takes it" in said.err
    told = ask("keys", "--json").json
    assert told["problems"][0]["key"] == "keys.undo"
    assert [each["id"] for each in told["commands"] if each["own"]] == ["journal"]
    assert len({each["id"] for each in told["commands"]}) == len(told["commands"]) > 100
