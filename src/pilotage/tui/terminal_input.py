"""Cures for two faults of the framework in what comes in from the keyboard.

Textual's Linux driver decodes the keyboard as strict UTF-8 and dies on the first invalid byte
(https://github.com/Textualize/textual/issues/6456). And its parser takes an ESC in a bracketed
paste for the end of it: what follows acts as keys, before what stood in front is pasted. The
driver's decoder is replaced by one that shows a bad byte as U+FFFD and puts a noncharacter in the
place of each ESC of a paste, which is dropped and counted where pasted text is cleaned. Nothing to
do on Windows, whose driver reads characters.

The parser also looks at each character of a paste: 10 MB would hold the program up for a quarter of
a minute. What is more than any field takes is counted here, and not handed on.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from functools import partial
from typing import Final

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after a paste."""
DROPPED: Final = "\ufffe"
CUT: Final = "\uffff"
"""What stands after the beginning of a paste that is too long, before its length."""
PASTE_LIMIT: Final = 20_000
"""A paste of more characters is refused: no field could hold it, and the screen would freeze."""


def pasted_length(text: str) -> int:
    """How many characters a paste had, of which a long one was not handed on whole."""
    head, cut, length = text.rpartition(CUT)
    return int(length) if cut and len(head) > PASTE_LIMIT and length.isdecimal() else len(text)


def tolerate_invalid_bytes() -> None:
    """Let the driver of this process replace invalid bytes; call it before the app runs."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    vars(linux_driver)["getincrementaldecoder"] = _tolerant


def _tolerant(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(Keyboard, codecs.getincrementaldecoder(encoding)(errors="replace"))


class Keyboard(codecs.IncrementalDecoder):
    """A decoder behind which a paste holds no ESC but those of its two marks."""

    def __init__(self, decoder: codecs.IncrementalDecoder) -> None:
        super().__init__()
        self._decoder = decoder
        self._pasting = False
        self._length = 0
        """How many characters of a paste have come in."""
        self._held = ""
        """The end of what came in while pasting, which may be the beginning of the end's mark."""
        self._tail = ""
        """The end of what came in while not pasting, where the beginning's mark may stand."""

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """The text of the bytes that came in, as far as it can be told what they are."""
        text, self._held = self._held + self._decoder.decode(data, final), ""
        out = []
        while text:
            part, text = self._pasted(text) if self._pasting else self._typed(text)
            out.append(part)
        return "".join(out)

    def _typed(self, text: str) -> tuple[str, str]:
        """What is handed on up to a paste, and the rest."""
        seen = self._tail + text
        at = seen.find(BEGIN)
        if at < 0:
            self._tail = seen[-(len(BEGIN) - 1) :]
            return text, ""
        self._pasting, end = True, at + len(BEGIN) - len(self._tail)
        self._tail = ""
        return text[:end], text[end:]

    def _pasted(self, text: str) -> tuple[str, str]:
        """What is handed on up to the end of the paste, and the rest."""
        content, end, rest = text.partition(END)
        if end:
            self._pasting = False
        else:
            held = next((n for n in range(len(END) - 1, 0, -1) if content.endswith(END[:n])), 0)
            content, self._held = content[: len(content) - held], content[len(content) - held :]
        room = max(0, PASTE_LIMIT + 1 - self._length)
        self._length += len(content)
        kept = content[:room].replace("\x1b", DROPPED)
        if end:
            kept += f"{CUT}{self._length}" if self._length > PASTE_LIMIT else ""
            self._length = 0
        return kept + end, rest
