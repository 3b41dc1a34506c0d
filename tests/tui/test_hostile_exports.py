"""A hostile text in every field, in what is written to files: escaped, whole, read back equal."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from pilotage.export.document import Document, document
from pilotage.export.glyphs import NoFont, is_foreign
from pilotage.export.review import review
from pilotage.export.review_content import Review
from pilotage.export.review_to_csv import review_to_csv
from pilotage.export.review_to_docx import review_to_docx
from pilotage.export.review_to_html import review_to_html
from pilotage.export.review_to_markdown import review_to_markdown
from pilotage.export.review_to_pdf import review_to_pdf
from pilotage.export.to_csv import journal_to_csv
from pilotage.export.to_docx import to_docx
from pilotage.export.to_html import to_html
from pilotage.export.to_json import from_json, to_json
from pilotage.export.to_markdown import to_markdown
from pilotage.export.to_pdf import PageTooFull, to_pdf
from pilotage.model.document import Paper
from pilotage.model.review import Score
from pilotage.session import Session
from pilotage.store.verify import verify
from tests.hostile import ALLOWED
from tests.tui.areas import ACTED_ON
from tests.tui.hostile_project import every_text, hostile_project


@pytest.fixture(scope="module", params=[0, 15, 30], ids=str)
def exported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("hostile") / "x.pilotage.json"
    made = hostile_project(path, every_text(request.param))
    made.session.flush()
    yield made.session
    made.session.close()


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_as_html_holds_no_script_and_no_handler(exported: Session) -> None:
    source = to_html(document(exported.project, exported.today))
    page = Elements(source)
    kinds = {tag for tag, _ in page.found}
    assert not kinds & {"script", "img", "iframe", "object", "embed", "form", "base"}
    for tag, attributes in page.found:
        assert not [name for name in attributes if name.startswith("on")], tag
        address = attributes.get("href") or ""
        assert re.match(r"(https?:|mailto:|#|$)", address), address
    assert exported.project.title in page.text
    assert not ACTED_ON.search(source.replace("\n", "").replace("\t", ""))


def test_the_page_as_markdown_holds_no_raw_html(exported: Session) -> None:
    source = to_markdown(document(exported.project, exported.today))
    tokens = MarkdownIt("commonmark").parse(source)
    inline = [child for token in tokens for child in token.children or []]
    assert not [t.content for t in (*tokens, *inline) if t.type in ("html_block", "html_inline")]
    assert not [t for t in inline if t.type == "image"]
    assert not ACTED_ON.search(source.replace("\n", "").replace("\t", ""))


@pytest.mark.parametrize("paper", Paper)
def test_the_page_as_pdf_is_one_sound_sheet_or_refused_in_words(
    exported: Session, tmp_path: Path, paper: Paper
) -> None:
    """A hostile text in every section at once, also too much of it."""
    page = document(exported.project, exported.today, draft=True)
    file = tmp_path / "page.pdf"
    try:
        file.write_bytes(to_pdf(page, paper).content)
    except (PageTooFull, NoFont) as refused:
        said = str(refused)
        assert "lines over one page; longest section" in said or "No font on this computer" in said
        file.write_bytes(to_pdf(shortened(page), paper).content)
    assert len(PdfReader(file).pages) == 1
    for program in (["qpdf", "--check"], ["pdfinfo"]):
        if shutil.which(program[0]):
            subprocess.run([*program, str(file)], check=True, capture_output=True)


def shortened(page: Document) -> Document:
    """The same with less of everything, and without letters that no font may have."""
    first = tuple(replace(s, text=known(s.text), lead=known(s.lead), steps=()) for s in page.flow)
    return replace(
        page,
        flow=first,
        title=known(page.title),
        purpose=known(page.purpose),
        when_wrong=known(page.when_wrong),
        criteria=tuple(known(each) for each in page.criteria[:3]),
        disqualifiers=tuple(known(each) for each in page.disqualifiers[:3]),
        measures=(),
        waived=(),
        owners=tuple(replace(o, name=known(o.name), contact="") for o in page.owners),
        by="",
        facts=(),
    )


def known(text: str) -> str:
    return "".join(each for each in text[:120] if each < "\u0250")


def test_the_page_as_a_word_file_leads_nowhere_else(exported: Session) -> None:
    file = to_docx(document(exported.project, exported.today))
    word = docx.Document(io.BytesIO(file))
    assert word.paragraphs[1].text == exported.project.title
    links = [rel.target_ref for rel in word.part.rels.values() if rel.is_external]
    assert not [each for each in links if not re.match(r"https?:|mailto:", each)]
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        names = parts.namelist()
    assert not [name for name in names if not name.endswith((".xml", ".rels"))]


def test_the_pack_as_html_holds_no_script_and_no_handler(exported: Session) -> None:
    source = review_to_html(pack(exported))
    page = Elements(source)
    kinds = {tag for tag, _ in page.found}
    assert not kinds & {"script", "img", "iframe", "object", "embed", "form", "base"}
    for tag, attributes in page.found:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert re.match(r"(https?:|mailto:|#|$)", attributes.get("href") or "")
    for row in pack(exported).rows:
        assert row.score.name in page.text
    assert not ACTED_ON.search(source.replace("\n", "").replace("\t", ""))


def test_the_pack_as_markdown_holds_no_raw_html(exported: Session) -> None:
    source = review_to_markdown(pack(exported))
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    inline = [child for token in tokens for child in token.children or []]
    assert not [t.content for t in (*tokens, *inline) if t.type in ("html_block", "html_inline")]
    assert not [t for t in inline if t.type == "image"]
    assert not ACTED_ON.search(source.replace("\n", "").replace("\t", ""))


def test_the_pack_as_a_word_file_and_pdf_is_sound(exported: Session, tmp_path: Path) -> None:
    """Letters that no font has are refused by name; all else is laid out."""
    found = pack(exported)
    word = docx.Document(io.BytesIO(review_to_docx(found)))
    assert word.paragraphs[1].text == exported.project.title
    file = tmp_path / "pack.pdf"
    try:
        file.write_bytes(review_to_pdf(found).content)
    except NoFont:
        file.write_bytes(review_to_pdf(in_latin(found)).content)
    assert len(PdfReader(file).pages) > 3
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


def test_no_cell_of_the_packs_figures_is_a_formula(exported: Session) -> None:
    for row in csv.reader(io.StringIO(review_to_csv(pack(exported)))):
        assert not [cell for cell in row if re.match(r"[=+@]|-(?![\d.]+%?$)", cell)]


def pack(session: Session) -> Review:
    return review(session.project, session.today, session.journal)


def in_latin(value: Any) -> Any:
    """The same with an x for every letter that no font may have."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return "".join("x" if is_foreign(c) or ord(c) > 0x2FFF else c for c in value)
    if isinstance(value, tuple):
        return tuple(in_latin(each) for each in value)
    if isinstance(value, Score):
        return value.model_copy(update={k: in_latin(getattr(value, k)) for k in ("name", "unit")})
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: in_latin(getattr(value, f.name)) for f in fields(value)})
    return value


def test_the_data_comes_back_equal(exported: Session) -> None:
    text = to_json(exported.project, exported.journal)
    json.loads(text)
    assert from_json(text) == exported.project
    assert not ACTED_ON.search(text.replace("\n", ""))


def test_the_file_is_whole_and_read_back_equal(exported: Session) -> None:
    report = verify(exported.path)
    assert report.ok, report.checks
    again = Session.open(exported.path, exported.clock, read_only=True)
    assert again.project == exported.project
    again.close()


def test_no_cell_of_the_journal_is_a_formula(exported: Session) -> None:
    for row in csv.reader(journal_to_csv(exported.journal).splitlines()):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_every_text_that_gets_in_somewhere_got_in(tmp_path: Path) -> None:
    held = ""
    for start in (0, 15, 30):
        made = hostile_project(tmp_path / f"{start}.pilotage.json", every_text(start))
        held += repr(made.project.model_dump())
        made.session.close()
    left = [
        each.name
        for each in ALLOWED
        if repr(each.kept)[1:-1] not in held and repr(each.line)[1:-1] not in held
    ]
    assert left == []
