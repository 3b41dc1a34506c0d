"""Where the files of the fault tests are."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a project file goes."""
    return tmp_path / "lead.pilotage.json"
