"""Which project files a list of somebody's workflows holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pilotage import paths, portfolio


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(portfolio.samples()[0], path)
    return path


@pytest.mark.parametrize("linked", [False, True])
def test_the_samples_that_ship_are_nobodys_projects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    mine = put(tmp_path / "mine.pilotage.json")
    deeper = put(tmp_path / "team" / "sample_projects.pilotage.json")
    shipped = put(tmp_path / "sample_projects" / "sample.pilotage.json").parent
    if linked:
        real = tmp_path / "elsewhere" / "data"
        real.parent.mkdir()
        shipped.rename(real)
        shipped.symlink_to(real)
    monkeypatch.setattr(paths, "samples_folder", lambda: shipped)
    assert portfolio.find(tmp_path) == (mine, deeper)
    assert [path.name for path in portfolio.samples()] == ["sample.pilotage.json"]


def test_a_folder_that_only_has_their_name_is_listed(tmp_path: Path) -> None:
    mine = put(tmp_path / "sample_projects" / "mine.pilotage.json")
    assert portfolio.find(tmp_path) == (mine,)


def test_a_checkout_has_no_projects_of_its_own() -> None:
    shipped = paths.samples_folder()
    assert not set(portfolio.samples()) & set(portfolio.find(shipped.parent))
    assert portfolio.find(shipped) == portfolio.samples()
