"""How well text can be read, and told apart: contrast by WCAG 2, colour-blindness by Machado.

The pairs are read from the running program: every character that a screen shows, with the colour
that it is written in and the one behind it, both as they reach the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rich.color import Color as RichColor

LEAST: Final = 4.5
"""The contrast that WCAG 2 asks of text, level AA."""
Colour = tuple[float, float, float]
"""Red, green, blue, 0 to 255."""

XTERM: Final = (
    "#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 "
    "#7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff"
)
"""The sixteen colours of xterm, by number."""
VGA: Final = (
    "#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa "
    "#555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff"
)
"""Those of the Linux console."""

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE TVCG 15 (6), 2009: the matrices of severity 1.0, for linear RGB.
BLIND: Final[dict[str, tuple[Colour, Colour, Colour]]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def rgb(colour: str) -> Colour:
    """A colour from `#rrggbb`."""
    red, green, blue = (float(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return red, green, blue


def linear(colour: Colour) -> Colour:
    """Its light, 0 to 1 each, as sRGB defines it."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in colour)
    )
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def difference(one: Colour, other: Colour, blind: str = "") -> float:
    """How different two colours look, as CIE 1976 Delta E in L*a*b* (D65); to which eyes."""
    pairs = zip(_lab(one, blind), _lab(other, blind), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _lab(colour: Colour, blind: str) -> Colour:
    light = linear(colour)
    if blind:
        light = _times(BLIND[blind], light)
    light = tuple(min(1.0, max(0.0, part)) for part in light)  # type: ignore[assignment]
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    x, y, z = (
        value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
        for value in (
            part / white
            for part, white in zip(_times(to_xyz, light), (0.95047, 1.0, 1.08883), strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: tuple[Colour, Colour, Colour], colour: Colour) -> Colour:
    red, green, blue = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return red, green, blue


@dataclass(frozen=True)
class Written:
    """A text as it reaches the terminal."""

    text: str
    colour: Colour
    behind: Colour

    @property
    def contrast(self) -> float:
        return contrast(self.colour, self.behind)

    @property
    def is_hidden(self) -> bool:
        """Whether it is not meant to be seen: written in the colour behind it."""
        return self.colour == self.behind


def written(app: Any, palette: str = XTERM) -> Iterator[Written]:
    """All words on the screen in front. Lines, bars and marks that only decorate are left out."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if not any(each.isalnum() for each in segment.text) or segment.style is None:
                continue
            style = segment.style
            colour = _seen(style.color, palette, 7)
            behind = _seen(style.bgcolor, palette, 0)
            if style.reverse:
                colour, behind = behind, colour
            yield Written(segment.text.strip(), colour, behind)


def _seen(colour: RichColor | None, palette: str, default: int) -> Colour:
    if colour is None or colour.triplet is None:
        number = default if colour is None or colour.is_default else colour.number or 0
        return rgb(palette.split()[number])
    return tuple(float(part) for part in colour.triplet)  # type: ignore[return-value]
