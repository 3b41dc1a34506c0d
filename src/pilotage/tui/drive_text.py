"""What the drive screen says of a run: its clock, its steps, what comes before and after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from textual.content import Content

from pilotage.forms.runs import TODO
from pilotage.method.driving import DriveStep
from pilotage.method.requirement import counted
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.runs import Gap
from pilotage.tui.gaps import MARKS, WORDS
from pilotage.tui.keymap import told
from pilotage.tui.widgets import page_text

CRITERIA: Final = "criteria"
DISQUALIFIERS: Final = "disqualifiers"
ASKED: Final = {
    CRITERIA: "Check the output. Is this true of it? If not: {button:when_wrong}.",
    DISQUALIFIERS: "Is this so? Then the output can't be used: {button:when_wrong}.",
}
"""What a check asks, and where to look after the answer that stops a run."""
GOES_ON: Final = {CRITERIA: "yes, it is true", DISQUALIFIERS: "no, go on"}
"""The answer to a check with which a run goes on; any other step is just done."""
OPEN_A_LINE: Final = "{button:had_to_ask}, {button:improvised} or {button:blocked}"
"""What opens the line in which a gap is noted."""
WHICH: Final = (
    f"Not so: “{GOES_ON[DISQUALIFIERS]}” ({{step_is_done}}). It is so: {{button:when_wrong}}."
)
"""What a click on a disqualifier is told, since it would not be clear what it says."""
MARKS_OF_CHECKS: Final = {CRITERIA: "□ ", DISQUALIFIERS: "• "}
"""A disqualifier is no box to tick: a tick would read as if it were so."""
DIM: Final = "$foreground 65%"
DONE: Final = "$text-success"
FOUND: Final = "$text-warning"
THEN: Final = "then: "


def clock_text(took: timedelta) -> str:
    """A time as a clock shows it: 12:34, 1:02:03 from an hour on, “4 days” from 100 hours on."""
    minutes, seconds = divmod(int(took.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    if hours >= 100:
        return counted(took.days, "day")
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def long_text(took: timedelta) -> str:
    """A time as one says it: “12 minutes”, “5 hours” from two hours on, “3 days” from two days."""
    minutes = int(took.total_seconds()) // 60
    if minutes < 120:
        return counted(minutes, "minute")
    return counted(minutes // 60, "hour") if minutes < 48 * 60 else counted(took.days, "day")


def title_of(step: DriveStep) -> str:
    """A step's section, and which of its lines it is: “AI task · 2 of 5”."""
    name = SECTION_BY_KEY[step.section].title
    return f"{name} · {step.item} of {step.of}" if step.item else name


def lead_of(step: DriveStep) -> str:
    """What to do with a step, or what it asks."""
    return told(ASKED.get(step.section, TODO[step.section]))


def block(steps: tuple[DriveStep, ...], at: int) -> tuple[DriveStep, ...]:
    """All lines of the section that a step is of."""
    return tuple(step for step in steps if step.section == steps[at].section)


def words_of(step: DriveStep) -> Content:
    """What the page says at a step."""
    return page_text.line(step.text) if step.item else page_text.prose(step.text)


def numbered(step: DriveStep) -> Content:
    """A line of a section that is a list, with its number or as a check."""
    if step.item is None:
        return words_of(step)
    return Content(MARKS_OF_CHECKS.get(step.section, f"{step.item}. ")) + words_of(step)


def earlier(step: DriveStep) -> Content:
    """A line that is done; of a disqualifier, that it was not so."""
    mark = "✓ not so: " if step.section == DISQUALIFIERS else "✓ "
    return Content.assemble((mark, DONE), words_of(step).stylize(DIM))


def gap_lines(gaps: Iterable[Gap]) -> Content:
    """Gaps, one a line: how it was and what was missing."""
    lines = [
        Content.assemble((f"{MARKS[gap.kind]} {WORDS[gap.kind]}  ", f"bold {FOUND}"), gap.text)
        for gap in gaps
    ]
    return Content("\n").join(lines)


def behind(steps: tuple[DriveStep, ...], at: int, *, roomy: bool) -> Content:
    """The section before the one of a step; only its title where there is no room."""
    first = at if at == len(steps) else steps.index(block(steps, at)[0])
    return _beside(steps, first - 1, "✓ ", roomy=roomy) if first else Content()


def ahead(steps: tuple[DriveStep, ...], at: int, *, roomy: bool) -> Content:
    """The section after the one of a step; only its title where there is no room."""
    if at == len(steps):
        return Content()
    last = steps.index(block(steps, at)[-1])
    if last + 1 < len(steps):
        return _beside(steps, last + 1, THEN, roomy=roomy)
    return Content.styled(f"{THEN}end the run", DIM)


def _beside(steps: tuple[DriveStep, ...], at: int, mark: str, *, roomy: bool) -> Content:
    look = DIM if mark == THEN else f"bold {DIM}"  # what comes is not there to be clicked
    title = Content.styled(f"{mark}{SECTION_BY_KEY[steps[at].section].title}", look)
    if not roomy:
        return title
    lines = [numbered(step).stylize(DIM) for step in block(steps, at)]
    return Content("\n").join([title, *lines])


def double_spaced(text: Content, width: int) -> Content:
    """A text with an empty line after each of its lines, for who sits far away."""
    return Content("\n\n").join(text.wrap(max(8, width)))


def progress(done: int, of: int, width: int) -> Content:
    """A thin line, as far along as the steps that are done."""
    full = width * done // of if of else width
    return Content.assemble(("━" * full, "$accent"), ("─" * (width - full), "$foreground 30%"))
