"""What a run came to: how long each step took, its gaps, clean or not, and what that means."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from pilotage.forms.runs import run_verdict
from pilotage.method.driving import DriveStep, drive_steps, page_of, times
from pilotage.method.gate_second_owner import gaps_of
from pilotage.method.requirement import counted
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.model.runs import Gap, Run
from pilotage.tui.drive_text import clock_text
from pilotage.tui.gaps import MARKS, WORDS

LABEL: Final = 22
BAR: Final = 16
"""Columns of a step's name and of its bar, so that a line fits the smallest screen."""


def summary(project: Project, run: Run, *, to_the_end: bool) -> Content:
    """What a run came to: clean or not, what it means, time per step, gaps."""
    gaps = gaps_of(project, run)
    steps = drive_steps(page_of(project, run))
    took = times(run, steps)
    longest = max((each.total_seconds() for each in took.values()), default=0)
    lines = [verdict(project, gaps, to_the_end=to_the_end), Content()]
    if gaps:
        lines += [Content.styled("Gaps", "bold"), *(_gap_line(gap) for gap in gaps), Content()]
    if took:
        lines.append(Content.styled("Time per step", "bold"))
    for step in steps:
        if step.key in took:
            time = took[step.key]
            bar = _bar(time.total_seconds(), longest)
            marks = "".join(MARKS[gap.kind] for gap in gaps if (gap.section, gap.item) == step.key)
            lines.append(
                Content.assemble(
                    f"{_short(step):{LABEL}} ",
                    (f"{bar:{BAR}}", "$accent"),
                    f" {clock_text(time)} ",
                    (marks[:6], "$text-warning"),
                )
            )
    left = len(steps) - len(took)
    if left:
        lines.append(Content.styled(f"{counted(left, 'step')} not done.", "$foreground 65%"))
    return Content("\n").join(lines)


def verdict(project: Project, gaps: tuple[Gap, ...], *, to_the_end: bool) -> Content:
    """Clean or not, and what that means for gate 2."""
    said, means = run_verdict(project, gaps, to_the_end=to_the_end)
    clean = to_the_end and not gaps
    return Content.assemble(
        (f"{said} ", f"bold {'$text-success' if clean else '$text-warning'}"), means
    )


def _bar(seconds: float, longest: float) -> str:
    eighths = round(BAR * 8 * seconds / longest) if longest else 0
    full, rest = divmod(eighths, 8)
    return "█" * full + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "") or "▏"


def _short(step: DriveStep) -> str:
    name = SECTION_BY_KEY[step.section].title
    return f"{name} {step.item}" if step.item else name


def _gap_line(gap: Gap) -> Content:
    section = SECTION_BY_KEY[gap.section].title if gap.section in SECTION_BY_KEY else "Page"
    place = f"{section} {gap.item}" if gap.item else section
    return Content.assemble(
        (f"{MARKS[gap.kind]} {WORDS[gap.kind]} ", "$text-warning"),
        (f"{place}: ", "$foreground 65%"),
        gap.text,
    )
