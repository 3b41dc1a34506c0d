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
    writer.writerow(("seq", "at", "by", "role", "action", "what", "signature", "hash"))
    for each in journal:
        row = (each.at.isoformat(), each.by, each.role, each.action, each.what)
        writer.writerow((each.seq, *map(cell, (*row, each.signature, each.hash))))
    return out.getvalue()


def cell(text: str) -> str:
    """A text for a cell; one that a spreadsheet would calculate gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text
