"""Which commands there are. Imports nothing, so that the list costs nothing."""

from __future__ import annotations

from typing import Final

COMMANDS: Final = {
    "new": "Start a project for a workflow.",
    "demo": "Open a copy of a sample project.",
    "status": "Phase, day, what is missing, late or due.",
    "gate": "What a gate demands; exit 0 when it is open.",
    "advice": "What may make the page fail; exit 0 when nothing.",
    "journal": "Who did what when.",
    "export": "Write the one-page document, the journal or all data.",
    "record": "Record an output or a measurement from a script.",
    "import": "Bring in rows of a CSV file, or exported data.",
    "handoff": "Write the second owner's part as one file to pass on.",
    "merge": "Bring a run back from a file that was handed over.",
    "verify": "Check a project file and its journal.",
    "serve": "The same screens in a browser.",
    "themes": "The themes there are, and where to put your own.",
    "config": "Show or change your settings.",
}
"""Each command and what it does, so that the list needs none of their modules."""
