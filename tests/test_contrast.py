"""Every text of every theme can be read, and the signals can be told apart, by all eyes."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from pilotage import paths, themes
from pilotage.tui.theme_loader import as_theme
from tests.contrast import BLIND, LEAST, VGA, XTERM, Colour, contrast, difference, rgb
from tests.theme_pairs import GROUNDS, NO_TEXT, ONLY_BEHIND, PAIRS, SETS, TEXTS

OURS = themes.load_folder(paths.themes_folder())[0]
IN_RGB = [name for name, theme in OURS.items() if not theme.ansi]
SOURCE = Path(themes.__file__).parent / "tui"
HIGH = {"beacon": 7.0, "daymark": 7.0}
"""What the themes of high contrast promise: level AAA."""


def variables(theme: Theme) -> dict[str, str]:
    """What the styles' variables are in a theme, as the application works them out."""
    return {**theme.to_color_system().generate(), **theme.variables}


def parsed(token: str, known: dict[str, str]) -> Color:
    """`$name` or `$name 65%` as a colour, with its share."""
    name, _, share = token.removeprefix("$").partition(" ")
    value, _, own = known[name].partition(" ")
    colour = Color(0, 0, 0, auto=True) if value == "auto" else Color.parse(value)
    part = (float(share.rstrip("%")) / 100 if share else 1) * (
        float(own.rstrip("%")) / 100 if own else 1
    )
    return colour.multiply_alpha(part)


def pair(text: str, grounds: tuple[str, ...], known: dict[str, str]) -> tuple[Colour, Colour]:
    """The colour of a text and of what it stands on, as they are painted."""
    ground = parsed(grounds[0], known)
    for above in grounds[1:]:
        ground += parsed(above, known)
    colour = parsed(text, known)
    if colour.auto:
        colour = ground.get_contrast_text(colour.a)
    return plain(ground + colour), plain(ground)


def plain(colour: Color) -> Colour:
    """Without a share."""
    assert colour.a == 1
    return float(colour.r), float(colour.g), float(colour.b)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_the_measure_of_difference_is_right() -> None:
    """Red is L*a*b* 53.24, 80.09, 67.20; greys look the same to all eyes."""
    red, grey = rgb("#ff0000"), rgb("#808080")
    assert difference(red, rgb("#000000")) == pytest.approx(117.3, abs=0.2)
    assert difference(grey, rgb("#ffffff")) == pytest.approx(46.4, abs=0.2)
    for blind in BLIND:
        assert difference(grey, rgb("#ffffff"), blind) == pytest.approx(46.4, abs=0.2)


def test_red_and_green_are_alike_to_some_eyes() -> None:
    """A control: what the colour-blind safe theme avoids is found where it is not avoided."""
    red, green = rgb("#c04030"), rgb("#6f8020")
    assert difference(red, green) > 60
    assert difference(red, green, "deuteranopia") < 25


@pytest.mark.parametrize("name", IN_RGB)
def test_every_text_can_be_read(name: str) -> None:
    known = variables(as_theme(OURS[name]))
    least = HIGH.get(name, LEAST)
    poor = {
        f"{text} on {' + '.join(grounds)}": round(ratio, 2)
        for text, grounds in PAIRS
        if (ratio := contrast(*pair(text, grounds, known))) < (LEAST if "%" in text else least)
    }
    assert poor == {}


@pytest.mark.parametrize("palette", [XTERM, VGA], ids=["xterm", "vga"])
def test_the_terminals_own_colours_can_be_read_on_the_only_ground(palette: str) -> None:
    """Shares can't be mixed from these: a text takes its colour whole, a ground is black."""
    theme = OURS["sixteen"]
    numbers = {name: number for number, name in enumerate(themes.ANSI_NAMES)}
    known = {
        key: rgb(palette.split()[numbers[value]])
        for key, value in variables(as_theme(theme)).items()
        if value in numbers
    }
    texts = {text.split()[0].removeprefix("$") for text in TEXTS}
    poor = {text: contrast(known[text], known["background"]) for text in texts}
    poor |= {
        f"{text} on {grounds}": contrast(known[text[1:]], known[grounds[0][1:]])
        for text, grounds in SETS
        if len(grounds) == 1
    }
    assert {key: ratio for key, ratio in poor.items() if ratio < LEAST} == {}


def test_each_colour_that_a_style_names_is_among_the_pairs() -> None:
    texts, grounds = set(), set()
    for file in SOURCE.rglob("*.tcss"):
        styles = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        for key, value in re.findall(r"([a-z-]+): (\$[^;!]+?) *(?:!important)?;", styles):
            if key in {"color", "border-title-color"}:
                texts.add(value)
            elif key.startswith("background"):
                grounds.add(value)
    for file in SOURCE.rglob("*.py"):
        found = re.findall(
            r"\"(?:bold )?(\$[a-z-]+(?: \d+%)?)(?: bold)?\"", file.read_text("utf-8")
        )
        texts.update(found)
    assert texts > {"$text-muted", "$accent", "$foreground 65%"}
    assert texts <= {text for text, _ in PAIRS} | set(NO_TEXT)
    known = {ground for _, stack in PAIRS for ground in stack} | set(ONLY_BEHIND)
    assert grounds <= known
    assert {ground for stack in GROUNDS for ground in stack} <= grounds


@pytest.mark.parametrize("blind", ["", *BLIND])
def test_the_signals_of_semaphore_are_told_apart_by_all_eyes(blind: str) -> None:
    colours = OURS["semaphore"].colours
    signals = ("success", "warning", "error")  # 2.3 is what an eye just notices
    apart = {
        (one, other): difference(rgb(colours[one]), rgb(colours[other]), blind)
        for one, other in combinations(signals, 2)
    }
    assert {names: round(by) for names, by in apart.items() if by < 25} == {}
