"""The one-page document as one self-contained HTML file that prints to one page.

No script can get in: text is escaped or goes through the limited Markdown, and the file's own
content security policy allows nothing but the style sheet in it, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from pilotage.export import limited_markdown as limited
from pilotage.export import words
from pilotage.export.columns import side
from pilotage.export.document import Document, FlowStep, Measure, Owner, StepKind
from pilotage.export.seal import sealed_text
from pilotage.model.document import PART_TITLES

FILLS: Final = (58, 66, 75, 82, 91)
"""From so many per cent of a page on, text and spacing are the next smaller ones."""
_EMPTY: Final = f'<p class="empty">{words.EMPTY}</p>'


def head(title: str, stamp: str, style: str, digest: str) -> str:
    """The head of a file that loads nothing and runs nothing; `title` is escaped already."""
    policy = f"default-src 'none'; style-src '{digest}'; base-uri 'none'; form-action 'none'"
    return f"""<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Pilotage">
<meta name="pilotage" content="{escape(stamp)}">
<title>{title}</title>
<style>{style}</style>
</head>"""


def opening(kicker: str, title: str, purpose: str, status: str, facts: Iterable[str]) -> str:
    """What such a file begins with: what it is of, and how that stands."""
    return f"""<header>
<div>
<p class="kicker">{kicker}</p>
<h1{title_class(title)} dir="auto">{escape(title)}</h1>
<div class="purpose prose">{prose_of(purpose)}</div>
</div>
<div class="status"><p class="pill">{escape(status)}</p>{paragraphs(facts)}</div>
</header>"""


def to_html(page: Document) -> str:
    """The document's file; ends with a newline."""
    title = escape(page.title)
    fill = 1 + sum(page.fit.percent >= least for least in FILLS)
    style, digest = style_of("page.css")
    return sealed_text(f"""<!DOCTYPE html>
<html lang="en" data-fill="{fill}" data-side="{side(page)}">
{head(title, page.stamp, style, digest)}
<body class="{page.state}">
{opening(words.KICKER, page.title, page.purpose, page.status, page.facts)}
<main>
{sections(page)}
{_measures(page)}</main>
<footer><p>{escape(page.identity)}</p><p>{words.MADE}</p></footer>
</body>
</html>
""")


def sections(page: Document) -> str:
    """All that is written on the page: its flow, its cards, who answers for it."""
    return f"""<div class="columns">
<ol class="flow" role="list">
{"".join(_step(place, step) for place, step in enumerate(page.flow, 1))}</ol>
<div class="cards">
{_card("criteria", "good", _signs(page.criteria))}
{_card("disqualifiers", "stop", _signs(page.disqualifiers))}
{_card("when_wrong", "wrong", f'<div class="prose">{prose_of(page.when_wrong)}</div>')}
</div>
</div>
<section class="owners"><h2>{words.OWNERS}</h2>
<dl>{"".join(_owner(owner) for owner in page.owners)}</dl>
</section>"""


@cache
def style_of(*names: str) -> tuple[str, str]:
    """Style sheets as one, and its hash as a content security policy wants it."""
    style = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return style, f"sha256-{digest}"


def title_class(title: str) -> str:
    """The attribute that makes a long title smaller."""
    name = {19: "long", 16: "longer"}.get(words.title_size(title))
    return f' class="{name}"' if name else ""


def prose_of(text: str) -> str:
    """A section's limited Markdown; says so where nothing is written."""
    return limited.to_html(text) if text.strip() else _EMPTY


def paragraphs(lines: Iterable[str]) -> str:
    """Plain texts, a paragraph each."""
    return "".join(f'<p dir="auto">{escape(line)}</p>' for line in lines)


def _items(lines: tuple[str, ...]) -> str:
    return "".join(f'<li dir="auto">{limited.line_to_html(line)}</li>' for line in lines)


def _signs(lines: tuple[str, ...]) -> str:
    return f'<ul class="signs" role="list" dir="auto">{_items(lines)}</ul>' if lines else _EMPTY


def _card(key: str, kind: str, body: str) -> str:
    title = PART_TITLES[key]
    return f'<section class="card {kind}"><h2>{title}</h2>{body}</section>'


def _step(place: int, step: FlowStep) -> str:
    body = ""
    if step.lead:
        label = f'<span class="label">{escape(step.lead_label)}</span>'
        body = f'<p class="lead">{label} <strong dir="auto">{escape(step.lead)}</strong></p>'
    if step.kind is StepKind.TASK:
        body += f'<ol dir="auto">{_items(step.steps)}</ol>' if step.steps else _EMPTY
    elif step.text.strip() or not step.lead:
        body += prose_of(step.text)
    return (
        f'<li class="{step.kind}"><span class="mark" aria-hidden="true">{place}</span>'
        f'<div class="box prose"><h2>{escape(step.title)}</h2>{body}</div></li>\n'
    )


def _breakable(contact: str) -> str:
    """A contact that may break after the @ of an address, and no earlier than it must."""
    return escape(contact).replace("@", "@<wbr>")


def _owner(owner: Owner) -> str:
    name = escape(owner.name) or f'<span class="empty">{words.NOBODY}</span>'
    contact = ""
    if owner.contact:
        contact = f'<dd class="contact" dir="auto">{_breakable(owner.contact)}</dd>'
    role = escape(owner.role)
    return f'<div><dt>{role}</dt><dd class="name" dir="auto">{name}</dd>{contact}</div>'


def _measures(page: Document) -> str:
    if not page.measures and not page.waived:
        return ""
    waived = "".join(f'<p class="waived" dir="auto">{escape(line)}</p>' for line in page.waived)
    table = ""
    if page.measures:
        name, *figures, way = words.HEADS
        heads = "".join(_head(figure, " figure") for figure in figures)
        # the roles are said, since a narrow screen shows the rows as blocks
        table = (
            '<table role="table"><thead role="rowgroup"><tr role="row">'
            f'{_head(name)}{heads}{_head(way)}</tr></thead><tbody role="rowgroup">'
            f"{''.join(_measure(measure) for measure in page.measures)}</tbody></table>"
        )
    return f'<section class="measures"><h2>{words.MEASURES}</h2>{table}{waived}</section>\n'


def _head(word: str, kind: str = "") -> str:
    return f'<th scope="col" role="columnheader" class="head{kind}">{word}</th>'


def _measure(measure: Measure) -> str:
    unit = f' <span class="soft" dir="auto">{escape(measure.unit)}</span>' if measure.unit else ""
    figures = zip(
        words.HEADS[1:4],
        ("", " target", " now"),
        (measure.baseline, measure.target, measure.now),
        strict=True,
    )
    cells = "".join(
        f'<td role="cell" class="figure{kind}" data-head="{head}">'
        f"{escape(figure) or words.NO_FIGURE}</td>"
        for head, kind, figure in figures
    )
    return (
        f'<tr role="row" class="{measure.verdict}"><th scope="row" role="rowheader" dir="auto">'
        f"{escape(measure.name)}{unit}</th>{cells}"
        f'<td role="cell" class="way">{_bar(measure)}{escape(measure.way_and_cases)}</td></tr>'
    )


def _bar(measure: Measure) -> str:
    """How far it went as a picture; the words beside it say the same."""
    if measure.progress is None:
        return ""
    width = max(Decimal(3), measure.progress * 100).quantize(Decimal("0.1"))
    return (
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="8" rx="2" ry="4"/>'
        f'<rect class="done" width="{width}" height="8" rx="2" ry="4"/></svg>'
    )
