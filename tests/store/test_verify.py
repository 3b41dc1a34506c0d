"""Verify names what was changed, taken out or added outside the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.way import Way, reviewed

from pilotage.session import Session
from pilotage.store.journal import check_chain, hash_of, new_entry
from pilotage.store.verify import Check, verify

Tables = dict[str, Any]


def tamper(path: Path, change: Callable[[Tables], object]) -> dict[str, Check]:
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables))
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
    assert list(worked.parent.iterdir()) == [worked]


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
    deleted = [
        key
        for entry in json.loads(worked.read_bytes())["journal"].values()
        for key, value in entry["changed"].items()
        if key.startswith("runs/") and not value
    ]
    id_ = deleted[0].partition("/")[2]

    def change(tables: Tables) -> None:
        run = next(iter(tables["runs"].values()))
        tables["runs"][id_] = run | {"id": int(id_), "number": 2}

    assert f"runs/{id_} not in the journal" in tamper(worked, change)["documents"].detail


@pytest.mark.parametrize("field", ["by", "what", "action", "role", "at", "changed"])
def test_an_edited_entry_is_named(worked: Path, field: str) -> None:
    def change(tables: Tables) -> None:
        entry = tables["journal"]["3"]
        entry[field] = {
            "at": "2026-03-01T00:00:00Z",
            "changed": entry["changed"] | {"gaps/999": ""},
        }.get(field, "somebody else")

    checks = tamper(worked, change)
    assert "journal" in failed(checks)
    assert checks["journal"].detail.startswith("Entry 3 was changed")


def test_an_entry_that_was_changed_with_its_hash_breaks_the_next(worked: Path) -> None:
    entries = Session.open(worked, Way().clock, read_only=True).journal
    forged = entries[2].model_copy(update={"by": "somebody else"})
    forged = forged.model_copy(update={"hash": hash_of(forged)})

    def change(tables: Tables) -> None:
        tables["journal"]["3"] = forged.model_dump(mode="json")

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
    at = Way().clock.now()
    first = new_entry(None, at=at, by="A", role="", action="create", what="x", changed={})
    assert check_chain([first]) == ""
    assert "Entry 1" in check_chain([first.model_copy(update={"seq": 2})])


def test_hostile_words_are_one_line_in_the_journal() -> None:
    entry = new_entry(
        None,
        at=Way().clock.now(),
        by="A\x1b[2J\nB",
        role="",
        action="x",
        what="said “\ud800\u202e”",
        changed={},
    )
    assert (entry.by, entry.what) == ("A[2J B", "said “”")
    assert check_chain([entry]) == ""


def test_the_whole_way_verifies(path: Path) -> None:
    way = reviewed()
    Session.create(path, way.project, way.clock).close()
    assert verify(path).ok
