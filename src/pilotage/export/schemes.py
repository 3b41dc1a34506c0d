"""Where a link of the page may lead: http, https and mail."""

from __future__ import annotations

import re
from typing import Final

_SCHEME: Final = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)


def is_allowed(url: str) -> bool:
    """Whether a link may lead there."""
    return bool(_SCHEME.fullmatch(url))
