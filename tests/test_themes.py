"""Theme files: ours are whole, and there is a reason for everything wrong in a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage import paths, themes

OURS, PROBLEMS = themes.load_folder(paths.themes_folder())


def test_eight_themes_ship_without_a_problem() -> None:
    assert PROBLEMS == ()
    dark = {name for name, theme in OURS.items() if theme.dark}
    assert dark == {"harbour", "beacon", "semaphore", "lantern", "sixteen"}
    assert OURS.keys() - dark == {"chart", "daymark", "sailcloth"}
    assert [name for name, theme in OURS.items() if theme.ansi] == ["sixteen"]
    assert all(name == theme.file.stem for name, theme in OURS.items())


def write(folder: Path, as_: str, /, *, without: str = "", **changes: str) -> Path:
    """A theme file like ours, with some lines changed or left out."""
    lines = (paths.themes_folder() / "chart.toml").read_text("utf-8").splitlines()
    kept = []
    for line in lines:
        key = line.split(" =")[0]
        if key == without:
            continue
        kept.append(f"{key} = {changes[key]}" if key in changes else line)
    file = folder / as_
    file.write_text("\n".join(kept), "utf-8")
    return file


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", '"Not a slug"'),
        ("title", '""'),
        ("dark", '"yes"'),
        ("colours.primary", '"blue"'),
        ("colours.panel", '"#12345"'),
        ("colours.error", "12"),
        ("variables.border", '"tall"'),
    ],
)
def test_a_wrong_value_is_reported_with_file_and_key(tmp_path: Path, key: str, value: str) -> None:
    file = write(tmp_path, "mine.toml", **{key.rsplit(".", 1)[-1]: value})
    theme, problems = themes.read(file)
    assert theme is None
    assert [(p.file, p.key) for p in problems] == [(file, key)]
    assert problems[0].reason
    assert "mine.toml" in str(problems[0])


@pytest.mark.parametrize("key", ["name", "title", "dark", *themes.COLOURS])
def test_a_missing_key_is_reported(tmp_path: Path, key: str) -> None:
    theme, problems = themes.read(write(tmp_path, "mine.toml", without=key))
    assert theme is None
    assert [p.key.split(".")[-1] for p in problems] == [key]


@pytest.mark.parametrize(
    "content", [b"name = ", b"\xff\xfe", b"colours = 3", b"", b"a = [" * 5000, b"#" * 100_000]
)
def test_a_file_that_is_no_theme_is_left_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.toml").write_bytes(content)
    found, problems = themes.load_folder(tmp_path)
    assert found == {}
    assert all(p.file.name == "broken.toml" and p.reason for p in problems)
    assert problems


def test_an_unknown_key_is_reported(tmp_path: Path) -> None:
    file = write(tmp_path, "mine.toml")
    file.write_text("author = 'me'\n" + file.read_text("utf-8"), "utf-8")
    assert [p.key for p in themes.read(file)[1]] == ["author"]


def test_the_users_theme_wins_and_a_broken_one_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.CONFIG_VARIABLE, str(tmp_path))
    folder = tmp_path / "themes"
    folder.mkdir()
    write(folder, "mine.toml", primary='"#000001"')
    write(folder, "broken.toml", name='"broken"', accent='"magenta"')
    found, problems = themes.load()
    assert found["chart"].colours["primary"] == "#000001"
    assert found["harbour"].file.parent == paths.themes_folder()
    assert "broken" not in found
    assert [p.key for p in problems] == ["colours.accent"]


def test_a_second_theme_of_the_same_name_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.toml")
    write(tmp_path, "b.toml")
    found, problems = themes.load_folder(tmp_path)
    assert found["chart"].file.name == "a.toml"
    assert [(p.file.name, p.key) for p in problems] == [("b.toml", "name")]


def test_a_theme_of_the_terminals_colours_takes_their_names_and_no_others(tmp_path: Path) -> None:
    text = (paths.themes_folder() / "sixteen.toml").read_text("utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(text.replace("ansi_bright_red", "#ff0000"), "utf-8")
    problems = themes.read(file)[1]
    assert [p.key for p in problems] == ["colours.error"]
    assert "ansi_bright_red" in problems[0].reason
    file.write_text(text.replace("ansi = true", "ansi = 1"), "utf-8")
    assert "ansi" in [p.key for p in themes.read(file)[1]]


def test_what_was_written_since_is_found_by_its_stamp(tmp_path: Path) -> None:
    kept, edited = write(tmp_path, "a.toml"), write(tmp_path, "b.toml", name='"b"')
    before = themes.stamps(tmp_path)
    assert before.keys() == {kept, edited}
    assert themes.changed(before, themes.stamps(tmp_path)) == []
    edited.write_text(edited.read_text("utf-8") + "\n", "utf-8")
    new = write(tmp_path, "c.toml", name='"c"')
    kept.unlink()
    assert themes.changed(before, themes.stamps(tmp_path)) == [edited, new]
    assert themes.stamps(tmp_path / "none") == {}


def test_a_missing_folder_has_no_themes(tmp_path: Path) -> None:
    assert themes.load_folder(tmp_path / "none") == ({}, ())
