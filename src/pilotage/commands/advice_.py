"""`pilotage advice`: what may make the page fail on the day somebody new follows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pilotage.method.advice import Advice, Finding
    from pilotage.model.project import Project


@click.command("advice", epilog="Example: pilotage advice leads.pilotage.json || echo look again")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--published", is_flag=True, help="The last published revision, not the draft.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(file: Path, published: bool, as_json: bool) -> int:
    """List advice on the one-page document. Exit 0 when there is none, else 1.

    The draft where there is one. Advice never blocks a gate; what was dismissed with a reason is
    listed apart and does not count.
    """
    from pilotage.commands.output import say, say_json
    from pilotage.commands.project import read
    from pilotage.errors import ANSWER_IS_NO, DONE, PilotageError
    from pilotage.method.advice import advice_on

    project = read(file).project
    revision = project.revision
    if published and revision is None:
        raise PilotageError("No revision of the page is published yet.", "Leave --published out.")
    is_draft = project.has_draft and not published
    page = project.page if is_draft or revision is None else revision.page
    said = advice_on(project, page)
    number = None if is_draft or revision is None else revision.number
    if as_json:
        say_json(_data(project, said, number))
    else:
        say(*_lines(project, said, number))
    return ANSWER_IS_NO if said.open else DONE


def _data(project: Project, said: Advice, revision: int | None) -> dict[str, Any]:
    return {
        "title": project.title,
        "revision": revision,
        "advice": [_finding(each) for each in said.open],
        "dismissed": [
            {
                **_finding(each.finding),
                "because": each.dismissal.reason,
                "by": project.name_of(each.dismissal.by),
                "at": each.dismissal.at.isoformat(),
            }
            for each in said.answered
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "section": finding.section or None,
        "words": finding.words,
        "start": finding.start,
        "reason": finding.reason,
        "better": finding.better,
    }


def _lines(project: Project, said: Advice, revision: int | None) -> list[str]:
    from pilotage.commands.output import bold
    from pilotage.method.advice_finding import pieces
    from pilotage.model.text import one_line

    which = "the draft" if revision is None else f"revision {revision}"
    lines = [bold(f"{project.title} · advice on {which}")]
    where = ""
    for each in said.open:
        if each.where != where:
            where = each.where
            lines.append(bold(where))
        head = f"  “{one_line(each.words)}” " if each.words else "  "
        lines += [f"{head}({each.rule})", f"    {each.reason}", f"    {each.better}"]
    if said.answered:
        lines.append(bold("Dismissed"))
    for finding, dismissal in said.answered:
        name, words = project.name_of(dismissal.by), finding.words or finding.where
        lines.append(f"  “{one_line(words)}”, by {name}: {one_line(dismissal.reason)}")
    total = pieces(len(said.open)) if said.open else "No advice"
    return [*lines, f"{total}. Advice never blocks a gate."]
