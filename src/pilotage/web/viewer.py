"""One who looks: a process of the application, and the browser that it paints into."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from typing import Any, Final

from aiohttp import ClientConnectionResetError, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

DRIVER: Final = "pilotage.web.driver:BrowserDriver"
SAID: Final = "said"
"""The kind of packet in which a process says why it ends."""
PATIENCE: Final = 8.0
"""Seconds in which a process may save and end by itself; it sees to that within five."""
NARROWEST, WIDEST = 2, 1_000
"""Columns and rows of a terminal."""
LONGEST_REASON: Final = 120
"""Bytes that the end of a web socket can say."""


def clamped(value: object, default: int) -> int:
    """A number of columns or rows that a browser named, as far as it makes sense."""
    try:
        number = int(str(value))
    except ValueError:
        return default
    return min(max(number, NARROWEST), WIDEST)


class Viewer(AppService):
    """A process of the application for one browser window."""

    def __init__(
        self, command: list[str], socket: web.WebSocketResponse, downloads: DownloadManager
    ) -> None:
        super().__init__(
            command[0],
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._arguments = command
        self._socket = socket
        self._said = ""
        self._listening: asyncio.Task[None] | None = None
        self._is_over = False
        self._ending: asyncio.Task[None] | None = None

    @property
    def is_ending(self) -> bool:
        """Whether it was told to end."""
        return self._ending is not None

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        environment["TEXTUAL_DRIVER"] = DRIVER
        return environment

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the process: by no shell, and out of reach of the terminal's Ctrl+C."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    @property
    def reason(self) -> bytes:
        """Why it ends, as the end of a web socket can say it; empty where there is no reason."""
        return self._said.encode("utf-8")[:LONGEST_REASON].decode("utf-8", "ignore").encode("utf-8")

    async def listen(self) -> None:
        """Pass on what the browser says, until it or the process ends.

        The socket is to be closed after that, not from elsewhere meanwhile: aiohttp would then cut
        the connection without hearing the browser out, which would take it for lost.
        """
        self._listening = listening = asyncio.create_task(self._pass_on())
        try:
            if not self._is_over:
                await asyncio.wait([listening])
        finally:
            listening.cancel()
        if listening.done() and not listening.cancelled():
            listening.result()

    async def _pass_on(self) -> None:
        async for message in self._socket:
            if message.type is WSMsgType.TEXT:
                await self.told(message.data)

    async def told(self, text: str) -> None:
        """Pass on what the browser says; what is no message of ours is left out."""
        try:
            kind, *rest = json.loads(text)
        except (ValueError, TypeError):
            return
        value: Any = rest[0] if rest else None
        if kind == "stdin" and isinstance(value, str):
            await self.send_bytes(value.encode("utf-8", "replace"))
        elif kind == "resize" and isinstance(value, dict):
            await self.set_terminal_size(
                clamped(value.get("width"), 80), clamped(value.get("height"), 24)
            )
        elif kind == "ping":
            await self._socket.send_json(["pong", value])
        elif kind == "focus":
            await self.focus()
        elif kind == "blur":
            await self.blur()

    # What comes from the process must be read to its end though nobody looks any more: it would
    # stand still while it saves.

    async def on_data(self, payload: bytes) -> None:
        """Paint."""
        with suppress(ClientConnectionResetError, RuntimeError):
            await super().on_data(payload)

    async def on_meta(self, data: bytes) -> None:
        """What is no painting: a file to hand over, an address to open, the end."""
        content = json.loads(data)
        if content.get("type") == SAID:
            self._said = str(content.get("text", ""))
            return
        with suppress(ClientConnectionResetError, RuntimeError):
            await super().on_meta(data)

    async def start(self, width: int, height: int) -> None:
        """Start the process; raises `OSError` where there can be none."""
        await super().start(width, height)
        if self._task is not None:
            self._task.add_done_callback(lambda _: self._is_gone())

    async def _close(self) -> None:
        self._is_gone()

    def _is_gone(self) -> None:
        self._is_over = True
        if self._listening is not None:
            self._listening.cancel()

    def end(self, why: str = "") -> asyncio.Task[None]:
        """Let the process save and end; done when it has. May be called again.

        `why` is told in the browser, if it still looks.
        """
        self._said = self._said or why
        if self._ending is None:
            self._ending = asyncio.create_task(self._stop())
        return self._ending

    async def _stop(self) -> None:
        process, task = self._process, self._task
        if process is None or task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        for harder in (process.terminate, process.kill):
            try:
                await asyncio.wait_for(process.wait(), PATIENCE)
                break
            except TimeoutError:
                with suppress(ProcessLookupError):
                    harder()
        await process.wait()
        await asyncio.wait([task])  # one that ended at once may have been cancelled within itself
