"""Numbers as people type them."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.model.numbers import NoNumber, read_number

amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0,125", "0.125"),
        (",5", ".5"),
        ("1 200", "1200"),
        ("1\u202f200,5", "1200.5"),
        ("1'200.50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1234,567", "1234.567"),
        ("8 %", "8"),
        ("-3", "-3"),
        ("", ""),
        ("many", "many"),
        ("12 5", "12 5"),
        ("1,2,3", "1,2,3"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_a_number_is_read_and_what_is_none_is_left_as_it_is(text: str, number: str) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["1,200", "12,345", "999,000", "-1,200"])
def test_what_can_be_thousands_or_decimals_is_refused_with_both(text: str) -> None:
    with pytest.raises(NoNumber) as refused:
        read_number(text)
    one, other = text.replace(",", ""), str(float(text.replace(",", "."))).removesuffix(".0")
    assert f"can be {one} or {other}" in str(refused.value)


@given(amounts)
def test_a_number_in_any_notation_is_itself(amount: Decimal) -> None:
    english = f"{amount:,f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    spaced = english.replace(",", " ")
    for text in (f"{amount:f}", english, continental, spaced, f"{amount:f}".replace(".", ",")):
        assert Decimal(read_number(text)) == amount


@given(st.text(max_size=30))
def test_any_text_is_left_or_refused(text: str) -> None:
    with suppress(NoNumber):
        assert isinstance(read_number(text), str)
