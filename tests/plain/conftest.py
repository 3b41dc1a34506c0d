"""What the tests of the plain mode have in common: settings and a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plain.sitting import Sit, Sitting
from tests.way import Way


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sit(tmp_path: Path) -> Sit:
    """Makes a project file of a way, and lets somebody sit at it."""

    def down(way: Way | None = None) -> Sitting:
        return Sitting(tmp_path / "lead-routing.pilotage.json", way)

    return down
