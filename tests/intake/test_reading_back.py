"""What was written in any way is read back as it was."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.intake.dates import Order
from pilotage.intake.fields import Kind
from pilotage.model.text import clean, one_line
from tests.actions.stages import at
from tests.hostile import HOSTILE
from tests.intake.looking import DAY, done, look
from tests.way import SECOND_OWNER, integrated

CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co")), max_size=12
).filter(lambda text: not text.startswith("'"))
NOTES = [each.text for each in HOSTILE if each.kept is not None and len(each.text) < 900]
NOTE = st.sampled_from([text for text in NOTES if not set(text) & set("\0\r\ud800")])
OUTPUTS = st.lists(
    st.builds(
        lambda days, maker, verdict, note: {
            "on": DAY + timedelta(days=days),
            "made_by": maker,
            "verdict": verdict,
            "note": note if verdict else "",
        },
        st.integers(0, 20),
        CELL,
        st.sampled_from(["pass", "fail", ""]),
        CELL | NOTE,
    ),
    min_size=1,
    max_size=6,
)
WAYS = {
    "%Y-%m-%d": None,
    "%Y-%m-%dT%H:%M": None,
    "%d.%m.%Y": None,
    "%d/%m/%Y": Order.DMY,
    "%m/%d/%Y": Order.MDY,
    "%d %b %Y": None,
}


@settings(max_examples=60, deadline=None)
@given(
    OUTPUTS,
    st.sampled_from(sorted(WAYS)),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_was_written_in_any_way_is_read_back(
    rows: list[dict[str, Any]], way_of: str, delimiter: str, encoding: str, end: str, quoting: Any
) -> None:
    way = at(integrated, SECOND_OWNER)
    way.clock.day = DAY + timedelta(days=30)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(("Reference", "Date", "Made by", "Check", "Note"))
    for number, row in enumerate(rows):
        day = row["on"].strftime(way_of)
        writer.writerow((f"r{number}", day, row["made_by"], row["verdict"], row["note"]))
    said = {"dates": order} if (order := WAYS[way_of]) else {}
    plan = look(out.getvalue().encode(encoding), way=way, **said)
    assert plan.table.delimiter == delimiter
    for number, (read, row) in enumerate(zip(done(plan, way).outputs, rows, strict=True)):
        assert (read.reference, read.on) == (f"r{number}", row["on"])
        assert read.made_by == one_line(row["made_by"])
        wanted = [(row["verdict"], clean(row["note"]).text)] if row["verdict"] else []
        assert [(check.verdict, check.note) for check in read.checks] == wanted


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.decimals(0, 99_999, places=2), min_size=1, max_size=6),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u202f", "."), ("'", "."), ("", ",")]),
)
def test_numbers_written_in_any_way_are_read_back(
    values: list[Decimal], marks: tuple[str, str]
) -> None:
    thousands, point = marks
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(("Metric", "Day", "Value"))
    for value in values:
        text = f"{value:,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)
        writer.writerow(("Working time per output", "2026-05-01", text))
    plan = look(out.getvalue(), Kind.MEASUREMENTS)
    assert [each.value for each in done(plan).measurements] == values
