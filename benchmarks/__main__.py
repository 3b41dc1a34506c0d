"""`python -m benchmarks [--runs N] [--write]`: measure, print the table, write it to docs/."""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import keys, outputs, pdf, portfolio, record, start_up
from benchmarks.projects import file_of
from benchmarks.publish import publish
from benchmarks.report import markdown
from pilotage import paths
from pilotage.store.project_file import ProjectFile
from pilotage.store.shift import shifted_copy


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="pairs per row")
    parser.add_argument("--keys", type=int, default=120, help="keys typed")
    parser.add_argument(
        "--write", action="store_true", help="put the table into docs/performance.md"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PILOTAGE_CONFIG_DIR"] = str(Path(folder) / "config")
        os.environ["PILOTAGE_TOUR"] = "off"  # what is measured is nobody's first start
        sample = Path(folder) / "content.pilotage.json"
        source = paths.samples_folder() / "content_production.pilotage.json"
        shifted_copy(source, sample, datetime.now(UTC).date())
        big = file_of(Path(folder), 100_000)
        table = markdown(
            [
                *start_up.rows(sample, wanted.runs),
                *record.rows(Path(folder), wanted.runs),
                *keys.rows(sample, big, wanted.keys),
                *portfolio.rows(portfolio.folder_of(Path(folder) / "many"), wanted.runs),
                *outputs.rows(wanted.runs),
                *pdf.rows(ProjectFile.open(sample, read_only=True).project, wanted.runs),
            ]
        )
    print(table)
    if wanted.write:
        publish("measured", table)


main()
