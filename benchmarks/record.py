"""`pilotage record`: start-up and one commit, alone and while somebody has the project open.

`python -m benchmarks.record [--runs N]` measures these rows alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from itertools import count
from pathlib import Path

from benchmarks.projects import file_of
from benchmarks.report import Row, markdown, ratio_row
from benchmarks.start_up import PYTHON, alternate, spent
from pilotage.store.inbox import Inbox
from pilotage.store.project_file import ProjectFile

APPEND = """
import os, sys
handle = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
os.write(handle, b"x" * 600)
os.fsync(handle)
"""
"""What any program must do that keeps a record: append it, and sync the disk."""


def rows(folder: Path, runs: int) -> list[Row]:
    """The rows of `pilotage record` in the table."""
    file = file_of(folder, 10)
    floor = str(folder / "floor")
    numbers = count()
    pilotage = [str(Path(PYTHON).with_name("pilotage")), "record", str(file)]

    def ours(*options: str) -> float:
        return spent([*pilotage, "output", f"benchmark-{next(numbers)}", *options])

    def least(imports: str) -> float:
        return spent([PYTHON, "-c", f"import {imports}\n{APPEND}", floor])

    table = []
    records, click = "click, pydantic, tinydb", "click"
    a, b = alternate(ours, lambda: least(records), runs)
    name = "pilotage record FILE output, nobody has it open"
    table.append(ratio_row(name, f"import {records}; one synced append", a, b, 2.5))
    holder = ProjectFile.open(file)
    a, b = alternate(lambda: ours("--wait", "0"), lambda: least(click), runs)
    name = "pilotage record FILE output, left for who has it open"
    table.append(ratio_row(name, f"import {click}; one synced append", a, b, 2.0))
    holder.close()
    assert len(Inbox(file).waiting()) == runs + 1
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="pairs per row")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PILOTAGE_CONFIG_DIR"] = str(Path(folder) / "config")
        sys.stdout.write(markdown(rows(Path(folder), parser.parse_args().runs)))
