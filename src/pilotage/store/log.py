"""The log: checksummed records, one after the other, that can be told whole from torn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final
from zlib import crc32

HEAD: Final = 18
"""Bytes before a record's body: its checksum and its length, in hexadecimal, each with a blank."""
_HEAD: Final = re.compile(rb"[0-9a-f]{8} ([0-9a-f]{8}) ")
_CUT_HEAD: Final = re.compile(rb"[0-9a-f]{0,8}|[0-9a-f]{8} [0-9a-f]{0,8}")


class Tail(Enum):
    """What a log ends with, after its last good record."""

    WHOLE = "whole"
    """Nothing."""
    TORN = "torn"
    """A record that was being written when the power or the process went; never acknowledged."""
    DAMAGED = "damaged"
    """Bytes that no interrupted write leaves behind."""


@dataclass(frozen=True)
class Scan:
    """What was found in a log."""

    bodies: tuple[bytes, ...]
    """The bodies of the good records up to the first that is not."""
    ends: tuple[int, ...]
    """Where each of them ends."""
    tail: Tail

    @property
    def good(self) -> int:
        """How many bytes are good, from the beginning."""
        return self.ends[-1] if self.ends else 0


def framed(body: bytes) -> bytes:
    """A body without line feeds as a record: `crc32 length body` and a line feed."""
    return b"%08x %08x %s\n" % (crc32(body), len(body), body)


def scan(data: bytes) -> Scan:
    """Read records up to the end or the first bad one, and say what the rest is."""
    bodies: list[bytes] = []
    ends: list[int] = []
    at = 0
    while at < len(data):
        end = _end(data, at)
        if end is None:
            return Scan(tuple(bodies), tuple(ends), _tail(data, at))
        bodies.append(data[at + HEAD : end - 1])
        ends.append(end)
        at = end
    return Scan(tuple(bodies), tuple(ends), Tail.WHOLE)


def _end(data: bytes, at: int) -> int | None:
    """Where the record that begins here ends; None when it is not good."""
    head = _HEAD.match(data, at)
    if head is None:
        return None
    end = at + HEAD + int(head[1], 16)
    if data[end : end + 1] != b"\n":
        return None
    body = memoryview(data)[at + HEAD : end]
    return end + 1 if crc32(body) == int(data[at : at + 8], 16) else None


def _tail(data: bytes, at: int) -> Tail:
    """Torn is what is cut short, or what the file system filled with zeros; and nothing after."""
    rest = data[at:]
    if not rest.strip(b"\0"):
        return Tail.TORN
    following = data.find(b"\n", at)
    while following != -1:
        if _end(data, following + 1) is not None:
            return Tail.DAMAGED
        following = data.find(b"\n", following + 1)
    written = rest.rstrip(b"\0")
    head = _HEAD.match(rest)
    if head is None:
        return Tail.TORN if _CUT_HEAD.fullmatch(written[:HEAD]) else Tail.DAMAGED
    whole = HEAD + int(head[1], 16) + 1
    return Tail.TORN if len(written) < whole else Tail.DAMAGED
