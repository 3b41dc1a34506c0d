"""Gate 2: each requirement met and unmet, and evidence that goes stale."""

from __future__ import annotations

from pilotage.actions import page, people, runs
from tests.method.asking import ask, unmet
from tests.way import BUILDER, SECOND_OWNER, Way, clean_run, documented


def publish(way: Way, text: str, answers: tuple[int, ...] = ()) -> None:
    way.as_(BUILDER).do(page.edit_section, section="trigger", text=text)
    way.do(page.publish_revision, answers=answers)


def run_with_gap(way: Way) -> int:
    way.as_(SECOND_OWNER).do(runs.start_run)
    run = way.last("runs")
    way.do(runs.raise_gap, run=run, kind="question", text="Which inbox?", section="trigger")
    way.do(runs.end_run, run=run, to_the_end=True, minutes="55")
    return way.last("gaps")


def test_a_second_owner_is_named() -> None:
    way = documented()
    assert ask(way, "2.named").met
    way.do(people.assign_role, role="second_owner", name="")
    named = ask(way, "2.named")
    assert named.missing == "nobody is named as second owner"
    assert (named.place.screen, named.place.field) == ("people", "second_owner")
    builder = way.project.having(second_owner=BUILDER)
    assert "somebody other than the builder" in ask(Way(builder), "2.named").missing


def test_nothing_was_run_yet() -> None:
    way = documented()
    assert unmet(way, 2) == ["2.run", "2.clean", "2.current"]
    assert ask(way, "2.run").missing == "0 of 1 run driven to the end by Dana Osei"
    assert ask(way, "2.clean").missing == "no run has reached the end yet"


def test_a_clean_run_is_enough() -> None:
    assert unmet(clean_run(documented()), 2) == []


def test_a_run_that_did_not_reach_the_end_does_not_count() -> None:
    way = documented().as_(SECOND_OWNER)
    way.do(runs.start_run)
    assert unmet(way, 2) == ["2.run", "2.clean", "2.current"]
    way.do(runs.end_run, run=way.last("runs"), to_the_end=False, minutes="10")
    assert unmet(way, 2) == ["2.run", "2.clean", "2.current"]


def test_as_many_runs_as_the_policy_says() -> None:
    way = documented()
    way.do(people.change_policy, reason="Two are safer.", second_owner_runs=2)
    clean_run(way)
    assert ask(way, "2.run").missing == "1 of 2 runs driven to the end by Dana Osei"
    assert ask(way, "2.run").sentence == "The second owner drove 2 runs to the end"
    clean_run(way)
    assert unmet(way, 2) == []


def test_a_run_counts_only_for_its_own_driver() -> None:
    way = clean_run(documented())
    way.do(people.assign_role, role="second_owner", name="Ravi Menon")
    assert unmet(way, 2) == ["2.run", "2.clean", "2.current"]
    assert ask(way, "2.run").missing == "0 of 1 run driven to the end by Ravi Menon"


def test_a_gap_is_closed_by_a_revision_and_then_a_clean_run() -> None:
    way = documented()
    gap = run_with_gap(way)
    assert unmet(way, 2) == ["2.gaps", "2.clean"]
    assert ask(way, "2.gaps").missing == ("1 of 1 gap still open, first: “Which inbox?” (Trigger)")
    assert ask(way, "2.gaps").place.row == gap
    assert ask(way, "2.clean").missing == "run #1 had 1 gap; run it again"
    publish(way, "A form arrives in “leads-eu”.", answers=(gap,))
    assert unmet(way, 2) == ["2.clean", "2.current"]
    assert ask(way, "2.current").missing == (
        "run #1 was on revision 1, the page is now revision 2: "
        "Dana Osei runs it again, or reads the difference and confirms"
    )
    clean_run(way)
    assert unmet(way, 2) == []


def test_confirming_does_not_make_a_run_with_gaps_clean() -> None:
    way = documented()
    gap = run_with_gap(way)
    publish(way, "A form arrives in “leads-eu”.", answers=(gap,))
    way.as_(SECOND_OWNER).do(page.confirm_revision)
    assert unmet(way, 2) == ["2.clean"]


def test_a_withdrawn_gap_leaves_the_run_clean() -> None:
    way = documented()
    gap = run_with_gap(way)
    way.do(runs.withdraw_gap, gap=gap, reason="It stands in the last line.")
    assert unmet(way, 2) == []


def test_an_answer_that_does_not_answer_opens_the_gap_again() -> None:
    way = documented()
    gap = run_with_gap(way)
    publish(way, "A form arrives somewhere.", answers=(gap,))
    way.as_(SECOND_OWNER).do(runs.reopen_gap, gap=gap)
    assert not ask(way, "2.gaps").met


def test_every_later_revision_must_be_confirmed() -> None:
    way = clean_run(documented())
    publish(way, "A form arrives in “leads-eu”.")
    publish(way, "A form arrives in “leads-us”.")
    assert unmet(way, 2) == ["2.current"]
    assert "the page is now revision 3" in ask(way, "2.current").missing
    way.as_(SECOND_OWNER).do(page.confirm_revision)
    assert unmet(way, 2) == []
    publish(way, "A form arrives in “leads-uk”.")
    assert unmet(way, 2) == ["2.current"]


def test_an_unpublished_draft_leaves_the_run_current() -> None:
    way = clean_run(documented())
    way.do(page.edit_section, section="trigger", text="Something else.")
    assert unmet(way, 2) == []
