"""What a browser is handed: the page, its few files, the application, and what it exports."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from aiohttp import WSCloseCode, web
from textual_serve import download_manager
from textual_serve.download_manager import DownloadManager

from pilotage.web.access import COOKIE, TOKEN, Access, is_own_origin
from pilotage.web.viewer import Viewer, clamped

MOST_VIEWERS: Final = 16
"""Each is a process of its own."""
LONGEST_MESSAGE: Final = 64 * 1024 * 1024
"""Bytes; what is pasted comes as one message."""
BEAT: Final = 15.0
"""Seconds between the questions whether a browser is still there."""
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing from elsewhere. The terminal in the page makes its styles itself."""
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_OURS: Final = Path(__file__).parent / "page"
_THEIRS: Final = Path(download_manager.__file__).parent / "static"
_FONTS: Final = _THEIRS / "fonts"
FILES: Final = {
    "page.css": _OURS / "page.css",
    "page.js": _OURS / "page.js",
    "xterm.css": _THEIRS / "css" / "xterm.css",
    "textual.js": _THEIRS / "js" / "textual.js",
    "mono.ttf": _FONTS / "RobotoMono-VariableFont_wght.ttf",
    "mono-italic.ttf": _FONTS / "RobotoMono-Italic-VariableFont_wght.ttf",
}
"""All the files that there are to be had, by the name they are asked for; no folder is served."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Hands the application to those who have the token."""

    def __init__(self, access: Access, command: list[str]) -> None:
        self.access = access
        self._command = command
        """What each viewer's process runs."""
        self._downloads = DownloadManager()
        self._viewers: set[Viewer] = set()

    def application(self) -> web.Application:
        """All routes, behind the door."""

        @web.middleware
        async def door(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._door(request, handler)

        app = web.Application(middlewares=[door])
        path = self.access.path
        app.router.add_get(path, self._page)
        app.router.add_get(f"{path}ws", self._application)
        app.router.add_get(f"{path}static/{{name}}", self._file)
        app.router.add_get(f"{path}download/{{key}}", self._download)
        app.on_response_prepare.append(_secure)
        app.on_shutdown.append(self._end)
        return app

    async def _door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse, without a hint of what there is, whoever may not come in."""
        host, origin = request.headers.get("Host"), request.headers.get("Origin")
        if not self.access.is_for_us(host) or (origin and not is_own_origin(origin, host)):
            return web.Response(status=403, text="Refused.\n")
        if not self.access.knows(request.query.get(TOKEN), request.cookies.get(COOKIE)):
            return web.Response(status=401, text="Not without the token.\n")
        try:
            return await handler(request)
        except web.HTTPException as refused:
            return web.Response(status=refused.status, text=f"{refused.reason}.\n")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        # no redirect: a browser that comes from another site's link would not send the cookie on
        response = web.Response(
            text=(_OURS / "page.html").read_text("utf-8"), content_type="text/html"
        )
        if self.access.knows(request.query.get(TOKEN)):
            response.set_cookie(
                COOKIE,
                self.access.token,
                path=self.access.path,
                httponly=True,
                samesite="Strict",
                secure=request.secure,
            )
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = FILES.get(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound
        return web.FileResponse(file)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        try:
            meta = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        response = web.StreamResponse()
        response.content_type = "application/octet-stream"
        response.headers["Content-Disposition"] = (
            f"attachment; filename*=UTF-8''{quote(meta.file_name.encode('utf-8', 'replace'))}"
        )
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    # -- the application ----------------------------------------------------------------------

    async def _application(self, request: web.Request) -> web.StreamResponse:
        """A viewer: what is typed goes to its process, what it paints comes back."""
        if not is_own_origin(request.headers.get("Origin"), request.headers.get("Host")):
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(heartbeat=BEAT, max_msg_size=LONGEST_MESSAGE)
        await socket.prepare(request)
        # a page that is loaded anew has just left: its process still holds the file
        await asyncio.gather(
            *(asyncio.shield(each.end()) for each in self._viewers if each.is_ending)
        )
        if len(self._viewers) >= MOST_VIEWERS:
            await socket.close(
                code=WSCloseCode.TRY_AGAIN_LATER, message=b"Too many are looking at it already."
            )
            return socket
        viewer = Viewer(self._command, socket, self._downloads)
        self._viewers.add(viewer)
        try:
            width, height = request.query.get("width"), request.query.get("height")
            try:
                await viewer.start(clamped(width, 80), clamped(height, 24))
            except OSError:
                await socket.close(
                    code=WSCloseCode.TRY_AGAIN_LATER, message=b"No process can be started for it."
                )
            await viewer.listen()
            await socket.close(code=WSCloseCode.GOING_AWAY, message=viewer.reason)
        finally:
            ending = viewer.end()
            # it is one of those to wait for until it has ended, though this here is cancelled
            ending.add_done_callback(lambda _: self._viewers.discard(viewer))
            await asyncio.shield(ending)
        return socket

    async def _end(self, _: web.Application) -> None:
        """The server ends: each viewer's process saves and ends before it."""
        await asyncio.gather(
            *(asyncio.shield(viewer.end("Pilotage was stopped.")) for viewer in self._viewers)
        )


async def _secure(request: web.Request, response: web.StreamResponse) -> None:  # noqa: ARG001
    response.headers.update(HEADERS)
    response.headers.pop("Server", None)


async def listening(server: Server, port: int) -> tuple[web.AppRunner, int]:
    """Start to listen; says at which port, and raises `OSError` where that can't be."""
    for name in ("aiohttp", "textual-serve"):  # their complaints are for who wrote them
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
    runner = web.AppRunner(
        server.application(), access_log=None, handle_signals=False, shutdown_timeout=2.0
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, server.access.bind, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner, runner.addresses[0][1]
