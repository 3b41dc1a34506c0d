"""`export`, `import` and `verify`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pilotage.actions import page
from pilotage.commands.project import read
from tests.commands.conftest import Ask, Keep
from tests.way import documented, reviewed, written


@pytest.mark.parametrize(("out", "start"), [("p.html", "<!DOCTYPE html>"), ("p.md", "# Lead")])
def test_the_document_is_written_in_the_format_of_its_name(
    ask: Ask, keep: Keep, out: str, start: str
) -> None:
    said = ask("export", keep(documented().project), "document", "-o", out)
    assert (said.code, said.out, said.err) == (0, f"Wrote {out}\n", "")
    assert Path(out).read_text("utf-8").startswith(start)


def test_without_a_name_it_takes_a_free_one(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    for expected in ("lead-routing-document.html", "lead-routing-document-2.html"):
        assert ask("export", path, "document").out == f"Wrote {expected}\n"
        assert Path(expected).is_file()


def test_to_standard_output_it_writes_nothing_else(ask: Ask, keep: Keep) -> None:
    said = ask("export", keep(documented().project), "document", "--format", "md", "-o", "-")
    assert said.out.startswith("# Lead routing\n")
    assert said.out.endswith("\n")
    made = ["leads.pilotage.json", "leads.pilotage.json.bak"]
    assert sorted(path.name for path in Path().iterdir()) == made


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
        (("document", "-o", "p.docx"), "html or md"),
        (("data", "-o", "p.csv"), "Use json"),
        (("document", "--format", "exe"), "html or md"),
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
