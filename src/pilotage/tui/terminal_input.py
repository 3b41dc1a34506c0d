"""A cure for one fault of the framework: a stray byte on standard input must not end the program.

Textual's Linux driver decodes the keyboard as strict UTF-8 and dies on the first invalid byte
(https://github.com/Textualize/textual/issues/6456). Its decoder is replaced by one that shows
such a byte as U+FFFD. Nothing to do on Windows, whose driver reads characters.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from functools import partial


def tolerate_invalid_bytes() -> None:
    """Let the driver of this process replace invalid bytes; call it before the app runs."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    vars(linux_driver)["getincrementaldecoder"] = _tolerant


def _tolerant(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
