"""Our theme files as Textual themes."""

from __future__ import annotations

from textual.theme import Theme

from pilotage.themes import ThemeFile


def as_theme(file: ThemeFile) -> Theme:
    """A validated theme file in Textual's terms."""
    return Theme(name=file.name, dark=file.dark, **file.colours, variables=dict(file.variables))
