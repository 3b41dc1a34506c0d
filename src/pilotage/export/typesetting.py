"""The one-page document as data for the template `page.typ`.

A text goes over as spans, cut where a long run of letters may break; the template never reads
any of it as markup.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any, Final

from pilotage.export import prose, words
from pilotage.export.document import Document, FlowStep, Measure
from pilotage.model.document import PART_TITLES
from pilotage.model.review import MetricVerdict

DRAFTS_DAY: Final = date(2000, 1, 1)
"""The day that a draft's file says it was made on: the same draft always gives the same file."""
LONGEST_RUN: Final = 24
PIECE: Final = 12
_RUN: Final = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_DATE: Final = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b")
WORDS: Final = {
    "kicker": words.KICKER,
    "empty": words.EMPTY,
    "nobody": words.NOBODY,
    "owners": words.OWNERS,
    "measures": words.MEASURES,
    "heads": list(words.HEADS),
    "unmeasured": words.UNMEASURED,
    "made": words.MADE,
}
"""The template's own words."""


def pieces(text: str) -> list[str]:
    """A text in pieces between which a line may break, where it has no blanks to break at."""
    found: list[str] = []
    end = 0
    for run in _RUN.finditer(text):
        for place in range(run.start() + PIECE, run.end() - 1, PIECE):
            cut = place
            while cut < run.end() and _belongs(text[cut - 1], text[cut]):
                cut += 1
            if end < cut < run.end():
                found.append(text[end:cut])
                end = cut
    return [*found, text[end:]] if text else []


def _belongs(before: str, character: str) -> bool:
    """Whether a character makes one sign with the one before: an accent, a joined emoji."""
    joins = unicodedata.category(character).startswith(("M", "Cf", "Sk"))
    return joins or unicodedata.category(before) == "Cf"


def is_rtl(text: str) -> bool:
    """Whether a text's first letter with a direction is one of a script that runs leftwards."""
    for character in text:
        side = unicodedata.bidirectional(character)
        if side in ("L", "R", "AL"):
            return side != "L"
    return False


def page_data(page: Document) -> dict[str, Any]:
    """All that the template shows, as JSON can hold it."""
    return {
        "words": WORDS,
        "title": pieces(page.title),
        "title-size": words.title_size(page.title),
        "author": page.by,
        "keywords": [page.stamp],
        "date": _date(page.published),
        "purpose": _blocks(page.purpose),
        "state": page.state,
        "status": page.status,
        "facts": [_DATE.sub("\\1\u00a0\\2\u00a0\\3", fact) for fact in page.facts],
        "flow": [_step(step) for step in page.flow],
        "criteria": _list("criteria", page.criteria),
        "disqualifiers": _list("disqualifiers", page.disqualifiers),
        "when-wrong": {
            "title": PART_TITLES["when_wrong"],
            "body": _blocks(page.when_wrong),
        },
        "owners": [
            {"role": o.role, "name": pieces(o.name), "contact": pieces(o.contact)}
            for o in page.owners
        ],
        "measures": [_measure(measure) for measure in page.measures],
        "waived": [pieces(line) for line in page.waived],
        "footer": page.identity,
    }


def _date(moment: datetime | None) -> dict[str, int]:
    at = moment.astimezone(UTC) if moment else datetime.combine(DRAFTS_DAY, datetime.min.time())
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(at, name) for name in names}


def _step(step: FlowStep) -> dict[str, Any]:
    return {
        "key": step.key,
        "lead-key": step.lead_key,
        "kind": step.kind,
        "title": step.title,
        "lead-label": step.lead_label,
        "lead": pieces(step.lead),
        "body": _blocks(step.text),
        "steps": [_line(line) for line in step.steps],
        "rtl": is_rtl(" ".join(step.steps)),
    }


def _list(key: str, lines: tuple[str, ...]) -> dict[str, Any]:
    items = [_line(line) for line in lines]
    found = {"title": PART_TITLES[key], "items": items}
    return found | {"rtl": True} if is_rtl(" ".join(lines)) else found


def _measure(measure: Measure) -> dict[str, Any]:
    data = {
        "name": pieces(measure.name),
        "unit": pieces(measure.unit),
        "baseline": pieces(measure.baseline),
        "target": pieces(measure.target or words.NO_FIGURE),
        "now": pieces(measure.now or words.NO_FIGURE),
        "way": measure.way_and_cases,
        "met": measure.verdict is MetricVerdict.ON_TARGET,
        "missed": measure.verdict is MetricVerdict.OFF_TARGET,
    }
    return data if measure.progress is None else data | {"done": float(measure.progress)}


def _blocks(text: str) -> list[dict[str, Any]]:
    return [_block(block) for block in prose.blocks(text)] if text.strip() else []


def _block(block: prose.Block) -> dict[str, Any]:
    if isinstance(block, prose.Paragraph):
        return _paragraph(block.spans)
    items = [[_block(each) for each in item] for item in block.items]
    found: dict[str, Any] = {"items": items}
    if block.start is not None:
        found["start"] = block.start
    return found | {"rtl": True} if is_rtl(prose.text_of((block,))) else found


def _line(line: str) -> dict[str, Any]:
    return _paragraph(prose.spans(line))


def _paragraph(spans: tuple[prose.Span, ...]) -> dict[str, Any]:
    found = {"p": [_span(span) for span in spans]}
    return found | {"rtl": True} if is_rtl("".join(s.text for s in spans)) else found


def _span(span: prose.Span) -> dict[str, Any]:
    data: dict[str, Any] = {"t": [span.text] if span.text == prose.BREAK else pieces(span.text)}
    flags = {"b": span.strong, "i": span.emphasis, "c": span.code}
    data |= {name: True for name, on in flags.items() if on}
    return data | {"u": span.href} if span.href else data
