"""How large a sample is, and that its seed draws it again."""

from __future__ import annotations

from math import ceil, comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.measure.sampling import chance, draw, sample_size


@pytest.mark.parametrize(
    ("population", "size"), [(0, 0), (1, 1), (19, 19), (20, 19), (100, 45), (434, 54), (10**7, 59)]
)
def test_the_size_for_five_per_cent_with_95_per_cent(population: int, size: int) -> None:
    assert sample_size(population) == size


@given(st.integers(1, 2_000))
def test_it_is_the_smallest_that_shows_a_failing_share(population: int) -> None:
    bad, size = ceil(population / 20), sample_size(population)

    def unseen(n: int) -> float:
        return comb(population - bad, n) / comb(population, n)

    assert unseen(size) <= 0.05 + 1e-12
    assert unseen(size - 1) > 0.05 - 1e-12


@given(st.integers(1, 2_000), st.data())
def test_the_chance_is_that_of_the_size_that_is_drawn(population: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(0, population))
    bad = ceil(population / 20)
    unseen = comb(population - bad, size) / comb(population, size)
    assert chance(population, size) == pytest.approx(1 - unseen)
    assert chance(population, sample_size(population)) >= 0.95 - 1e-12


def test_a_small_sample_shows_little() -> None:
    assert chance(434, 4) == pytest.approx(0.19, abs=0.005)
    assert (chance(20, 0), chance(20, 20)) == (0, 1)


def test_a_seed_draws_the_same_on_every_python() -> None:
    assert draw(7, range(1, 301), 8) == (166, 78, 203, 25, 38, 275, 49, 188)
    assert draw(2**31 - 1, (3, 5, 9), 3) == (5, 3, 9)
    assert draw(0, (), 0) == ()
