"""`export`, `import` and `verify`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from pilotage.actions import page
from pilotage.commands.project import read
from tests.commands.conftest import Ask, Keep
from tests.way import documented, handed_over, mapped, reviewed, written


@pytest.mark.parametrize(
    ("out", "start"),
    [("p.pdf", "%PDF-1.7"), ("p.html", "<!DOCTYPE html>"), ("p.docx", "PK"), ("p.md", "# Lead")],
)
def test_the_document_is_written_in_the_format_of_its_name(
    ask: Ask, keep: Keep, out: str, start: str
) -> None:
    said = ask("export", keep(documented().project), "document", "-o", out)
    assert (said.code, said.out, said.err) == (0, f"Wrote {out}\n", "")
    assert Path(out).read_bytes().startswith(start.encode())


@pytest.mark.parametrize(
    ("arguments", "out", "start"),
    [
        ((), "lead-routing-review.pdf", "%PDF-1.7"),
        (("-o", "r.csv"), "r.csv", "part,item,figure,value,unit\nReview pack,Lead routing,As of,"),
        (("-o", "r.html", "--paper", "letter"), "r.html", "<!DOCTYPE html>"),
    ],
)
def test_the_review_pack_is_written_in_the_format_of_its_name(
    ask: Ask, keep: Keep, arguments: tuple[str, ...], out: str, start: str
) -> None:
    said = ask("export", keep(reviewed().project), "review", *arguments)
    assert (said.code, said.out, said.err) == (0, f"Wrote {out}\n", "")
    assert Path(out).read_bytes().startswith(start.encode())


@pytest.mark.parametrize(
    ("arguments", "out", "start"),
    [
        ((), "lead-routing-map.svg", "<svg "),
        (("-o", "m.svg"), "m.svg", "<svg "),
        (("-o", "m.mmd"), "m.mmd", "flowchart LR"),
        (("-o", "m.txt", "--format", "mermaid"), "m.txt", "flowchart LR"),
        (("-o", "m.md"), "m.md", "# Integration map: Lead routing"),
    ],
)
def test_the_map_is_written_in_the_format_of_its_name(
    ask: Ask, keep: Keep, arguments: tuple[str, ...], out: str, start: str
) -> None:
    said = ask("export", keep(mapped(handed_over()).project), "map", *arguments)
    assert (said.code, said.out, said.err) == (0, f"Wrote {out}\n", "")
    text = Path(out).read_text("utf-8")
    assert text.startswith(start)
    assert "Assistant X" in text


def test_the_map_is_no_pdf(ask: Ask, keep: Keep) -> None:
    said = ask("export", keep(handed_over().project), "map", "-o", "m.pdf")
    assert (said.code, Path("m.pdf").exists()) == (2, False)
    assert "Use svg, mmd or md." in said.err


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(
    ask: Ask, keep: Keep, paper: str, size: tuple[int, int]
) -> None:
    ask("export", keep(documented().project), "document", "-o", "p.pdf", "--paper", paper)
    box = PdfReader("p.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_an_older_revision_is_marked_as_replaced(ask: Ask, keep: Keep) -> None:
    way = documented()
    way.do(page.edit_section, section="purpose", text="Something newer.")
    way.do(page.publish_revision, note="Newer")
    path = keep(way.project)
    ask("export", path, "document", "-o", "old.md", "--revision", "1")
    text = Path("old.md").read_text("utf-8")
    assert "Replaced by revision 2" in text
    assert "Something newer." not in text
    refused = ask("export", path, "document", "-o", "no.md", "--revision", "3")
    assert (refused.code, Path("no.md").exists()) == (2, False)
    assert "The last one is 2" in refused.err


def test_it_is_opened_when_asked_for(ask: Ask, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("pilotage.viewer.view", opened.append)
    path = keep(documented().project)
    ask("export", path, "document", "-o", "p.md")
    assert not opened
    ask("export", path, "document", "-o", "q.md", "--open")
    assert opened == [Path("q.md")]


def test_a_page_of_too_much_is_refused_and_nothing_written(ask: Ask, keep: Keep) -> None:
    way = written()
    way.do(page.edit_section, section="when_wrong", text="Stop and say so. " * 200)
    said = ask("export", keep(way.project), "document", "-o", "p.pdf")
    assert said.code == 2
    assert "longest section: When it goes wrong" in said.err
    assert not Path("p.pdf").exists()


def test_a_symbol_without_a_font_is_said(ask: Ask, keep: Keep) -> None:
    way = written()
    way.do(page.edit_section, section="trigger", text="A mark \U0001fbc5 comes.")
    said = ask("export", keep(way.project), "document", "-o", "p.pdf")
    assert said.code == 0
    assert Path("p.pdf").is_file()
    assert "No font on this computer has" in said.err


def test_without_a_name_it_takes_a_free_one(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    for expected in ("lead-routing.pdf", "lead-routing-2.pdf"):
        assert ask("export", path, "document").out == f"Wrote {expected}\n"
        assert Path(expected).is_file()


def test_to_standard_output_it_writes_nothing_else(ask: Ask, keep: Keep) -> None:
    said = ask("export", keep(documented().project), "document", "--format", "md", "-o", "-")
    assert said.out.startswith("# Lead routing\n")
    assert said.out.endswith("\n")
    made = ["leads.pilotage.json", "leads.pilotage.json.bak"]
    assert sorted(path.name for path in Path().iterdir()) == made


def test_standard_output_can_not_be_opened(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    said = ask("export", path, "document", "--format", "md", "-o", "-", "--open")
    assert (said.code, said.out) == (2, "")
    assert "--open needs a file to open.\nName one with -o" in said.err


def test_nothing_is_replaced_without_force(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    Path("p.md").write_text("mine", "utf-8")
    refused = ask("export", path, "document", "-o", "p.md")
    assert refused.code == 2
    assert "--force" in refused.err
    assert Path("p.md").read_text("utf-8") == "mine"
    assert ask("export", path, "document", "-o", "p.md", "--force").code == 0


def test_the_draft_is_exported_only_when_asked_for(ask: Ask, keep: Keep) -> None:
    way = documented()
    way.do(page.edit_section, section="purpose", text="Something newer.")
    path = keep(way.project)
    in_force = ask("export", path, "document", "-o", "a.md")
    assert "--draft" in in_force.err
    assert "Something newer." not in Path("a.md").read_text("utf-8")
    ask("export", path, "document", "-o", "b.md", "--draft")
    text = Path("b.md").read_text("utf-8")
    assert "Something newer." in text
    assert "DRAFT" in text


def test_before_the_first_revision_the_page_is_marked_draft(ask: Ask, keep: Keep) -> None:
    said = ask("export", keep(written().project), "document", "-o", "-", "--format", "md")
    assert "**DRAFT**" in said.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("document", "-o", "p.odt"), "docx or md"),
        (("document", "--draft", "--revision", "1"), "two pages"),
        (("data", "-o", "p.csv"), "Use json"),
        (("document", "--format", "exe"), "docx or md"),
        (("page",), "document"),
        (("document", "-o", "leads.pilotage.json/p.md"), "can't be written"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    ask: Ask, keep: Keep, arguments: tuple[str, ...], said: str
) -> None:
    answer = ask("export", keep(documented().project), *arguments)
    assert answer.code == 2
    assert said in answer.err


def test_data_comes_back_equal_with_a_journal_of_its_own(ask: Ask, keep: Keep) -> None:
    project = reviewed().project
    path = keep(project)
    assert ask("export", path, "data", "-o", "data.json").code == 0
    assert len(json.loads(Path("data.json").read_text("utf-8"))["journal"]) == 1
    made = ask("import", "data.json", "-o", "again", "--json")
    assert (made.code, made.json["file"]) == (0, "again.pilotage.json")
    file = read(Path("again.pilotage.json"))
    again, journal = file.project, file.journal
    assert again == project
    assert [(entry.action, entry.what) for entry in journal] == [
        ("create", "imported from data.json")
    ]
    assert ask("verify", "again.pilotage.json").code == 0


def test_an_import_replaces_nothing_and_takes_only_data(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    ask("export", path, "data", "-o", "data.json")
    before = path.read_bytes()
    assert ask("import", "data.json", "-o", "leads").code == 2
    assert path.read_bytes() == before
    refused = ask("import", path, "-o", "other")
    assert refused.code == 2
    assert "not Pilotage's data" in refused.err
    assert not Path("other.pilotage.json").exists()


def test_the_journal_as_a_table_and_as_json(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    ask("export", path, "journal", "-o", "j.csv")
    with Path("j.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["seq"], row["by"], row["action"]) == ("1", "Ada Builder", "create")
    (entry,) = ask("export", path, "journal", "-o", "-", "--format", "json").json
    assert entry["hash"] == row["hash"]


def test_no_cell_is_a_formula() -> None:
    from pilotage.export.to_csv import cell

    assert [cell(text) for text in ("=1+1", "+1", "-1", "@x", "a=1", "")] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "a=1",
        "",
    ]


def test_verify_says_no_to_a_file_that_was_changed(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    assert ask("verify", path).code == 0
    path.write_text(path.read_text("utf-8").replace("within the hour", "within a day"), "utf-8")
    said = ask("verify", path, "--json")
    assert said.code == 1
    (report,) = said.json["files"]
    assert report["ok"] is False
    assert any(not check["ok"] and check["detail"] for check in report["checks"])
    assert ask("verify", "none.pilotage.json").code == 2
