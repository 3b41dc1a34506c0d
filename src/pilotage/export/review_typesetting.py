"""A review pack as data for the template `review.typ`; no text of it is ever read as markup."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from pilotage.export import review_words as words
from pilotage.export.review_content import (
    HEADS,
    Block,
    Chart,
    Picture,
    Review,
    Row,
    Runs,
    Said,
    Table,
)
from pilotage.export.typesetting import is_rtl, page_data, pieces
from pilotage.model.review import MetricVerdict

WHOLE: Final = 360
"""A table whose cells are all shorter than this keeps each row on one sheet."""
TONES: Final = {
    MetricVerdict.ON_TARGET: "good",
    MetricVerdict.OFF_TARGET: "bad",
    MetricVerdict.NOT_ENOUGH: "open",
    MetricVerdict.NO_DATA: "unknown",
}
_SIZE: Final = re.compile(r'width="(\d+)" height="(\d+)"')


def tone(review: Review) -> str:
    """How the answer looks: good where all are on target, bad where none is and one is missed."""
    found = {row.score.verdict for row in review.rows}
    if found == {MetricVerdict.ON_TARGET}:
        return "good"
    if found <= {MetricVerdict.NO_DATA}:
        return "unknown"
    none = MetricVerdict.ON_TARGET not in found
    return "bad" if none and MetricVerdict.OFF_TARGET in found else "open"


def review_data(review: Review, made: datetime) -> dict[str, Any]:
    """All that the template shows, as JSON can hold it."""
    verdict = review.verdict
    return page_data(review.page) | {
        "keywords": [review.stamp],
        "date": {n: getattr(made, n) for n in ("year", "month", "day", "hour", "minute", "second")},
        "footer": review.identity,
        "pack": {
            "words": {
                "kicker": words.KICKER,
                "scores": words.SCORES,
                "traps": words.TRAPS,
                "unmeasured": words.UNMEASURED,
                "all-measured": words.ALL_MEASURED,
                "legend": list(words.LEGEND),
                "from-zero": words.FROM_ZERO,
                "between": words.BETWEEN,
                "heads": list(HEADS),
                "run-heads": list(words.RUN_HEADS),
            },
            "answer": review.answer,
            "tone": tone(review),
            "sure": [pieces(each) for each in review.sure],
            "facts": [pieces(each) for each in review.facts],
            "rows": [_row(row) for row in review.rows],
            "traps": [
                {
                    "name": each.name,
                    "mark": each.mark,
                    "tone": {"✓": "good", "?": "open", "×": "bad"}[each.mark],
                    "status": each.status.value,
                    "gate": each.gate,
                    "evidence": pieces(each.evidence),
                }
                for each in review.traps
            ],
            "waived": [pieces(each) for each in review.unmeasured],
            "verdict": {
                "title": verdict.title,
                "by": pieces(verdict.by),
                "lines": [{"label": label, "text": _lines(text)} for label, text in verdict.lines],
            },
            "parts": [
                {
                    "title": part.title,
                    "page": not isinstance(part.blocks[0], (Said, Table, Picture, Runs)),
                    "blocks": [data for block in part.blocks if (data := _block(block))],
                }
                for part in review.parts
            ],
        },
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": pieces(row.score.name),
        "unit": pieces(row.score.unit),
        "baseline": row.baseline,
        "target": row.target,
        "now": row.now,
        "between": _unbroken(row.between),
        "change": row.change_words,
        "change-between": _unbroken(row.change_between),
        "verdict": row.verdict,
        "mark": row.mark,
        "tone": TONES[row.score.verdict],
        "chart": _chart(row.chart),
    }


def _unbroken(interval: str) -> str:
    """An interval that breaks only before its bracket."""
    return interval.replace(" ", "\u00a0").replace("\u00a0(", " (")


def _chart(chart: Chart | None) -> dict[str, Any] | None:
    if chart is None:
        return None
    return {
        "dots": [list(dot) for dot in chart.dots],
        "baseline": chart.baseline,
        "target": chart.target,
        "band": list(chart.band) if chart.band else None,
        "words": chart.words,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Said():
            return {"kind": "said", "text": _lines(block.text), "strong": block.strong}
        case Table():
            longest = max((len(cell) for row in block.rows for cell in row), default=0)
            return {
                "kind": "table",
                "heads": list(block.heads),
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths),
                "right": list(block.right),
                "total": block.total,
                "whole": longest < WHOLE,
            }
        case Runs():
            return {
                "kind": "runs",
                "words": block.words,
                "left": words.LEFT_OUT.format(block.left_out) if block.left_out else "",
                "lines": [
                    {
                        "run": f"#{line.number} · revision {line.revision}",
                        "who": pieces(line.who),
                        "took": line.took,
                        "share": line.share,
                        "gaps": min(line.gaps, 20),
                        "result": line.result,
                    }
                    for line in block.lines
                ],
            }
        case Picture():
            found = _SIZE.search(block.svg)
            size = (int(found[1]), int(found[2])) if found else (600, 400)
            return {
                "kind": "picture",
                "svg": block.svg,
                "words": block.words,
                "caption": block.caption,
                "width": size[0],
                "height": size[1],
                "beside": _block(block.beside) if block.beside else None,
            }
    return {}


def _cell(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {"t": _lines(text)}
    return found | {"rtl": True} if is_rtl(text) else found


def _lines(text: str) -> list[list[str]]:
    """A plain text's lines, each in pieces between which it may break."""
    return [pieces(line) for line in text.strip().split("\n")]
