"""A review pack says the same in every format; as PDF it is accessible, whole and repeatable."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from markdown_it import MarkdownIt
from pypdf import PdfReader

from pilotage.errors import FileProblem
from pilotage.export import words as page_words
from pilotage.export.exports import Order, make
from pilotage.export.formats import Format, What
from pilotage.export.glyphs import NoFont
from pilotage.export.provenance import judge, provenance
from pilotage.export.review import review
from pilotage.export.review_content import HEADS, Picture, Review, Runs, Said, Table
from pilotage.export.review_to_pdf import review_to_pdf, without_pictures
from pilotage.model.document import Paper
from tests.export.packs import DAY, pack
from tests.export.test_same_content import _Text, letters
from tests.way import measured, reviewed

READABLE = (Format.PDF, Format.HTML, Format.DOCX, Format.MARKDOWN)


@cache
def made(form: Format, paper: Paper = Paper.A4) -> bytes:
    return make(Order(What.REVIEW, form, paper), reviewed().project, (), DAY).content


def text_of(form: Format, content: bytes) -> str:
    if form is Format.PDF:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if form is Format.DOCX:
        return "\n".join(_blocks(docx.Document(io.BytesIO(content))))
    text = content.decode("utf-8")
    if form is Format.MARKDOWN:
        text = MarkdownIt("commonmark").enable("table").render(text)
    return _Text(text).text


def _blocks(word: WordDocument) -> list[str]:
    found = []
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            found += [cell.text for row in block.rows for cell in row.cells]
        else:
            found.append(block.text)
    return [*found, word.sections[0].footer.paragraphs[0].text]


@cache
def found_in(form: Format) -> str:
    return letters(text_of(form, made(form)))


def figures(found: Review) -> list[str]:
    """Every figure of the scorecard and of the tables that a spreadsheet gets."""
    said = []
    for row in found.rows:
        said += [row.score.name, row.baseline, row.target, row.now, row.between]
        said += [row.change_words, row.change_between, row.verdict, row.mark]
    for part in found.parts:
        for block in part.blocks:
            table = block.beside if isinstance(block, Picture) else block
            if isinstance(table, Table) and table.figures:
                said += [cell for line in table.rows for cell in line]
            if isinstance(block, Runs):
                said += [f"#{line.number} · revision {line.revision}" for line in block.lines]
                said += [line.took for line in block.lines]
    return said


def sentences(found: Review) -> list[str]:
    """Everything else that is said."""
    said = [found.title, found.answer, *found.sure, *found.facts, found.identity, page_words.MADE]
    said += [*HEADS[:5], found.verdict.title, found.verdict.by, *found.unmeasured]
    said += [part for line in found.verdict.lines for part in line]
    said += [part for trap in found.traps for part in (trap.name, trap.gate, trap.evidence)]
    for part in found.parts:
        said.append(part.title)
        said += [block.text for block in part.blocks if isinstance(block, Said)]
        said += [block.words for block in part.blocks if isinstance(block, Runs)]
        tables = [block for block in part.blocks if isinstance(block, Table)]
        said += [head for table in tables for head in table.heads]
    page = found.page
    said += [page.title, page.purpose, *page.facts, *page.criteria, *page.disqualifiers]
    said += [part for step in page.flow for part in (step.title, step.lead, step.text, *step.steps)]
    return [*said, *(owner.name for owner in page.owners)]


@pytest.mark.parametrize("form", READABLE)
def test_every_format_has_the_same_figures_and_sentences(form: Format) -> None:
    text = found_in(form)
    wanted = [*figures(pack()), *sentences(pack())]
    assert len(wanted) > 150
    assert not [each for each in wanted if letters(each) not in text]


def test_a_spreadsheet_has_the_same_figures_as_numbers() -> None:
    lines = list(csv.DictReader(io.StringIO(made(Format.CSV).decode("utf-8"))))
    by_figure = {(line["item"], line["figure"]): line["value"] for line in lines}
    for row in pack().rows:
        name = row.score.name
        assert by_figure[name, "Without AI"] == row.baseline.replace(",", "")
        assert by_figure[name, "Target"] == row.target.lstrip("≤≥ ").replace(",", "")
        assert by_figure[name, "Now"] == row.now.replace(",", "")
        ends = [by_figure.get((name, f"Now, 95%: {end}")) for end in ("low", "high")]
        assert [each for each in ends if each] == [e.replace(",", "") for e in row.ends]
        if row.change:
            assert float(by_figure[name, "Change"]) == float(round(row.change.value, 2))
        assert by_figure[name, "Verdict"] == row.verdict
    assert by_figure["All", "Outputs"] == "30"
    assert by_figure["#1, revision 1", "Gaps"] == "0"


@pytest.mark.parametrize("form", READABLE)
def test_the_answer_stands_before_the_evidence_everywhere(form: Format) -> None:
    text = found_in(form)
    titles = [pack().title, pack().answer, *(part.title for part in pack().parts)]
    places = []
    start = 0
    for title in titles:
        start = text.find(letters(title), start)
        places.append(start)
    assert -1 not in places


@pytest.mark.parametrize("form", [*READABLE, Format.CSV])
def test_the_same_project_gives_the_same_bytes(form: Format) -> None:
    again = make(Order(What.REVIEW, form), reviewed().project, (), DAY).content
    assert again == made(form)


@pytest.mark.parametrize("form", READABLE)
def test_verify_tells_which_page_is_in_it_and_whether_it_was_altered(
    form: Format, tmp_path: Path
) -> None:
    file = tmp_path / f"pack.{form}"
    file.write_bytes(made(form))
    assert judge(provenance(file), reviewed().project).is_current
    if form is Format.HTML:
        file.write_bytes(made(form).replace(b"on target", b"off target", 1))
        assert not judge(provenance(file), reviewed().project).is_current


def test_figures_alone_say_of_no_page(tmp_path: Path) -> None:
    file = tmp_path / "pack.csv"
    file.write_bytes(made(Format.CSV))
    with pytest.raises(FileProblem):
        provenance(file)


# -- the PDF ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_it_is_tagged_archivable_and_on_the_paper_asked_for(
    paper: Paper, size: tuple[int, int]
) -> None:
    reader = PdfReader(io.BytesIO(made(Format.PDF, paper)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    metadata = root["/Metadata"].get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part\D+1\b", metadata)
    assert re.search(r"pdfaid:part\D+2\b", metadata)
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {size}
    assert reader.metadata is not None
    assert reader.metadata.title == "Lead routing · Review pack"


def test_the_first_sheet_answers_alone() -> None:
    first = letters(PdfReader(io.BytesIO(made(Format.PDF))).pages[0].extract_text())
    shown = [pack().answer, pack().verdict.title, *pack().unmeasured]
    shown += [trap.evidence for trap in pack().traps] + [row.now for row in pack().rows]
    assert not [each for each in shown if letters(each) not in first]


def test_every_picture_has_words() -> None:
    figures: list[object] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                figures.append(node.get("/Alt"))
            walk(node.get("/K", []))

    walk(PdfReader(io.BytesIO(made(Format.PDF))).trailer["/Root"]["/StructTreeRoot"]["/K"])
    charts = [row.chart.words for row in pack().rows if row.chart]
    assert set(charts) <= {str(each) for each in figures}
    assert all(figures)
    assert len(figures) == len(charts) + 1


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_another_reader_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(made(Format.PDF))
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


def test_a_picture_whose_letters_can_not_be_drawn_gives_way_to_its_table() -> None:
    """Letters that join to shapes without a character of their own, such as these of Hindi."""
    way = measured()
    system = way.project.systems[0].with_(name="लीड इनबॉक्स कार्य")
    project = way.project.having(systems=(system, *way.project.systems[1:]))
    found = review(project, way.clock.today(), ())
    bare = without_pictures(found)
    kinds = {type(block) for part in bare.parts for block in part.blocks}
    assert Picture not in kinds
    try:
        made = review_to_pdf(found)
    except NoFont:
        pytest.skip("no font here has these letters")
    assert "its table alone" in made.note
    assert made.content.startswith(b"%PDF")
