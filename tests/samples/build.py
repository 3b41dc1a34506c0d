"""The three samples by name, and how to write them into a folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from pilotage.paths import SUFFIX
from tests.samples import content_production, lead_routing, support_triage

SAMPLES: Final[Mapping[str, Callable[[Path], date]]] = {
    "content_production": content_production.build,
    "lead_routing": lead_routing.build,
    "support_triage": support_triage.build,
}


def write_samples(folder: Path) -> dict[str, Path]:
    """Write every sample into a folder, in place of what was there; the files by name."""
    found: dict[str, Path] = {}
    for name, build in SAMPLES.items():
        found[name] = folder / f"{name}{SUFFIX}"
        with tempfile.TemporaryDirectory() as elsewhere:
            path = Path(elsewhere) / found[name].name
            build(path)
            shutil.copyfile(path, found[name])
    return found
