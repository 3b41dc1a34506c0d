"""The power is cut while it writes: what was acknowledged is there when it comes back."""

from __future__ import annotations

import random
from pathlib import Path

from pilotage.errors import FileProblem
from pilotage.store.recovery import recover
from tests.faults.mounts import PowerSupply, power
from tests.faults.serving import Said, writers
from tests.faults.writer import states

__all__ = ["power"]
CUTS = 15
CONTROL_CUTS = 12


def after_a_cut(power: PowerSupply, path: Path, moment: float, *options: str) -> Said:
    """Let a writer run, cut the power, and bring it back."""
    with writers(path, *options) as server:
        said = server.killed(moment, cut=power.cut)
    power.off()
    power.on()
    return said


def test_nothing_acknowledged_is_lost(power: PowerSupply) -> None:
    path, chance, last = power.folder / "data.json", random.Random(11), 0  # noqa: S311
    for _ in range(CUTS):
        said = after_a_cut(power, path, chance.uniform(0, 0.12))
        found = recover(path)
        assert not found.damage
        assert max(last, said.saved) <= found.sequence <= said.began
        assert found.tables == states(found.sequence)[found.sequence]
        last = found.sequence
    assert last > CUTS


def test_the_test_finds_out_who_does_not_sync(power: PowerSupply) -> None:
    path, chance, losses = power.folder / "data.json", random.Random(12), 0  # noqa: S311
    for _ in range(CONTROL_CUTS):
        said = after_a_cut(power, path, chance.uniform(0.02, 0.12), "no-sync")
        try:
            found = recover(path)
            losses += bool(found.damage) or found.sequence < said.saved
        except FileProblem:
            losses += 1
        for left in path.parent.glob("data.json*"):
            left.unlink()
    assert losses
