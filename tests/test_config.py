"""The user's settings: defaults for what is missing or wrong, and a reason for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pilotage import config, paths
from pilotage.errors import FileProblem, Refused


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.CONFIG_VARIABLE, str(tmp_path / "config"))
    return tmp_path / "config"


def settle(folder: Path, content: str) -> None:
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(content, "utf-8")


def test_without_a_file_there_are_defaults_and_nothing_is_created(folder: Path) -> None:
    assert config.load() == (config.Settings(theme="harbour", name="", projects=None), ())
    assert config.recent() == ()
    assert not folder.exists()


def test_settings_are_read(folder: Path) -> None:
    settle(folder, 'theme = "chart"\nname = "Dana Osei"\nprojects = "/tmp/work"\n')
    settings, problems = config.load()
    assert settings == config.Settings("chart", "Dana Osei", Path("/tmp/work"))  # noqa: S108
    assert problems == ()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("theme = 3", "theme"),
        ('theme = ""', "theme"),
        ("name = ['a']", "name"),
        ('name = "a\\u001b[2J"', "name"),
        ('colour = "blue"', "colour"),
        ('projects = "~nobody-has-it/x"', "projects"),
        ('playbook = "~nobody-has-it/x"', "playbook"),
        ("theme = ", ""),
    ],
)
def test_a_wrong_setting_is_reported_and_the_default_used(
    folder: Path, content: str, key: str
) -> None:
    settle(folder, content)
    settings, problems = config.load()
    assert settings == config.Settings()
    assert [(p.file.name, p.key) for p in problems] == [("settings.toml", key)]


def test_one_wrong_setting_leaves_the_others(folder: Path) -> None:
    settle(folder, 'theme = 3\nname = "Dana"')
    assert config.load()[0] == config.Settings(name="Dana")


def test_saving_keeps_comments_and_other_keys(folder: Path) -> None:
    settle(folder, '# mine\ntheme = "chart"  # light\nname = "Dana"\n')
    config.save("theme", "harbour")
    config.save("projects", 'a "quoted" place')
    text = (folder / "settings.toml").read_text("utf-8")
    assert "# mine" in text
    settings, problems = config.load()
    assert settings == config.Settings("harbour", "Dana", Path('a "quoted" place'))
    assert problems == ()


def test_saving_refuses_what_could_not_be_read_again(folder: Path) -> None:
    with pytest.raises(Refused, match="theme, name, projects, playbook, motion"):
        config.save("colour", "blue")
    with pytest.raises(Refused):
        config.save("name", "two\nlines")
    settle(folder, "theme = ")
    with pytest.raises(FileProblem, match=r"settings\.toml"):
        config.save("theme", "chart")
    assert (folder / "settings.toml").read_text("utf-8") == "theme = "


def test_recent_files_come_latest_first_once_each_and_only_if_they_exist(tmp_path: Path) -> None:
    one, two = tmp_path / "one.pilotage.json", tmp_path / "two.pilotage.json"
    for file in (one, two):
        file.touch()
    for file in (one, two, one):
        config.remember_recent(file)
    assert config.recent() == (one, two)
    two.unlink()
    assert config.recent() == (one,)


def test_a_long_list_of_recent_files_is_cut(tmp_path: Path, folder: Path) -> None:
    for number in range(config.MOST_RECENT + 5):
        file = tmp_path / f"{number}.pilotage.json"
        file.touch()
        config.remember_recent(file)
    assert len(json.loads((folder / "recent.json").read_text("utf-8"))) == config.MOST_RECENT


@pytest.mark.parametrize("content", ["", "{", "[1, null]", "{}", '["\\u0000"]', "[" * 100_000])
def test_a_broken_list_of_recent_files_is_an_empty_one(folder: Path, content: str) -> None:
    folder.mkdir()
    (folder / "recent.json").write_text(content, "utf-8")
    assert config.recent() == ()


def test_a_list_that_cannot_be_written_disturbs_nobody(folder: Path, tmp_path: Path) -> None:
    folder.write_text("a file where the folder should be", "utf-8")
    config.remember_recent(tmp_path / "one.pilotage.json")
    assert config.recent() == ()


def test_keys_are_one_or_several_and_what_is_wrong_is_said(folder: Path) -> None:
    settle(folder, '[keys]\nundo = "u"\njournal = ["f9", "x"]\nhome = 3\nhelp = []\n')
    settings, problems = config.load()
    assert settings.keys == {"undo": ("u",), "journal": ("f9", "x")}
    assert [problem.key for problem in problems] == ["keys.home", "keys.help"]


def test_keys_must_be_a_table(folder: Path) -> None:
    settle(folder, 'keys = "x"\ntheme = "chart"\n')
    settings, problems = config.load()
    assert (settings.theme, settings.keys) == ("chart", {})
    assert "must be a table" in problems[0].reason


def test_saving_leaves_a_command_of_the_same_name_alone(folder: Path) -> None:
    settle(folder, '# mine\n[keys]\ntheme = "alt+c"\n')
    config.save("theme", "chart")
    settings, problems = config.load()
    assert (settings.theme, settings.keys, problems) == ("chart", {"theme": ("alt+c",)}, ())


@pytest.mark.parametrize(
    ("asked", "set_", "reduced"),
    [
        ("", "full", False),
        ("", "reduced", True),
        ("1", "full", True),
        ("yes", "full", True),
        ("0", "reduced", False),
        ("off", "reduced", False),
    ],
)
def test_reduced_motion_is_asked_for_by_the_environment_or_the_setting(
    monkeypatch: pytest.MonkeyPatch, asked: str, set_: str, reduced: bool
) -> None:
    config.save("motion", set_)
    monkeypatch.setenv("PILOTAGE_REDUCED_MOTION", asked)
    assert config.wants_reduced_motion() is reduced


def test_motion_is_full_or_reduced() -> None:
    with pytest.raises(Refused, match="must be “full” or “reduced”"):
        config.save("motion", "some")
