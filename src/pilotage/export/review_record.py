"""What is on record, for a review pack: diagnoses, cycles, recurring reviews, the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pilotage.export.document import FINGERPRINT, number
from pilotage.export.review_content import MARKS, Block, Said, Table, signed
from pilotage.export.status import short
from pilotage.measure.scorecard import rounded, scorecard
from pilotage.method.requirement import counted
from pilotage.method.traps import BY_KIND
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.model.review import Score

MOST_ENTRIES: Final = 60
"""So many of the newest entries are listed."""
MOST_FILES: Final = 40
ON_RECORD: Final = frozenset(
    {
        "pass_gate",
        "publish_revision",
        "confirm_revision",
        "set_baseline",
        "set_target",
        "set_figures",
        "import_baseline",
        "clear_baseline",
        "edit_metric",
        "waive_metric",
        "lift_waiver",
        "change_policy",
        "adopt_playbook",
        "sign_extra",
        "sign_keeping",
        "record_decision",
        "set_cadence",
        "record_review",
        "delete_review",
        "clear_cadence",
    }
)
"""Actions that a decision rests on: gates, decisions, and changes of what is measured by."""

FIRST_FIGURES: Final = frozenset(
    {
        "set_baseline",
        "set_target",
        "set_figures",
        "import_baseline",
        "clear_baseline",
        "edit_metric",
    }
)
"""What is first set is in the scorecard; once a gate is passed it is a change."""


def diagnoses(project: Project) -> Iterator[Block]:
    """What was found behind each missed metric, and what is done about it."""
    if not project.diagnoses:
        return
    names = {metric.id: metric.name for metric in project.metrics}
    rows = []
    for each in project.diagnoses:
        finding = each.finding
        if each.evidence:
            finding = f"{_ended(finding)} Evidence: {each.evidence}"
        who = ", ".join(
            part for part in (each.owner, _due(short(each.due) if each.due else "")) if part
        )
        action = f"{each.action} ({who})" if who else each.action
        rows.append((names.get(each.metric, "–"), BY_KIND[each.trap].name, finding, action))
    heads = ("Metric", "Trap", "Finding", "What is done")
    yield Table(heads, tuple(rows), (20, 14, 36, 30), figures=False)


def _ended(text: str) -> str:
    """A text that ends a sentence, so that another one can follow."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _due(day: str) -> str:
    return f"by {day}" if day else ""


def cycles(project: Project) -> Iterator[Block]:
    """The cycles' figures beside each other, where there is more than one."""
    before = {each.id: each for each in project.decisions}
    earlier = [
        (cycle.number - 1, before[cycle.decision])
        for cycle in project.cycles
        if cycle.decision in before
    ]
    if not earlier:
        return
    latest = project.decision
    is_decided = latest is not None and latest not in [decision for _, decision in earlier]
    now = latest.scorecard if is_decided and latest is not None else scorecard(project)
    cards = [decision.scorecard for _, decision in earlier] + [now]
    heads = (
        "Metric",
        "Target",
        *(f"Cycle {place}, {short(decision.on)}" for place, decision in earlier),
        "Now",
        "Since the first",
    )
    rows = []
    for score in now:
        found = [next((s for s in card if s.metric == score.metric), None) for card in cards]
        first = next((s.actual for s in found if s and s.actual is not None), None)
        since = "–" if first is None or score.actual is None else signed(score.actual - first)
        target = "–" if score.target is None else number(score.target)
        rows.append((score.name, target, *map(_figure, found), since))
    share = 60 // (len(heads) - 1)
    widths = (40, *(share for _ in heads[1:]))
    yield Table(heads, tuple(rows), widths, right=tuple(range(1, len(heads))))
    for cycle in project.cycles:
        phases = ", ".join(map(str, cycle.phases))
        yield Said(
            f"Cycle {cycle.number} began on {short(cycle.on)} and took phases {phases} again."
        )


def _figure(score: Score | None) -> str:
    value = rounded(score.actual, score.target) if score else None
    return "–" if value is None or score is None else f"{number(value)} {MARKS[score.verdict]}"


def files(project: Project) -> Iterator[Block]:
    """The evidence files, each with what tells whether it is still the same."""
    if not project.attachments:
        return
    rows = tuple(
        (
            each.path,
            f"{each.about} {each.note}".strip(),
            f"phase {each.phase}" if each.phase else "the workflow",
            f"{each.size:,}",
            each.sha256[:FINGERPRINT],
        )
        for each in project.attachments[:MOST_FILES]
    )
    heads = ("File", "What it proves", "For", "Bytes", "SHA-256")
    yield Table(heads, rows, (28, 33, 12, 12, 15), right=(3,), figures=False)
    if left := len(project.attachments) - len(rows):
        yield Said(f"{counted(left, 'more file')} in the project.")


def journal_extract(journal: Sequence[Entry]) -> Iterator[Block]:
    """The entries that a decision rests on; first figures are in the scorecard."""
    kept: list[Entry] = []
    known: set[str] = set()
    passed = False
    for entry in journal:
        passed = passed or entry.action == "pass_gate"
        if entry.action in ON_RECORD and (passed or entry.action not in FIRST_FIGURES):
            known.add(entry.what)
            kept.append(entry)
        elif entry.action in ("undo", "redo") and entry.what.partition(": ")[2] in known:
            kept.append(entry)
    if not kept:
        return
    shown = kept[-MOST_ENTRIES:]
    yield Said(
        f"{len(shown)} of {counted(len(journal), 'entry', 'entries')} of the project's journal: "
        "gates, decisions, changes of what is measured by. "
        "Each is chained to the one before by SHA-256."
    )
    rows = tuple(
        (
            short(entry.at.astimezone().date()),
            f"{entry.by} ({entry.role})" if entry.role else entry.by,
            entry.what,
            entry.signature or "–",
        )
        for entry in shown
    )
    yield Table(("Day", "Who", "What", "Signature"), rows, (13, 24, 49, 14), figures=False)
