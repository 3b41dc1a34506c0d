"""Reading ZIP files that somebody sent: nothing that they say of themselves is believed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    ValueError,
)
"""What reading a file may raise that is no ZIP file, or is damaged."""
FOREIGN: Final = (NotImplementedError, RuntimeError)
"""What reading a file may raise that is packed in another way, or has a password."""
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class TooLarge(Exception):
    """A part of a ZIP file has more bytes than it may have."""


def content(file: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """A part's bytes; raises `TooLarge` where there are more than `most`, whatever it says itself.

    Raises one of `DAMAGED` or `FOREIGN` for what can't be read.
    """
    if info.compress_type not in _PACKED:
        raise NotImplementedError(f"compression {info.compress_type}")
    with file.open(info) as part:
        found = part.read(most + 1)
        if len(found) > most or part.read(1):
            raise TooLarge(info.filename)
    return found
