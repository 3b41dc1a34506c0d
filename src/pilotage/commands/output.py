"""What commands print: text free of control characters, and JSON that scripts can rely on."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

import click

from pilotage.errors import Refused
from pilotage.model.text import clean, one_line

MET, MISSING = "✓", "✗"


def say(*lines: str) -> None:
    """Print lines of text on standard output."""
    color = False if os.environ.get("NO_COLOR") or not can_show_screens() else None
    for line in lines:
        click.echo(line, color=color)


def warn(*lines: str) -> None:
    """Print lines on standard error, cleaned, since they may name files."""
    for line in lines:
        click.echo(clean(line).text, err=True)


def say_json(content: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False))


def shown(path: Path | str) -> str:
    """A path that can be printed: one line, nothing that moves the cursor."""
    return one_line(str(path))


def typed(path: Path) -> str:
    """A path as one would type it in a shell."""
    return quote(shown(path))


def mark(met: bool) -> str:
    """A tick or a cross, in colour on a terminal."""
    return click.style(MET, fg="green") if met else click.style(MISSING, fg="red")


def bold(text: str) -> str:
    """A heading; plain where there is no terminal."""
    return click.style(text, bold=True)


def on_terminal() -> bool:
    """Whether a person sits in front of both ends, so that a screen can be opened."""
    try:
        return sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):
        return False


def can_show_screens() -> bool:
    """Whether the terminal says of itself that it can move its cursor."""
    return os.environ.get("TERM", "").casefold() not in ("dumb", "unknown")


def ask_phrase(name: str) -> str:
    """Ask for somebody's signing phrase, unseen; raises `Refused` where there is no terminal."""
    if not sys.stdin.isatty():
        raise Refused(
            f"{name} has a signing phrase, and there is no terminal to ask for it.",
            "Do this on a terminal, or in the screens: pilotage FILE.",
        )
    given: str = click.prompt(f"{clean(name).text}'s signing phrase", hide_input=True, err=True)
    return given


def wrapped(problems: Iterable[object]) -> None:
    """Report what is wrong in files that a person wrote; the program goes on."""
    warn(*(f"Note: {problem}" for problem in problems))


@contextmanager
def patiently(what: str, after: float = 0.5) -> Iterator[None]:
    """Say on a terminal what takes so long, once it does; standard output stays clean."""
    if not sys.stderr.isatty():
        yield
        return
    timer = threading.Timer(after, lambda: warn(what))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
