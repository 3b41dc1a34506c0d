"""Tables for spreadsheets: comma-separated values that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pilotage.model.journal import Entry

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def journal_to_csv(journal: Iterable[Entry]) -> str:
    """The journal, one entry a row, under a row of names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("seq", "at", "by", "role", "action", "what", "hash"))
    for each in journal:
        row = (each.at.isoformat(), each.by, each.role, each.action, each.what, each.hash)
        writer.writerow((each.seq, *(cell(text) for text in row)))
    return out.getvalue()


def cell(text: str) -> str:
    """A text for a cell; one that a spreadsheet would calculate gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text
