"""Importing 100,000 outputs with checks, beside reading the file with `csv` and one fsync.

`python -m benchmarks.imports [--runs N] [--write]`: measure, print the table, write it to docs/.
Each run is a process of its own and tells its time and memory from after the imports on.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median

from tests.way import SECOND_OWNER, START, integrated

from benchmarks.publish import publish
from pilotage.session import Session, SystemClock

ROWS = 100_000
BUDGET = 8

MEASURE = """
import csv, gc, io, json, os, sys, time
from pathlib import Path
def peak():  # of this program alone: what `getrusage` tells begins with the parent's
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])
gc.disable()  # as the command line does
kind, project, data, size = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
marks = []
if kind == "floor":
    before = peak(); start = time.perf_counter()
    with data.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    with (project.parent / "floor").open("wb") as out:
        out.write(b"x" * size); out.flush(); os.fsync(out.fileno())
    marks.append(time.perf_counter() - start)
else:
    from pilotage.intake.fields import Kind
    from pilotage.intake.planning import plan
    from pilotage.session import Session, SystemClock
    session = Session.open(project, SystemClock(), by="Dana Osei")
    before = peak(); start = time.perf_counter()
    found = plan(data, Kind.OUTPUTS, session.project, session.stamp())
    marks.append(time.perf_counter() - start)
    session.do(found.action, **found.arguments)
    session.flush()
    marks.append(time.perf_counter() - start)
    if kind == "closed":
        session.close()
        marks.append(time.perf_counter() - start)
    assert len(session.project.outputs) == found.rows, found.problems
print(json.dumps([marks, (peak() - before) / 1024]))
"""


def made(folder: Path) -> tuple[Path, Path]:
    """A project in its production run, and a file of outputs as a ticket system exports it."""
    project, data = folder / "leads.pilotage.json", folder / "tickets.csv"
    way = integrated().as_(SECOND_OWNER)
    Session.create(project, way.project, SystemClock()).close()
    first = START + timedelta(days=60)
    with data.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("Ticket", "Date", "Agent", "URL", "Result", "Criterion", "Comment"))
        for number in range(ROWS):
            failed = number % 20 == 0
            writer.writerow(
                (
                    f"lead-{number:06d}",
                    (first + timedelta(days=number % 10)).strftime("%d.%m.%Y"),
                    "routing",
                    f"https://crm.example/lead/{number}",
                    "nok" if failed else "ok",
                    "Region is one of five" if failed else "",
                    "",
                )
            )
    return project, data


def measured(kind: str, project: Path, data: Path, size: int) -> tuple[list[float], float]:
    """Seconds until it was planned, saved and closed, and megabytes; the project stays as it is."""
    content = project.read_bytes()
    command = [sys.executable, "-c", MEASURE, kind, str(project), str(data), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    marks, memory = json.loads(done.stdout)
    for each in project.parent.glob(f"{project.name}*"):
        each.unlink()
    project.write_bytes(content)
    return marks, memory


def table(folder: Path, runs: int) -> str:
    """The ratios, each of a pair that was measured in turn."""
    project, data = made(folder)
    size = 220 * ROWS  # what one commit of them writes
    pairs = [
        (measured("closed", project, data, size), measured("floor", project, data, size))
        for _ in range(runs)
    ]
    floor = median(f[0][0] for _, f in pairs)
    lines = [
        "| until | ours, ms | floor, ms | ratio | budget | |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for at, what in enumerate(("it is planned and shown", "it is saved", "the file is closed")):
        ratio = median(o[0][at] / f[0][0] for o, f in pairs)
        verdict = "within" if ratio <= BUDGET else "**over**"
        ours = median(o[0][at] for o, _ in pairs)
        lines.append(
            f"| {what} | {ours * 1e3:.0f} | {floor * 1e3:.0f} | {ratio:.1f} | ≤ {BUDGET} "
            f"| {verdict} |"
        )
    ours_mb, floor_mb = (median(each[i][1] for each in pairs) for i in (0, 1))
    note = f"Memory: {ours_mb:.0f} MB, {ours_mb / floor_mb:.1f} times the rows that `csv` reads."
    return "\n".join([*lines, "", note]) + "\n"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="pairs")
    parser.add_argument("--write", action="store_true", help="put it into docs/performance.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        text = table(Path(folder), wanted.runs)
    print(text)
    if wanted.write:
        publish("imports", text)


if __name__ == "__main__":
    main()
