"""An exported page says which one it is, and whether it is still in force."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pilotage.actions import page, people
from pilotage.errors import FileProblem
from pilotage.export import provenance as pages
from pilotage.export.document import document, page_hash
from pilotage.export.exports import Order, make
from pilotage.export.formats import Format, What
from pilotage.export.provenance import Provenance, judge, provenance
from tests.way import Way, documented, written

FORMATS = [Format.PDF, Format.HTML, Format.DOCX, Format.MARKDOWN]


def exported(way: Way, form: Format, folder: Path, *, draft: bool = False) -> Path:
    path = folder / f"page.{form}"
    order = Order(What.DOCUMENT, form, draft=draft)
    path.write_bytes(make(order, way.project, (), date(2026, 5, 20)).content)
    return path


def newer(way: Way) -> Way:
    way.do(page.edit_section, section="trigger", text="Another trigger.")
    way.do(page.publish_revision, note="Newer")
    return way


@pytest.mark.parametrize("form", FORMATS)
def test_a_page_in_force_is_known_as_such(tmp_path: Path, form: Format) -> None:
    way = documented()
    found = provenance(exported(way, form, tmp_path))
    assert found == Provenance(way.project.uid, 1, page_hash(way.project.page))
    assert judge(found, way.project).is_current


@pytest.mark.parametrize("form", FORMATS)
def test_a_replaced_page_says_by_what_and_what_changed(tmp_path: Path, form: Format) -> None:
    way = documented()
    found = provenance(exported(way, form, tmp_path))
    said = judge(found, newer(way).project)
    assert not said.is_current
    assert re.fullmatch(
        r"Revision 1, replaced by revision 2 on 1\d March 2026\. Changed: Trigger\.", said.detail
    )


def test_a_draft_is_never_in_force(tmp_path: Path) -> None:
    way = written()
    found = provenance(exported(way, Format.HTML, tmp_path))
    assert judge(found, way.project).detail == (
        "A draft, unchanged since; no revision is published yet."
    )
    assert "published since, as it is, as revision 1" in judge(found, documented().project).detail
    assert "in force is revision 2" in judge(found, newer(documented()).project).detail


def test_a_page_that_claims_what_it_is_not_is_found_out() -> None:
    project = newer(documented()).project
    wrong = Provenance(project.uid, 2, page_hash(project.revisions[0].page))
    said = judge(wrong, project)
    assert not said.is_current
    assert wrong.hash[:12] in said.detail
    assert "does not have" in judge(Provenance(project.uid, 7, "0" * 64), project).detail


def altered(path: Path) -> None:
    """Change a word of the text, or what comes nearest to it."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part.replace(b"within the hour", b"within a month"))
    elif path.suffix == ".pdf":
        path.write_bytes(path.read_bytes() + b"\n%altered\n")
    else:
        path.write_bytes(path.read_bytes().replace(b"within the hour", b"within a month"))


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_was_altered_is_not_in_force(tmp_path: Path, form: Format) -> None:
    way = documented()
    path = exported(way, form, tmp_path)
    altered(path)
    said = judge(provenance(path), way.project)
    assert not said.is_current
    assert said.detail.startswith("It says revision 1, but it is not as Pilotage wrote it")


@pytest.mark.parametrize("form", [form for form in FORMATS if form is not Format.DOCX])
def test_every_byte_counts(tmp_path: Path, form: Format) -> None:
    way = documented()
    path = exported(way, form, tmp_path)
    whole = path.read_bytes()
    assert provenance(path).is_intact
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert not judge(provenance(path), way.project).is_current
        except FileProblem:
            continue  # its stamp or its container can't be read any more


@pytest.mark.parametrize("form", FORMATS)
def test_a_title_can_claim_nothing(tmp_path: Path, form: Format) -> None:
    way = documented()
    claim = f"/Keywords(pilotage-page:{'1' * 32}:1:{'2' * 64}"[:120]
    way.do(people.rename_workflow, title=claim)
    assert provenance(exported(way, form, tmp_path)).uid == way.project.uid


@pytest.mark.parametrize("name", ["x.pdf", "x.html", "x.docx"])
def test_a_file_of_something_else_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7 pilotage-page:nothing")
    with pytest.raises(FileProblem, match="does not say that it is a page of Pilotage"):
        provenance(tmp_path / name)


def test_an_archive_of_something_else_is_refused_in_words(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("other", "x")
    with pytest.raises(FileProblem, match="does not say"):
        provenance(tmp_path / "x.docx")


def test_a_damaged_word_file_is_read_or_refused_in_words(tmp_path: Path) -> None:
    way = documented()
    path = exported(way, Format.DOCX, tmp_path)
    whole = path.read_bytes()
    directory = whole.index(b"PK\x01\x02")
    outcomes: set[type] = set()
    places = [*range(directory, len(whole), 7), *range(0, directory, 997)]
    for at in places:
        for damaged in (whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :], whole[:at]):
            path.write_bytes(damaged)
            try:
                outcomes.add(type(provenance(path)))
            except FileProblem as problem:
                outcomes.add(type(problem))
    assert outcomes == {FileProblem, Provenance}


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_word_file_that_is_packed_otherwise_is_refused(tmp_path: Path, packed: int) -> None:
    path = exported(documented(), Format.DOCX, tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(FileProblem, match="does not say"):
        provenance(path)


def test_no_more_is_read_of_a_word_file_than_a_page_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(documented(), Format.DOCX, tmp_path)
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
    monkeypatch.setattr(pages, "MOST", size)
    assert provenance(path).is_intact
    monkeypatch.setattr(pages, "MOST", size - 1)
    with pytest.raises(FileProblem, match="does not say"):
        provenance(path)


def test_the_stamp_is_that_of_the_page_not_of_the_day() -> None:
    project = documented().project
    one, two = (document(project, date(2026, 5, day)).stamp for day in (1, 2))
    assert one == two
