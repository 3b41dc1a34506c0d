"""Cohen's kappa: published examples, and where it says nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.measure.agreement import Agreement, agreement

counts = st.tuples(*[st.integers(0, 3_000_000)] * 4)


@pytest.mark.parametrize(
    ("table", "kappa", "error", "low", "high"),
    [
        # The textbook table of 50 proposals (Wikipedia, “Cohen's kappa”, simple example: 0.4);
        # error and ends by statsmodels 0.15.0, cohens_kappa.
        ((20, 5, 10, 15), "0.4000", "0.1270", "0.1511", "0.6489"),
        # D. Bonett, R package statpsych, ci.kappa(.05, 31, 12, 4, 58), which names Fleiss & Paik
        # (2003): 0.6756757, 0.07344761, 0.5317210, 0.8196303.
        ((31, 12, 4, 58), "0.6756757", "0.07344761", "0.5317210", "0.8196303"),
        # Wikipedia, “Cohen's kappa”, same percentage but different numbers: 0.1304 and 0.2593;
        # errors and ends by statsmodels.
        ((45, 15, 25, 15), "0.1304", "0.0987", "-0.0629", "0.3238"),
        ((25, 35, 5, 35), "0.2593", "0.0772", "0.1080", "0.4105"),
    ],
)
def test_published_examples(
    table: tuple[int, int, int, int], kappa: str, error: str, low: str, high: str
) -> None:
    found = agreement(*table)
    for figure, printed in zip(
        (found.kappa, found.error, found.low, found.high), (kappa, error, low, high), strict=True
    ):
        assert figure is not None
        places = len(printed.split(".")[1])
        assert f"{figure:.{places}f}" == printed


def test_observed_agreement_has_its_own_interval() -> None:
    found = agreement(20, 5, 10, 15)
    assert (found.outputs, found.agreed, found.expected) == (50, 35, Decimal("0.5"))
    assert found.observed is not None
    assert found.observed.value == Decimal("0.7")
    assert f"{found.observed.low:.4f} {found.observed.high:.4f}" == "0.5625 0.8090"


def test_one_verdict_only_leaves_kappa_undefined() -> None:
    passed, failed, none = agreement(12, 0, 0, 0), agreement(0, 0, 0, 7), agreement(0, 0, 0, 0)
    assert (passed.kappa, passed.agreed, passed.words) == (None, 12, "")
    assert passed.undefined.startswith("both passed every output")
    assert failed.undefined.startswith("both failed every output")
    assert (none.outputs, none.undefined) == (0, "no output was checked by both")


@pytest.mark.parametrize(("table", "kappa"), [((10, 0, 0, 5), 1), ((0, 5, 5, 0), -1)])
def test_no_error_is_given_where_the_formula_gives_none(
    table: tuple[int, int, int, int], kappa: int
) -> None:
    found = agreement(*table)
    assert (found.kappa, found.error, found.low, found.high) == (kappa, None, None, None)


def test_one_checker_who_passes_everything_agrees_by_chance_only() -> None:
    assert agreement(40, 10, 0, 0).kappa == 0


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ((0, 5, 5, 0), "poor"),
        ((40, 10, 0, 0), "slight"),
        ((20, 5, 10, 15), "fair"),
        ((31, 12, 4, 58), "substantial"),
        ((10, 0, 0, 5), "almost perfect"),
    ],
)
def test_words_of_landis_and_koch(table: tuple[int, int, int, int], word: str) -> None:
    assert agreement(*table).words == word


def both(found: Agreement) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return found.kappa, found.low, found.high


@given(counts)
@settings(max_examples=80)
def test_neither_the_checkers_nor_the_verdicts_have_an_order(
    table: tuple[int, int, int, int],
) -> None:
    a, b, c, d = table
    found = agreement(a, b, c, d)
    if found.kappa is None:
        assert found.undefined
        return
    assert -1 <= found.kappa <= 1
    if found.low is not None and found.high is not None:
        assert -1 <= found.low <= found.kappa <= found.high <= 1
    for other in (agreement(a, c, b, d), agreement(d, c, b, a)):
        for one, two in zip(both(found), both(other), strict=True):
            assert (one is None) == (two is None)
            assert one is None or two is None or abs(one - two) < Decimal("1e-6")


def test_ten_million_outputs() -> None:
    found = agreement(9_999_990, 3, 2, 5)
    assert found.kappa == Decimal("0.6666664178")
    assert found.error == pytest.approx(Decimal("0.140546"), abs=Decimal("1e-5"))


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        agreement(1, -1, 0, 0)
