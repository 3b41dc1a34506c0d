"""What the commands' tests share: a folder, projects in it, and a way to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pilotage import cli, paths
from pilotage.model.project import Project
from pilotage.store.project_file import ProjectFile


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output as JSON."""
        return json.loads(self.out)


Ask = Callable[..., Answer]
Keep = Callable[..., Path]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and settings of its own."""
    monkeypatch.setenv(paths.CONFIG_VARIABLE, str(tmp_path / "config"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command line in this process."""

    def run(*arguments: object) -> Answer:
        capsys.readouterr()
        code = cli.run([str(each) for each in arguments])
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def keep(here: Path) -> Keep:
    """Put a project into a file of the current folder."""

    def save(project: Project, name: str = "leads") -> Path:
        path = Path(f"{name}{paths.SUFFIX}")
        ProjectFile.create(path, project, at=datetime(2026, 3, 2, 9, tzinfo=UTC)).close()
        return path

    return save
