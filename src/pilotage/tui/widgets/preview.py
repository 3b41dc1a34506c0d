"""The one-page document as its reader will see it, as far as a terminal can show it."""

from __future__ import annotations

from textual.content import Content

from pilotage.model.document import SECTION_BY_KEY, Page
from pilotage.model.project import Project

Part = str | Content | tuple[str, str]
FLOW = ("trigger", "input_format", "steps", "review", "destination")


def preview(project: Project, page: Page) -> Content:
    """The page from title to remedies; empty sections say what belongs there."""
    revision = project.revision
    draft = revision is None or revision.page != page
    status = f"revision {revision.number}" if revision and not draft else "draft"
    parts: list[Part] = [
        (f"{project.title}\n", "bold $accent"),
        (f"{status}\n\n", "$foreground 65%"),
        *_prose(page.purpose, "purpose"),
        "\n\n",
    ]
    for number, key in enumerate(FLOW, start=1):
        colour = "$warning" if key == "review" else "$accent"
        title = "HUMAN REVIEW" if key == "review" else SECTION_BY_KEY[key].title.upper()
        parts += [(f" {number} ", f"reverse bold {colour}"), (f" {title}\n", f"bold {colour}")]
        parts += _flow(page, key)
        parts.append("\n\n")
    parts += _box("QUALITY CRITERIA", page.criteria, "criteria", "✓", "$success")
    parts += _box("DO NOT USE WHEN", page.disqualifiers, "disqualifiers", "×", "$error")
    parts += [("WHEN IT GOES WRONG\n", "bold"), *_prose(page.when_wrong, "when_wrong"), "\n\n"]
    parts += [("OWNERS\n", "bold")]
    parts += [
        f"Builder: {project.name_of(project.builder)}\n",
        f"Second owner: {project.name_of(project.second_owner)}\n",
        f"Decision-maker: {project.name_of(project.decision_maker)}\n",
    ]
    return Content.assemble(*parts)


def _prose(text: str, key: str) -> list[Part]:
    if text.strip():
        return [text.rstrip()]
    return [(SECTION_BY_KEY[key].question, "italic $foreground 65%")]


def _flow(page: Page, key: str) -> list[Part]:
    if key == "steps":
        tool: list[Part] = [("With ", "$foreground 65%"), f"{page.tool}\n"] if page.tool else []
        if not page.steps:
            return [*tool, (SECTION_BY_KEY[key].question, "italic $foreground 65%")]
        return [*tool, "\n".join(f"{n}. {step}" for n, step in enumerate(page.steps, start=1))]
    if key == "review":
        who: list[Part] = [(page.reviewer, "bold"), "\n"] if page.reviewer else []
        return [*who, *_prose(page.review, key)]
    return _prose(getattr(page, key), key)


def _box(title: str, lines: tuple[str, ...], key: str, mark: str, colour: str) -> list[Part]:
    parts: list[Part] = [(f"{title}\n", f"bold {colour}")]
    if not lines:
        parts += [(SECTION_BY_KEY[key].question, "italic $foreground 65%"), "\n"]
    for line in lines:
        parts += [(f"{mark} ", f"bold {colour}"), f"{line}\n"]
    return [*parts, "\n"]
