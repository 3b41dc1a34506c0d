"""Names that a shell completes: themes, samples, settings.

Only words of our own form: what a project holds may be anything, and bash would expand it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def themes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """The themes there are, one's own among them."""
    from pilotage.themes import load

    return _that_begin(incomplete, load()[0])


def samples(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """The sample projects."""
    from pilotage import paths

    files = paths.samples_folder().glob(f"*{paths.SUFFIX}")
    return _that_begin(incomplete, sorted(f.name.removesuffix(paths.SUFFIX) for f in files))


def settings(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """The settings' keys."""
    from pilotage.config import KEYS

    return _that_begin(incomplete, KEYS)


def values(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> Sequence[str | CompletionItem]:
    """The values of a setting, where they can be listed."""
    key = ctx.params.get("key")
    if key == "projects":
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]
    if key == "motion":
        from pilotage.config import MOTIONS

        return _that_begin(incomplete, MOTIONS)
    return themes(ctx, param, incomplete) if key == "theme" else []


def _that_begin(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
