"""The transcripts in docs/plain.md are what somebody hears who types this."""

from __future__ import annotations

from pathlib import Path

from tests.plain.sitting import Sit, Sitting
from tests.way import Way, documented

DOCS = Path(__file__).parents[2] / "docs" / "plain.md"
PAGE = (
    *("", "?", "Route each inbound lead to the right salesperson", "within the hour.", "."),
    *("A form arrives in the inbox “leads”.", ".", "undo", "where", "back"),
)
RUN = (
    *("phase 2", "start a run", "yes", "", "i had to ask", "Which inbox is meant?"),
    *("leave it", "yes"),
)


def heard(here: Sitting, answers: tuple[str, ...]) -> str:
    """What is said from the main menu on; the question that got no answer is left out."""
    here.type(*answers)
    return here.said[here.said.index("Main menu.") :].rstrip().rpartition("\n")[0]


def test_the_transcripts_are_true(sit: Sit) -> None:
    docs = DOCS.read_text("utf-8")
    page = heard(sit(Way()), PAGE)
    assert page in docs, page
    run = heard(Sitting(Path("run.pilotage.json").absolute(), documented()), RUN)
    assert run in docs, run
