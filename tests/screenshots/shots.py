"""Which pictures there are: every screen in its main states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SIZES: Final = ((80, 24), (100, 30), (120, 36), (200, 60))
"""The sizes that every screen is designed for."""
EVERYWHERE: Final = ("harbour", "chart")
"""The default themes, dark and light, in which every shot is taken at every size."""
TYPING: Final = 0.6
"""Seconds after which the page editor has measured the page and looked for advice."""
THREAD: Final = 0.3
"""Seconds after which what is worked out beside the screen stands on it."""

LEADS: Final = "lead_routing"
PAGES: Final = "content_production"
TICKETS: Final = "support_triage"

OUTPUTS_CSV: Final = """\
Date;Reference;Result;Checked by
2026-05-28;T-9101;ok;Dana Osei
2026-05-28;T-9102;wrong queue;Dana Osei
2026-05-29;T-9103;ok;Dana Osei
29/13/2026;T-9104;ok;Dana Osei
"""


@dataclass(frozen=True)
class Shot:
    """One picture: what is open, where one goes from there, and the keys pressed."""

    name: str
    about: str
    """What the picture shows, in a few words."""
    sample: str = ""
    """The sample project that is open."""
    stage: str = ""
    """Or the stage of `tests.way`."""
    screen: str = ""
    keys: tuple[str, ...] = ()
    """Keys; also `type:` and a text, `paste:` and how many characters, `later:` and how many
    minutes, or another size, such as `59x20`.
    """
    beside: tuple[str, ...] = ()
    """Samples that lie in the folder."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Other files in the folder, with their texts."""
    days_later: int = 0
    """Days that have gone by since the sample stood as it does."""
    settles: float = 0.0
    """Seconds to wait for what is worked out beside the screen."""
    sizes: tuple[tuple[int, int], ...] = SIZES


def typed(text: str) -> str:
    """A text to type."""
    return f"type:{text}"


DRIVING: Final = ("s", "y", "enter", "later:4", "enter", "later:3", *["enter"] * 3)
"""A run on its sixth step."""
GAP: Final = (*DRIVING, "q", typed("Which inbox counts as urgent?"))
NOTED: Final = (*GAP, "enter", "later:5", "x", "y")

HOME: Final = (
    Shot("home-empty", "Home without a project", settles=THREAD),
    Shot("home-one", "Home with one project", beside=(LEADS,), settles=THREAD),
    Shot("home-many", "Home with projects", beside=(LEADS, PAGES, TICKETS), settles=THREAD),
    Shot(
        "home-filter",
        "Home, nothing matches the filter",
        beside=(LEADS, PAGES, TICKETS),
        keys=("slash", typed("invoice")),
        settles=THREAD,
    ),
    Shot(
        "home-broken",
        "Home with a file that can't be read",
        beside=(LEADS,),
        files={"broken.pilotage.json": "{"},
        settles=THREAD,
    ),
    Shot("home-help", "Help on home", keys=("f1",), settles=THREAD),
    Shot("new-project", "A new project", keys=("n",), settles=THREAD),
    Shot("new-project-wrong", "A new project, something missing", keys=("n", "ctrl+s")),
)
PHASE_1: Final = (
    Shot("phase1-start", "Phase 1 on its first day", stage="Way", settles=TYPING),
    Shot("phase1-page", "The page in the making", PAGES, screen="phase1", settles=TYPING),
    Shot("phase1-preview", "The page as it reads", PAGES, keys=("f3",), settles=TYPING),
    Shot("phase1-baseline", "The baseline", PAGES, keys=("f9",), settles=TYPING),
    Shot("phase1-metric", "A metric's baseline", PAGES, keys=("f9", "b"), settles=TYPING),
    Shot(
        "phase1-metric-wrong",
        "A form that can't be saved yet",
        PAGES,
        keys=("f9", "b", typed("x"), "ctrl+s"),
        settles=TYPING,
    ),
    Shot("phase1-advice", "Advice on the page", PAGES, keys=("f10",), settles=TYPING),
    Shot("phase1-guide", "A section's guide", PAGES, keys=("ctrl+g",), settles=TYPING),
    Shot("phase1-publish", "Publishing a revision", PAGES, keys=("ctrl+r",), settles=TYPING),
    Shot(
        "phase1-too-long",
        "A section that can't be saved",
        PAGES,
        keys=("paste:3990", typed("and so much more that it is over the limit")),
        settles=TYPING,
    ),
    Shot("phase1-gate", "What gate 1 demands", PAGES, keys=("f4",), settles=TYPING),
    Shot("phase1-ready", "Gate 1 can be passed", stage="written", settles=TYPING),
    Shot("phase1-pass", "Passing gate 1", stage="written", keys=("ctrl+n",), settles=TYPING),
    Shot("phase1-passed", "Phase 1, passed", LEADS, screen="phase1", settles=TYPING),
)
PHASE_2: Final = (
    Shot("phase2-locked", "Phase 2, locked", PAGES, screen="phase2"),
    Shot("phase2-start", "Phase 2 before the first run", stage="documented"),
    Shot("phase2", "The runs", LEADS, screen="phase2"),
    Shot("phase2-gaps", "The gaps", LEADS, screen="phase2", keys=("f9",)),
    Shot("phase2-gap", "A gap, edited", LEADS, screen="phase2", keys=("f9", "e")),
    Shot("phase2-revisions", "The revisions", LEADS, screen="phase2", keys=("f9", "f9")),
    Shot("phase2-compare", "What changed", LEADS, screen="phase2", keys=("f9", "f9", "v")),
    Shot("phase2-chart", "The runs as a chart", LEADS, screen="phase2", keys=("h",)),
    Shot("phase2-going", "A run stands still", LEADS, screen="phase2", keys=(*DRIVING, "escape")),
)
DRIVE: Final = (
    Shot("drive-ask", "Who drives", LEADS, screen="phase2", keys=("s",)),
    Shot("drive-start", "The first step", LEADS, screen="phase2", keys=("s", "y")),
    Shot("drive", "A run is going", LEADS, screen="phase2", keys=DRIVING),
    Shot("drive-gap", "A gap is noted", LEADS, screen="phase2", keys=GAP),
    Shot("drive-paused", "A run is paused", LEADS, screen="phase2", keys=(*DRIVING, "p")),
    Shot("drive-wrong", "When it goes wrong", LEADS, screen="phase2", keys=(*DRIVING, "w")),
    Shot("drive-zoom", "The step alone", LEADS, screen="phase2", keys=(*DRIVING, "z")),
    Shot("drive-help", "Help while driving", LEADS, screen="phase2", keys=(*DRIVING, "f1")),
    Shot("drive-sum", "What the run came to", LEADS, screen="phase2", keys=NOTED),
    Shot("drive-sign", "The sign-off", LEADS, screen="phase2", keys=(*NOTED, "enter")),
)
PHASE_3: Final = (
    Shot("phase3-locked", "Phase 3, locked", PAGES, screen="phase3"),
    Shot("phase3-start", "Phase 3 before the first step", stage="handed_over"),
    Shot("phase3", "The manual steps", LEADS, screen="phase3"),
    Shot("phase3-step", "A manual step", LEADS, screen="phase3", keys=("enter",)),
    Shot("phase3-keep", "Keeping a step", LEADS, screen="phase3", keys=("k",)),
    Shot("phase3-suggest", "Steps from the page", LEADS, screen="phase3", keys=("p",)),
    Shot("phase3-systems", "The systems", LEADS, screen="phase3", keys=("f9",)),
    Shot("phase3-map", "The map", LEADS, screen="phase3", keys=("f9", "f9", "n")),
)
PHASE_4: Final = (
    Shot("phase4-start", "Phase 4 before the first output", stage="integrated"),
    Shot("phase4", "The outputs", TICKETS, screen="phase4"),
    Shot("phase4-fail", "An output fails", TICKETS, screen="phase4", keys=("x",)),
    Shot("phase4-missing", "What is missing by day", TICKETS, screen="phase4", keys=("m",)),
    Shot("phase4-metrics", "A metric and its chart", TICKETS, screen="phase4", keys=("f9",)),
    Shot(
        "phase4-import",
        "Bringing in a CSV file",
        TICKETS,
        screen="phase4",
        keys=("i", typed("outputs.csv"), "enter"),
        files={"outputs.csv": OUTPUTS_CSV},
        settles=THREAD,
    ),
)
PHASE_5: Final = (
    Shot("phase5-locked", "Phase 5, locked", LEADS, screen="phase5"),
    Shot("phase5-open", "The scorecard before the decision", stage="measured"),
    Shot("phase5-decide", "Deciding", stage="measured", keys=("f9", "r")),
    Shot("phase5", "The scorecard", TICKETS, screen="phase5"),
    Shot("phase5-diagnose", "A missed metric", TICKETS, screen="phase5", keys=("down", "down")),
    Shot("phase5-evidence", "The evidence", TICKETS, screen="phase5", keys=("f9",)),
    Shot(
        "phase5-decision",
        "Decision and cadence",
        TICKETS,
        screen="phase5",
        keys=("f9", "f9"),
    ),
    Shot("cadence-locked", "The cadence before gate 5", LEADS, screen="cadence"),
    Shot("cadence-start", "The cadence before its first review", stage="reviewed"),
    Shot("cadence", "The cadence", TICKETS, screen="cadence"),
    Shot("cadence-late", "A review is late", TICKETS, screen="cadence", days_later=31),
    Shot(
        "review-sample",
        "A recurring review: the sample",
        TICKETS,
        screen="cadence",
        days_later=23,
        keys=("a", "p", "p", "x"),
        settles=THREAD,
    ),
)
REST: Final = (
    Shot("people", "People and policy", LEADS, screen="people"),
    Shot("policy", "The gate's numbers", LEADS, screen="people", keys=("g",)),
    Shot("evidence", "The evidence files", TICKETS, screen="evidence", settles=THREAD),
    Shot("journal", "The journal", LEADS, screen="journal"),
    Shot("journal-entry", "An entry of the journal", LEADS, screen="journal", keys=("e",)),
    Shot("journal-past", "As it once stood", LEADS, screen="journal", keys=("down", "o")),
    Shot("export", "Export of the page", LEADS, screen="export", settles=TYPING),
    Shot("help", "Help", LEADS, screen="phase3", keys=("f1",)),
    Shot("keys", "The list of keys", LEADS, screen="phase3", keys=("question_mark",)),
    Shot("palette", "The palette", LEADS, screen="phase3", keys=("ctrl+p",), settles=THREAD),
    Shot(
        "traps",
        "The traps",
        LEADS,
        screen="phase3",
        keys=("ctrl+p", "type:five traps", "enter"),
    ),
    Shot("who-drives", "Who drives", LEADS, screen="phase3", keys=("f6",)),
    Shot("theme", "Choosing a theme", beside=(LEADS,), keys=("t",), settles=THREAD),
    Shot("toast", "What was done is told", LEADS, screen="phase3", keys=("l",)),
    Shot("too-small", "Not enough room", LEADS, screen="phase3", sizes=((59, 19),)),
)
SHOTS: Final = (*HOME, *PHASE_1, *PHASE_2, *DRIVE, *PHASE_3, *PHASE_4, *PHASE_5, *REST)
