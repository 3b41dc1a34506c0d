"""A random sample: how large, and drawn so that anybody can draw it again.

Source of the size: acceptance sampling by attributes with no failure accepted, such as in
E. G. Schilling and D. V. Neubauer (2017), Acceptance Sampling in Quality Control, 3rd ed., ch. 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

SHARE: Final = 0.05
"""A share of failing outputs that should not go unnoticed: 5 %."""
MISS: Final = 0.05
"""How likely it may be that a sample shows none of them: 5 %, so that 95 % show at least one."""


def sample_size(population: int, *, share: float = SHARE, miss: float = MISS) -> int:
    """The fewest outputs of which at least one fails, with probability 1 − `miss`, where a
    `share` of all of them does.

    Drawn without putting back (hypergeometric): the smallest n with
    C(N−K, n) ÷ C(N, n) ≤ `miss`, where K is `share` × N rounded up. 59 at the most by default, as
    in ln(0.05) ÷ ln(0.95) for an endless population; never more than there are.
    """
    bad = ceil(population * share - 1e-9)
    unseen, drawn = 1.0, 0
    while drawn < population and unseen > miss:
        unseen *= max(0, population - bad - drawn) / (population - drawn)
        drawn += 1
    return drawn


def chance(population: int, size: int, *, share: float = SHARE) -> float:
    """How likely a sample of `size` shows a failure where a `share` of all fails; 0 to 1.

    The other way round than `sample_size`: 1 − C(N−K, n) ÷ C(N, n), K as there.
    """
    bad = ceil(population * share - 1e-9)
    unseen = 1.0
    for drawn in range(min(size, population)):
        unseen *= max(0, population - bad - drawn) / (population - drawn)
    return 1 - unseen


def draw(seed: int, ids: Sequence[int], size: int) -> tuple[int, ...]:
    """So many of the ids, in the order in which they were drawn: the same for the same seed.

    By Python's Mersenne Twister and `random.sample`, which draw alike from Python 3.11 on.
    """
    from random import Random

    return tuple(Random(seed).sample(list(ids), size))  # noqa: S311 - a sample, not a secret
