"""What is kept and given out: the journal, exports, evidence files, the five traps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from pilotage import evidence
from pilotage.actions import attachments, playbook
from pilotage.errors import Refused
from pilotage.export.exports import Order, make
from pilotage.export.files import free_path, safe_name, write
from pilotage.export.formats import FORMATS, What, name_end
from pilotage.export.target import target
from pilotage.forms.evidence import attachment_fields
from pilotage.forms.field import Field
from pilotage.forms.values import moment
from pilotage.method.extra_signing import holders
from pilotage.method.trap_evidence import trap_evidence
from pilotage.method.traps import TRAPS, TrapStatus, trap_statuses
from pilotage.model.attachment import Attachment
from pilotage.model.document import Paper
from pilotage.model.journal import Entry
from pilotage.model.text import one_line
from pilotage.plain.desk import Desk
from pilotage.plain.filling import Answers, fill
from pilotage.plain.seat import Option

if TYPE_CHECKING:
    from pilotage.model.playbook import Extra

LATEST: Final = 10
"""So many entries of the journal are said at once."""


# -- the journal -----------------------------------------------------------------------------


def journal(desk: Desk) -> None:
    """The entries, the newest first; a part of one finds others."""
    desk.session.flush()
    entries = list(reversed(desk.session.journal))
    desk.tell(f"{len(entries):,} entries. The newest:")
    at = 0
    while True:
        for entry in entries[at : at + LATEST]:
            desk.tell(_said(entry))
        at += LATEST
        word = one_line(desk.dialogue.ask("Enter for older ones, or a word to look for:"))
        if word:
            at = 0
            everything = reversed(desk.session.journal)
            entries = [e for e in everything if word.casefold() in _said(e).casefold()]
            desk.tell(f"{len(entries):,} with “{word}”.")
        elif at >= len(entries):
            desk.tell("There are no older ones.")
            return


def _said(entry: Entry) -> str:
    who = f"{entry.by} ({entry.role})" if entry.role else entry.by
    signature = f", {entry.signature}" if entry.signature else ""
    return f"{entry.seq}. {moment(entry.at)}, {who}: {entry.what}{signature}"


# -- exports ---------------------------------------------------------------------------------


def export(desk: Desk) -> None:
    """What, in which format, where to; then the file is written."""
    kinds = list(What)
    what = kinds[desk.dialogue.choose("Export what?", [each.label for each in kinds], enter=0)]
    forms = FORMATS[what]
    form = forms[0]
    if len(forms) > 1:
        labels = [each.label for each in forms]
        form = forms[desk.dialogue.choose("In which format?", labels, enter=0)]
    paper = Paper.A4
    if form.has_paper:
        papers = list(Paper)
        paper = papers[desk.dialogue.choose("Paper?", [p.label for p in papers], enter=0)]
    project, session = desk.project, desk.session
    draft = False
    if what is What.DOCUMENT and project.revision is not None and project.has_draft:
        number = project.revision.number
        states = [f"Revision {number}, in force", "The draft, as it is written now"]
        draft = desk.dialogue.choose("Which state of the page?", states, enter=0) == 1
    session.flush()
    order = Order(what, form, paper, draft=draft, file=session.path.name)
    made = make(order, project, session.journal, desk.today)
    folder = session.path.absolute().parent
    place = free_path(folder, safe_name(project.title), name_end(what, form))
    desk.tell(f"The file is to be {place}.")
    typed = one_line(desk.dialogue.ask("Another name or place, or Enter:"))
    path = target(typed, form, session.path) if typed else place
    force = path.exists() and desk.dialogue.confirm(f"{path.name} exists. Replace it?")
    write(path, made.content, force=force)
    desk.tell(f"Written: {path}.", *filter(None, (made.note,)))


# -- evidence --------------------------------------------------------------------------------


def show(desk: Desk, field: str) -> None:
    """What the playbook wants: a signature or a file."""
    kind, _, id_ = field.partition(":")
    extras = desk.project.playbook.extras if desk.project.playbook else ()
    own = next((each for each in extras if each.id == id_), None)
    if own is not None and kind == "sign":
        _sign(desk, own)
    elif own is not None:
        attach(desk, own.sentence)
    else:
        files(desk)


def files(desk: Desk) -> None:
    """The files that are attached as evidence."""
    desk.menu("Evidence files", lambda: _files(desk))


def _files(desk: Desk) -> list[Option]:
    found = [Option("Attach a file", lambda: attach(desk))]
    for each in desk.project.attachments:
        where = f"phase {each.phase}" if each.phase else "the workflow"
        label = f"{each.path}: {each.about}, for {where}"
        found.append(Option(label, partial(_file, desk, each)))
    return found


def attach(desk: Desk, about: str = "") -> None:
    """Attach a file; its SHA-256 and size are kept."""
    if about:
        desk.tell(f"Wanted: {about}")
    fields = [
        Field("path", "The file", hint="Its path, such as ~/photos/rota.png.", required=True),
        Field("copy", "Keep a copy of it beside the project", "check", value=False),
        *attachment_fields(desk.project),
    ]
    fill(desk, "Attach a file", fields, partial(_attach, desk))


def _attach(desk: Desk, values: Answers) -> None:
    session = desk.session
    path = evidence.typed_path(values["path"], session.path.absolute().parent)
    found = evidence.attachable(path, session.path, copy=values["copy"])
    with found.for_good() as facts:
        desk.do(
            attachments.attach_file,
            about=values["about"],
            phase=values["phase"] or None,
            note=values["note"],
            **facts,
        )


def _file(desk: Desk, file: Attachment) -> None:
    look = evidence.look(file, desk.session.path)
    desk.tell(f"It is {look.state.value}{f': {look.detail}' if look.detail else ''}.")
    if desk.dialogue.choose("File.", ["Change what is said of it", "Take it out"]) == 0:
        fill(
            desk,
            f"What {file.path} proves",
            attachment_fields(desk.project, file),
            lambda values: desk.do(
                attachments.edit_attachment,
                attachment=file.id,
                **{**values, "phase": values["phase"] or None},
            ),
            row=file.id,
        )
    elif desk.dialogue.confirm("Take it out of the evidence? The file stays where it is."):
        desk.do(attachments.detach_file, attachment=file.id)


def _sign(desk: Desk, own: Extra) -> None:
    people = holders(desk.project, own.of)
    if not people:
        raise Refused(f"Nobody is the {own.of}.", "Main menu, People, names them.")
    who = desk.session.actor if desk.session.actor in people else people[0]
    with desk.as_person(who, f"Signs as {own.of}: “{own.sentence}”"):
        desk.tell("It is under the page in force; when that changes, it is signed again.")
        if desk.dialogue.confirm(f"{desk.project.name_of(who)}: sign “{own.sentence}”?"):
            desk.do(playbook.sign_extra, extra=own.id)


# -- the traps -------------------------------------------------------------------------------


def traps(desk: Desk) -> None:
    """What keeps a pilot a pilot, how far each trap is closed, and by what."""
    statuses, found = trap_statuses(desk.project), trap_evidence(desk.project)
    for trap in TRAPS:
        desk.dialogue.gap()
        status = statuses[trap.kind]
        desk.tell(f"{trap.name}: {status}.", trap.looks, f"Remedy: {trap.remedy}")
        if status is not TrapStatus.CLOSED:
            desk.tell(f"Closes with gate {trap.closes_in}.")
        if said := found[trap.kind]:
            desk.tell(f"{said[:1].upper()}{said[1:]}.")
