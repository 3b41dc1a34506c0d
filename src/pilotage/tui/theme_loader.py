"""Our theme files as Textual themes."""

from __future__ import annotations

from textual.theme import Theme

from pilotage.themes import ThemeFile


def as_theme(file: ThemeFile) -> Theme:
    """A validated theme file in Textual's terms."""
    colours = file.colours
    return Theme(
        name=file.name,
        dark=file.dark,
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
        variables=dict(file.variables),
    )
