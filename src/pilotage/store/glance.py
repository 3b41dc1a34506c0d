"""A quick look at a project file: enough for a list of many, without reading its journal.

The journal is most of a file, and a list shows nothing of it. Its place in the bytes can be told
without parsing: it ends with the hash that the file names as its head. Only a file whose checksum
is right is looked at so, that is one that is as this program wrote it; any other takes the long
way, and what is cut out wrongly would leave no JSON.
"""

from __future__ import annotations

import json
import os
import re
from typing import Any, Final
from zlib import crc32

from pilotage.errors import PilotageError
from pilotage.method.facts import needs_outputs
from pilotage.model.project import Project
from pilotage.store.base import CONTAINER, META, ONLY
from pilotage.store.codec import COLLECTIONS, FORMAT, PROJECT, SCHEMA, decode
from pilotage.store.recovery import JOURNAL

_TAIL: Final = 400
"""Of so many bytes at the end the description of the file itself is a part."""
_END: Final = re.compile(
    rb'"head": "(?P<head>[0-9a-f]{64})", "crc": "(?P<crc>[0-9a-f]{8})"\}\}\}\s*\Z'
)
_SIZE: Final = b', "size": '
SUMMARY_WITHIN: Final = 16 << 10
"""Bytes at the end in which a summary is looked for."""
_SUMMARY: Final = re.compile(
    rb'%s *(?P<size>\d{1,12}), "summary": (?P<summary>\{.*\}), "head": '
    rb'"[0-9a-f]{64}", "crc": "[0-9a-f]{8}"\}\}\}\n\Z' % _SIZE
)
_OUTPUTS: Final = b', "outputs": {'
_NEXT: Final = re.compile(
    rb'\}, "(?:%s)": \{' % b"|".join(name.encode() for name in (*COLLECTIONS, JOURNAL, META))
)
"""Where a table ends and the next one begins."""


def glance(content: bytes) -> Project | None:
    """The project in a file's content; None where the long way must be taken.

    Its outputs are left out where the facts do not rest on them (`method.facts.needs_outputs`).
    """
    end = _END.search(content, max(0, len(content) - _TAIL))
    if end is None or b"%08x" % crc32(memoryview(content)[: end.start("crc")]) != end["crc"]:
        return None
    start = content.find(b', "journal": {')
    last = b'"hash": "%s"}}' % end["head"]
    stop = content.rfind(last, start)
    if start < 0 or stop < 0:
        return None
    before, after = content[:start], content[stop + len(last) :]
    outputs, before = _without_outputs(before)
    try:
        tables = json.loads(before + after)
        if tables[PROJECT][ONLY]["schema_version"] != SCHEMA or not _is_ours(tables[META][ONLY]):
            return None
        project = decode(tables)
        if outputs and needs_outputs(project):
            project = decode(tables | {"outputs": json.loads(outputs)})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, PilotageError):
        return None
    return project


def summary(path: str) -> bytes:
    """What a project file that was closed in order says of it near its end; empty without that.

    The rest is not read, so the checksum is not asked: a file whose size is another than it says
    was changed elsewhere. Raises `OSError`.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - of many files, each in turn
        size = os.fstat(file.fileno()).st_size
        file.seek(max(0, size - SUMMARY_WITHIN))
        end = file.read(SUMMARY_WITHIN)
    found = _SUMMARY.match(end, max(0, end.rfind(_SIZE)))
    return found["summary"] if found and int(found["size"]) == size else b""


def _is_ours(meta: dict[str, Any]) -> bool:
    return meta.get("format") == FORMAT and meta.get("container") == CONTAINER


def _without_outputs(content: bytes) -> tuple[bytes, bytes]:
    """The table of the outputs, where it holds any, and what stands around it."""
    start = content.find(_OUTPUTS)
    if start < 0:
        return b"", content
    begin = start + len(_OUTPUTS) - 1
    found = _NEXT.search(content, begin)
    if found is None:
        return b"", content
    stop = found.start() + 1
    return content[begin:stop], content[:start] + content[stop:]
