"""Serving until told to end; then all that was opened is saved."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from pilotage.errors import PilotageError
from pilotage.web.access import Access
from pilotage.web.server import Server, listening

SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")


def serve(access: Access, command: list[str], port: int, ready: Callable[[str], None]) -> None:
    """Serve what `command` runs until told to end; `ready` is called with the address.

    Raises `PilotageError` where nothing can listen.
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(Server(access, command), port, ready))


async def _serve(server: Server, port: int, ready: Callable[[str], None]) -> None:
    end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        # without them (Windows) Ctrl+C cancels what waits below
        with suppress(AttributeError, NotImplementedError):
            loop.add_signal_handler(getattr(signal, name), end.set)
    try:
        runner, port = await listening(server, port)
    except OSError as error:
        raise PilotageError(
            f"Nothing can listen at {server.access.bind}, port {port}: {error.strerror or error}.",
            "Choose another with --port; 0 takes any that is free.",
        ) from None
    try:
        await asyncio.to_thread(ready, server.access.address(port))
        await end.wait()
    finally:
        await runner.cleanup()
