"""Each section has its guide, and its examples are what they say."""

from __future__ import annotations

import pytest

from pilotage.actions.page import section_value
from pilotage.export.literal_marks import literal_marks
from pilotage.method.criterion import is_checkable
from pilotage.method.section_guide import GUIDES
from pilotage.model.document import SECTION_BY_KEY, SECTIONS, Page
from pilotage.model.record import make


def test_every_section_has_a_guide_and_nothing_else_has() -> None:
    assert list(GUIDES) == [section.key for section in SECTIONS]
    assert len({guide.workflow for guide in GUIDES.values()}) >= 4


@pytest.mark.parametrize("key", list(GUIDES))
def test_a_guide_is_short_and_its_examples_could_be_typed(key: str) -> None:
    guide = GUIDES[key]
    assert 2 <= guide.why.count(". ") + 1 <= 3
    assert len(guide.why) <= 200
    assert guide.because.endswith(".")
    assert guide.poor != guide.good
    for text in (guide.good, guide.poor):
        assert make(Page, **{key: section_value(key, text)})
        assert literal_marks(text, SECTION_BY_KEY[key].kind) == ()
        if SECTION_BY_KEY[key].kind == "line":
            assert "\n" not in text


def test_the_good_criteria_can_be_checked_and_the_poor_ones_can_not() -> None:
    guide = GUIDES["criteria"]
    assert all(is_checkable(line) for line in guide.good.split("\n"))
    assert not any(is_checkable(line) for line in guide.poor.split("\n"))
