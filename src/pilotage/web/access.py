"""Who may come in: the token, the address that was asked for, and where a request comes from.

The token is in the address that is printed. The first visit puts it into a cookie that no script
can read and that goes along with no request of another site, so that the token need not stay in
the address bar. Browsers send a cookie to every port of a machine; the path that nobody can guess
keeps it from whatever else listens there.
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

TOKEN: Final = "token"  # noqa: S105 - the name of the parameter, not a secret
"""The parameter of the address that holds the token."""
COOKIE: Final = "pilotage"
LOCAL: Final = "localhost"


@dataclass(frozen=True)
class Access:
    """What the served address asks of whoever comes."""

    bind: str
    """The IP address that is listened at."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What the address must hold: 256 random bits, made anew at each start."""
    place: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    """The path under which everything is; no secret, but nothing that can be guessed."""

    @property
    def path(self) -> str:
        """The path of the page."""
        return f"/{self.place}/"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return ipaddress.ip_address(self.bind).is_loopback

    def address(self, port: int) -> str:
        """What to open in a browser, the token included."""
        ip = ipaddress.ip_address(self.bind)
        host = socket.gethostname() if ip.is_unspecified else self.bind
        if ":" in host:
            host = f"[{host}]"
        return f"http://{host}:{port}{self.path}?{TOKEN}={self.token}"

    def knows(self, *given: str | None) -> bool:
        """Whether one of these is the token; how long that takes tells nothing."""
        found = [
            secrets.compare_digest(each.encode("utf-8", "replace"), self.token.encode())
            for each in given
            if each
        ]
        return any(found)

    def is_for_us(self, host: str | None) -> bool:
        """Whether the `Host` of a request is ours.

        A foreign name means that somebody's DNS leads here to let a page of theirs read ours. An
        IP address can't be bent like that, so each one will do where others may come in.
        """
        name = _name(host)
        if name is None:
            return False
        try:
            ip = ipaddress.ip_address(name)
        except ValueError:
            own = socket.gethostname().lower()
            return name == LOCAL or (not self.is_local and name in (own, f"{own}.local"))
        return ip.is_loopback or not self.is_local


def is_own_origin(origin: str | None, host: str | None) -> bool:
    """Whether a request comes from a page of the address that it asks for."""
    if not origin or not host:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _name(host: str | None) -> str | None:
    """The name or the IP address in a `Host`, without its port."""
    if not host:
        return None
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises where it is none
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None
