"""What a review pack shows of the journal, and what counts as on record."""

from __future__ import annotations

from datetime import UTC, datetime

from pilotage.export.review_content import Said, Table
from pilotage.export.review_record import FIRST_FIGURES, ON_RECORD, journal_extract
from pilotage.model.journal import FIRST, Entry
from tests.actions.all_actions import actions


def entry(seq: int, action: str, what: str) -> Entry:
    return Entry(
        seq=seq,
        at=datetime(2026, 3, seq, tzinfo=UTC),
        by="Ada",
        role="builder",
        action=action,
        what=what,
        previous=FIRST,
        hash=FIRST,
    )


def test_the_journal_shows_gates_and_changes_and_what_was_taken_back() -> None:
    entries = [
        entry(1, "set_baseline", "first figure"),
        entry(2, "pass_gate", "passed gate 1"),
        entry(3, "edit_section", "wrote"),
        entry(4, "set_baseline", "changed figure"),
        entry(5, "undo", "undo: changed figure"),
        entry(6, "undo", "undo: wrote"),
    ]
    note, table = journal_extract(entries)
    assert isinstance(note, Said)
    assert isinstance(table, Table)
    assert [line[2] for line in table.rows] == [
        "passed gate 1",
        "changed figure",
        "undo: changed figure",
    ]
    assert note.text.startswith("3 of 6 entries")


def test_what_was_recorded_and_deleted_is_on_record_as_both() -> None:
    entries = [entry(1, "record_review", "recorded it"), entry(2, "delete_review", "deleted it")]
    _, table = journal_extract(entries)
    assert isinstance(table, Table)
    assert [line[2] for line in table.rows] == ["recorded it", "deleted it"]


def test_what_is_on_record_are_actions_with_each_change_of_what_is_measured_by() -> None:
    assert set(actions()) >= ON_RECORD
    assert ON_RECORD >= FIRST_FIGURES
    changes = ("edit_metric", "import_baseline", "adopt_playbook", "sign_extra")
    first = [entry(1 + n, name, f"first {name}") for n, name in enumerate(changes)]
    later = [entry(11 + n, name, f"later {name}") for n, name in enumerate(changes)]
    _, table = journal_extract([*first, entry(10, "pass_gate", "passed gate 1"), *later])
    assert isinstance(table, Table)
    assert [line[2] for line in table.rows] == [
        "first adopt_playbook",
        "first sign_extra",
        "passed gate 1",
        *(f"later {name}" for name in changes),
    ]
