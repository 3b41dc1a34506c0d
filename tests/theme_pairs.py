"""Which text stands on which ground: the pairs that the styles really make, in one place.

`tests/test_contrast.py` computes their contrast in every theme, and sees to it that each colour
that a style names for text or ground is listed here.
"""

from __future__ import annotations

from typing import Final

GROUNDS: Final = (
    ("$background",),
    ("$surface",),
    ("$panel",),
    ("$background", "$surface 40%"),
    ("$background", "$surface 50%"),
    ("$background", "$panel 50%"),
    ("$background", "$warning 12%"),
)
"""What plain text stands on, from the screen's own upwards; a share lets what is below through."""
TEXTS: Final = (
    "$foreground",
    "$foreground 65%",
    "$foreground 80%",
    "$text-muted",
    "$text-disabled",
    "$text-accent",
    "$text-success",
    "$text-warning",
    "$text-error",
    "$accent",
    "$primary",
    "$secondary",
    "$success",
    "$warning",
    "$error",
)
"""What may stand on each of them: prose, headings, marks, placeholders, what is greyed."""
SETS: Final = (
    ("$text-warning", ("$background", "$warning 20%")),  # the banner
    ("$background", ("$primary",)),  # the header, a button
    ("$background", ("$accent",)),  # the selected row, a focused button
    ("$background", ("$success",)),  # the button of an open gate
    ("$background", ("$warning",)),  # read-only, paused, a button that takes something away
    ("$background", ("$error",)),  # not saved
    ("$background", ("$foreground",)),  # the cursor in a name
    ("$block-cursor-foreground", ("$block-cursor-background",)),
    ("$input-cursor-foreground", ("$input-cursor-background",)),
    ("$input-selection-foreground", ("$input-selection-background",)),
    ("$foreground", ("$input-selection-background",)),
    ("$foreground", ("$block-hover-background",)),
    ("$footer-foreground", ("$footer-background",)),
    ("$footer-key-foreground", ("$footer-background",)),
    ("$footer-description-foreground", ("$footer-background",)),
    ("$text-disabled", ("$footer-background",)),
    ("$footer-key-foreground", ("$block-hover-background",)),
    ("$footer-description-foreground", ("$block-hover-background",)),
    ("$link-color", ("$background",)),
    ("$link-color-hover", ("$background",)),
    ("$foreground", ("$surface", "$error 25%")),  # a field with a problem
    ("$foreground", ("$panel", "$error 25%")),
)
"""Text that has a ground of its own."""
PAIRS: Final = (*((text, ground) for text in TEXTS for ground in GROUNDS), *SETS)
NO_TEXT: Final = ("$foreground 20%", "$foreground 30%", "$panel")
"""Named as a text's colour, but for lines that only divide."""
ONLY_BEHIND: Final = ("$background 60%", "$background 0%")
"""The veil over a screen behind a dialog, which can't be used meanwhile; and no tint."""
