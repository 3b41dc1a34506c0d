"""Which page an exported file is, and whether that is still the one in force.

Each file says of which project and revision it is, the SHA-256 of the page's text, and its own
seal. That tells which page was exported, and whether the file is as it was written.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pilotage.errors import FileProblem
from pilotage.export.document import FINGERPRINT, page_hash
from pilotage.export.seal import PROPERTIES, STAMPED, are_intact, is_intact
from pilotage.method.page_difference import changed_sections
from pilotage.method.requirement import listed
from pilotage.method.schedule import day_month_year
from pilotage.model.document import SECTION_BY_KEY, Page, Revision
from pilotage.model.project import Project
from pilotage.store import zips

MOST: Final = 64_000_000
"""Larger files, in bytes, are no page."""
_STAMP: Final = re.compile(
    rb"(?:/Keywords\(|<cp:keywords>|<meta name=\"pilotage\" content=\"|^\[)" + STAMPED,
    re.MULTILINE,
)
"""Where each format says it: nothing that a person wrote can stand there."""
MOST_PARTS: Final = 200


@dataclass(frozen=True)
class Provenance:
    """Where a page comes from."""

    uid: str
    """Its project."""
    number: int
    """Its revision's number; 0 for a draft."""
    hash: str
    """The SHA-256 of its text."""
    is_intact: bool = True
    """Whether the file is as it was written."""

    @property
    def name(self) -> str:
        """“revision 3” or “a draft”."""
        return f"revision {self.number}" if self.number else "a draft"


@dataclass(frozen=True)
class Judgement:
    """What is to be said of an exported page."""

    detail: str
    """Which page it is, and what has changed since."""
    is_current: bool = False


def provenance(path: Path) -> Provenance:
    """Where an exported page comes from; raises `FileProblem` for a file that does not say."""
    try:
        if path.stat().st_size > MOST:
            raise _unknown(path)
        if path.suffix.lower() == ".docx":
            parts = _parts(path)
            content, intact = parts.get(PROPERTIES, b""), are_intact(parts)
        else:
            content = path.read_bytes()
            intact = is_intact(content)
    except OSError as error:
        raise FileProblem(f"{path.name} can't be read ({error.strerror or error}).") from None
    found = _STAMP.search(content)
    if found is None:
        raise _unknown(path)
    uid, number, digest, _ = (part.decode("ascii") for part in found.groups())
    return Provenance(uid, int(number), digest, intact)


def judge(page: Provenance, project: Project) -> Judgement:
    """Whether an exported page is the one in force in its project."""
    if not page.is_intact:
        return Judgement(
            f"It says {page.name}, but it is not as Pilotage wrote it: altered, or saved anew."
        )
    current = project.revision
    if page.number == 0:
        return _judge_draft(page, project)
    of_that_number = next((r for r in project.revisions if r.number == page.number), None)
    if of_that_number is None:
        return Judgement(f"It says {page.name}, which this project does not have.")
    if page_hash(of_that_number.page) != page.hash:
        return Judgement(
            f"It says {page.name}, but its fingerprint {page.hash[:FINGERPRINT]} is not that "
            f"revision's, {page_hash(of_that_number.page)[:FINGERPRINT]}.",
        )
    if of_that_number is current:
        return Judgement(f"{page.name.capitalize()}, the one in force.", is_current=True)
    assert current is not None  # noqa: S101 - there is one of that number
    return Judgement(f"{page.name.capitalize()}, {_replaced(of_that_number.page, current)}")


def _judge_draft(page: Provenance, project: Project) -> Judgement:
    current = project.revision
    if current is None:
        same = page_hash(project.page) == page.hash
        return Judgement(
            f"A draft, {'unchanged' if same else 'changed'} since; no revision is published yet.",
        )
    if page_hash(current.page) == page.hash:
        return Judgement(f"A draft; published since, as it is, as revision {current.number}.")
    return Judgement(f"A draft; in force is revision {current.number}.")


def _replaced(old: Page, current: Revision) -> str:
    changed = [SECTION_BY_KEY[key].title for key in changed_sections(old, current.page)]
    when = day_month_year(current.at.astimezone().date())
    said = f"Changed: {listed(changed, len(changed))}." if changed else "Its text is the same."
    return f"replaced by revision {current.number} on {when}. {said}"


def _parts(path: Path) -> dict[str, bytes]:
    """The parts of a Word file, as long as they are such as a page has."""
    found: dict[str, bytes] = {}
    left = MOST
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_PARTS:
                raise _unknown(path)
            for info in infos:
                found[info.filename] = part = zips.content(archive, info, left)
                left -= len(part)
    except (*zips.DAMAGED, *zips.FOREIGN, zips.TooLarge):
        raise _unknown(path) from None
    return found


def _unknown(path: Path) -> FileProblem:
    return FileProblem(
        f"{path.name} does not say that it is a page of Pilotage.",
        "Verify a file that `pilotage export` wrote.",
    )
