"""Gate 1: each requirement met and unmet, with what exactly is missing."""

from __future__ import annotations

import pytest

from pilotage.actions import baseline, page
from pilotage.model.document import SECTIONS, Section
from tests.method.asking import ask, unmet
from tests.way import SECTIONS as TEXTS
from tests.way import Way, documented, written

FIGURES = {"sample_size": 40, "period": "February", "how": "timed by hand"}


def test_a_new_project_lacks_everything() -> None:
    assert unmet(Way(), 1) == [
        "1.sections",
        "1.one_page",
        "1.criterion",
        "1.disqualifier",
        "1.reviewer",
        "1.kinds",
        "1.measured",
        "1.targets",
    ]
    assert ask(Way(), "1.one_page").missing == "nothing is written yet"


def test_a_written_page_and_a_baseline_are_enough() -> None:
    assert unmet(written(), 1) == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_each_section_is_demanded(section: Section) -> None:
    way = written()
    key, title = section.key, section.title
    way.do(page.edit_section, section=key, text="  \n ")
    lacking = unmet(way, 1)
    own = {"criteria": "1.criterion", "disqualifiers": "1.disqualifier", "reviewer": "1.reviewer"}
    assert lacking == ["1.sections", *([own[key]] if key in own else [])]
    for each in lacking:
        assert (ask(way, each).place.screen, ask(way, each).place.field) == ("phase1", key)
    assert ask(way, "1.sections").missing == f"1 section still empty: {title}"


def test_empty_sections_are_counted_and_the_first_named() -> None:
    way = Way()
    assert ask(way, "1.sections").missing == (
        "11 sections still empty: Purpose, Trigger, Input format, Tool or model and 7 more"
    )
    way.do(page.edit_section, section="purpose", text="Route leads.")
    assert ask(way, "1.sections").missing.startswith("10 sections still empty: Trigger,")


def test_the_page_must_fit() -> None:
    way = written()
    assert ask(way, "1.one_page").met
    way.do(page.edit_section, section="review", text="Look again. " * 330)
    fit = ask(way, "1.one_page")
    assert not fit.met
    assert "over one page" in fit.missing
    assert "longest section: Review step" in fit.missing
    assert fit.place.field == "review"


@pytest.mark.parametrize(
    ("criteria", "missing"),
    [
        ("", "no quality criterion is written"),
        (
            "Sounds good to the customer",
            "“Sounds good to the customer” can't be answered yes or no: "
            "what does “sounds” mean in figures?",
        ),
        ("Accurate", "“Accurate” can't be answered yes or no; say what one checks"),
    ],
)
def test_a_criterion_must_be_checkable(criteria: str, missing: str) -> None:
    way = written()
    way.do(page.edit_section, section="criteria", text=criteria)
    criterion = ask(way, "1.criterion")
    assert (criterion.met, criterion.missing) == (False, missing)
    assert criterion.place.field == "criteria"


def test_one_checkable_criterion_among_vague_ones_is_enough() -> None:
    way = written()
    way.do(page.edit_section, section="criteria", text="Sounds good\nNames the lead's country")
    assert ask(way, "1.criterion").met


def test_each_of_the_four_kinds_is_measured_or_waived() -> None:
    way = written()
    cost = way.project.metrics[1].id
    way.do(baseline.lift_waiver, metric=cost)
    kinds = ask(way, "1.kinds")
    assert kinds.missing == "neither measured nor waived: Cost per output"  # as the table has it
    assert (kinds.place.row, kinds.place.at) == (cost, "value")
    way.do(baseline.remove_metric, metric=cost)
    assert ask(way, "1.kinds").missing == "neither measured nor waived: cost"
    way.do(baseline.add_metric, name="Cost", kind="cost", unit="EUR", better="lower")
    way.do(baseline.set_baseline, metric=way.last("metrics"), value="3", **FIGURES)
    assert ask(way, "1.kinds").met


def test_waiving_everything_is_no_baseline() -> None:
    way = written()
    for metric in way.project.metrics:
        way.do(baseline.waive_metric, metric=metric.id, reason="Too much work.")
    assert ask(way, "1.kinds").met
    assert ask(way, "1.measured").missing == "no metric has a baseline yet"
    assert ask(way, "1.targets").missing == "no metric has a baseline yet"


def test_how_it_was_measured_is_said() -> None:
    way = written()
    time = way.project.metrics[0].id
    figures = FIGURES | {"how": " "}
    way.do(baseline.set_baseline, metric=time, value="14", **figures)
    measured = ask(way, "1.measured")
    assert measured.missing == "how it was measured is not said for Working time per output"
    assert measured.place.row == time


@pytest.mark.parametrize(
    ("which", "target", "no_worse", "missing"),
    [
        (0, "13.9", False, ""),
        (0, "14", False, "Working time per output: lower is better, but the target is not lower"),
        (0, "20", False, "Working time per output: lower is better, but the target is not lower"),
        (0, "14", True, ""),
        (3, "60", False, "Outputs per week: higher is better, but the target is not higher"),
        (3, "61", False, ""),
        (3, "60", True, ""),
    ],
)
def test_a_target_lies_in_the_better_direction(
    which: int, target: str, no_worse: bool, missing: str
) -> None:
    way = written()
    metric = way.project.metrics[which].id
    way.do(baseline.set_target, metric=metric, value=target, no_worse=no_worse)
    targets = ask(way, "1.targets")
    assert targets.met is not bool(missing)
    assert targets.missing.startswith(missing)


def test_a_measured_metric_without_a_target_is_named() -> None:
    way = written()
    way.do(baseline.add_metric, name="Refunds", kind="custom", unit="per week", better="lower")
    refunds = way.last("metrics")
    assert ask(way, "1.targets").met
    way.do(baseline.set_baseline, metric=refunds, value="3", **FIGURES)
    assert ask(way, "1.targets").missing == "Refunds has no 90-day target"
    assert ask(way, "1.targets").place.row == refunds
    way.do(baseline.waive_metric, metric=refunds, reason="Not ours.")
    assert ask(way, "1.targets").met


def test_after_the_gate_the_published_page_counts_not_the_draft() -> None:
    way = documented()
    way.do(page.edit_section, section="purpose", text="")
    assert unmet(way, 1) == []
    assert way.project.has_draft
    assert TEXTS["purpose"] == way.project.revision.page.purpose  # type: ignore[union-attr]
