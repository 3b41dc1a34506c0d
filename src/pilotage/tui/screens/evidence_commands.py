"""What can be done about evidence files."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from pilotage import evidence
from pilotage.actions import attachments
from pilotage.errors import PilotageError
from pilotage.evidence import State
from pilotage.evidence_file import examine
from pilotage.forms.evidence import NO_PHASE, said_fields
from pilotage.method.extras import file_name
from pilotage.model.attachment import Attachment
from pilotage.model.text import clean, one_line
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.paths_typed import Paths
from pilotage.tui.screens.parted import ButtonCommand, ChosenCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.evidence import EvidenceScreen


class FileCommand(ChosenCommand):
    """A command on the file under the cursor."""

    chosen = "file"
    none = "No file is chosen."


class Attach(ButtonCommand):
    """Attach a file."""

    key = "a"
    label = "Attach"
    title = "Attach a file as evidence"
    help = "It stays where it is; its SHA-256 and size are kept, so that a change shows."

    async def run(self, screen: EvidenceScreen) -> None:
        """Ask for it until it can be read, then attach it."""
        wanted = screen.wanted_file()
        typed: dict[str, Any] = {
            "path": "",
            "about": wanted.of if wanted else "",
            "phase": wanted.phase if wanted else NO_PHASE,
            "copy": False,
            "note": "",
        }
        problem = ""
        while (
            answer := await screen.app.push_screen_wait(_form(screen, typed, problem))
        ) is not None:
            typed = answer
            try:
                await _attach(screen, answer)
            except PilotageError as error:
                problem = one_line(str(error))
            else:
                return


class EditFile(FileCommand):
    """Change what is said of a file."""

    key = "e"
    shown = "e ↵"
    label = "Edit"
    title = "Change what is said of a file"
    help = "What it is about, the phase that it belongs to, and the note."

    async def run_with(self, screen: EvidenceScreen, file: Attachment) -> None:
        """Ask for it."""
        values = {"about": file.about, "phase": file.phase or NO_PHASE, "note": file.note}

        def save(typed: dict[str, Any]) -> None:
            typed["phase"] = typed["phase"] or None
            screen.session.do(attachments.edit_attachment, attachment=file.id, **typed)

        await screen.app.push_screen_wait(Form(file_name(file), _said(screen, values), save))


READ_ONLY_KINDS: Final = frozenset(
    f".{ending}"
    for ending in (
        *("pdf", "txt", "md", "csv", "tsv", "log", "json", "eml", "ics"),
        *("png", "jpg", "jpeg", "gif", "webp", "svg"),
        *("docx", "xlsx", "pptx", "odt", "ods", "odp"),
    )
)
"""Endings of files that a viewer shows; what has another is asked about before it is opened."""


class OpenFile(FileCommand):
    """Open a file in the system's viewer."""

    key = "o"
    label = "Open"
    title = "Open the file"
    help = "In the system's own program; asks first when it has changed or is no document."
    changes = False

    async def run_with(self, screen: EvidenceScreen, file: Attachment) -> None:
        """Open it."""
        from pilotage.viewer import view

        place = evidence.place_of(file, screen.session.path)
        with screen.reading(file_name(file)) as progress:
            look = await asyncio.to_thread(evidence.look, file, screen.session.path, progress)
        if look.state in (State.GONE, State.UNREADABLE):
            screen.app.notify(clean(f"{look.detail}.").text, severity="warning", title="Not opened")
            return
        if look.state is State.CHANGED and not await screen.app.push_screen_wait(
            Confirm("Open a file that has changed?", f"{look.detail}.", yes="Open it", loses=True)
        ):
            return
        if place.suffix.lower() not in READ_ONLY_KINDS and not await screen.app.push_screen_wait(
            Confirm(
                f"Open “{clean(place.name).text}”?",
                "It is no document or picture by its name: the system may run it as a program. "
                "Open it only when you know where it comes from.",
                yes="Open it",
                no="Leave it",
                loses=True,
            )
        ):
            return
        await asyncio.to_thread(view, place)


class LookAgain(ButtonCommand):
    """Look at all files, or stop that."""

    key = "l"
    label = "Look again"
    title = "Look whether the files are still the same"
    help = "Reads every file in the background; the same key stops it."
    changes = False

    def why_not(self, screen: EvidenceScreen) -> str:
        """There must be one."""
        return "" if screen.project.attachments else "No file is attached yet."

    async def run(self, screen: EvidenceScreen) -> None:
        """Look, or stop."""
        if screen.is_reading:
            screen.stop_reading()
            return
        screen.forget()
        screen.show(screen.project)
        screen.look_at(screen.project.attachments)


class Renew(FileCommand):
    """Take a changed file as it is now."""

    key = "r"
    label = "Take as it is"
    title = "Take a file as it is now"
    help = "When it was changed on purpose; the reason stays in the journal."

    async def run_with(self, screen: EvidenceScreen, file: Attachment) -> None:
        """Read it, ask for the reason, and take it."""
        name = file_name(file)
        place = evidence.place_of(file, screen.session.path)
        with screen.reading(name) as progress:
            found = await asyncio.to_thread(examine, place, progress)
        if found.sha256 == file.sha256:
            screen.app.notify("The file is as it was attached.")
            screen.look_at((file,))
            return

        def save(typed: dict[str, Any]) -> None:
            screen.session.do(
                attachments.renew_attachment,
                attachment=file.id,
                sha256=found.sha256,
                size=found.size,
                reason=typed["reason"],
            )

        fields = [Field("reason", "Why was it changed?", "prose", required=True)]
        detail = f"It had {file.size:,} bytes and has {found.size:,} now."
        await screen.app.push_screen_wait(
            Form(f"Take {name} as it is", fields, save, detail=detail)
        )
        screen.look_at(
            tuple(each for each in screen.project.attachments if not screen.state_of(each))
        )


class Detach(FileCommand):
    """Take a file out of the evidence."""

    key = "d,delete"
    shown = "d"
    label = "Detach"
    title = "Take a file out of the evidence"
    help = "The file itself stays where it is. Undo attaches it again."

    async def run_with(self, screen: EvidenceScreen, file: Attachment) -> None:
        """Detach."""
        screen.session.do(attachments.detach_file, attachment=file.id)


def _form(screen: EvidenceScreen, typed: dict[str, Any], problem: str) -> Form:
    folder = screen.session.path.absolute().parent
    path = Field(
        "path",
        "File",
        value=typed["path"],
        hint="From the project's folder; ~ is your home. → takes what is proposed.",
        required=True,
        complete=Paths(folder),
    )
    copy = Field("copy", "Keep a copy beside the project", "check", typed["copy"])
    return Form(
        "Attach a file",
        [path, *_said(screen, typed), copy],
        lambda _: None,
        button="Attach",
        problem=problem,
    )


def _said(screen: EvidenceScreen, typed: dict[str, Any]) -> list[Field]:
    return said_fields(screen.project, typed["about"], typed["phase"], typed["note"])


async def _attach(screen: EvidenceScreen, typed: dict[str, Any]) -> None:
    session = screen.session
    path = evidence.typed_path(typed["path"], session.path.absolute().parent)
    with screen.reading(one_line(path.name)) as progress:
        found = await asyncio.to_thread(
            evidence.attachable, path, session.path, copy=typed["copy"], progress=progress
        )
    with found.for_good() as facts:
        session.do(
            attachments.attach_file,
            about=typed["about"],
            phase=typed["phase"] or None,
            note=typed["note"],
            **facts,
        )
    screen.look_at(session.project.attachments[-1:])
