"""Calling others' functions where their mistakes must not stop us."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def call_guarded(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R | None:
    """Call a listener; what it raises goes to the log, since it must not stop the saving.

    Returns what it gives, or None after an error.
    """
    try:
        return function(*args, **kwargs)
    except Exception:
        import logging

        log = logging.getLogger("pilotage")
        if not log.handlers:  # without one, logging would print over the screen
            log.addHandler(logging.NullHandler())
        log.exception("A listener failed")
        return None
