"""A project's writer, killed while it saves behind one's back: what it called saved is there."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify
from tests.way import Way

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
KILLS = 8

# Each state has another size, growing and shrinking, so that a torn write can't go unseen.
WRITER = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from pilotage.store.journal import entry_document
    from pilotage.store.project_file import ProjectFile
    from pilotage.store.storage import JournaledStorage

    JournaledStorage.__init__.__kwdefaults__["fold_at"] = 30_000
    file = ProjectFile.open(Path(sys.argv[1]))
    assert not file.read_only, file.why_read_only
    number = int(file.project.note.split()[0] or 0) if file.project.note else 0

    def say(word, number):
        os.write(1, f"{word} {number}\\n".encode())  # in one write: two threads speak

    while True:
        number += 1
        note = f"{number} " + "x" * (number * 7919 % 3000)
        say("began", number)
        entry = entry_document(
            at=datetime.now(UTC), by="Ada", role="builder", action="set_note", what="noted"
        )
        file.commit(
            file.project.having(note=note),
            entry,
            lambda problem, n=number: say("failed" if problem else "saved", n),
        )
        if number % 3 == 0:
            file.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_kill_9_loses_nothing_that_was_acknowledged(path: Path) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    chance, acknowledged = random.Random(4), 0  # noqa: S311 - not for secrets
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # or what is buffered here with the first line is lost to `communicate`
        )
        assert process.stdout is not None
        lines = [process.stdout.readline()]  # it has begun
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        rest, errors = process.communicate(timeout=20)
        assert not errors
        lines += rest.splitlines(keepends=True)
        whole = [line.decode("ascii").split() for line in lines if line.endswith(b"\n")]
        assert not [line for line in whole if line[0] == "failed"]
        saved = [int(number) for word, number in whole if word == "saved"]
        began = [int(number) for word, number in whole if word == "began"]
        acknowledged = max([acknowledged, *saved])
        note = ProjectFile.open(path, read_only=True).project.note
        on_disk = int(note.split()[0]) if note else 0
        assert acknowledged <= on_disk <= max(began)
        if note:
            assert len(note.split()[1:][0] if " x" in note else "") == on_disk * 7919 % 3000
        assert verify(path).ok
        acknowledged = on_disk
    assert acknowledged > KILLS  # it really was writing when it was killed
