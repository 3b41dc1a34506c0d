"""`pilotage serve`: the same screens in a browser, for whoever has the address with its token."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

PORT: Final = 8765
LOOPBACK: Final = "127.0.0.1"
NOT_LOCAL: Final = (
    "Note: other machines can reach this address. It is plain HTTP: who listens in on the network "
    "can read the token and all that is shown. Whoever has the address with its token can act as "
    "you, in every project and with every file that you may write."
)
"""What listening beyond this machine means."""


@click.command("serve", epilog="Example: pilotage serve leads.pilotage.json --open")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FILE | FOLDER]")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65_535),
    default=PORT,
    show_default=True,
    help="Where to listen; 0 takes any free port.",
)
@click.option(
    "--bind",
    metavar="ADDRESS",
    default=LOOPBACK,
    show_default=True,
    help="An IP address of this machine, to let others in.",
)
@click.option("--open", "then_open", is_flag=True, help="Then open it in your browser.")
@click.option("--as", "by", metavar="NAME", default="", help="Who is at the keyboard.")
@click.option("--theme", metavar="NAME", help="A theme for this time; see `pilotage themes`.")
def command(
    path: Path | None, port: int, bind: str, then_open: bool, by: str, theme: str | None
) -> None:
    """Open a project FILE, or the list of the projects in FOLDER, in a browser.

    Prints the address on standard output. The token in it is needed for everything and is new at
    each start. Only this machine can reach it unless --bind says otherwise. Each window is a
    viewer of its own: the first writes, the others read along. Ctrl+C saves and ends all.
    """
    from pilotage import config
    from pilotage.commands.config_ import refuse_unknown_theme
    from pilotage.errors import FileProblem

    address = _ip(bind)
    if theme is not None:
        refuse_unknown_theme(theme)
    if path is not None and not path.exists():
        from pilotage.store.names import remains

        if not remains(path):
            raise FileProblem(f"There is no file {path}.", "Start one with `pilotage new`.")
    _need_the_extra()
    settings, _ = config.load()
    file, folder = path, settings.projects or Path()
    if path is not None and path.is_dir():
        file, folder = None, path
    from pilotage.web.access import Access
    from pilotage.web.child import command as viewer
    from pilotage.web.serving import serve

    access = Access(address)
    serve(
        access,
        viewer(file, folder, by, theme),
        port,
        lambda where: _say(where, is_local=access.is_local, then_open=then_open),
    )


def _say(address: str, *, is_local: bool, then_open: bool) -> None:
    """Say where it is; nothing but the address goes to standard output."""
    import sys
    import webbrowser

    from pilotage.commands.output import say, warn

    say(address)
    sys.stdout.flush()
    if not is_local:
        warn(NOT_LOCAL)
    warn("Open this address in a browser. Ctrl+C saves all and ends.")
    if then_open and not webbrowser.open(address):
        warn("No browser could be opened.")


def _ip(bind: str) -> str:
    """An IP address as it was given; `localhost` is the one that IPv4 has for it."""
    import ipaddress

    if bind == "localhost":
        return LOOPBACK
    try:
        return str(ipaddress.ip_address(bind.strip("[]")))
    except ValueError:
        raise click.BadParameter(
            f"“{bind}” is no IP address.", param_hint="--bind", ctx=click.get_current_context()
        ) from None


def _need_the_extra() -> None:
    import sys
    from importlib.util import find_spec

    from pilotage.errors import PilotageError

    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise PilotageError(
            "The browser needs textual-serve.",
            f"Install it with: {sys.executable} -m pip install textual-serve",
        )
