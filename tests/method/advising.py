"""Pages with one section rewritten, and what the advice on them is."""

from __future__ import annotations

from typing import Any

from pilotage.actions import page
from pilotage.method.advice import Finding, findings
from tests.way import Way


def found(section: str, text: str, way: Way | None = None, **more: str) -> tuple[Finding, ...]:
    """The findings on a page that has only that text in that section."""
    way = way or Way()
    for key, said in {section: text, **more}.items():
        way.do(page.edit_section, section=key, text=said)
    return findings(way.project, way.project.page)


def rules(section: str, text: str, way: Way | None = None, **more: Any) -> list[tuple[str, str]]:
    """The rules that found something, each with the words."""
    return [(each.rule, each.words) for each in found(section, text, way, **more)]


def words(rule: str, section: str, text: str, way: Way | None = None, **more: Any) -> list[str]:
    """The words that a rule found."""
    return [said for name, said in rules(section, text, way, **more) if name == rule]
