"""A section's text as its reader gets it, whatever the format."""

from __future__ import annotations

from pilotage.export.prose import blocks, text_of


def plain_text(text: str) -> str:
    """A section's text without its marks: lines as they read, list items one a line."""
    return text_of(blocks(text))
