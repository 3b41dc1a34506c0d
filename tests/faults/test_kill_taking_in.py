"""Killed while it takes in what scripts recorded: all of it is there in the end, and once."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pilotage.session import Session
from pilotage.store.inbox import Inbox
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify
from pilotage.taking_in import Intake
from tests.inboxes import content, drop, references
from tests.way import integrated

KILLS, MOST_KILLS, ENTRIES = 4, 30, 120
"""It goes on until one kill fell between saving and removing."""

# Small slices, so that there are many moments between saving and removing.
WRITER = """
    import os, sys, time
    from pathlib import Path
    from pilotage import taking_in
    from pilotage.session import Session
    from tests.way import FixedClock, START

    taking_in.SLICE = 4
    remove = taking_in.Inbox.remove

    def removed(*args):
        os.write(1, b"removes\\n")
        time.sleep(0.005)  # as on a slow disk: most kills fall here
        remove(*args)

    taking_in.Inbox.remove = removed
    session = Session.open(Path(sys.argv[1]), FixedClock(START.replace(month=5, day=4)))
    assert not session.read_only, session.state.why
    taking_in.Intake(session).take_in(linger=60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_nothing_is_lost_and_nothing_comes_twice(path: Path) -> None:
    way = integrated().on_day(64)
    Session.create(path, way.project, way.clock).close()
    drop(path, *(f"T-{n}" for n in range(ENTRIES)))
    Inbox(path).drop(content(*({"output": f"line-{n}"} for n in range(20))))
    wanted = [f"T-{n}" for n in range(ENTRIES)] + [f"line-{n}" for n in range(20)]
    chance, between = random.Random(7), 0  # noqa: S311 - not for secrets
    for kill in range(MOST_KILLS):
        if kill >= KILLS and between:
            break
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(path)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
        )
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 18)):
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.01))
        process.kill()
        _, errors = process.communicate(timeout=20)
        assert not errors, errors.decode()
        found = references(ProjectFile.open(path, read_only=True).project)
        assert found == wanted[: len(found)]
        waiting = len(Inbox(path).waiting())
        assert len(found) + waiting >= ENTRIES + bool(waiting)
        between += len(found) + waiting > ENTRIES + 1
    assert between, "it was never killed between saving and removing"
    session = Session.open(path, way.clock)
    assert Intake(session).take_in().refused == []
    assert references(session.project) == wanted
    session.close()
    assert verify(path).ok
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, f"{path.name}.bak"]
