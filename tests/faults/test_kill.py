"""Killed 210 times at random moments, while it writes and folds: nothing acknowledged is lost."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from pilotage.store import atomic, names
from pilotage.store.recovery import recover
from pilotage.store.storage import JournaledStorage
from tests.faults.serving import writers
from tests.faults.writer import states

KILLS = 100
pytestmark = pytest.mark.skipif(
    not hasattr(sys, "getswitchinterval") or sys.platform == "win32", reason="no kill -9 there"
)


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    chance = random.Random(7)  # noqa: S311 - not for secrets
    folded, last, kept = set(), 0, states(60)
    JournaledStorage(path).close()  # on a busy machine the first kill comes before the first file
    with writers(path) as server:
        for _ in range(KILLS):
            said = server.killed(chance.uniform(0, 0.03))
            found = recover(path)
            assert not found.damage
            assert max(last, said.saved) <= found.sequence <= said.began
            if found.sequence >= len(kept):
                kept = states(found.sequence + 500)
            assert found.tables == kept[found.sequence]
            folded.add(found.folded)
            last = found.sequence
    assert last > KILLS  # it really was writing
    assert len(folded) > 2  # and folding
    storage = JournaledStorage(path)
    storage.close()
    assert sorted(path.parent.iterdir()) == [path, names.backup(path)]
    with TinyDB(path) as db:
        assert {
            name: {str(d.doc_id): dict(d) for d in db.table(name)}
            for name in db.tables()
            if name != "_meta"
        } == kept[last]


def test_killing_in_the_middle_of_a_fold_leaves_no_temporary_file_for_long(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    storage = JournaledStorage(path)
    left = path.with_name(atomic.temporary_prefix(path) + "left")
    storage.close()
    left.write_bytes(b"half a fold")
    JournaledStorage(path).close()
    assert not left.exists()
