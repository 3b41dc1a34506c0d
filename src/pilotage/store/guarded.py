"""Calling others' functions where their mistakes must not stop us."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

P = ParamSpec("P")


def call_guarded(function: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
    """Call a listener; what it raises goes to the log, since it must not stop the saving."""
    try:
        function(*args, **kwargs)
    except Exception:
        import logging

        log = logging.getLogger("pilotage")
        if not log.handlers:  # without one, logging would print over the screen
            log.addHandler(logging.NullHandler())
        log.exception("A listener failed")
