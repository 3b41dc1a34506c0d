"""A signing phrase: proof that it is really them, for teams that want more than honour.

The phrase itself is never kept. What is kept is its scrypt hash (RFC 7914) with a salt of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from typing import Annotated, Final, Self

from pydantic import Field

from pilotage.errors import Invalid
from pilotage.model.record import Record

SHORTEST: Final = 8
LONGEST: Final = 200
COST: Final = 2**14
"""scrypt's N for new hashes: some 50 ms and 16 MB a try."""
_BLOCK: Final = 8
_MEMORY: Final = 64 * 1024 * 1024

Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{32,128}$")]


class Phrase(Record):
    """What is kept of a signing phrase."""

    salt: Hex
    cost: Annotated[int, Field(ge=2**10, le=2**17)]
    """scrypt's N."""
    hash: Hex

    @classmethod
    def of(cls, text: str, salt: bytes) -> Self:
        """Hash a phrase with a salt of 16 random bytes; raises `Invalid` for one too short."""
        kept = _kept(text)
        if len(kept) < SHORTEST:
            message = f"Phrase: it has {len(kept)} characters; use at least {SHORTEST}."
            raise Invalid("phrase", "", f"at least {SHORTEST} characters", message)
        if len(kept) > LONGEST:
            message = f"Phrase: it has {len(kept)} characters; use at most {LONGEST}."
            raise Invalid("phrase", "", f"at most {LONGEST} characters", message)
        return cls(salt=salt.hex(), cost=COST, hash=_hash(kept, salt, COST))

    def matches(self, text: str) -> bool:
        """Whether it is that phrase; compared in constant time."""
        kept = _kept(text)
        found = _hash(kept[:LONGEST], bytes.fromhex(self.salt), self.cost)
        return hmac.compare_digest(found, self.hash)


def _kept(text: str) -> str:
    """The phrase as it is hashed: the same however its accents and blanks were typed."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _hash(text: str, salt: bytes, cost: int) -> str:
    found = hashlib.scrypt(
        text.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=cost,
        r=_BLOCK,
        p=1,
        maxmem=_MEMORY if cost <= COST else 256 * 1024 * 1024,
    )
    return found.hex()
