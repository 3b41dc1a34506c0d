"""A recurring review that is not finished."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pilotage.review_draft import MOST, Draft, _known, forget, keep, unfinished

DUE = date(2026, 6, 15)
SAMPLE = {"seed": 7, "outputs": [5, 3, 9], "failed": [3]}
DRAFT = Draft.model_validate(
    {"due": DUE, "step": 2, "sample": SAMPLE, "passed": [5], "quality_note": "“x” [/]"}
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "state"))
    return tmp_path / "state" / "reviews.json"


def test_it_comes_back_for_its_own_date_until_it_is_finished() -> None:
    assert keep("a", DRAFT)
    assert unfinished("a", DUE) == DRAFT
    assert unfinished("a", date(2026, 7, 15)) is None
    assert unfinished("b", DUE) is None
    other = DRAFT.with_(due=date(2026, 7, 15), step=4)
    assert keep("a", other)
    assert unfinished("a", DUE) == DRAFT
    forget("a", DUE)
    assert unfinished("a", DUE) is None
    assert unfinished("a", date(2026, 7, 15)) == other


def test_what_is_left_to_judge() -> None:
    assert DRAFT.left == (9,)
    assert Draft(due=DUE).left == ()


def test_only_so_many_are_kept() -> None:
    for number in range(MOST + 3):
        keep(str(number), DRAFT)
    assert len(_known()) == MOST


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a 2026-06-15": 5}', '{"a 2026-06-15": {"due": "soon"}}', "\x00"]
)
def test_a_broken_file_is_none(state: Path, text: str) -> None:
    state.parent.mkdir()
    state.write_text(text, encoding="utf-8")
    assert unfinished("a", DUE) is None
    assert keep("a", DRAFT)
    assert unfinished("a", DUE) == DRAFT


def test_not_being_able_to_keep_it_is_told(state: Path) -> None:
    state.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert not keep("a", DRAFT)
