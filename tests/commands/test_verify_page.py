"""`verify` on exported pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pilotage.export.exports import Order, make
from pilotage.export.formats import Format, What
from tests.commands.conftest import Ask, Keep
from tests.export.test_provenance import newer
from tests.way import Way, documented


def exported(way: Way, form: Format) -> None:
    content = make(Order(What.DOCUMENT, form), way.project, (), date(2026, 5, 20)).content
    Path(f"page.{form}").write_bytes(content)


def test_the_command_finds_the_project_beside_the_page(ask: Ask, keep: Keep) -> None:
    way = documented()
    keep(way.project)
    exported(way, Format.PDF)
    said = ask("verify", "page.pdf")
    assert (said.code, said.err) == (0, "")
    assert "✓ page: Revision 1, the one in force." in said.out


def test_the_command_says_no_to_a_replaced_page(ask: Ask, keep: Keep) -> None:
    way = documented()
    exported(way, Format.PDF)
    path = keep(newer(way).project)
    said = ask("verify", path, "page.pdf", "--json")
    assert said.code == 1
    project, found = said.json["files"]
    assert project["ok"]
    assert (found["ok"], found["checks"][0]["name"]) == (False, "page")
    assert "replaced by revision 2" in found["checks"][0]["detail"]


def test_the_command_asks_for_a_project_that_it_does_not_find(ask: Ask) -> None:
    exported(documented(), Format.HTML)
    said = ask("verify", "page.html")
    assert said.code == 1
    assert "It is revision 1 of a project that is not here. Name its project file" in said.out


def test_a_file_of_something_else_stops_nothing(ask: Ask, keep: Keep) -> None:
    way = documented()
    path = keep(way.project)
    exported(way, Format.PDF)
    Path("other.pdf").write_bytes(b"%PDF-1.7")
    said = ask("verify", path, "other.pdf", "page.pdf")
    assert said.code == 1
    assert "other.pdf does not say that it is a page of Pilotage" in said.out
    assert "✓ page: Revision 1, the one in force." in said.out
