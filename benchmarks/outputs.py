"""100,000 outputs in memory: finding some as one types, and all gates after one change."""

from __future__ import annotations

import time
from itertools import count

from benchmarks.projects import project_of
from benchmarks.report import Row, ratio_row
from benchmarks.start_up import alternate
from pilotage.actions.action import swap
from pilotage.method.gates import gates
from pilotage.model.production import Check
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.tui.output_search import OutputSearch, Wanted, searched

SIZE = 100_000


def rows(runs: int) -> list[Row]:
    """The rows of the table."""
    project = project_of(SIZE)
    return [_filter(project, runs), _gates(project, runs)]


def _filter(project: Project, runs: int) -> Row:
    """Each run looks for another text, so that nothing is found in what was found before."""
    texts = [searched(output) for output in project.outputs]
    search = OutputSearch()
    search.find(project.outputs, Wanted("x"))
    numbers = count()

    def ours() -> float:
        wanted = Wanted(f"{next(numbers):03d}")
        start = time.perf_counter()
        search.find(project.outputs, wanted)
        return time.perf_counter() - start

    def floor() -> float:
        wanted = f"{next(numbers):03d}"
        start = time.perf_counter()
        assert [i for i, text in enumerate(texts) if wanted in text]
        return time.perf_counter() - start

    return ratio_row(
        "filter 100,000 outputs", "a scan of the same texts", *alternate(ours, floor, runs), 3
    )


def _gates(project: Project, runs: int) -> Row:
    """Each run checks another output; the change itself is not counted."""
    at = time.time_ns()
    states = [project]
    gates(project)
    numbers = count(at % SIZE)

    def ours() -> float:
        before = states[-1]
        output = before.outputs[next(numbers) % SIZE]
        check = make(Check, by=2, at="2026-05-01T09:00:00Z", verdict="pass")
        after = before.having(outputs=swap(before.outputs, output.with_(checks=(check,))))
        states[:] = [after]
        start = time.perf_counter()
        gates(after)
        return time.perf_counter() - start

    def floor() -> float:
        start = time.perf_counter()
        assert sum(1 for output in project.outputs if output.on and not output.checks) == SIZE
        return time.perf_counter() - start

    return ratio_row(
        "all gates after one change",
        "one pass over the outputs",
        *alternate(ours, floor, runs),
        0.1,
    )
