"""The integration map as an SVG: dark on white, so that it prints in grey; by hand drawn double.

It holds no script, no link and no font; its title and description say all that it shows.
"""

from __future__ import annotations

import unicodedata
from math import ceil
from typing import Final
from xml.sax.saxutils import escape

from pilotage.export.flow_layout import Area
from pilotage.export.flow_routes import Point
from pilotage.export.flow_words import Flow, flow, folded, hours, state_in_words, summary
from pilotage.method.gate_integrations import is_proven, ranked
from pilotage.model.integrations import Step
from pilotage.model.project import Project

UNIT, LINE = 8, 16
"""A unit of the grid in pixels, across and down."""
SIZE: Final = 13
MARGIN: Final = 16
WIDEST: Final = 24
"""How many units wide a name is before it is broken."""
FONTS: Final = "'IBM Plex Sans', system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
INK, SOFT = "#1a1a1a", "#4a4a4a"
LEGEND: Final = ("by hand, with its rank and hours a month", "by itself")


def svg(project: Project, *, bare: bool = False) -> str:
    """The whole picture as a document of its own; bare without legend and sum, to stand in one."""
    drawn = flow(project, units, widest=WIDEST, margin=3, border=1, marks=False)
    width = max(drawn.layout.width * UNIT, 0 if bare else 440) + 2 * MARGIN
    notes = folded(summary(project), (width - 2 * MARGIN) // UNIT, units, most=5)
    below = MARGIN + drawn.layout.height * LINE
    height = below + (0 if bare else len(notes) + 3) * LINE + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="map-title map-desc" '
        f'font-family="{escape(FONTS)}" font-size="{SIZE}" fill="{INK}">',
        f'<title id="map-title">{escape(f"Integration map: {project.title}")}</title>',
        f'<desc id="map-desc">{escape(described(project))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<g transform="translate({MARGIN} {MARGIN})">',
        *(_arrow(drawn, step) for step in project.steps),
        *(_box(drawn, id_) for id_ in drawn.boxes),
        "</g>",
        *([] if bare else _legend(below, notes)),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def described(project: Project) -> str:
    """The picture in words: each step as a sentence, then how much is done by hand."""
    names = {system.id: system.name for system in project.systems}
    ranks = {step.id: number for number, step in enumerate(ranked(project), start=1)}
    said = [_sentence(project, step, names, ranks.get(step.id)) for step in project.steps]
    return " ".join([*said, summary(project)])


def _sentence(project: Project, step: Step, names: dict[int, str], rank: int | None) -> str:
    way = f"From {names.get(step.source, '?')} to {names.get(step.destination, '?')}: {step.title}"
    if not step.is_manual:
        return f"{way}, by itself."
    if step.live:
        how = "integrated and verified" if step.is_integrated else "integrated, not verified yet"
        if step.is_integrated and not is_proven(project, step):
            how = "integrated, verified before this cycle: verify again"
        return f"{way}, rank {rank}, {how}."
    return f"{way}, by hand, rank {rank}, {hours(step)} a month, {state_in_words(project, step)}."


# -- what is drawn -----------------------------------------------------------------------------


def _box(drawn: Flow, id_: int) -> str:
    area, lines = drawn.layout.boxes[id_], drawn.boxes[id_]
    names = drawn.names[id_]
    top = area.y * LINE + LINE / 2
    texts = [
        _text(area, top + LINE * row + 12, line, bold=row < names, soft=row >= names)
        for row, line in enumerate(lines)
    ]
    rect = (
        f'<rect x="{area.x * UNIT}" y="{area.y * LINE}" width="{area.width * UNIT}" '
        f'height="{area.height * LINE}" rx="4" fill="#ffffff" stroke="{INK}" stroke-width="1.4"/>'
    )
    return f"<g>{rect}{''.join(texts)}</g>"


def _text(area: Area, y: float, text: str, *, bold: bool, soft: bool) -> str:
    look = ' font-weight="600"' * bold + f' fill="{SOFT}"' * soft
    x = (area.x + area.width / 2) * UNIT
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle"{look}>{escape(text)}</text>'


def _arrow(drawn: Flow, step: Step) -> str:
    arrow, label = drawn.layout.arrows.get(step.id), drawn.layout.labels.get(step.id)
    if arrow is None or label is None:
        return ""
    shown = drawn.arrows[step.id]
    back = 1 if arrow.points_up else -1
    first = _path(arrow.to_label, before=0.5 * back, after=-0.4 * back)
    last = _path(arrow.from_label, before=0.4 * back, after=0.1 * back)
    path = _stroke(f"{first} {last}", double=shown.by_hand)
    texts = [
        _text(label, (label.y + row) * LINE + 12, line, bold=row == 0, soft=row > 0)
        for row, line in enumerate(shown.lines)
    ]
    head = _head(arrow.from_label[-1], up=arrow.points_up)
    title = escape(step.title)
    return f"<g><title>{title}</title>{path}{head}{''.join(texts)}</g>"


def _path(points: tuple[Point, ...], *, before: float, after: float) -> str:
    """A line through the middles of cells, longer or shorter at its ends by parts of a row."""
    (x, first), (end, last) = points[0], points[-1]
    ways = [(x, first + before), *points, (end, last + after)]
    spots = [f"{(px + 0.5) * UNIT:g},{(py + 0.5) * LINE:g}" for px, py in ways]
    return f"M{spots[0]} L{' '.join(spots[1:])}"


def _stroke(path: str, *, double: bool) -> str:
    look = 'fill="none" stroke-linejoin="round"'
    if not double:
        return f'<path d="{path}" {look} stroke="{INK}" stroke-width="1.5"/>'
    return (
        f'<path d="{path}" {look} stroke="{INK}" stroke-width="5"/>'
        f'<path d="{path}" {look} stroke="#ffffff" stroke-width="2.2"/>'
    )


def _head(at: Point, *, up: bool) -> str:
    x = (at[0] + 0.5) * UNIT
    tip = at[1] * LINE if up else (at[1] + 1) * LINE
    base = tip + 10 if up else tip - 10
    return f'<path d="M{x:g},{tip} L{x - 6:g},{base} L{x + 6:g},{base} Z" fill="{INK}"/>'


def _legend(y: int, notes: list[str]) -> list[str]:
    parts = []
    for row, (words, double) in enumerate(zip(LEGEND, (True, False), strict=True), start=1):
        middle = y + LINE * row
        line = _stroke(f"M{MARGIN},{middle} L{MARGIN + 40},{middle}", double=double)
        parts.append(f'{line}<text x="{MARGIN + 52}" y="{middle + 4}">{words}</text>')
    for row, note in enumerate(notes, start=3):
        look = f'x="{MARGIN}" y="{y + LINE * row + 8}" font-weight="600"'
        parts.append(f"<text {look}>{escape(note)}</text>")
    return parts


def units(text: str) -> int:
    """About how many units of the grid a text takes, whatever sans-serif font it is set in."""
    return ceil(sum(map(_em, text)) * SIZE / UNIT)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.15
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if character in "iljtf.,:;|!'’‘ ()[]":
        return 0.36
    if character in "mwMW%@—…#":
        return 0.98
    return 0.72 if character.isupper() or not character.isascii() else 0.6
