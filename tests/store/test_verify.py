"""Verify names what was changed, taken out or added outside the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.saving import AT, noted
from tests.way import reviewed

from pilotage.session import Session
from pilotage.store import base, names
from pilotage.store.journal import check_chain, entry_document, hash_of, sealed
from pilotage.store.verify import Check, verify

Tables = dict[str, Any]


def tamper(path: Path, change: Callable[[Tables], object]) -> dict[str, Check]:
    """Change a file as somebody would who sets its checksum right again."""
    found = base.read(path)
    change(found.tables)
    base.write(path, found.tables, found.sequence, found.head)
    report = verify(path)
    assert not report.ok
    return {check.name: check for check in report.checks}


def failed(checks: dict[str, Check]) -> list[str]:
    return [name for name, check in checks.items() if not check.ok]


def test_an_untouched_file_is_fine(worked: Path) -> None:
    report = verify(worked)
    assert [c.name for c in report.checks] == ["file", "schema", "records", "journal", "documents"]
    assert report.ok, report
    assert all(check.detail for check in report.checks)


def test_it_reads_only(worked: Path) -> None:
    before = worked.read_bytes()
    verify(worked)
    assert worked.read_bytes() == before
    assert sorted(worked.parent.iterdir()) == [worked, names.backup(worked)]


def test_an_edited_document_is_named(worked: Path) -> None:
    def change(tables: Tables) -> None:
        tables["metrics"]["4"]["baseline"]["value"] = "99"

    checks = tamper(worked, change)
    assert failed(checks) == ["documents"]
    assert "metrics/4 altered" in checks["documents"].detail


def test_a_removed_and_an_added_document_are_named(worked: Path) -> None:
    def change(tables: Tables) -> None:
        tables["metrics"]["90"] = tables["metrics"].pop("5") | {"id": 90}
        tables["_meta"]["1"]["next_id"] = 91

    checks = tamper(worked, change)
    assert failed(checks) == ["documents"]
    assert "metrics/5 missing" in checks["documents"].detail
    assert "metrics/90 not in the journal" in checks["documents"].detail


def test_a_deleted_document_that_was_put_back_is_named(worked: Path) -> None:
    journal = json.loads(worked.read_bytes())["journal"].values()
    (id_,) = [id_ for entry in journal for id_ in entry.get("deleted", {}).get("runs", [])]

    def change(tables: Tables) -> None:
        run = next(iter(tables["runs"].values()))
        tables["runs"][id_] = run | {"id": int(id_), "number": 2}

    assert f"runs/{id_} not in the journal" in tamper(worked, change)["documents"].detail


@pytest.mark.parametrize("field", ["by", "what", "action", "role", "at", "put"])
def test_an_edited_entry_is_named(worked: Path, field: str) -> None:
    def change(tables: Tables) -> None:
        entry = tables["journal"]["3"]
        entry[field] = {
            "at": "2026-03-01T00:00:00Z",
            "put": entry.get("put", {}) | {"mine": {"1": {}}},
        }.get(field, "somebody else")

    checks = tamper(worked, change)
    assert "journal" in failed(checks)
    assert checks["journal"].detail.startswith("Entry 3 was changed")


def test_an_entry_that_was_changed_with_its_hash_breaks_the_next(worked: Path) -> None:
    def change(tables: Tables) -> None:
        forged = tables["journal"]["3"] | {"by": "somebody else"}
        tables["journal"]["3"] = forged | {"hash": hash_of(forged)}

    assert "Entry 4 does not follow" in tamper(worked, change)["journal"].detail


def test_a_removed_entry_is_named(worked: Path) -> None:
    checks = tamper(worked, lambda tables: tables["journal"].pop("4"))
    assert "journal" in failed(checks)
    assert "Entry 4 is missing" in checks["journal"].detail


def test_a_removed_last_entry_is_named(worked: Path) -> None:
    last = str(len(json.loads(worked.read_bytes())["journal"]))
    checks = tamper(worked, lambda tables: tables["journal"].pop(last))
    assert f"Entry {last} is missing" in checks["journal"].detail


def test_entries_that_changed_places_are_named(worked: Path) -> None:
    def change(tables: Tables) -> None:
        journal = list(tables["journal"].items())
        journal[2], journal[3] = journal[3], journal[2]
        tables["journal"] = dict(journal)

    assert "Entry 3 is missing" in tamper(worked, change)["journal"].detail


def test_no_journal_at_all(worked: Path) -> None:
    checks = tamper(worked, lambda tables: tables.pop("journal"))
    assert failed(checks) == ["journal", "documents"]


def test_a_record_that_is_not_valid_is_named(worked: Path) -> None:
    def change(tables: Tables) -> None:
        tables["metrics"]["4"]["kind"] = "mood"

    checks = tamper(worked, change)
    assert failed(checks) == ["records", "documents"]
    assert "“metrics”, record 4" in checks["records"].detail


def test_an_unreadable_file_is_a_report_too(path: Path) -> None:
    path.write_bytes(b"{")
    report = verify(path)
    assert not any(check.ok for check in report.checks)
    assert "JSON" in report.checks[0].detail
    assert "JSON" not in report.checks[1].detail


def test_a_newer_file_says_so(worked: Path) -> None:
    def change(tables: Tables) -> None:
        tables["project"]["1"]["schema_version"] = 7

    checks = tamper(worked, change)
    assert "newer" in checks["schema"].detail


def test_a_chain_of_nothing_and_of_one() -> None:
    assert check_chain([]) == ""
    first, _, _ = sealed({"seq": 1, **noted("x")}, "")
    assert check_chain([first]) == ""
    assert "Entry 1" in check_chain([first | {"seq": 2}])


def test_hostile_words_are_one_line_in_the_journal() -> None:
    entry = entry_document(at=AT, by="A\x1b[2J\nB", role="", action="x", what="said “\ud800\u202e”")
    assert (entry["by"], entry["what"]) == ("A[2J B", "said “”")


def test_the_whole_way_verifies(path: Path) -> None:
    way = reviewed()
    Session.create(path, way.project, way.clock).close()
    assert verify(path).ok
