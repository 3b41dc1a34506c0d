"""A review pack as CommonMark with tables: for a wiki, and to look at before it is written."""

from __future__ import annotations

from collections.abc import Iterable

from pilotage.export import limited_markdown as limited
from pilotage.export import review_words as words
from pilotage.export import words as page_words
from pilotage.export.escaping import cell, heading
from pilotage.export.review_content import (
    HEADS,
    Block,
    PageInForce,
    Picture,
    Review,
    Row,
    Runs,
    Said,
    Table,
)
from pilotage.export.seal import sealed_text
from pilotage.export.to_markdown import page_parts


def review_to_markdown(review: Review) -> str:
    """The pack's text; ends with a newline. Its last line says which page is in it."""
    facts = " · ".join(map(limited.plain, (review.page.status, *review.facts)))
    parts = [
        f"# {heading(review.title)}",
        f"**{words.KICKER}** · {facts}",
        limited.to_markdown(review.purpose) if review.purpose.strip() else page_words.EMPTY,
        f"## {review.answer}",
        *map(limited.plain, review.sure[:1]),
        f"## {words.SCORES}" if review.rows else "",
        _rows(HEADS[:5], map(_score, review.rows)) if review.rows else "",
        *map(limited.plain, review.sure[1:]),
        f"## {words.TRAPS}",
        *(
            limited.plain(
                f"{t.mark} {t.name} · {t.status.value}{f' · {t.gate}' if t.gate else ''}: "
                f"{t.evidence}"
            )
            for t in review.traps
        ),
        f"## {heading(review.verdict.title)}",
        f"**{limited.plain(review.verdict.by)}**",
        *(f"{label}: {_text(text)}" for label, text in review.verdict.lines),
        f"## {words.UNMEASURED}",
        *(map(limited.plain, review.unmeasured or (words.ALL_MEASURED,))),
    ]
    for part in review.parts:
        parts.append(f"## {part.title}")
        for block in part.blocks:
            parts += _block(block)
    parts += ["---", limited.plain(f"{review.identity} · {page_words.MADE}")]
    said = "\n\n".join(part for part in parts if part)
    return sealed_text(f"{said}\n\n[{review.stamp}]: #\n")


def _text(text: str) -> str:
    return limited.plain(text)


def _score(row: Row) -> tuple[str, ...]:
    now = f"{row.now} ({row.between})" if row.between else row.now
    change = f"{row.change_words}: {row.change_between}" if row.change else row.change_words
    unit = f" ({row.score.unit})" if row.score.unit else ""
    name = f"{row.mark} {row.score.name}{unit}: {row.verdict}"
    return name, row.baseline, row.target, now, change


def _rows(
    heads: Iterable[str], rows: Iterable[tuple[str, ...]], right: tuple[int, ...] = ()
) -> str:
    names = tuple(heads)
    rules = ["--:" if place in right else "---" for place in range(len(names))]
    lines = [names, *rows]
    shown = [[cell(" ".join(each.split())) for each in line] for line in lines]
    table = [shown[0], rules, *shown[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in table)


def _block(block: Block) -> list[str]:
    match block:
        case Said():
            said = _text(block.text)
            return [f"**{said}**" if block.strong else said]
        case Table():
            return [_rows(block.heads, block.rows, block.right)]
        case Runs():
            rows = [
                (
                    f"#{line.number} · revision {line.revision}",
                    line.who,
                    line.took,
                    f"{'●' * min(line.gaps, 20)} {line.result}".strip(),
                )
                for line in block.lines
            ]
            left = words.LEFT_OUT.format(block.left_out) if block.left_out else ""
            return [block.words, _rows(words.RUN_HEADS, rows), left]
        case Picture():
            return _block(block.beside) if block.beside else []
        case PageInForce():
            return page_parts(block.page, under=2)
