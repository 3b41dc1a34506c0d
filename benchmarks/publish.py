"""Putting a measured table where docs/performance.md has its place."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def publish(place: str, table: str) -> None:
    """Replace what stands between the marks of a place."""
    begin, end = (f"<!-- {place}: {mark} -->\n" for mark in ("begin", "end"))
    before, _, rest = PAGE.read_text("utf-8").partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n{table}\n{end}{after}", "utf-8")
