"""Gate 1: the one-page document and the baseline."""

from __future__ import annotations

from pilotage.method.criterion import is_checkable, vague_word
from pilotage.method.page_fit import fit
from pilotage.method.requirement import Place, Requirement, counted, listed, require
from pilotage.model.baseline import REQUIRED_KINDS, Better, Metric
from pilotage.model.document import SECTIONS, Page, is_written
from pilotage.model.project import Project

SCREEN = "phase1"


def judged_page(project: Project) -> Page:
    """The page that gate 1 is about: the draft until it was passed once, then the revision."""
    passed = any(passage.phase == 1 for passage in project.passages)
    return project.revision.page if passed and project.revision else project.page


def requirements(project: Project) -> tuple[Requirement, ...]:
    """All that gate 1 demands."""
    page = judged_page(project)
    return (
        _sections(page),
        _fits(project, page),
        _criteria(page),
        require(
            "1.disqualifier",
            "At least one disqualifier says when an output can't be used",
            Place(SCREEN, "disqualifiers"),
            "" if page.disqualifiers else "no disqualifier is written",
        ),
        require(
            "1.reviewer",
            "A reviewer is named",
            Place(SCREEN, "reviewer"),
            "" if page.reviewer.strip() else "nobody is named as reviewer",
        ),
        _kinds(project),
        _measured(project),
        _targets(project),
    )


def _sections(page: Page) -> Requirement:
    empty = [section for section in SECTIONS if not is_written(page, section.key)]
    first = empty[0].key if empty else SECTIONS[0].key
    names = listed((section.title for section in empty), 4)
    missing = f"{counted(len(empty), 'section')} still empty: {names}" if empty else ""
    return require(
        "1.sections", "Every section of the page is written", Place(SCREEN, first), missing
    )


def _fits(project: Project, page: Page) -> Requirement:
    filled = fit(project, page)
    missing = "" if filled.fits else filled.sentence
    if page == Page():
        missing = "nothing is written yet"
    return require(
        "1.one_page",
        "The page fits one page",
        Place(SCREEN, filled.longest),
        missing,
    )


def _criteria(page: Page) -> Requirement:
    missing = ""
    if not page.criteria:
        missing = "no quality criterion is written"
    elif not any(is_checkable(criterion) for criterion in page.criteria):
        word = vague_word(page.criteria[0])
        missing = f"“{page.criteria[0][:60]}” can't be answered yes or no" + (
            f": what does “{word}” mean in figures?" if word else "; say what one checks"
        )
    return require(
        "1.criterion",
        "At least one quality criterion can be answered yes or no",
        Place(SCREEN, "criteria"),
        missing,
    )


def _kinds(project: Project) -> Requirement:
    lacking = [
        kind
        for kind in REQUIRED_KINDS
        if not any(m.kind is kind and (m.baseline or m.waiver) for m in project.metrics)
    ]
    named = {m.kind: m for m in reversed(project.metrics)}  # the first of each kind
    first = named.get(lacking[0]) if lacking else None
    names = listed((named[kind].name if kind in named else kind.label for kind in lacking), 4)
    return require(
        "1.kinds",
        "Time, cost, error rate and volume are each measured without AI, or waived with a reason",
        Place(SCREEN, "metrics", first.id if first else None, "value" if first else ""),
        f"neither measured nor waived: {names}" if lacking else "",
    )


def _measured(project: Project) -> Requirement:
    measured = [metric for metric in project.metrics if metric.is_measured]
    vague = [m for m in measured if m.baseline and not m.baseline.how.strip()]
    missing = ""
    row = None
    if not measured:
        missing = "no metric has a baseline yet"
    elif vague:
        missing = f"how it was measured is not said for {listed(m.name for m in vague)}"
        row = vague[0].id
    return require(
        "1.measured",
        "At least one metric is measured, and each says how",
        Place(SCREEN, "metrics", row, "how" if row else ""),
        missing,
    )


def target_problem(metric: Metric) -> str:
    """What is wrong with a measured metric's target; empty when nothing is."""
    if metric.target is None:
        return f"{metric.name} has no 90-day target"
    if metric.target.no_worse or metric.baseline is None:
        return ""
    lower = metric.better is Better.LOWER
    value, was = metric.target.value, metric.baseline.value
    if (value < was) if lower else (value > was):
        return ""
    word = metric.better
    return f"{metric.name}: {word} is better, but the target is not {word} than the baseline"


def _targets(project: Project) -> Requirement:
    bad = [(m, said) for m in project.metrics if m.is_measured and (said := target_problem(m))]
    none = not any(metric.is_measured for metric in project.metrics)
    return require(
        "1.targets",
        "Every measured metric has a 90-day target in its better direction, or “no worse than”",
        Place(SCREEN, "metrics", bad[0][0].id if bad else None, "target" if bad else ""),
        "no metric has a baseline yet" if none else listed((said for _, said in bad), 2),
    )
