"""Write the sample projects anew: `python -m tests.samples [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.samples.build import write_samples

if __name__ == "__main__":
    top = Path(__file__).resolve().parents[2]
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else top / "sample_projects"
    folder.mkdir(exist_ok=True)
    for path in write_samples(folder).values():
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
