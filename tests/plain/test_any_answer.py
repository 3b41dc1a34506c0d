"""Somebody who answers anything at all: every menu at every stage, and nothing breaks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest

from pilotage.plain.dialogue import Dialogue
from pilotage.plain.home import Home
from pilotage.plain.words import Quit
from pilotage.session import Session
from pilotage.store.verify import verify
from tests.actions.stages import answered, at, in_production, missed, on_the_map, with_gap
from tests.way import Way, documented, handed_over, integrated, measured, reviewed, written

STAGES = (
    *(Way, written, documented, with_gap, answered, handed_over, on_the_map, integrated),
    *(in_production, measured, missed, reviewed),
)
ANSWERS = (
    *("", "yes", "no", "back", "skip", "undo", "redo", "where", ".", "clear", "?", "more"),
    *("12", "2.5", "today", "+7", "Ada Builder", "[@click=app.quit]x[/] a [/] b", "1,2,3"),
    *("\x1b[31mred\x1b[A\u202e", "x" * 400, "\\back", "/", "~", "14, 30, 60, 75, 90"),
)


class Anybody(StringIO):
    """Answers a question with a number of the menu that was just said, or with anything."""

    def __init__(self, chance: random.Random, heard: StringIO, most: int) -> None:
        super().__init__()
        self._chance, self._heard, self.left = chance, heard, most

    def readline(self, _size: int | None = -1, /) -> str:
        self.left -= 1
        if self.left < 0:
            return ""
        asked = self._heard.getvalue()[-3000:].rsplit("\n", 1)
        numbers = re.findall(r"^(\d+)\. ", asked[0], re.MULTILINE)
        if "Number" in asked[-1] and numbers and self._chance.random() < 0.85:
            return f"{self._chance.choice(numbers[-12:])}\n"
        return f"{self._chance.choice(ANSWERS)}\n"


def walked(folder: Path, stage: Callable[[], Way], seed: int, answers: int) -> str:
    way = at(stage)
    path = folder / "lead.pilotage.json"
    Session.create(path, way.project, way.clock).close()
    heard = StringIO()
    read = Anybody(random.Random(seed), heard, answers)  # noqa: S311 - no secret
    while read.left > 0:
        with suppress(Quit):
            Home(Dialogue(read, heard, echo=True), way.clock, folder).go(path)
    report = verify(path)
    assert all(check.ok for check in report.checks if check.name != "inbox"), report
    return heard.getvalue()


@pytest.mark.parametrize("stage", STAGES, ids=[stage.__name__ for stage in STAGES])
def test_any_answers_at_any_stage(stage: Callable[[], Way], tmp_path: Path) -> None:
    said = walked(tmp_path, stage, 7, 150)
    assert "\x1b" not in said
    assert "\u202e" not in said
