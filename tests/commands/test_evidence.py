"""`attach`, `verify` of evidence, and `playbook`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage import playbooks
from pilotage.commands.project import read
from tests.commands.conftest import Ask, Keep
from tests.way import documented, handed_over

RULES = """
name = "House rules"
version = "3"
[policy]
production_days = 12
[windows]
phase_1 = 21
[[requirement]]
id = "proof"
phase = 2
sentence = "A proof is attached"
check = "file"
about = "proof"
"""


@pytest.fixture
def rules(here: Path) -> Path:
    path = here / "house.toml"
    path.write_text(RULES, "utf-8")
    return path


def test_a_file_is_attached_and_verified(ask: Ask, keep: Keep, here: Path) -> None:
    path = keep(documented().project)
    (here / "a [b].txt").write_text("it", "utf-8")
    said = ask("attach", path, "a [b].txt", "--about", "The [proof]", "--phase", "2")
    assert (said.code, said.err) == (0, "")
    assert "Attached a [b].txt: 2 bytes, SHA-256 " in said.out
    copied = ask("attach", path, "a [b].txt", "--about", "x", "--copy", "--json").json
    assert copied["attachment"]["path"].startswith("leads.evidence/")
    (kept, other) = read(path).project.attachments
    assert (kept.path, kept.phase, kept.about, kept.copied) == (
        "a [b].txt",
        2,
        "The [proof]",
        False,
    )
    assert other.copied
    said = ask("verify", path)
    assert said.code == 0
    assert "✓ evidence: 2 of 2 files as attached" in said.out
    assert "✓ same, a [b].txt (The [proof])" in said.out
    (here / "a [b].txt").write_text("no", "utf-8")
    said = ask("verify", path)
    assert said.code == 1
    assert "✗ changed, a [b].txt (The [proof]): its content is another one" in said.out
    assert "✓ same, " in said.out
    (here / "a [b].txt").unlink()
    (found,) = ask("verify", path, "--json").json["files"]
    assert [each["state"] for each in found["evidence"]] == ["gone", "same"]
    assert not found["ok"]


def test_what_can_not_be_attached_is_refused(ask: Ask, keep: Keep, here: Path) -> None:
    path = keep(documented().project)
    assert "There is no file none" in ask("attach", path, "none", "--about", "x").err
    assert "is a folder" in ask("attach", path, here, "--about", "x").err
    assert "own file" in ask("attach", path, path, "--about", "x").err
    (here / "a  b").write_text("it", "utf-8")
    said = ask("attach", path, "a  b", "--about", "x")
    assert said.code == 2
    assert "attach a copy" in said.err
    assert "Phase 4 is locked" in ask("attach", path, "a  b", "--about", "x", "--phase", 4).err
    said = ask("attach", path, "a  b", "--about", "x", "--phase", 4, "--copy")
    assert "Phase 4 is locked" in said.err
    assert not (here / "leads.evidence").exists()
    assert "not in this project" in ask("attach", path, "a  b", "--about", "x", "--as", "Z").err


def test_a_bundle_holds_none_of_it(ask: Ask, keep: Keep, here: Path, rules: Path) -> None:
    path = keep(documented().project)
    (here / "proof").write_text("it", "utf-8")
    assert ask("attach", path, "proof", "--about", "x", "--phase", "2", "--copy").code == 0
    assert ask("playbook", "adopt", path, rules, "--reason", "So we do it").code == 0
    assert ask("handoff", path, "-o", "b").code == 0
    project = read(Path("b.handoff.zip")).project
    assert (project.attachments, project.signatures, project.playbook) == ((), (), None)


def test_the_example_is_printed_and_right(ask: Ask, here: Path) -> None:
    said = ask("playbook", "--example")
    assert said.out.rstrip() == playbooks.example().rstrip()
    (here / "mine.toml").write_text(said.out, "utf-8")
    said = ask("playbook", "check", "mine.toml")
    assert (said.code, said.out) == (
        0,
        "The method as it is, version 1: in order, with 0 requirements of its own.\n",
    )


def test_all_that_is_wrong_is_listed(ask: Ask, here: Path) -> None:
    (here / "bad.toml").write_text("nme = 'x'\nversion = 3\n", "utf-8")
    said = ask("playbook", "check", "bad.toml")
    assert said.code == 1
    assert said.out.splitlines() == [
        "✗ bad.toml, nme: is not known; did you mean name? There are name, version, note, policy, "
        "windows, prompts, requirement",
        '✗ bad.toml, name: is missing; write name = "…"',
        "✗ bad.toml, version: is 3; it must be a text in quotes",
    ]
    found = ask("playbook", "check", "bad.toml", "--json").json
    assert [each["key"] for each in found["problems"]] == ["nme", "name", "version"]
    assert ask("playbook", "check", "none.toml").code == 2
    assert ask("playbook").code == 2
    new = ("new", "x", "--workflow", "X", "--builder", "Ada", "--playbook", "bad.toml")
    said = ask(*new)
    assert said.code == 2
    assert "bad.toml, version: is 3" in said.err
    assert not (here / "x.pilotage.json").exists()


def test_a_new_project_runs_on_a_playbook(ask: Ask, rules: Path) -> None:
    new = ("new", "leads", "--workflow", "Leads", "--builder", "Ada", "--playbook", rules)
    assert ask(*new, "--outputs", "40").code == 0
    project = read(Path("leads.pilotage.json")).project
    assert project.policy.phase_ends == (21, 30, 60, 75, 90)
    assert (project.policy.production_days, project.policy.production_outputs) == (12, 40)
    said = ask("playbook", "show", "leads.pilotage.json")
    assert "House rules, version 3" in said.out
    assert "✗ 2.own.proof  A proof is attached: no file about “proof”" in said.out
    found = ask("playbook", "show", "leads.pilotage.json", "--json").json
    assert found["playbook"] == {"name": "House rules", "version": "3", "note": ""}
    assert found["requirements"][0]["met"] is False
    rows = ask("gate", "leads.pilotage.json", "--phase", "2", "--json").json["requirements"]
    assert (rows[-1]["id"], rows[-1]["screen"]) == ("2.own.proof", "evidence")


def test_adopting_says_which_gates_open_again(ask: Ask, keep: Keep, rules: Path) -> None:
    path = keep(handed_over().project)
    assert "on the method alone" in ask("playbook", "show", path).out
    said = ask("playbook", "adopt", path, rules, "--reason", "So we do it", "--dry-run")
    assert "Gate 2 would be open again: no file about “proof”" in said.out
    assert read(path).project.playbook is None
    assert ask("playbook", "adopt", path, rules, "--reason", " ").code == 2
    said = ask("playbook", "adopt", path, rules, "--reason", "So we do it", "--as", "Dana Osei")
    assert said.out.startswith("Runs on House rules, version 3.\nGate 2 is open again")
    project = read(path).project
    assert project.name_of(project.policy_changes[-1].by) == "Dana Osei"
    for more in ((), ("--dry-run",)):
        said = ask("playbook", "adopt", path, rules, "--reason", "So we do it", *more)
        assert said.out == "Runs on House rules, version 3 already: nothing changes.\n"
    assert read(path).project == project
