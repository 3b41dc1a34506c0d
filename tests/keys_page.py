"""`python -m tests.keys_page docs/keys.md`: puts the table of commands at the end of the page."""

from __future__ import annotations

import sys
from pathlib import Path

from pilotage.tui.every_command import listed
from pilotage.tui.key_names import spoken

LAST = "The first column is the name for `[keys]`.\n"


def table() -> str:
    """All commands with their default keys, by screen."""
    lines: list[str] = []
    where = ""
    for each in listed():
        if each.where != where:
            where = each.where
            lines += [
                "",
                f"### {where[:1].upper()}{where[1:]}",
                "",
                "| command | keys | |",
                "|---|---|---|",
            ]
        keys = ", ".join(map(spoken, each.default))
        lines.append(f"| `{each.name}` | {keys} | {each.title} |")
    return "\n".join(lines) + "\n"


def with_table(page: str) -> str:
    """A page with the table at its end, in the place of an older one."""
    return page.partition(LAST)[0] + LAST + table()


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_table(file.read_text("utf-8")), "utf-8")
