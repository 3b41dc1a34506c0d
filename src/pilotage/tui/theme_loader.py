"""Our theme files as Textual themes."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

from pilotage.themes import ThemeFile

SIGNALS: Final = ("primary", "secondary", "accent", "success", "warning", "error")
"""The colours that text is written in. Textual would tint them; a theme's author chose them."""


def as_theme(file: ThemeFile) -> Theme:
    """A validated theme file in Textual's terms."""
    colours = file.colours
    return Theme(
        name=file.name,
        dark=file.dark,
        ansi=file.ansi,
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        variables=_variables(file),
    )


def _variables(file: ThemeFile) -> dict[str, str]:
    """What the theme sets, and what follows from it."""
    colours = file.colours
    follows = {f"text-{name}": colours[name] for name in SIGNALS}
    follows["text-disabled"] = f"{colours['foreground']} 68%"
    if file.ansi:
        follows |= _ansi(file)
    return {**follows, **file.variables}


def _ansi(file: ThemeFile) -> dict[str, str]:
    """What Textual takes as transparent or as the terminal's default, neither of which can be
    told to be readable: the theme's own colours instead.
    """
    colours = file.colours
    ground, text = colours["background"], colours["foreground"]
    grounds = dict.fromkeys(
        ("boost", "primary-background", "secondary-background", "scrollbar-corner-color"), ground
    )
    texts = dict.fromkeys(
        ("text", "text-muted", "text-disabled", "foreground-muted", "foreground-disabled"), text
    )
    shades = {
        f"{name}-{way}-{step}": colours[name]
        for name in colours
        for way in ("lighten", "darken")
        for step in (1, 2, 3)
    }
    muted = {f"{name}-muted": colours[name] for name in SIGNALS}
    return {
        **shades,
        **grounds,
        **texts,
        **muted,
        "ansi-background": ground,
        "ansi-foreground": text,
        "surface": colours["surface"],
        "surface-active": colours["surface"],
        "panel": colours["panel"],
        "block-cursor-blurred-background": ground,
        "block-cursor-blurred-foreground": text,
        "button-foreground": text,
        "button-color-foreground": ground,
        "input-selection-foreground": text,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "footer-description-background": ground,
        "footer-item-background": ground,
    }
