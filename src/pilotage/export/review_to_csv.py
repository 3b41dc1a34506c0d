"""The figures of a review pack as a table for spreadsheets: one figure a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pilotage.export import review_words as words
from pilotage.export.review_content import HEADS, Change, Part, Picture, Review, Row, Runs, Table
from pilotage.export.to_csv import cell

NOW: Final = "Now"
CHANGE: Final = "Change"
NAMES: Final = ("part", "item", "figure", "value", "unit")
_NUMBER: Final = re.compile(r"[-−+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")

Line = tuple[str, str, str, str, str]


def review_to_csv(review: Review) -> str:
    """All figures under a row of names; numbers without signs of thousands, so that they add up."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(NAMES)
    for line in _lines(review):
        part, item, figure, value, unit = line
        writer.writerow((cell(part), cell(item), cell(figure), _value(value), cell(unit)))
    return out.getvalue()


def _value(text: str) -> str:
    """A figure as a number where it is one; any other text as `to_csv` has it."""
    if _NUMBER.fullmatch(text):
        return text.replace(",", "").replace("−", "-").removeprefix("+")
    return cell(text)


def _lines(review: Review) -> Iterator[Line]:
    yield (words.KICKER, review.title, "As of", review.day.isoformat(), "")
    yield (words.KICKER, review.title, "Answer", review.answer, "")
    for row in review.rows:
        yield from _scores(row)
    for trap in review.traps:
        yield (words.TRAPS, trap.name, "Status", trap.status.value, "")
        yield (words.TRAPS, trap.name, "Evidence", trap.evidence, "")
    for line in review.unmeasured:
        yield (words.UNMEASURED, line, "", "", "")
    yield ("Decision", review.verdict.title, "By", review.verdict.by, "")
    for label, text in review.verdict.lines:
        yield ("Decision", review.verdict.title, label, text, "")
    for part in review.parts:
        yield from _part(part)


def _scores(row: Row) -> Iterator[Line]:
    score = row.score
    figures = [
        (HEADS[1], row.baseline),
        (HEADS[2], row.target.lstrip("≤≥ ")),
        (NOW, row.now),
        *zip(_ends(NOW), row.ends, strict=False),
    ]
    for name, value in figures:
        yield (words.SCORES, score.name, name, value, score.unit)
    yield (words.SCORES, score.name, "Better", score.better.value, "")
    for name, value in _change(row.change):
        unit = "points" if row.change and row.change.points else score.unit
        yield (words.SCORES, score.name, name, value, unit)
    yield (words.SCORES, score.name, "Cases", str(score.cases), "")
    yield (words.SCORES, score.name, "Interval", score.method, "")
    yield (words.SCORES, score.name, f"{CHANGE} in words", row.change_words, "")
    yield (words.SCORES, score.name, "Verdict", row.verdict, "")
    yield (words.SCORES, score.name, "Said", score.said, "")


def _ends(head: str) -> tuple[str, str]:
    return f"{head}, {words.BETWEEN} low", f"{head}, {words.BETWEEN} high"


def _change(change: Change | None) -> Iterator[tuple[str, str]]:
    if change is None:
        return
    names = (CHANGE, *_ends(CHANGE))
    for name, value in zip(names, (change.value, change.low, change.high), strict=True):
        if value is not None:
            yield name, _plain(value)


def _plain(value: Decimal) -> str:
    return f"{round(value, 2):f}"


def _part(part: Part) -> Iterator[Line]:
    for block in part.blocks:
        if isinstance(block, Runs):
            for line in block.lines:
                item = f"#{line.number}, revision {line.revision}"
                minutes = "" if line.minutes is None else f"{line.minutes:.0f}"
                yield (part.title, item, words.RUN_HEADS[2], minutes, "minutes")
                yield (part.title, item, words.RUN_HEADS[3], str(line.gaps), "")
                yield (part.title, item, "Result", line.result, "")
        table = block.beside if isinstance(block, Picture) else block
        if isinstance(table, Table) and table.figures:
            for row in table.rows:
                for head, value in zip(table.heads[1:], row[1:], strict=True):
                    yield (part.title, row[0], head, value, "")
