"""Who may come in to what is served, and what those who may not are told: nothing."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import ClientResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from pilotage.web.access import Access, is_own_origin
from pilotage.web.server import FILES, HEADERS, MOST_VIEWERS, Server

ECHO = r"""
import sys
out, read = sys.stdout.buffer, sys.stdin.buffer
def say(kind, data):
    out.write(kind + len(data).to_bytes(4, "big") + data)
    out.flush()
out.write(b"__GANGLION__\n")
say(b"D", b"here")
while kind := read.read(1):
    data = read.read(int.from_bytes(read.read(4), "big"))
    if b'"quit"' in data:
        say(b"M", b'{"type": "exit"}')
        break
    say(b"D", kind + data)
"""
"""A process that speaks as an application does, and says again what it is told."""
COMMAND = [sys.executable, "-I", "-S", "-c", ECHO]


@dataclass
class Served:
    """What is served for a test, and a way to ask for it."""

    access: Access
    client: TestClient
    server: Server

    async def get(
        self, place: str = "", *, token: str | None = None, **given: str
    ) -> ClientResponse:
        """Ask for something under the page's path."""
        query = {} if token is None else {"token": token}
        address = URL(f"{self.access.path}{place}", encoded=True).with_query(query)
        return await self.client.get(address, headers=given, allow_redirects=False)

    @property
    def origin(self) -> str:
        return str(self.client.make_url("/").origin())


@asynccontextmanager
async def served(*, command: list[str] = COMMAND) -> AsyncIterator[Served]:
    access = Access("127.0.0.1")
    server = Server(access, command)
    async with TestClient(TestServer(server.application())) as client:
        yield Served(access, client, server)


PLACES = ["", "ws", "static/page.js", "static/", "static/nothing", "download/x", "nothing"]


@pytest.mark.parametrize("token", [None, "", "x", "é", "A" * 43])
async def test_without_the_token_all_is_refused_alike(token: str | None) -> None:
    async with served() as it:
        answers = [await it.get(place, token=token) for place in PLACES]
        answers.append(await it.client.get("/"))
        said = {(each.status, await each.text()) for each in answers}
        assert said == {(401, "Not without the token.\n")}
        assert all("Set-Cookie" not in each.headers for each in answers)


async def test_the_token_opens_the_page_and_the_cookie_opens_it_again() -> None:
    async with served() as it:
        first = await it.get(token=it.access.token)
        assert first.status == 200
        assert "<title>Pilotage</title>" in await first.text()
        cookie = first.headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=Strict", f"Path={it.access.path}"} <= set(cookie.split("; "))
        again = await it.get()
        assert again.status == 200
        assert "Set-Cookie" not in again.headers
        assert (await it.get("static/page.js")).status == 200
        # the browser keeps it from what else listens on this machine
        assert (await it.client.get("/")).status == 401


async def test_every_answer_forbids_what_is_from_elsewhere_and_names_no_program() -> None:
    async with served() as it:
        for token in (it.access.token, None):
            for place in PLACES:
                answer = await it.get(place, token=token)
                assert answer.headers.items() >= HEADERS.items()
                assert "Server" not in answer.headers
        assert "default-src 'none'" in HEADERS["Content-Security-Policy"]


async def test_nothing_on_the_page_is_from_elsewhere() -> None:
    async with served() as it:
        text = await (await it.get(token=it.access.token)).text()
        for name in ("page.css", "page.js"):
            text += await (await it.get(f"static/{name}")).text()
        assert "//" not in text.replace("// ", "")


async def test_all_files_are_there_and_no_other() -> None:
    async with served() as it:
        await it.get(token=it.access.token)
        for name in FILES:
            assert (await it.get(f"static/{name}")).status == 200
        for name in (
            "",
            "..%2fpage.html",
            "%2e%2e%2fserver.py",
            "..%5cserver.py",
            "/etc/passwd",
            "%2fetc%2fpasswd",
            "page.js%00",
            "page.html",
        ):
            answer = await it.get(f"static/{name}")
            assert answer.status == 404
            assert await answer.text() == "Not Found.\n"


async def test_no_path_leads_elsewhere() -> None:
    async with served() as it:
        host = f"{it.client.host}:{it.client.port}"
        for place in ("static/../page.html", "static/../../server.py", "../../../etc/passwd"):
            reader, writer = await asyncio.open_connection(it.client.host, it.client.port)
            lines = (
                f"GET {it.access.path}{place} HTTP/1.1",
                f"Host: {host}",
                f"Cookie: pilotage={it.access.token}",
                "Connection: close",
            )
            writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
            assert (await reader.read()).startswith(b"HTTP/1.1 404 ")
            writer.close()
            await writer.wait_closed()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "",
        "[",
        "a@localhost",
    ],
)
async def test_a_foreign_name_is_refused_though_it_has_the_token(host: str) -> None:
    async with served() as it:
        answer = await it.get(token=it.access.token, Host=host)
        assert (answer.status, await answer.text()) == (403, "Refused.\n")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "file://"])
async def test_a_foreign_page_is_refused_though_it_has_the_token(origin: str) -> None:
    async with served() as it:
        for place in ("", "ws", "static/page.js"):
            assert (await it.get(place, token=it.access.token, Origin=origin)).status == 403


@pytest.mark.parametrize("origin", [None, "http://evil.example"])
async def test_a_web_socket_needs_an_origin_of_ours(origin: str | None) -> None:
    async with served() as it:
        await it.get(token=it.access.token)
        with pytest.raises(WSServerHandshakeError) as refused:
            await it.client.ws_connect(f"{it.access.path}ws", origin=origin)
        assert refused.value.status == 403


async def test_a_web_socket_needs_the_token() -> None:
    async with served() as it:
        with pytest.raises(WSServerHandshakeError) as refused:
            await it.client.ws_connect(f"{it.access.path}ws", origin=it.origin)
        assert refused.value.status == 401


async def test_a_viewer_types_into_a_process_of_its_own_that_ends_with_it() -> None:
    async with served() as it:
        await it.get(token=it.access.token)
        socket = await it.client.ws_connect(
            f"{it.access.path}ws?width=-1&height=x", origin=it.origin
        )
        assert await socket.receive_bytes() == b"here"
        for nonsense in ("", "{", "7", "[]", '["stdin", 7]', '["resize", 7]', '["unknown"]'):
            await socket.send_str(nonsense)
        await socket.send_bytes(b"no text")
        await socket.send_json(["stdin", "é\ud800"])
        assert await socket.receive_bytes() == "Dé?".encode()
        await socket.send_json(["resize", {"width": 120, "height": 9_999_999}])
        size = json.loads((await socket.receive_bytes())[1:])
        assert size == {"type": "resize", "width": 120, "height": 1_000}
        (viewer,) = it.server._viewers
        await socket.close()
        await viewer.end()
        assert viewer._process is not None
        assert viewer._process.returncode == 0


async def test_the_end_of_the_server_ends_every_process() -> None:
    async with served() as it:
        await it.get(token=it.access.token)
        sockets = [
            await it.client.ws_connect(f"{it.access.path}ws", origin=it.origin) for _ in range(2)
        ]
        for socket in sockets:
            assert await socket.receive_bytes() == b"here"
        viewers = list(it.server._viewers)
        await it.server._end(it.server.application())
        assert [each._process and each._process.returncode for each in viewers] == [0, 0]
        end = await sockets[0].receive()
        assert (end.type, end.extra) == (WSMsgType.CLOSE, "Pilotage was stopped.")


async def test_what_keeps_a_process_from_starting_is_told() -> None:
    said = r"""
import sys
def packet(data): return b"M" + len(data).to_bytes(4, "big") + data
sys.stdout.buffer.write(b"__GANGLION__\n" + packet(b'{"type": "said", "text": "There is no file."}')
    + packet(b'{"type": "exit"}'))
"""
    async with served(command=[sys.executable, "-I", "-S", "-c", said]) as it:
        await it.get(token=it.access.token)
        socket = await it.client.ws_connect(f"{it.access.path}ws", origin=it.origin)
        end = await socket.receive()
        assert (end.type, end.extra) == (WSMsgType.CLOSE, "There is no file.")


async def test_there_are_not_too_many_viewers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pilotage.web.server.MOST_VIEWERS", 1)
    assert MOST_VIEWERS > 1
    async with served() as it:
        await it.get(token=it.access.token)
        one = await it.client.ws_connect(f"{it.access.path}ws", origin=it.origin)
        await one.receive_bytes()
        two = await it.client.ws_connect(f"{it.access.path}ws", origin=it.origin)
        assert (await two.receive()).extra == "Too many are looking at it already."


@pytest.mark.parametrize(
    ("bind", "host", "ours"),
    [
        ("127.0.0.1", "localhost:8765", True),
        ("127.0.0.1", "[::1]:8765", True),
        ("127.0.0.1", "192.168.1.7:8765", False),
        ("0.0.0.0", "192.168.1.7:8765", True),  # noqa: S104 - no address is listened at
        ("0.0.0.0", "[fe80::1]", True),  # noqa: S104
        ("0.0.0.0", "evil.example", False),  # noqa: S104
        ("192.168.1.7", "Machine.local:80", True),
        ("127.0.0.1", "machine", False),
    ],
)
def test_which_hosts_are_ours(
    monkeypatch: pytest.MonkeyPatch, bind: str, host: str, *, ours: bool
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Machine")
    assert Access(bind).is_for_us(host) is ours


def test_an_address_holds_a_token_that_nobody_guesses() -> None:
    one, two = Access("127.0.0.1"), Access("::1")
    assert one.token != two.token
    assert len(one.token) == 43
    assert one.address(80) == f"http://127.0.0.1:80{one.path}?token={one.token}"
    assert two.address(80).startswith(f"http://[::1]:80/{two.place}/")
    assert one.knows(None, one.token)
    assert not one.knows(None, "", one.token[:-1], two.token)


def test_whose_origin_it_is() -> None:
    assert is_own_origin("https://Box:443", "box:443")
    assert not is_own_origin("https://box", "box:443")
    assert not is_own_origin("http://[", "[")


async def test_a_process_that_dies_without_a_word_leaves_nobody_looking_at_it() -> None:
    dies = 'import sys; sys.stdout.write("__GANGLION__\\n")'
    async with served(command=[sys.executable, "-I", "-S", "-c", dies]) as it:
        await it.get(token=it.access.token)
        socket = await it.client.ws_connect(f"{it.access.path}ws", origin=it.origin)
        end = await socket.receive()
        assert (end.type, end.extra) == (WSMsgType.CLOSE, "")


async def test_a_browser_is_heard_out_before_the_connection_is_cut() -> None:
    async with served() as it:
        await it.get(token=it.access.token)
        socket = await it.client.ws_connect(
            f"{it.access.path}ws", origin=it.origin, autoclose=False
        )
        assert await socket.receive_bytes() == b"here"
        await it.server._end(it.server.application())
        assert (await socket.receive()).type == WSMsgType.CLOSE
        await asyncio.sleep(0.2)
        assert socket.get_extra_info("peername")
