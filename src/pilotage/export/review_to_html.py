"""A review pack as one self-contained HTML file: no script can get in, as with the page's."""

from __future__ import annotations

from html import escape
from typing import Final

from pilotage.export import review_words as words
from pilotage.export import words as page_words
from pilotage.export.columns import side
from pilotage.export.document import Document
from pilotage.export.review_content import (
    HEADS,
    Block,
    Chart,
    PageInForce,
    Part,
    Picture,
    Review,
    Row,
    Runs,
    Said,
    Table,
    TrapLine,
)
from pilotage.export.review_typesetting import TONES, tone
from pilotage.export.seal import sealed_text
from pilotage.export.to_html import head, opening, paragraphs, sections, style_of

WIDE: Final = 120
HIGH: Final = 40
"""A chart's size, in units of its own."""
SHORT: Final = 8
"""A table of no more rows is printed on one sheet."""
TRAP_TONES: Final = {"✓": "is-good", "?": "is-open", "×": "is-bad"}


def review_to_html(review: Review) -> str:
    """The pack's file; ends with a newline."""
    style, digest = style_of("page.css", "review.css")
    page = review.page
    return sealed_text(f"""<!DOCTYPE html>
<html lang="en" class="pack" data-side="{side(page)}">
{head(f"{escape(review.title)} · {words.KICKER}", review.stamp, style, digest)}
<body class="{page.state}">
{opening(words.KICKER, review.title, review.purpose, page.status, review.facts)}
<main>
<div class="answer is-{tone(review)}"><p class="said">{escape(review.answer)}</p>
{paragraphs(review.sure[:1])}</div>
{_scores(review)}<div class="beside">
<section class="traps"><h2>{words.TRAPS}</h2>
<ul role="list">{"".join(map(_trap, review.traps))}</ul>
</section>
<div class="cards">{_verdict(review)}{_unmeasured(review)}</div>
</div>
{"".join(map(_part, review.parts))}</main>
<footer><p>{escape(review.identity)}</p><p>{page_words.MADE}</p></footer>
</body>
</html>
""")


def _text(text: str) -> str:
    return escape(text.strip()).replace("\n", "<br>")


# -- the scorecard -------------------------------------------------------------------------


def _scores(review: Review) -> str:
    if not review.rows:
        return ""
    kinds = ("", " figure", " figure", " figure", "", "")
    heads = "".join(
        f'<th scope="col" class="head{kind}">{head}</th>'
        for head, kind in zip(HEADS, kinds, strict=True)
    )
    samples = zip(("dot", "target", "without", "band"), words.LEGEND, strict=True)
    legend = "".join(f'<span class="key">{_sample(kind)} {word}</span>' for kind, word in samples)
    legend = f'<p class="legend">{words.FROM_ZERO} {legend}</p>'
    legend = legend if any(row.chart for row in review.rows) else ""
    return (
        f'<section class="scores"><h2>{words.SCORES}</h2>'
        f'<div class="wide" tabindex="0"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(map(_row, review.rows))}</tbody></table></div>"
        f"{legend}{paragraphs(review.sure[1:])}</section>\n"
    )


def _sample(kind: str) -> str:
    shape = {
        "dot": '<circle class="dot" cx="8" cy="5" r="2"/>',
        "target": '<path class="aim" d="M0 5H16"/>',
        "without": '<path class="before" d="M0 5H16"/>',
        "band": '<rect class="band" width="16" height="10"/>',
    }[kind]
    return f'<svg viewBox="0 0 16 10" aria-hidden="true">{shape}</svg>'


def _row(row: Row) -> str:
    unit = f' <span class="soft" dir="auto">{escape(row.score.unit)}</span>'
    unit = unit if row.score.unit else ""
    look = f"is-{TONES[row.score.verdict]}"
    small = '<br><span class="soft between">{}</span>'
    now = f"<strong>{row.now}</strong>{small.format(row.between) if row.between else ''}"
    between = row.change_between
    change = f"{escape(row.change_words)}{small.format(between) if between else ''}"
    return (
        f'<tr><th scope="row" class="{look}"><span class="sign" aria-hidden="true">{row.mark}'
        f'</span><span dir="auto">{escape(row.score.name)}</span>{unit}<br>'
        f'<span class="verdict">{row.verdict}</span></th>'
        f'<td class="figure">{row.baseline}</td><td class="figure target">{row.target}</td>'
        f'<td class="figure now">{now}</td><td>{change}</td>'
        f'<td class="days">{_chart(row.chart) if row.chart else "–"}</td></tr>'
    )


def _chart(chart: Chart) -> str:
    def y(value: float) -> str:
        return f"{1 + (1 - value) * (HIGH - 3):.1f}"

    def across(name: str, value: float) -> str:
        return f'<path class="{name}" d="M0 {y(value)}H{WIDE}"/>'

    parts = []
    if chart.band:
        low, high = chart.band
        tall = max(1.0, (high - low) * (HIGH - 3))
        parts.append(f'<rect class="band" y="{y(high)}" width="{WIDE}" height="{tall:.1f}"/>')
    parts += [across("floor", 0), across("before", chart.baseline)]
    if chart.target is not None:
        parts.append(across("aim", chart.target))
    parts += [
        f'<circle class="dot" cx="{3 + at * (WIDE - 6):.1f}" cy="{y(value)}" r="1.7"/>'
        for at, value in chart.dots
    ]
    label = escape(chart.words)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>"
    )


def _trap(trap: TrapLine) -> str:
    gate = f' <span class="soft">· {escape(trap.gate)}</span>' if trap.gate else ""
    return (
        f'<li class="{TRAP_TONES[trap.mark]}"><span class="sign" aria-hidden="true">{trap.mark}'
        f'</span><strong>{trap.name}</strong> <span class="verdict">· {trap.status.value}</span>'
        f'{gate}<p class="soft" dir="auto">{escape(trap.evidence)}</p></li>'
    )


def _verdict(review: Review) -> str:
    lines = "".join(
        f'<p><span class="soft">{label}</span><br><span dir="auto">{_text(text)}</span></p>'
        for label, text in review.verdict.lines
    )
    return (
        f'<section class="card wrong"><h2>{escape(review.verdict.title)}</h2>'
        f'<p dir="auto"><strong>{escape(review.verdict.by)}</strong></p>{lines}</section>'
    )


def _unmeasured(review: Review) -> str:
    lines = paragraphs(review.unmeasured) or f'<p class="soft">{words.ALL_MEASURED}</p>'
    kind = "review" if review.unmeasured else "wrong"
    return f'<section class="card {kind}"><h2>{words.UNMEASURED}</h2>{lines}</section>'


# -- the evidence --------------------------------------------------------------------------


def _part(part: Part) -> str:
    body = "".join(map(_block, part.blocks))
    return f'<section class="part"><h2>{part.title}</h2>\n{body}</section>\n'


def _block(block: Block) -> str:
    match block:
        case Said():
            look = "strong" if block.strong else "soft"
            return f'<p class="{look}" dir="auto">{_text(block.text)}</p>'
        case Table():
            return _table(block)
        case Runs():
            return _runs(block)
        case Picture():
            table = _table(block.beside) if block.beside else ""
            caption = f'<p class="soft">{block.caption}</p>'
            return f'<div class="picture"><div class="map">{block.svg}</div>{table}</div>{caption}'
        case PageInForce():
            return _page(block.page)


def _page(page: Document) -> str:
    """The page, its headings below those of the pack."""
    lines = " · ".join(escape(fact) for fact in page.facts)
    inner = sections(page).replace("<h2>", "<h4>").replace("</h2>", "</h4>")
    return (
        f'<div class="sheet"><h3 dir="auto">{escape(page.title)}</h3>'
        f'<p class="soft" dir="auto">{escape(page.status)} · {lines}</p>{inner}</div>'
    )


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col" class="head{_kind(table, place)}">{head}</th>'
        for place, head in enumerate(table.heads)
    )
    last = len(table.rows) - 1
    kind = "plain short" if last < SHORT else "plain"
    rows = "".join(
        f"<tr{' class=total' if table.total and number == last else ''}>{_cells(table, row)}</tr>"
        for number, row in enumerate(table.rows)
    )
    return (
        f'<div class="wide" tabindex="0"><table class="{kind}">{_columns(table.widths)}'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _columns(widths: tuple[int, ...]) -> str:
    """Shares of the width: the policy lets no style stand in a tag."""
    whole = sum(widths)
    cols = "".join(f'<col width="{100 * width / whole:.1f}%">' for width in widths)
    return f"<colgroup>{cols}</colgroup>"


def _cells(table: Table, row: tuple[str, ...]) -> str:
    return "".join(
        f'<td class="cell{_kind(table, place)}" dir="auto">{_text(cell)}</td>'
        for place, cell in enumerate(row)
    )


def _kind(table: Table, place: int) -> str:
    return " figure" if place in table.right else ""


def _runs(runs: Runs) -> str:
    heads = "".join(f'<th scope="col" class="head">{head}</th>' for head in words.RUN_HEADS)
    rows = []
    for line in runs.lines:
        width = max(1.0, line.share * 100)
        bar = (
            '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect class="done" width="{width:.1f}" height="8"/></svg>'
        )
        dots = "".join(
            f'<circle cx="{4 + 8 * n}" cy="4" r="3"/>' for n in range(min(line.gaps, 20))
        )
        size = 8 * max(1, min(line.gaps, 20))
        shape = f'viewBox="0 0 {size} 8" width="{size}" height="8"'
        gaps = f'<svg class="gaps" {shape} aria-hidden="true">{dots}</svg> ' if dots else ""
        clean = line.result == "clean"
        result = f"✓ {line.result}" if clean else line.result
        rows.append(
            f"<tr><td>#{line.number} · revision {line.revision}</td>"
            f'<td dir="auto">{escape(line.who)}</td><td class="took">{bar} {line.took}</td>'
            f'<td class="{"is-good" if clean else "is-open"}">{gaps}'
            f'<span class="verdict">{result}</span></td></tr>'
        )
    said = f'<p class="strong">{escape(runs.words)}</p>' if runs.words else ""
    left = words.LEFT_OUT.format(runs.left_out)
    left = f'<p class="soft">{left}</p>' if runs.left_out else ""
    return (
        f'{said}<div class="wide" tabindex="0"><table class="plain">{_columns((18, 30, 34, 18))}'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>{left}"
    )
