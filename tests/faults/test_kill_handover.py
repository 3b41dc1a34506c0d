"""Killed while it merges, or while it packs a bundle: nothing is lost and nothing comes twice."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pilotage.merging import merge_file
from pilotage.session import Session, SystemClock
from pilotage.store import bundle
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify
from pilotage.store.working import open_any
from tests.handing import Hands, drive

KILLS = 4
GAPS = 60
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")

MERGER = """
    import sys
    from pathlib import Path
    from pilotage import merging
    from pilotage.session import Session, SystemClock

    enter = Session.enter

    def say(*args, **how):
        enter(*args, **how)
        print("saved", flush=True)

    Session.enter = say
    print("begins", flush=True)
    merging.merge_file(Path(sys.argv[1]), Path(sys.argv[2]), SystemClock())
    print("done", flush=True)
"""
DRIVER = """
    import sys
    from pathlib import Path
    from pilotage.actions import runs
    from pilotage.session import Session, SystemClock

    print("begins", flush=True)
    while True:
        session = Session.open(Path(sys.argv[1]), SystemClock())
        run = session.project.runs[-1].id
        gap = {"kind": "question", "section": "trigger", "text": "again"}
        session.do(runs.raise_gap, run=run, **gap)
        session.flush()
        print("saved", len(session.project.gaps), flush=True)
        session.close()
        assert not session.left_behind, session.left_behind
"""


@pytest.fixture
def hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    monkeypatch.setattr("pilotage.handover._pages", lambda *_: ({bundle.HTML: b"<p>" * 90_000}, ""))
    return Hands(tmp_path)


def killed(script: str, *arguments: Path, lines: int, after: float) -> list[str]:
    """What a process said until it was killed, some time after so many lines."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert process.stdout is not None
    first = b"".join(process.stdout.readline() for _ in range(lines))
    time.sleep(after)
    process.kill()
    rest, errors = process.communicate(timeout=20)
    assert not errors, errors.decode()
    said = (first + rest).splitlines(keepends=True)
    return [line.decode().strip() for line in said if line.endswith(b"\n")]


def test_a_merge_that_was_killed_goes_on_where_it_was(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, *(f"gap {n}" for n in range(GAPS)))
    copy = hands.path.with_name("copy.pilotage.json")
    shutil.copy(hands.path, copy)
    merge_file(copy, out, SystemClock())
    wanted = ProjectFile.open(copy, read_only=True).project
    chance, between = random.Random(3), 0  # noqa: S311 - not for secrets
    for _ in range(KILLS):
        lines = chance.randrange(1, 14)
        said = killed(MERGER, hands.path, out, lines=lines, after=chance.uniform(0, 0.02))
        assert verify(hands.path).ok
        gaps = [gap.text for gap in hands.project.gaps]
        assert gaps == [gap.text for gap in wanted.gaps][: len(gaps)]
        between += 0 < len(gaps) < GAPS
        if "done" in said:
            break
    assert between, "it was never killed midway"
    merge_file(hands.path, out, SystemClock())
    assert hands.project.runs == wanted.runs
    assert hands.project.gaps == wanted.gaps
    assert merge_file(hands.path, out, SystemClock()).items == ()


def test_a_driver_who_is_killed_loses_nothing_that_was_saved(hands: Hands) -> None:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, ends=False)
    chance, saved, places = random.Random(5), 0, set()  # noqa: S311 - not for secrets
    for _ in range(KILLS * 2):
        said = killed(DRIVER, out, lines=chance.randrange(1, 4), after=chance.uniform(0, 0.15))
        saved = max([saved, *(int(line.split()[1]) for line in said if line.startswith("saved"))])
        assert open_any(out, read_only=True).project.runs  # the bundle is always a whole one
        places.add(bundle.working_path(out).exists())
        session = Session.open(out, SystemClock())
        assert len(session.project.gaps) in (saved, saved + 1)
        saved = len(session.project.gaps)
        session.close()
        assert session.left_behind == ""
        left = [each.name for each in out.parent.glob("dana*") if not each.name.endswith(".lock")]
        assert left == [out.name]
        assert not list(out.parent.glob(".pilotage-*"))
    assert saved > KILLS
    assert True in places, "it was never killed while the bundle was open"
    assert merge_file(hands.path, out, SystemClock()).merged
    assert len(hands.project.gaps) == saved
