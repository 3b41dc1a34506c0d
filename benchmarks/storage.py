"""The storage: a durable commit, opening, and memory, at four sizes, beside what others do.

`python -m benchmarks.storage [--write]`: measure, print the tables, write them to docs/.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tinydb import TinyDB

from benchmarks.projects import file_of, project_of
from benchmarks.publish import publish
from pilotage.session import SystemClock
from pilotage.store.codec import encode_changes
from pilotage.store.journal import entry_document
from pilotage.store.project_file import ProjectFile
from pilotage.store.storage import Commit

SIZES = (10, 1_000, 10_000, 100_000)
COMMITS = 400
Act = Callable[[], object]


def timed(act: Act) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


class Floor:
    """One append of the same bytes, synced."""

    def __init__(self, folder: Path, size: int) -> None:
        self._handle = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        self._bytes = b"x" * size

    def append(self) -> None:
        """Append and sync."""
        os.write(self._handle, self._bytes)
        os.fdatasync(self._handle)


def ours(folder: Path, size: int) -> tuple[Iterator[Act], int]:
    """Commits of one more output to a project, and how many bytes one writes."""
    path = folder / f"ours-{size}.pilotage.json"
    file = ProjectFile.create(path, project_of(size), at=SystemClock().now())
    storage = file._writer._storage
    project = file.project
    last = project.outputs[-1]

    def commits() -> Iterator[Act]:
        nonlocal project
        while True:
            new = last.model_copy(update={"id": project.next_id, "reference": "one more"})
            after = project.having(outputs=(*project.outputs, new), next_id=project.next_id + 1)
            commit = Commit(
                encode_changes(project, after),
                entry_document(
                    at=SystemClock().now(),
                    by="Ada Builder",
                    actor=1,
                    role="builder",
                    action="record_output",
                    what="recorded the output one more",
                ),
            )
            project = after
            yield lambda commit=commit: storage.commit_all([commit])

    acts = commits()
    next(acts)()
    before = storage._logged
    next(acts)()
    return acts, storage._logged - before


def stock(folder: Path, size: int) -> Iterator[Act]:
    """Inserts with TinyDB's own storage: durable only as far as it goes (it does sync)."""
    db = TinyDB(folder / f"stock-{size}.json")
    document = json.loads(project_of(1).outputs[0].model_dump_json())
    db.insert_multiple([document] * size)
    while True:
        yield lambda: db.insert(document)


def sqlite(folder: Path, size: int) -> Iterator[Act]:
    """Inserts with SQLite, WAL, synchronous FULL."""
    db = sqlite3.connect(folder / f"sqlite-{size}.db", isolation_level=None)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    db.execute("create table outputs (id integer primary key, document text)")
    text = project_of(1).outputs[0].model_dump_json()
    db.execute("begin")
    db.executemany("insert into outputs (document) values (?)", [(text,)] * size)
    db.execute("commit")
    while True:
        yield lambda: db.execute("insert into outputs (document) values (?)", (text,))


def commit_rows(folder: Path) -> list[str]:
    """A durable commit of one output at each size, in turn with the floor and the others."""
    rows = [
        "| outputs | one synced append, ms | ours | SQLite (WAL, FULL) | stock TinyDB | |",
        "|---:|---:|---:|---:|---:|---|",
    ]
    for size in SIZES:
        acts, length = ours(folder, size)
        floor, lite, tiny = Floor(folder, length), sqlite(folder, size), stock(folder, size)
        pairs: list[tuple[float, float, float]] = []
        slow: list[float] = []
        mine = [next(acts) for _ in range(COMMITS)]
        for number, act in enumerate(mine):
            pairs.append((timed(act), timed(floor.append), timed(next(lite))))
            if number % (COMMITS // (20 if size < 10_000 else 3)) == 0:
                slow.append(timed(next(tiny)))
        base = median(each[1] for each in pairs)
        ratio = median(a / b for a, b, _ in pairs)
        others = median(c / b for _, b, c in pairs), median(slow) / base
        rows.append(
            f"| {size:,} | {base * 1e3:.2f} | {ratio:.2f}× | {others[0]:.2f}× | {others[1]:,.1f}× "
            f"| {'within' if ratio <= 1.5 else '**over**'} (≤ 1.5×) |"
        )
    return rows


OPEN = """
import json, sys, time
from pathlib import Path
def peak():  # of this program alone: what `getrusage` tells begins with the parent's
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])
if sys.argv[1] == "floor":
    before = peak(); content = Path(sys.argv[2]).read_bytes(); start = time.perf_counter()
    found = json.loads(content)
else:
    from pilotage.session import Session, SystemClock
    before = peak(); start = time.perf_counter()
    found = Session.open(Path(sys.argv[2]), SystemClock())
print(time.perf_counter() - start, peak() - before)
"""


def verdict(size: int, ratio: float, budget: float) -> str:
    """How a ratio stands; small files are all imports and schemas, which have other budgets."""
    if size < SIZES[-1]:
        return ""
    return f"{'within' if ratio <= budget else '**over**'} (≤ {budget:g}×)"


def open_rows(folder: Path, runs: int) -> list[str]:
    """Opening a project, and what it takes of memory, beside `json.loads` of the same file."""
    rows = [
        "| outputs | `json.loads`, ms | open | | `json.loads`, MB | memory | |",
        "|---:|---:|---:|---|---:|---:|---|",
    ]
    for size in SIZES:
        path = file_of(folder, size)

        def measured(kind: str, path: Path = path) -> tuple[float, float]:
            done = subprocess.run(
                [sys.executable, "-c", OPEN, kind, str(path)],
                capture_output=True,
                text=True,
                check=True,
            )
            seconds, kilobytes = done.stdout.split()
            return float(seconds), float(kilobytes)

        both: list[tuple[Any, Any]] = [(measured("ours"), measured("floor")) for _ in range(runs)]
        seconds = median(b[0] for _, b in both)
        memory = median(b[1] for _, b in both)
        slower = median(a[0] / b[0] for a, b in both)
        more = median(a[1] / max(b[1], 1) for a, b in both)
        rows.append(
            f"| {size:,} | {seconds * 1e3:.1f} | {slower:.1f}× | {verdict(size, slower, 4)} "
            f"| {memory / 1024:.1f} | {more:.1f}× | {verdict(size, more, 3)} |"
        )
    return rows


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="openings per size")
    parser.add_argument("--write", action="store_true", help="put it into docs/performance.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        rows = commit_rows(Path(folder))
        opening = open_rows(Path(folder), wanted.runs)
    text = "\n".join([*rows, "", *opening]) + "\n"
    print(text)
    if wanted.write:
        publish("storage", text)


if __name__ == "__main__":
    main()
