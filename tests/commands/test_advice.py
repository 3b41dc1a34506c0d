"""`advice`: what it says of the page, and with which exit code."""

from __future__ import annotations

import pytest

from pilotage.actions import advice, page
from tests.actions.stages import ADVICE
from tests.commands.conftest import Ask, Keep
from tests.way import Way, documented, written


def test_it_names_the_words_the_reason_and_a_better_way(ask: Ask, keep: Keep) -> None:
    said = ask("advice", keep(written().project))
    assert (said.code, said.err) == (1, "")
    assert "Lead routing · advice on the draft" in said.out
    assert "When it goes wrong\n  “tell the builder” (builder_name)\n    A page" in said.out
    assert said.out.endswith("1 piece of advice. Advice never blocks a gate.\n")


def test_a_page_without_advice(ask: Ask, keep: Keep) -> None:
    said = ask("advice", keep(Way().project))
    assert said.code == 0
    assert "No advice. Advice never blocks a gate." in said.out


def test_what_was_dismissed_is_listed_apart(ask: Ask, keep: Keep) -> None:
    way = written()
    way.do(advice.dismiss_advice, **ADVICE)
    path = keep(way.project)
    said = ask("advice", path)
    assert said.code == 0
    assert "Dismissed\n  “tell the builder”, by Ada Builder: The builder's team" in said.out
    data = ask("advice", path, "--json").json
    assert (data["revision"], data["advice"]) == (None, [])
    (dismissed,) = data["dismissed"]
    assert dismissed["because"] == ADVICE["reason"]
    assert (dismissed["rule"], dismissed["section"]) == ("builder_name", "when_wrong")


def test_the_draft_or_what_is_published(ask: Ask, keep: Keep) -> None:
    way = documented()
    assert ask("advice", keep(way.project, "a"), "--json").json["revision"] == 1
    way.do(page.edit_section, section="when_wrong", text="Stop. Write as needed.")
    path = keep(way.project, "b")
    data = ask("advice", path, "--json").json
    assert data["revision"] is None
    (finding,) = data["advice"]
    assert (finding["words"], finding["start"]) == ("as needed", 12)
    data = ask("advice", path, "--json", "--published").json
    assert data["revision"] == 1
    assert [each["words"] for each in data["advice"]] == ["tell the builder"]


def test_nothing_is_published_yet(ask: Ask, keep: Keep) -> None:
    said = ask("advice", keep(written().project), "--published")
    assert said.code == 2
    assert "No revision of the page is published yet." in said.err


@pytest.mark.parametrize("text", ["Ask Ada\u202e \x1b[31m", "usually [bold]"])
def test_it_prints_nothing_that_moves_the_cursor(ask: Ask, keep: Keep, text: str) -> None:
    way = Way()
    way.do(page.edit_section, section="steps", text=text)
    said = ask("advice", keep(way.project))
    assert said.code == 1
    assert "\x1b" not in said.out
