"""Figures with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pilotage.model.units import amount


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("14", "minutes", "14 minutes"),
        ("1", "minutes", "1 minute"),
        ("1", "outputs a week", "1 output a week"),
        ("1.5", "hours", "1.5 hours"),
        ("8", "%", "8 %"),
        ("0", "%", "0 %"),
        ("1204.5", "EUR", "1,204.50 EUR"),
        ("1204", "EUR a month", "1,204 EUR a month"),
        ("0.015", "USD", "0.015 USD"),
        ("12.50", "$", "$12.50"),
        ("3", "€ per lead", "€3 per lead"),
        ("1", "pass", "1 pass"),
        ("1", "%", "1 %"),
        ("1000000", "", "1,000,000"),
        ("2.500", "  ", "2.5"),
    ],
)
def test_a_figure_reads_as_people_write_it(value: str, unit: str, text: str) -> None:
    assert amount(Decimal(value), unit) == text
