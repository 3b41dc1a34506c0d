"""Which error rates a number of cases can have."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.actions import baseline
from pilotage.errors import Invalid
from pilotage.measure.figures import rates_beside
from tests.way import Way


@settings(max_examples=60)
@given(cases=st.integers(1, 10_000), share=st.floats(0, 1), decimals=st.integers(0, 4))
def test_a_whole_number_of_the_cases_is_a_rate_however_it_is_rounded(
    cases: int, share: float, decimals: int
) -> None:
    rate = round(Decimal(100 * int(share * cases)) / cases, decimals)
    assert rates_beside(rate, cases) is None


@pytest.mark.parametrize(
    ("value", "cases", "beside"),
    [
        ("30", 1, (0, 1)),
        ("0.5", 1, (0, 1)),
        ("8", 40, None),
        ("8.0", 40, (3, 4)),
        ("100", 3, None),
        ("33", 3, None),
        ("33.3", 3, None),
        ("34", 3, (1, 2)),
    ],
)
def test_what_lies_between_two_is_none(
    value: str, cases: int, beside: tuple[int, int] | None
) -> None:
    assert rates_beside(Decimal(value), cases) == beside


def test_an_impossible_error_rate_is_refused_with_those_that_are_possible() -> None:
    way = Way()
    time, _, errors, _ = (metric.id for metric in way.project.metrics)
    args = {"value": "30", "sample_size": 1, "period": "", "how": "counted"}
    way.do(baseline.set_figures, metric=time, **args)
    with pytest.raises(Invalid) as refused:
        way.do(baseline.set_figures, metric=errors, **args)
    assert refused.value.field == "value"
    assert "30 % of 1 case can't be; 0 % (0 of 1) or 100 % (1 of 1) can." in str(refused.value)
    way.do(baseline.set_figures, metric=errors, **args | {"sample_size": 10})
