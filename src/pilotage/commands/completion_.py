"""`pilotage completion`: what a shell needs to complete commands, files and names."""

from __future__ import annotations

from typing import Final

import click

SHELLS: Final = ("bash", "zsh", "fish")
VARIABLE: Final = "_PILOTAGE_COMPLETE"
"""The environment variable through which the shell asks."""


@click.command("completion", epilog="Example: pilotage completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what SHELL (bash, zsh or fish) has to read to complete for pilotage.

    \b
    bash   in ~/.bashrc:  eval "$(pilotage completion bash)"
    zsh    in ~/.zshrc, after compinit:  eval "$(pilotage completion zsh)"
    fish   pilotage completion fish > ~/.config/fish/completions/pilotage.fish

    bash must be 4.4 or newer.
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click knows these three
    script = kind(ctx.find_root().command, {}, "pilotage", VARIABLE)
    template = script.source_template % script.source_vars()
    click.echo(template)
