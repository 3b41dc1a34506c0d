"""A browser without a window that a test drives by real keys and clicks, over its DevTools."""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte
import pytest

from tests.export.browser import BROWSER, OPTIONS

SIZE = (1200, 800)
ROOMY = (400, 200)
"""More columns and rows than any window here; what is painted stands at its place all the same."""
PATIENCE = 30.0


class Tab:
    """A window. What the terminal in it is sent is painted here once more, to be read."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._display = pyte.Screen(*ROOMY)
        self._painter = pyte.ByteStream(self._display)
        self.asked: list[str] = []
        """Every address that the page has asked for."""
        self.said: list[str] = []
        """What the page told the console, its policy's complaints included."""
        self._hears = asyncio.create_task(self._hear())

    async def _hear(self) -> None:
        async for message in self._socket:
            content = json.loads(message.data)
            if "id" in content:
                self._answers.pop(content["id"]).set_result(content)
            else:
                self._happened(content["method"], content["params"])

    def _happened(self, method: str, about: dict[str, Any]) -> None:
        if method == "Network.webSocketFrameReceived":
            frame = about["response"]
            if frame["opcode"] == 2:
                self._painter.feed(base64.b64decode(frame["payloadData"]))
        elif method == "Network.requestWillBeSent":
            self.asked.append(about["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.asked.append(about["url"])
            self._display.reset()
        elif method == "Log.entryAdded":
            self.said.append(about["entry"]["text"])

    async def do(self, method: str, **about: Any) -> Any:
        """Give the browser an order, and wait for its answer."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": about})
        content = await asyncio.wait_for(answer, PATIENCE)
        assert "error" not in content, content
        return content["result"]

    async def begin(self, address: str) -> None:
        """Open an address, and note what happens."""
        for domain in ("Network", "Log", "Page", "Runtime"):
            await self.do(f"{domain}.enable")
        await self.do("Page.navigate", url=address)

    async def value(self, script: str) -> Any:
        """What a script in the page gives."""
        done = await self.do(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    @property
    def screen(self) -> str:
        """What stands on the terminal."""
        return "\n".join(line.rstrip() for line in self._display.display).rstrip()

    async def sees(self, text: str) -> str:
        """The terminal, once a text stands on it."""
        await until(lambda: text in self.screen, lambda: f"{text!r} never came:\n{self.screen}")
        return self.screen

    async def click(self, text: str) -> None:
        """Click where a text stands on the terminal, once it does."""
        await self.sees(text)
        row = next(n for n, line in enumerate(self._display.display) if text in line)
        column = self._display.display[row].index(text) + len(text) / 2
        box = await self.value(
            "(() => {const s = document.querySelector('.xterm-screen').getBoundingClientRect();"
            "return [s.x, s.y, s.width, s.height]})()"
        )
        columns, rows = await self.size()
        where = {
            "x": box[0] + column * box[2] / columns,
            "y": box[1] + (row + 0.5) * box[3] / rows,
            "button": "left",
            "clickCount": 1,
        }
        for kind in ("mousePressed", "mouseReleased"):
            await self.do("Input.dispatchMouseEvent", type=kind, **where)

    async def reload(self) -> None:
        """Load the page anew."""
        self._display.reset()
        await self.do("Page.reload")

    async def size(self) -> tuple[int, int]:
        """Columns and rows, by what the page asked for."""
        asked = next(each for each in reversed(self.asked) if each.startswith("ws:"))
        words = dict(each.split("=") for each in asked.split("?")[1].split("&"))
        return int(words["width"]), int(words["height"])

    async def write(self, text: str) -> None:
        """Type a text, a real key after the other."""
        for letter in text:
            await self.do("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            await self.do("Input.dispatchKeyEvent", type="keyUp", key=letter)

    async def press(self, key: str, code: int, *, control: bool = False) -> None:
        """Press a key that is no letter, by its name and its number; or a letter with Control."""
        about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        for kind in ("rawKeyDown", "keyUp"):
            await self.do("Input.dispatchKeyEvent", type=kind, **about)


class Browser:
    """A browser with a profile of its own."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session = session
        self._at = f"http://127.0.0.1:{port}"

    async def tab(self, address: str) -> Tab:
        """Open an address in a window of its own."""
        async with self._session.put(f"{self._at}/json/new?about:blank") as answer:
            found = await answer.json()
        tab = Tab(await self._session.ws_connect(found["webSocketDebuggerUrl"], max_msg_size=0))
        await tab.begin(address)
        return tab


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """A browser, ended at the end."""
    profile = folder / "profile"
    size = "--window-size={},{}".format(*SIZE)
    process = subprocess.Popen(
        [str(BROWSER), *OPTIONS, "--remote-debugging-port=0", f"--user-data-dir={profile}", size],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    told = profile / "DevToolsActivePort"
    try:
        await until(lambda: told.is_file() and "\n" in told.read_text(), lambda: "no DevTools")
        async with aiohttp.ClientSession() as session:
            yield Browser(session, int(told.read_text().split()[0]))
    finally:
        process.terminate()
        process.wait(10)


async def until(holds: Callable[[], bool], why: Callable[[], str]) -> None:
    """Wait until something holds; fail with a reason when it never does."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not holds():
        if loop.time() > end:
            pytest.fail(why())
        await asyncio.sleep(0.05)
