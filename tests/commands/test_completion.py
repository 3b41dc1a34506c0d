"""What shells complete: asked as they ask, and by the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pilotage.commands.table import COMMANDS
from tests.commands.conftest import Ask
from tests.end_to_end.tmux import Tmux, needs_tmux

PROGRAM = Path(sys.executable).parent / "pilotage"


def environment(folder: Path, **more: str) -> dict[str, str]:
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    config = str(folder / "config")
    return {"PATH": path, "HOME": str(folder), "PILOTAGE_CONFIG_DIR": config, "TERM": "dumb"} | more


def completed(folder: Path, *words: str) -> list[str]:
    """What bash is told for the last of these words: `kind,value` each."""
    asked = environment(
        folder,
        COMP_WORDS=" ".join(("pilotage", *words)),
        COMP_CWORD=str(len(words)),
        _PILOTAGE_COMPLETE="bash_complete",
    )
    done = subprocess.run([PROGRAM], env=asked, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_first_word_is_a_command_or_a_file(tmp_path: Path) -> None:
    assert completed(tmp_path, "") == ["file,", *(f"plain,{name}" for name in COMMANDS)]
    assert completed(tmp_path, "st") == ["file,st", "plain,status"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--th",), ["plain,--theme"]),
        (("--pl",), ["plain,--plain"]),
        (("config", "motion", "r"), ["plain,reduced"]),
        (("--theme", "har"), ["plain,harbour"]),
        (("demo", "lead"), ["plain,lead_routing"]),
        (("config", "th"), ["plain,theme"]),
        (("config", "theme", "sail"), ["plain,sailcloth"]),
        (("config", "name", ""), [""]),
        (("config", "projects", "wo"), ["dir,wo"]),
        (("export", "x.pilotage.json", "j"), ["plain,journal"]),
        (("status", "le"), ["file,le"]),
        (("--as", "Dana", "le"), ["file,le"]),
        (("completion", ""), ["plain,bash", "plain,zsh", "plain,fish"]),
    ],
)
def test_names_are_completed(tmp_path: Path, words: tuple[str, ...], expected: list[str]) -> None:
    assert completed(tmp_path, *words) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(ask: Ask, shell: str) -> None:
    said = ask("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert f"_PILOTAGE_COMPLETE={shell}_complete" in said.out
    assert "%" not in said.out.split("_PILOTAGE_COMPLETE")[0]


def test_another_shell_is_refused(ask: Ask) -> None:
    said = ask("completion", "csh")
    assert said.code == 2
    assert "bash" in said.err


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_with_it(tmp_path: Path) -> None:
    script = """
        eval "$(pilotage completion bash)"
        complete -p pilotage
        COMP_WORDS=(pilotage demo su); COMP_CWORD=2
        _pilotage_completion pilotage su demo
        echo "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "support_triage"


@needs_tmux
def test_bash_completes_commands_and_files_with_spaces_as_one_types(tmp_path: Path) -> None:
    (tmp_path / "leads one.pilotage.json").touch()
    with Tmux(tmp_path, size=(100, 20)) as terminal:
        path = f"{PROGRAM.parent}:$PATH"
        terminal.send_line(f"PATH={path} PS1='bash> ' bash --norc --noprofile")
        terminal.wait_for("bash>")
        terminal.send_line('eval "$(pilotage completion bash)"; echo read')
        terminal.wait_for("\nread")
        terminal.write("pilotage com")
        terminal.press("Tab")
        terminal.wait_for("pilotage completion ")
        terminal.press("C-u")
        terminal.write("pilotage le")
        terminal.press("Tab")
        terminal.wait_for("pilotage leads\\ one.pilotage.json")


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_with_it(tmp_path: Path) -> None:
    script = "pilotage completion fish | source; complete -C 'pilotage demo su'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.stdout.split() == ["support_triage"]


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_takes_it(tmp_path: Path) -> None:
    script = """
        autoload -Uz compinit && compinit -D
        eval "$(pilotage completion zsh)"
        echo "${_comps[pilotage]}"
    """
    done = subprocess.run(
        ["zsh", "-f", "-c", script],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.stderr, done.stdout.split()) == ("", ["_pilotage_completion"])
