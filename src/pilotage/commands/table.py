"""Which commands there are. Imports nothing, so that the list costs nothing."""

from __future__ import annotations

from typing import Final

COMMANDS: Final = {
    "new": "Start a project for a workflow.",
    "demo": "Open a copy of a sample project.",
    "status": "Phase, day, what is missing, late or due.",
    "due": "What is late or due, for cron; exit 1 when anything is.",
    "gate": "What a gate demands; exit 0 when it is open.",
    "advice": "What may make the page fail; exit 0 when nothing.",
    "journal": "Who did what when.",
    "export": "Write the one-page document, the journal, the dates or all data.",
    "record": "Record an output or a measurement from a script.",
    "import": "Bring in rows of a CSV file, or exported data.",
    "handoff": "Write the second owner's part as one file to pass on.",
    "merge": "Bring a run back from a file that was handed over.",
    "attach": "Attach a file as evidence, by its SHA-256.",
    "verify": "Check a project file, its journal and its evidence files.",
    "playbook": "An organisation's own rules: check, show, adopt.",
    "serve": "The same screens in a browser.",
    "themes": "The themes there are, and where to put your own.",
    "keys": "Which key does what, and what is wrong with your own.",
    "config": "Show or change your settings.",
    "completion": "Let your shell complete commands, files and names.",
}
"""Each command and what it does, so that the list needs none of their modules."""
