"""The page as a Word file: real styles and lists, one sheet, the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from pilotage.errors import PilotageError
from pilotage.export import to_docx as module
from pilotage.export.document import document
from pilotage.export.to_docx import to_docx
from pilotage.export.word_order import ORDER
from pilotage.model.document import Paper
from pilotage.model.project import Project
from tests.export.plain import plain_text
from tests.export.test_print import LEFT, LISTS, RIGHT, filled
from tests.hostile import ALLOWED
from tests.way import Way, measured

DAY = date(2026, 5, 20)
OFFICE = shutil.which("soffice")


def with_page(**sections: object) -> Project:
    project = measured().project
    return project.having(page=project.page.with_(**sections))


def draft(project: Project, paper: Paper = Paper.A4) -> Any:
    return docx.Document(io.BytesIO(to_docx(document(project, DAY, draft=True), paper)))


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(io.BytesIO(to_docx(document(measured().project, DAY))))


def styled(word: Any, style: str) -> list[str]:
    return [line.text for line in word.paragraphs if line.style.name == style]


def lists(word: Any) -> dict[int, list[str]]:
    """The lines of each list, by its number."""
    found: dict[int, list[str]] = {}
    for line in word.paragraphs:
        about = line._p.pPr
        if about is not None and about.numPr is not None:
            found.setdefault(about.numPr.numId.val, []).append(line.text)
    return found


def test_its_headings_are_headings_and_its_title_a_title(word: Any) -> None:
    assert styled(word, "Title") == ["Lead routing"]
    assert styled(word, "Heading 1") == [
        "Trigger",
        "Input format",
        "AI task",
        "Human review",
        "Output destination",
        "Quality criteria",
        "Disqualifiers",
        "When it goes wrong",
        "Owners",
        "Baseline and 90-day target",
    ]


def test_its_lists_are_lists(word: Any) -> None:
    page = document(measured().project, DAY)
    assert list(page.flow[2].steps) in lists(word).values()
    assert list(page.criteria) in lists(word).values()
    assert styled(word, "List Number") == list(page.flow[2].steps)


def test_every_numbered_list_starts_where_it_says() -> None:
    word = draft(with_page(trigger="1. a\n2. b", review="1. c\n\ntext\n\n7. d"))
    starts = {
        num.get(qn("w:numId")): next(o.get(qn("w:val")) for o in num.iter(qn("w:startOverride")))
        for num in word.part.numbering_part.element.findall(qn("w:num"))
        if num.find(qn("w:lvlOverride")) is not None
    }
    found = {tuple(lines): starts.get(str(key)) for key, lines in lists(word).items()}
    assert found[("a", "b")] == "1"
    assert found[("c",)] == "1"
    assert found[("d",)] == "7"


def test_its_tables_say_their_heads(word: Any) -> None:
    owners, figures = word.tables
    for table in (owners, figures):
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
    assert [cell.text for cell in owners.rows[0].cells] == [
        "Builder",
        "Second owner",
        "Decision-maker",
        "Reviewer",
    ]
    assert figures.rows[0].cells[0].text == "Measure"
    assert len(figures.rows) == 4


def test_it_says_what_it_is(word: Any) -> None:
    about, page = word.core_properties, document(measured().project, DAY)
    assert (about.title, about.author) == (page.title, page.by)
    assert about.keywords.rpartition(":")[0] == page.stamp.rpartition(":")[0]
    assert about.comments == ""
    assert page.published is not None
    assert about.created == page.published.replace(microsecond=0)
    lang = word.styles.element.find(f".//{qn('w:lang')}")
    assert lang.get(qn("w:val")).startswith("en")
    assert word.sections[0].footer.paragraphs[0].text.startswith(page.identity)


def test_its_stamp_can_be_read_without_unpacking_it() -> None:
    page = document(measured().project, DAY)
    assert page.stamp.rpartition(":")[0].encode() in to_docx(page)[:65536]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.LETTER, (216, 279))])
def test_each_section_is_on_the_paper_asked_for(paper: Paper, size: tuple[int, int]) -> None:
    sections = draft(measured().project, paper).sections
    assert len(sections) == 3
    for section in sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_the_same_page_gives_the_same_bytes_and_another_others() -> None:
    one, two = (to_docx(document(measured().project, DAY)) for _ in range(2))
    assert one == two
    assert to_docx(document(with_page(purpose="Another."), DAY, draft=True)) != one
    with zipfile.ZipFile(io.BytesIO(one)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name]


def test_markdown_becomes_styles_and_links() -> None:
    text = "A **form** in *haste*, ***both***, `leads`, see [here](https://example.org/a?b=1)"
    word = draft(with_page(trigger=text))
    (line,) = [each for each in word.paragraphs if each.text.startswith("A form")]
    assert line.text == "A form in haste, both, leads, see here"
    runs = {run.text: run.style.name for run in line.runs}
    assert (runs["form"], runs["haste"], runs["leads"]) == ("Strong", "Emphasis", "Code")
    (link,) = line.hyperlinks
    assert (link.text, link.address) == ("here", "https://example.org/a?b=1")


def test_no_link_leads_elsewhere() -> None:
    text = "[x](javascript:alert(1)) [y](file:///etc/passwd) [z](mailto:a@b.example)"
    word = draft(with_page(trigger=text, criteria=(text,)))
    links = [rel.target_ref for rel in word.part.rels.values() if rel.is_external]
    assert links
    assert set(links) == {"mailto:a@b.example"}


@pytest.mark.parametrize("hostile", ALLOWED, ids=lambda each: each.name)
def test_a_hostile_text_is_read_as_it_was_written(hostile: Any) -> None:
    text = hostile.kept[:400]
    word = draft(with_page(purpose=text, trigger=text, tool=hostile.line[:100], criteria=(text,)))
    said = "\n".join(line.text for line in word.paragraphs)
    shown = re.sub(r"\s+", " ", plain_text(text)).strip()
    assert re.sub(r"\s+", " ", said).count(shown) >= 2


def test_a_script_that_runs_leftwards_does_so() -> None:
    word = draft(with_page(trigger="مرحبا hello", destination="hello مرحبا"))
    sides = {line.text: line._p.pPr.find(qn("w:bidi")) is not None for line in word.paragraphs}
    assert sides["مرحبا hello"]
    assert not sides["hello مرحبا"]


def test_properties_stand_in_the_order_that_word_demands() -> None:
    text = "- a **b**\n  - c\n    1. [d](https://e.example)\n\nمرحبا `x`"
    word = draft(with_page(purpose=text, trigger=text, review=text, when_wrong=text))
    for root in (word.element, word.styles.element, word.part.numbering_part.element):
        for name, children in ORDER.items():
            order = [qn(f"w:{child}") for child in children.split()]
            for element in root.iter(qn(f"w:{name}")):
                places = [order.index(child.tag) for child in element]
                assert places == sorted(set(places)), name


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(PilotageError) as caught:
        to_docx(document(measured().project, DAY))
    assert caught.value.message == "Word files need python-docx."
    assert caught.value.remedy.endswith(" -m pip install python-docx")


# -- on paper ------------------------------------------------------------------------------


def as_pdf(files: Sequence[Path], folder: Path) -> list[PdfReader]:
    """The files as LibreOffice prints them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180)
    return [PdfReader(file.with_suffix(".pdf")) for file in files]


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_what_fits_opens_to_one_sheet(tmp_path: Path) -> None:
    pages = {
        f"{name}-{percent}": document(filled(sections, percent), DAY)
        for name, sections in (("left", LEFT), ("right", RIGHT), ("lists", LISTS))
        for percent in (70, 93, 100)
    }
    pages["empty"] = document(Way().project, DAY)
    pages["arabic"] = document(with_page(trigger="مرحبا hello\n- 客户名称"), DAY, draft=True)
    files = []
    for name, page in pages.items():
        for paper in Paper:
            files.append(tmp_path / f"{name}-{paper}.docx")
            files[-1].write_bytes(to_docx(page, paper))
    counts = {
        file.stem: len(reader.pages)
        for file, reader in zip(files, as_pdf(files, tmp_path), strict=True)
    }
    assert counts == dict.fromkeys(counts, 1)


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_the_count_of_sheets_can_fail(tmp_path: Path) -> None:
    file = tmp_path / "long.docx"
    file.write_bytes(to_docx(document(with_page(review="Stop. \n" * 90), DAY, draft=True)))
    (reader,) = as_pdf([file], tmp_path)
    assert len(reader.pages) > 1
