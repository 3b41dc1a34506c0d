"""The bare console of Linux: sixteen colours, and the 256 characters of code page 437."""

from __future__ import annotations

from typing import Final

INSTEAD: Final = str.maketrans(
    {
        **dict(zip("╭╮╰╯", "┌┐└┘", strict=True)),
        **dict.fromkeys("━╸╺┄┈▔", "─"),
        **dict.fromkeys("┆▏▎", "│"),
        **dict.fromkeys("▍▋", "▌"),
        **dict.fromkeys("▊▉▇", "█"),
        **dict.fromkeys("▁▂", "_"),
        **dict.fromkeys("▃▅▆", "▄"),
        **dict.fromkeys("✓✔", "√"),
        **dict.fromkeys("✗✘×", "x"),
        **dict.fromkeys("○◦□↻↺", "o"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—−", "-"),
        **dict(zip("‹›", "<>", strict=True)),
        **dict(zip("▶▾●◐◆◈▪↵…₁₂₃₄", "►▼•%♦*■┘.1234", strict=True)),
    }
)
"""What stands there instead of a character that the font lacks; each takes one cell."""


def is_console(terminal: str) -> bool:
    """Whether this kind of terminal, as TERM names it, is such a console."""
    return terminal == "linux"
