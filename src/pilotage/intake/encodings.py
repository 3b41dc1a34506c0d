"""The encoding of a text file: the one it says, else the one it can only be."""

from __future__ import annotations

import codecs
from typing import Final

from pilotage.errors import FileProblem
from pilotage.model.text import one_line

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def decoded(content: bytes, name: str, wanted: str) -> tuple[str, str]:
    """The text, and what its encoding is called; `wanted` is one that was asked for, or empty.

    Raises `FileProblem` for what can't be read in that, or is damaged.
    """
    if wanted:
        try:
            found = codecs.lookup(wanted).name
            text = content.decode(found)
        except (LookupError, UnicodeError, ValueError):
            raise FileProblem(f"{name} can't be read as {one_line(wanted)}.") from None
        return text.removeprefix("\ufeff"), found
    for mark, codec, said in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(codec), said
            except UnicodeDecodeError:
                raise FileProblem(f"{name} is damaged: it is not the {said} it says.") from None
    start = content[:4_000]
    for codec, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(start) >= 8 and zeros.count(0) > 0.4 * len(zeros):
            try:
                return content.decode(codec), "UTF-16"
            except UnicodeDecodeError:
                break
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        _refuse_damaged(content, error.start, name)
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        raise FileProblem(
            f"{name} is neither UTF-8 nor UTF-16 nor Windows-1252.",
            "Save it as CSV in UTF-8, or name its encoding with --encoding.",
        ) from None


def _refuse_damaged(content: bytes, at: int, name: str) -> None:
    """Refuse what is UTF-8 but for some bytes: read as anything else, all of it would be wrong.

    Letters of other encodings hardly ever look like characters in UTF-8.
    """
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if len(text) - len(text.encode("ascii", "ignore")) - bad <= bad:
        return
    before = content[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    raise FileProblem(
        f"{name}, line {line:,}: a character is damaged; the others are UTF-8.",
        "Mend that line and save it as UTF-8, or name the file's encoding with --encoding.",
    )
