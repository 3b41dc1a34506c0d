"""The styles, the numbering and the sheet of the Word file, as WordprocessingML.

Sizes are in half-points, lengths in twentieths of a point, as Word has them.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pilotage.model.document import Paper

FONT: Final = "Arial"
"""On every computer, or a font as wide; its figures and letters are told apart at 10 pt."""
MONO: Final = "Courier New"
INK, SOFT, HAIR, SLATE = "172033", "4A5568", "D5DAE3", "F4F6F9"
TEAL, TEAL_TINT, BAR = "0B6E69", "E6F3F1", "5AA7A0"
AMBER, AMBER_TINT, RED, RED_TINT = "8A5100", "FDF4E3", "A6261D", "FDF0EE"

MM: Final = 56.6929
SHEETS: Final = {Paper.A4: (11906, 16838), Paper.LETTER: (12240, 15840)}
MARGIN: Final = round(14 * MM)
TOP: Final = round(10 * MM)
BOTTOM: Final = round(13 * MM)
FOOT: Final = round(7 * MM)
STEP: Final = 240
"""A list's mark takes so much."""
BULLETS, CHECKS, CROSSES, HEADS, FIRST_LIST = 1, 2, 3, 4, 5
"""Numbers of the lists that go on through the document, and of the first that does not."""
NUMBERED: Final = 2
"""The abstract list that numbered lists are made from."""


class Density(NamedTuple):
    """How large and how airy the text is."""

    size: int
    gap: float
    leading: float


LEVELS: Final = (
    (66, Density(22, 1.9, 1.36)),
    (74, Density(22, 1.35, 1.3)),
    (80, Density(21, 1.0, 1.26)),
    (87, Density(20, 0.8, 1.22)),
    (94, Density(20, 0.5, 1.17)),
    (1000, Density(20, 0.2, 1.12)),
)
"""Below so many per cent of a page, text is so large and airy. Never below 10 pt."""


def density(percent: int) -> Density:
    """How a page that is so full is set."""
    return next((level for below, level in LEVELS if percent < below), LEVELS[-1][1])


def xml(source: str) -> Any:
    """An element; the prefixes w and r are known."""
    head, _, rest = source.partition(">")
    closed = head.endswith("/")
    return parse_xml(f"{head.rstrip('/')} {nsdecls('w', 'r')}{'/' * closed}>{rest}")


def shade(fill: str) -> Any:
    """A colour behind a paragraph, a cell or letters."""
    return xml(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')


def colored(color: str) -> Any:
    """A colour of letters."""
    return xml(f'<w:color w:val="{color}"/>')


def _style(kind: str, name: str, ppr: str = "", rpr: str = "", based: str = "Normal") -> str:
    key = name.replace(" ", "")
    shown = name.replace("Heading", "heading")
    default = ' w:default="1"' if name in ("Normal", "Default Paragraph Font") else ""
    on = f'<w:basedOn w:val="{based}"/>' if name not in (based, "Default Paragraph Font") else ""
    following = '<w:next w:val="Normal"/>' if name.startswith(("Heading", "Title")) else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"{default}>'
        f'<w:name w:val="{shown}"/>{on}{following}'
        f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    ).replace("<w:pPr></w:pPr>", "")


def styles(density: Density, title_points: int, *, exact: bool) -> Any:
    """All styles of the document.

    Scripts with taller letters than Latin ones would stretch the lines: `exact` keeps them.
    """
    size, gap, leading = density

    def lines(of: float, half_points: int = size) -> str:
        if exact:
            return f'w:line="{round(of * half_points * 10)}" w:lineRule="exact"'
        return f'w:line="{round(of / 1.149 * 240)}" w:lineRule="auto"'

    def after(points: float) -> str:
        return f'<w:spacing w:before="0" w:after="{round(points * 20)}"/>'

    def color(value: str, half_points: int = 20, more: str = "") -> str:
        sized = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        return f'{more}<w:color w:val="{value}"/>{sized}'

    bold = "<w:b/><w:bCs/>"
    caps = f"{bold}<w:caps/>"
    between = 1.6 * gap
    title_lines = lines(1.08, title_points * 2)
    small = f'<w:spacing w:before="0" w:after="0" {lines(1.12, 20)}/>'
    found = (
        _style("paragraph", "Normal", f'<w:spacing w:before="0" w:after="{round(between * 20)}"/>'),
        _style("character", "Default Paragraph Font"),
        _style(
            "paragraph",
            "Title",
            f'<w:keepNext/><w:spacing w:before="0" w:after="{round((1 + 2 * gap) * 20)}"'
            f" {title_lines}/>",
            color(INK, title_points * 2, bold),
        ),
        _style("paragraph", "Subtitle", after(1 + 2.4 * gap), color(SOFT, size)),
        _style("paragraph", "Page Kicker", after(1 + gap), color(TEAL, 20, caps)),
        _style("paragraph", "Page Status", after(3 * gap), color(SOFT, 20)),
        _style(
            "paragraph",
            "Heading 1",
            f'<w:keepNext/><w:spacing w:before="{round((1 + 6 * gap) * 20)}"'
            f' w:after="{round((0.4 + 2 * gap) * 20)}"/><w:outlineLvl w:val="0"/>',
            color(TEAL, 20, caps),
        ),
        _style(
            "paragraph",
            "Heading 2",
            f'<w:keepNext/><w:spacing w:before="{round((1 + 6 * gap) * 20)}"'
            f' w:after="{round((0.4 + 2 * gap) * 20)}"/><w:outlineLvl w:val="1"/>',
            color(TEAL, 20, caps),
        ),
        _style("paragraph", "List Bullet", after(between)),
        _style("paragraph", "List Number", after(between)),
        _style("paragraph", "Table Text", after(0)),
        _style("paragraph", "Table Head", after(0), color(SOFT, 20, bold)),
        _style("paragraph", "Small", small, color(SOFT, 20)),
        _style("paragraph", "footer", "", color(SOFT, 20)),
        _style("character", "Strong", "", bold, "DefaultParagraphFont"),
        _style("character", "Emphasis", "", "<w:i/><w:iCs/>", "DefaultParagraphFont"),
        _style(
            "character",
            "Code",
            "",
            f'<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/><w:sz w:val="20"/>',
            "DefaultParagraphFont",
        ),
        _style(
            "character",
            "Hyperlink",
            "",
            f'<w:color w:val="{TEAL}"/><w:u w:val="single"/>',
            "DefaultParagraphFont",
        ),
    )
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return xml(
        f"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{INK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" {lines(leading)}/></w:pPr>'
        f"</w:pPrDefault></w:docDefaults>{''.join(found)}</w:styles>"
    )


def _levels(number: int, mark: str, kind: str, color: str, font: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/>' if font else ""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr>'
        f'<w:rPr>{fonts}<w:b/><w:i w:val="0"/><w:color w:val="{color}"/></w:rPr></w:lvl>'
        for level in range(9)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def numbering() -> Any:
    """The lists that there are: bullets, numbers, checks, crosses, and the steps' numbers."""
    kinds = (
        _levels(1, "•", "bullet", TEAL)
        + _levels(NUMBERED, "%{}.", "decimal", TEAL)
        + _levels(3, "✓", "bullet", TEAL, "Segoe UI Symbol")
        + _levels(4, "×", "bullet", RED)
        + _levels(5, "%{}", "decimal", TEAL)
    )
    used = zip((BULLETS, CHECKS, CROSSES, HEADS), (1, 3, 4, 5), strict=True)
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
        for number, kind in used
    )
    return xml(f"<w:numbering>{kinds}{nums}</w:numbering>")


def numbered(number: int, start: int) -> Any:
    """One numbered list, which starts anew."""
    levels = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for level in range(9)
    )
    return xml(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{NUMBERED}"/>{levels}</w:num>')


def sheet(paper: Paper, columns: tuple[int, int] | None = None, footer: str = "") -> Any:
    """A section's sheet: its paper, its columns, the footer that it starts with."""
    width, height = SHEETS[paper]
    reference = f'<w:footerReference w:type="default" r:id="{footer}"/>' if footer else ""
    cols = '<w:cols w:space="0"/>'
    if columns:
        space = width - 2 * MARGIN - sum(columns)
        cols = (
            f'<w:cols w:num="2" w:space="{space}" w:equalWidth="0">'
            f'<w:col w:w="{columns[0]}" w:space="{space}"/><w:col w:w="{columns[1]}"/></w:cols>'
        )
    return xml(
        f'<w:sectPr>{reference}<w:type w:val="continuous"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{TOP}" w:right="{MARGIN}"'
        f' w:bottom="{BOTTOM}" w:left="{MARGIN}" w:header="{FOOT}" w:footer="{FOOT}"'
        f' w:gutter="0"/>{cols}</w:sectPr>'
    )
