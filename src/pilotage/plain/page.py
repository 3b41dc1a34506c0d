"""Writing the page: section by section, each saved when it is written; and publishing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.actions import advice as advising
from pilotage.actions.page import discard_draft, edit_section, publish_revision
from pilotage.forms.field import Field
from pilotage.forms.publish import publish_fields, publishing, ticked
from pilotage.method.section_guide import GUIDES
from pilotage.model.document import (
    SECTION_BY_KEY,
    SECTIONS,
    Page,
    Section,
    is_written,
    section_text,
)
from pilotage.plain import drafts
from pilotage.plain.desk import Desk
from pilotage.plain.filling import fill
from pilotage.plain.seat import Option
from pilotage.plain.texts import ask_text
from pilotage.plain.words import Back, Skip, Undone

if TYPE_CHECKING:
    from pilotage.method.advice_finding import Finding


def options(desk: Desk) -> list[Option]:
    """What can be done with the page."""
    project = desk.project
    found = [
        Option("Write the page, section by section", lambda: write_all(desk)),
        Option("Choose a section of the page", lambda: choose(desk)),
        Option("Read the page", lambda: read(desk, desk.project.page)),
        Option("See what may make the page fail", lambda: advise(desk)),
    ]
    if project.revision is not None and project.has_draft:
        number = project.revision.number + 1
        found.append(Option(f"Publish the page as revision {number}", lambda: publish(desk)))
        found.append(Option("Go back to the published page", lambda: _discard(desk)))
    return found


def write_all(desk: Desk) -> None:
    """The sections that say nothing, in order, or all where none is left; back goes to the one
    before.
    """
    desk.refuse_read_only(1)
    asked = _empty(desk) or SECTIONS
    at, is_undone = 0, False
    while at < len(asked):
        number = SECTIONS.index(asked[at]) + 1
        try:
            write(desk, asked[at], f"Section {number} of {len(SECTIONS)}. ")
        except Back:
            if at == 0:
                return
            at -= 1
        except Undone:
            is_undone = True
            continue
        except Skip:
            at += 1
        else:
            at += 1
        if at == len(asked) and is_undone and (left := _empty(desk)):
            asked, at, is_undone = left, 0, False  # what says nothing again
    desk.tell("Every section is written." if not _empty(desk) else "That was the last section.")


def _empty(desk: Desk) -> tuple[Section, ...]:
    page = desk.project.page
    return tuple(section for section in SECTIONS if not is_written(page, section.key))


def choose(desk: Desk) -> None:
    """One section."""
    page = desk.project.page
    titles = [s.title + ("" if is_written(page, s.key) else ", empty") for s in SECTIONS]
    write(desk, SECTIONS[desk.dialogue.choose("Which section?", titles)])


def write(desk: Desk, section: Section, lead: str = "") -> None:
    """Ask for a section and save it. Raises `Back` and `Skip`."""
    desk.refuse_read_only(1)
    desk.prove(desk.session.actor)
    guide = GUIDES[section.key]
    explain = (
        f"{section.title}. {section.question}",
        guide.why,
        f"A good example, for {guide.workflow}:",
        *guide.good.split("\n"),
        "A poor one:",
        *guide.poor.split("\n"),
        guide.because,
    )
    desk.dialogue.gap()
    desk.tell(f"{lead}{section.title}. {section.question}")
    now = section_text(desk.project.page, section.key)
    key = f"{desk.project.uid} section {section.key}"
    with desk.at(section.title):
        if section.kind == "line":
            text = _line(desk, section, now, explain)
        else:
            text = ask_text(
                desk,
                section.title,
                now,
                explain,
                begun=drafts.kept(key).get("lines", ()),
                keep=lambda lines: drafts.keep(key, {"lines": list(lines)}),
            )
        if text != now:
            desk.do(edit_section, section=section.key, text=text)
        elif not text:
            desk.tell("Nothing was written.")
        drafts.forget(key)


def _line(desk: Desk, section: Section, now: str, explain: tuple[str, ...]) -> str:
    if now:
        desk.tell(f"Now: {now}. Enter keeps it, clear empties it.")
    typed = desk.dialogue.ask(f"{section.title}:", explain)
    if typed.strip().casefold() == "clear":
        return ""
    return typed if typed.strip() else now


def read(desk: Desk, page: Page) -> None:
    """Say the whole page, and how full it is."""
    for section in SECTIONS:
        desk.dialogue.gap()
        desk.tell(f"{section.title}.", *_lines(page, section.key))
    if page == desk.project.page:
        from pilotage.export.page_layout import lay_out

        desk.dialogue.gap()
        desk.tell(f"It fills {lay_out(desk.project, page).sentence}.")


def _lines(page: Page, key: str) -> list[str]:
    value: str | tuple[str, ...] = getattr(page, key)
    if not value:
        return ["Nothing is written."]
    if isinstance(value, str):
        return value.split("\n")
    return [f"{number}. {line}" for number, line in enumerate(value, 1)]


def difference(desk: Desk, old: Page, new: Page) -> None:
    """Say what changed from one state of the page to another: each section before and now."""
    from pilotage.method.page_difference import changed_sections

    changed = changed_sections(old, new)
    if not changed:
        desk.tell("Nothing in the page is another.")
    for key in changed:
        desk.dialogue.gap()
        desk.tell(f"{SECTION_BY_KEY[key].title} has changed. Before:", *_lines(old, key))
        desk.tell("Now:", *_lines(new, key))


def publish(desk: Desk) -> None:
    """Say what that changes, ask what changed and which gaps it answers, and publish."""
    from pilotage.export.page_layout import lay_out

    desk.refuse_read_only(1)
    project, session = desk.project, desk.session
    lay_out(project, project.page)
    after = publish_revision(project, session.stamp())  # refused before anything is asked
    if session.actor != project.builder:
        builder = project.name_of(project.builder)
        desk.tell(f"It is published in the name of {project.name_of(session.actor)}.")
        if desk.dialogue.confirm(f"Shall it be {builder}, who is at the keyboard now?"):
            desk.drive(project.builder)
    fill(
        desk,
        "Publish the page",
        publish_fields(project),
        lambda values: desk.do(publish_revision, note=values["note"], answers=ticked(values)),
        why=" ".join(publishing(project, after)),
        row=after.revisions[-1].number,
    )


def _discard(desk: Desk) -> None:
    desk.refuse_read_only(1)
    if desk.dialogue.confirm("Give up what changed since the last revision? undo brings it back."):
        desk.do(discard_draft)


def advise(desk: Desk) -> None:
    """What may make the page fail; each can be fixed, or answered with a reason."""
    from pilotage.method.advice import advice

    def build() -> list[Option]:
        return [_advice(desk, each) for each in advice(desk.project, desk.project.page)]

    if not build():
        desk.tell("Nothing on the page asks for advice.")
        return
    desk.menu("Advice on the page", build, intro=lambda: ["Advice never blocks a gate."])


def _advice(desk: Desk, finding: Finding) -> Option:
    words = f"“{finding.words}”: " if finding.words else ""

    def answer() -> None:
        desk.tell(finding.reason, finding.better)
        ways = ["Change the section", "Dismiss it, with a reason"]
        if finding.section and desk.dialogue.choose("Advice.", ways) == 0:
            write(desk, SECTION_BY_KEY[finding.section])
            return
        fill(
            desk,
            "Dismiss the advice",
            [Field("reason", "Why does it not hold here?", required=True)],
            lambda values: desk.do(
                advising.dismiss_advice,
                rule=finding.rule,
                section=finding.section,
                words=finding.words,
                **values,
            ),
            row=finding.key,
        )

    return Option(f"{finding.where}. {words}{finding.reason}", answer)
