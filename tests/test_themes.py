"""Themes: readable colours in ours, and a reason for everything wrong in a broken one."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from pilotage import paths, themes

GROUNDS = ("background", "surface", "panel")
TEXTS = ("foreground", "accent", "success", "warning", "error", "primary", "secondary")
OURS, PROBLEMS = themes.load_folder(paths.themes_folder())


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_dark_and_a_light_theme_ship_without_a_problem() -> None:
    assert PROBLEMS == ()
    assert {OURS["harbour"].dark, OURS["chart"].dark} == {True, False}


@pytest.mark.parametrize(("theme", "text", "ground"), list(product(OURS, TEXTS, GROUNDS)))
def test_text_can_be_read_on_every_ground(theme: str, text: str, ground: str) -> None:
    colours = OURS[theme].colours
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", OURS)
def test_cursor_footer_and_selection_can_be_read(theme: str) -> None:
    variables, foreground = OURS[theme].variables, OURS[theme].colours["foreground"]
    pairs = (
        (variables["block-cursor-foreground"], variables["block-cursor-background"]),
        (variables["footer-key-foreground"], variables["footer-background"]),
        (variables["footer-description-foreground"], variables["footer-background"]),
        (variables["input-cursor-foreground"], variables["input-cursor-background"]),
        (foreground, variables["input-selection-background"]),
        (foreground, variables["block-hover-background"]),
    )
    assert min(contrast(*pair) for pair in pairs) >= 4.5


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


def test_a_missing_folder_has_no_themes(tmp_path: Path) -> None:
    assert themes.load_folder(tmp_path / "none") == ({}, ())
