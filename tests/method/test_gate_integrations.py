"""Gate 3: each requirement met and unmet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pilotage.actions import advice, gate, integrations, page
from pilotage.errors import Invalid, Refused
from pilotage.method.advice import advice_on
from pilotage.method.gate_integrations import is_connected, ranked
from tests.method.asking import ask, unmet
from tests.way import BUILDER, SECOND_OWNER, Way, handed_over, integrated, mapped


def step_of(way: Way, title: str) -> int:
    return next(step.id for step in way.project.steps if step.title.startswith(title))


def test_an_empty_map_lacks_everything() -> None:
    way = handed_over()
    assert unmet(way, 3) == ["3.path", "3.named", "3.described", "3.decided", "3.live", "3.worst"]
    assert ask(way, "3.path").missing == "no system is on the map yet"
    assert ask(way, "3.named").missing == "no system is on the map yet"
    assert {ask(way, id_).missing for id_ in unmet(way, 3)[2:]} == {"no step is on the map yet"}


def test_a_full_map_is_enough() -> None:
    assert unmet(mapped(handed_over()), 3) == []


def test_the_ends_must_be_marked_and_joined() -> None:
    way = mapped(handed_over())
    inbox, assistant, crm = (system.id for system in way.project.systems)
    way.do(integrations.set_ends, source=None, destination=crm)
    assert "mark its source" in ask(way, "3.path").missing
    way.do(integrations.set_ends, source=inbox, destination=None)
    assert "mark its destination" in ask(way, "3.path").missing
    way.do(integrations.set_ends, source=crm, destination=inbox)
    assert ask(way, "3.path").missing == "no way leads from CRM to Leads inbox"
    way.do(integrations.set_ends, source=inbox, destination=assistant)
    assert ask(way, "3.path").met


def test_a_way_is_followed_through_loops_and_side_branches() -> None:
    way = handed_over()
    for name in "ABCDE":
        way.do(integrations.add_system, name=name)
    ids = {system.name: system.id for system in way.project.systems}
    for one, two in ("AB", "BA", "BC", "CB", "EC"):
        way.do(
            integrations.add_step,
            title=one + two,
            kind="automatic",
            source=ids[one],
            destination=ids[two],
        )
    way.do(integrations.set_ends, source=ids["A"], destination=ids["C"])
    assert is_connected(way.project)
    way.do(integrations.set_ends, source=ids["A"], destination=ids["D"])
    assert not is_connected(way.project)
    way.do(integrations.set_ends, source=ids["A"], destination=ids["E"])
    assert not is_connected(way.project)
    way.do(integrations.set_ends, source=ids["A"], destination=ids["A"])
    assert is_connected(way.project)


@pytest.mark.parametrize("field", ["times", "minutes", "friction", "inconsistency"])
def test_every_manual_step_is_described(field: str) -> None:
    way = mapped(handed_over())
    assign = step_of(way, "Assign")
    way.do(integrations.edit_step, step=assign, **{field: None})
    described = ask(way, "3.described")
    assert described.missing == "1 of 2 manual steps not described: Assign the lead by hand"
    assert described.place.row == assign


def test_an_automatic_step_needs_neither_description_nor_decision() -> None:
    way = mapped(handed_over())
    inbox, _, crm = (system.id for system in way.project.systems)
    way.do(integrations.add_step, title="Archive", kind="automatic", source=inbox, destination=crm)
    assert unmet(way, 3) == []


def test_every_manual_step_is_decided() -> None:
    way = mapped(handed_over())
    inbox, _, crm = (system.id for system in way.project.systems)
    way.do(integrations.add_step, title="Log it", kind="copy", source=inbox, destination=crm)
    assert ask(way, "3.decided").missing == "1 of 3 manual steps undecided: Log it"
    assert ask(way, "3.decided").place.row == way.last("steps")
    way.do(integrations.decide_keep, step=way.last("steps"), reason="Twice a year.")
    assert ask(way, "3.decided").met


def test_what_is_integrated_is_live_and_verified() -> None:
    way = mapped(handed_over())
    copy = step_of(way, "Copy")
    missing = "1 of 1 step not yet live and verified: Copy the form into the prompt"
    way.do(integrations.set_live, step=copy, live=False)
    assert unmet(way, 3) == ["3.live", "3.worst"]
    assert ask(way, "3.live").missing == missing
    way.do(integrations.set_live, step=copy, live=True)
    assert ask(way, "3.live").missing == missing
    way.do(integrations.verify_step, step=copy, by="Dana Osei")
    assert unmet(way, 3) == []


def test_the_worst_step_is_integrated_or_its_keeping_signed_by_the_second_owner() -> None:
    way = mapped(handed_over())
    copy = step_of(way, "Copy")
    way.do(integrations.decide_keep, step=copy, reason="The form changes each month.")
    worst = ask(way, "3.worst")
    assert unmet(way, 3) == ["3.worst"]
    assert worst.missing.startswith("“Copy the form into the prompt” is the worst step")
    assert worst.place.row == copy
    way.as_(SECOND_OWNER).do(integrations.sign_keeping, step=copy)
    assert unmet(way, 3) == []
    way.do(integrations.decide_keep, step=copy, reason="Another reason than was signed.")
    assert unmet(way, 3) == ["3.worst"]


def test_a_signature_of_somebody_else_does_not_count() -> None:
    way = mapped(handed_over())
    copy = step_of(way, "Copy")
    way.do(integrations.decide_keep, step=copy, reason="The form changes each month.")
    way.as_(SECOND_OWNER).do(integrations.sign_keeping, step=copy)
    other = Way(way.project.having(second_owner=3))
    assert "3.worst" in unmet(other, 3)


def test_steps_are_ranked_by_the_worse_rating_then_both_then_hours() -> None:
    way = handed_over()
    way.do(integrations.add_system, name="A")
    end = way.last("systems")
    for title, friction, inconsistency, minutes in (
        ("mild", 2, 2, "60"),
        ("one bad side", 5, 1, "1"),
        ("both middling", 4, 4, "60"),
        ("one bad side, longer", 5, 1, "2"),
        ("worst", 5, 2, "1"),
    ):
        way.do(
            integrations.add_step,
            title=title,
            kind="copy",
            source=end,
            destination=end,
            times="1",
            per="day",
            minutes=minutes,
            friction=friction,
            inconsistency=inconsistency,
        )
    assert [step.title for step in ranked(way.project)] == [
        "worst",
        "one bad side, longer",
        "one bad side",
        "both middling",
        "mild",
    ]


@pytest.mark.parametrize(
    ("times", "per", "minutes", "hours"),
    [("12", "day", "4", "16.8"), ("3", "week", "20", "4.3"), ("6", "month", "10", "1.0")],
)
def test_hours_a_month(times: str, per: str, minutes: str, hours: str) -> None:
    way = mapped(handed_over())
    step = step_of(way, "Copy")
    way.do(integrations.edit_step, step=step, times=times, per=per, minutes=minutes)
    assert way.project.steps[0].hours_a_month == Decimal(hours)
    way.do(integrations.edit_step, step=step, minutes=None)
    assert way.project.steps[0].hours_a_month == 0


def republished(way: Way, section: str, text: str) -> Way:
    """A later revision of the page, confirmed by the second owner."""
    way.as_(BUILDER).do(page.edit_section, section=section, text=text)
    way.do(page.publish_revision)
    way.as_(SECOND_OWNER).do(page.confirm_revision)
    return way.as_(BUILDER)


def test_every_system_that_the_page_names_is_on_the_map() -> None:
    way = handed_over()
    way.do(integrations.add_system, name="Assistant X", kind="ai_tool")
    named = ask(way, "3.named")
    assert named.missing == (
        "the page names “inbox “leads””, “CRM”: put it on the map, or say why it is no system"
    )
    assert (named.place.screen, named.place.field) == ("phase3", "systems")
    way.do(integrations.add_system, name="Leads inbox", kind="inbox")
    way.do(integrations.add_system, name="Salesforce", kind="crm")  # is the CRM
    assert ask(way, "3.named").met


def test_only_the_page_in_force_counts() -> None:
    way = mapped(handed_over())
    way.do(page.edit_section, section="review", text="Compare with the Capacity sheet.")
    way.do(page.edit_section, section="when_wrong", text="Ask in Slack.")  # no part of the flow
    assert ask(way, "3.named").met
    way.do(page.publish_revision)
    assert "“Capacity sheet”" in ask(way, "3.named").missing
    assert "Slack" not in ask(way, "3.named").missing


def test_a_later_revision_that_names_another_system_closes_gate_3_again() -> None:
    way = republished(integrated(), "review", "Compare with the list in Airtable.")
    passed = [passage.phase for passage in way.project.passages if passage.reopened is None]
    assert passed == [1]
    reopened = {p.phase: p.reopened.why for p in way.project.passages if p.reopened}
    assert reopened[3].startswith("the page names “Airtable”")
    way.do(gate.pass_gate, phase=2)
    way.do(integrations.add_system, name="Airtable", kind="spreadsheet")
    way.do(gate.pass_gate, phase=3)


def test_a_later_revision_that_names_no_other_system_leaves_gate_3_alone() -> None:
    way = republished(integrated(), "review", "Compare region and urgency in the CRM.")
    reopened = [passage.phase for passage in way.project.passages if passage.reopened]
    assert reopened == [2]


def test_what_is_no_system_is_answered_with_a_reason_in_every_section_that_names_it() -> None:
    way = mapped(handed_over())
    way.do(page.edit_section, section="review", text="Open it in Excel.")
    way.do(page.edit_section, section="destination", text="The CRM, see Excel.")
    way.do(page.publish_revision)
    way.as_(SECOND_OWNER).do(page.confirm_revision)
    way.as_(BUILDER).do(gate.pass_gate, phase=2)
    with pytest.raises(Invalid, match="Reason"):
        way.do(integrations.not_a_system, name="Excel", reason="x")
    with pytest.raises(Refused, match="does not name “Word”"):
        way.do(integrations.not_a_system, name="Word", reason="A program.")
    way.do(integrations.not_a_system, name=" excel ", reason="Only shows the CRM's own list.")
    assert ask(way, "3.named").met
    assert [(d.section, d.words) for d in way.project.dismissals] == [
        ("review", "Excel"),
        ("destination", "Excel"),
    ]
    assert advice_on(way.project, way.project.page).answered[0].dismissal.by == BUILDER
    way.do(advice.restore_advice, dismissal=way.last("dismissals"))
    assert not ask(way, "3.named").met
