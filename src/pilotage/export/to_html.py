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
from pilotage.export.document import Document, FlowStep, Measure, Owner, StepKind
from pilotage.model.document import PART_TITLES
from pilotage.model.review import MetricVerdict

AIRY_BELOW: Final = 70
TIGHT_FROM: Final = 84
"""How full a page may be, in per cent, for larger text and for the normal one."""
_EMPTY: Final = '<p class="empty">Not written yet.</p>'


def to_html(page: Document) -> str:
    """The document's file; ends with a newline."""
    title = escape(page.title)
    density = _density(page.fit.percent)
    style, digest = _style()
    policy = f"default-src 'none'; style-src '{digest}'; base-uri 'none'; form-action 'none'"
    return f"""<!DOCTYPE html>
<html lang="en" data-density="{density}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Pilotage">
<meta name="pilotage" content="{page.stamp}">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="{page.state}">
<header>
<div>
<p class="kicker">AI workflow on one page</p>
<h1>{title}</h1>
<div class="purpose">{_prose(page.purpose)}</div>
</div>
<div class="status"><p class="pill">{escape(page.status)}</p>{_lines(page.facts)}</div>
</header>
<main>
<ol class="flow">
{"".join(_step(place, step) for place, step in enumerate(page.flow, 1))}</ol>
<aside>
{_card("good", "criteria", _list(page.criteria))}
{_card("stop", "disqualifiers", _list(page.disqualifiers))}
{_card("", "when_wrong", _prose(page.when_wrong))}
</aside>
</main>
<section class="owners"><h2>{PART_TITLES["owners"]}</h2>
<dl>{"".join(_owner(owner) for owner in page.owners)}</dl>
</section>
{_measures(page)}<footer><span>{page.identity}</span><span>Made with Pilotage</span></footer>
</body>
</html>
"""


def _density(percent: int) -> str:
    return "airy" if percent < AIRY_BELOW else "normal" if percent < TIGHT_FROM else "tight"


@cache
def _style() -> tuple[str, str]:
    """The style sheet and its hash as a content security policy wants it."""
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return style, f"sha256-{digest}"


def _card(kind: str, part: str, body: str) -> str:
    style = f"card {kind}".strip()
    return f'<section class="{style}"><h2>{escape(PART_TITLES[part])}</h2>{body}</section>'


def _prose(text: str) -> str:
    return limited.to_html(text) if text.strip() else _EMPTY


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _list(lines: tuple[str, ...], kind: str = "ul", style: str = "") -> str:
    if not lines:
        return _EMPTY
    items = "".join(f"<li>{limited.line_to_html(line)}</li>" for line in lines)
    opening = f'{kind} class="{style}"' if style else kind
    return f"<{opening}>{items}</{kind}>"


def _step(place: int, step: FlowStep) -> str:
    lead = ""
    if step.lead:
        lead = f'<p class="lead">{step.lead_label} <strong>{escape(step.lead)}</strong></p>'
    body = lead
    if step.kind is StepKind.TASK:
        body += _list(step.steps, "ol", "steps")
    elif step.text.strip() or not lead:
        body += _prose(step.text)
    return (
        f'<li class="{step.kind}"><span class="mark" aria-hidden="true">{place}</span>'
        f'<div class="box"><h2>{escape(step.title)}</h2>{body}</div></li>\n'
    )


def _owner(owner: Owner) -> str:
    name = escape(owner.name) if owner.name else '<span class="empty">not named yet</span>'
    contact = f'<dd class="contact">{escape(owner.contact)}</dd>' if owner.contact else ""
    return f'<div><dt>{escape(owner.role)}</dt><dd class="name">{name}</dd>{contact}</div>'


def _measures(page: Document) -> str:
    if not page.measures and not page.waived:
        return ""
    waived = "".join(f'<p class="waived">{escape(line)}</p>' for line in page.waived)
    table = ""
    if page.measures:
        table = (
            '<table><thead><tr><th scope="col">Measure</th>'
            '<th scope="col" class="figure">Baseline</th><th scope="col" class="figure">Target</th>'
            '<th scope="col" class="figure">Now</th><th scope="col">Way to target</th></tr></thead>'
            f"<tbody>{''.join(_measure(measure) for measure in page.measures)}</tbody></table>"
        )
    return (
        f'<section class="measures"><h2>{PART_TITLES["measures"]}</h2>{table}{waived}</section>\n'
    )


def _measure(measure: Measure) -> str:
    unit = f' <span class="soft">{escape(measure.unit)}</span>' if measure.unit else ""
    now = escape(measure.now) if measure.now else "–"
    return (
        f'<tr class="{measure.verdict}"><th scope="row">{escape(measure.name)}{unit}</th>'
        f'<td class="figure">{escape(measure.baseline)}</td>'
        f'<td class="figure target">{escape(measure.target) or "–"}</td>'
        f'<td class="figure now">{now}</td><td class="way">{_way(measure)}</td></tr>'
    )


def _way(measure: Measure) -> str:
    if measure.verdict is MetricVerdict.NO_DATA:
        return '<span class="soft">not measured yet</span>'
    met = measure.verdict is MetricVerdict.ON_TARGET
    if measure.progress is None:
        return "met" if met else "missed"
    percent = int(measure.progress * 100)
    said = "met" if met else f"missed, {percent}%"
    width = max(Decimal(3), measure.progress * 100).quantize(Decimal("0.1"))
    return (
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="8" rx="2" ry="4"/>'
        f'<rect class="done" width="{width}" height="8" rx="2" ry="4"/></svg>{said}'
    )
