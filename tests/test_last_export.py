"""The last choice on the export screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage import last_export
from pilotage.last_export import MOST, Choice, last, remember

PDF = Choice("document", "pdf", "letter", "/somewhere")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "state"))
    return tmp_path / "state" / "exports.json"


def test_it_comes_back_in_its_project() -> None:
    remember("a", PDF)
    remember("b", Choice("document", "md", "a4"))
    assert last("a") == PDF


def test_another_project_gets_the_newest_without_its_folder() -> None:
    assert last("a") is None
    remember("a", PDF)
    assert last("b") == Choice("document", "pdf", "letter", "")


def test_only_so_many_are_kept() -> None:
    for number in range(MOST + 5):
        remember(str(number), PDF)
    assert len(last_export._known()) == MOST
    assert last("0") == Choice("document", "pdf", "letter", "")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"a": 1}',
        '{"a": {"what": 1, "form": "", "paper": "", "folder": ""}}',
        "[" * 9999,
    ],
    ids=["empty", "list", "broken", "number", "not text", "deep"],
)
def test_what_cannot_be_read_is_as_if_it_were_not_there(state: Path, content: str) -> None:
    state.parent.mkdir()
    state.write_text(content)
    assert last("a") is None
    remember("a", PDF)
    assert last("a") == PDF


def test_where_nothing_can_be_kept_nothing_happens(state: Path) -> None:
    state.parent.write_text("a file, not a folder")
    remember("a", PDF)
    assert last("a") is None
