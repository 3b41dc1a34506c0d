"""Whatever one does with TinyDB does the same on the journaled storage, and survives reopening."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from pilotage.errors import FileInUse
from pilotage.store.storage import JournaledStorage
from pilotage.store.table import JournaledDB

Act = tuple[str, str, Any, Any]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
)
DOCUMENTS = st.dictionaries(st.sampled_from(["a", "b", "n"]), VALUES, max_size=3)
ACTS = st.tuples(
    st.sampled_from(
        ["insert", "insert_multiple", "put", "update", "update_all", "update_ids", "call", "upsert",
         "remove", "remove_ids", "truncate", "drop", "drop_all", "insert_twice"]
    ),
    st.sampled_from(["_default", "other"]),
    DOCUMENTS,
    st.integers(1, 6),
)  # fmt: skip


def act(db: TinyDB, what: Act) -> object:
    """Do one thing; what it gives, or the kind of error."""
    name, table_name, document, number = what
    table, here = db.table(table_name), where("n") == number % 3
    given: dict[str, Callable[[], object]] = {
        "insert": lambda: table.insert(document | {"n": number % 3}),
        "insert_multiple": lambda: table.insert_multiple([document] * (number % 4)),
        "put": lambda: table.insert(Document(document, doc_id=number)),
        "insert_twice": lambda: table.insert_multiple([document, Document({}, doc_id=1)]),
        "update": lambda: table.update(document, here),
        "update_all": lambda: table.update(document),
        "update_ids": lambda: table.update({"seen": number}, doc_ids=[number, number + 1]),
        "call": lambda: table.update(increment("n") if number % 2 else delete("n"), here),
        "upsert": lambda: table.upsert(document | {"n": number % 3}, here),
        "remove": lambda: table.remove(here),
        "remove_ids": lambda: table.remove(doc_ids=[number]),
        "truncate": table.truncate,
        "drop": lambda: db.drop_table(table_name),
        "drop_all": db.drop_tables,
    }
    try:
        return given[name]()
    except (ValueError, KeyError, TypeError) as error:
        return type(error)


def content(db: TinyDB) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """All documents of all tables, in their order."""
    return {
        name: [(each.doc_id, dict(each)) for each in db.table(name)]
        for name in sorted(db.tables())
        if name != "_meta"
    }


@settings(max_examples=150, deadline=None)
@given(acts=st.lists(ACTS, max_size=25), reopen=st.integers(1, 9))
def test_it_does_as_tinydb_does(acts: list[Act], reopen: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.json"
        memory = MemoryStorage()
        stock, ours = TinyDB(storage=lambda: memory), JournaledDB(path, fold_at=2000)
        for number, what in enumerate(acts):
            assert act(ours, what) == act(stock, what)
            assert content(ours) == content(stock)
            if number % reopen == 0:
                ours.close()
                stock, ours = TinyDB(storage=lambda: memory), JournaledDB(path, fold_at=2000)
                assert content(ours) == content(stock)
        ours.close()
        if path.exists():
            with TinyDB(path) as read:
                assert content(read) == content(stock)


def test_queries_read_as_tinydbs(tmp_path: Path) -> None:
    with JournaledDB(tmp_path / "data.json") as db:
        db.insert_multiple({"n": number, "in": {"x": [number]}} for number in range(10))
        assert [each.doc_id for each in db.search(where("n") > 7)] == [9, 10]
        assert db.get(where("n") == 3) == {"n": 3, "in": {"x": [3]}}
        assert db.get(doc_id=99) is None
        assert db.contains(where("n") == 0)
        assert db.count(where("n") < 5) == 5
        assert len(db) == 10
        assert [each["n"] for each in db.get(doc_ids=[1, 2])] == [0, 1]


def test_what_is_given_out_or_taken_in_is_nobody_elses(tmp_path: Path) -> None:
    with JournaledDB(tmp_path / "data.json") as db:
        mine = {"x": [1]}
        db.insert(mine)
        mine["x"].append(2)
        for found in (db.all()[0], db.get(doc_id=1), db.search(where("x").exists())[0]):
            assert isinstance(found, Document)
            assert found == {"x": [1]}
            found["x"].append(3)
        assert db.get(doc_id=1) == {"x": [1]}
        assert db.storage.tables == {"_default": {"1": {"x": [1]}}}


def test_an_updater_that_raises_midway_changes_nothing(tmp_path: Path) -> None:
    with JournaledDB(tmp_path / "data.json") as db:
        db.insert_multiple({"n": number, "x": [0]} for number in range(3))
        before = content(db)

        def fail(document: Any) -> None:
            document["x"].append(1)
            if document["n"] == 2:
                raise RuntimeError

        with pytest.raises(RuntimeError):
            db.update(fail)
        with pytest.raises(ValueError, match="float"):
            db.insert({"x": float("inf")})
        assert content(db) == before
        assert db.insert({}) > 3


def test_changing_the_table_while_going_through_it(tmp_path: Path) -> None:
    with JournaledDB(tmp_path / "data.json") as db:
        db.insert_multiple({"n": number} for number in range(4))
        for document in db:
            if document["n"] % 2:
                db.remove(doc_ids=[document.doc_id])
        assert [each["n"] for each in db] == [0, 2]


@pytest.mark.parametrize("value", ["\ud800", "\x00", "é漢🧭", 10**4000, {"k": None}, 1e-300])
def test_strange_values_come_back(tmp_path: Path, value: object) -> None:
    path = tmp_path / "data.json"
    with JournaledDB(path) as db:
        db.insert({"x": value})
    with JournaledDB(path) as db:
        assert db.all() == [{"x": value}]


def test_what_becomes_another_thing_in_json_does_so_at_once(tmp_path: Path) -> None:
    with JournaledDB(tmp_path / "data.json") as db:
        db.insert({"x": (1, 2), "y": {3: "three"}})
        assert db.all() == [{"x": [1, 2], "y": {"3": "three"}}]


def test_tinydbs_own_class_works_on_the_storage(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    with TinyDB(path, storage=JournaledStorage) as db:
        db.table("t").insert_multiple({"n": number} for number in range(5))
        db.table("t").update({"seen": True}, where("n") == 3)
        db.table("t").remove(where("n") == 0)
        db.drop_table("nothing")
    with TinyDB(path) as db:
        assert [each["n"] for each in db.table("t")] == [1, 2, 3, 4]
        assert db.table("t").get(doc_id=4) == {"n": 3, "seen": True}


def test_a_file_of_stock_tinydb_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    with TinyDB(path) as db:
        db.insert({"n": 1})
    with JournaledDB(path) as db:
        assert db.all() == [{"n": 1}]
        db.insert({"n": 2})
    with TinyDB(path) as db:
        assert len(db) == 2


def test_another_process_is_refused_until_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    code = (
        "import sys; from pilotage.store.table import JournaledDB\n"
        "from pilotage.errors import FileInUse\n"
        "try: db = JournaledDB(sys.argv[1]); db.insert({'by': 'other'}); db.close()\n"
        "except FileInUse as e: print(e)"
    )
    with JournaledDB(path) as db:
        db.insert({"by": "me"})
        with pytest.raises(FileInUse):
            JournaledDB(path)
        said = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        )
        assert "is held by" in said.stdout
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    with JournaledDB(path) as db:
        assert [each["by"] for each in db] == ["me", "other"]


def test_the_log_holds_only_what_changed(tmp_path: Path) -> None:
    with JournaledDB(tmp_path / "data.json") as db:
        db.insert_multiple({"n": number, "text": "x" * 100} for number in range(1000))
        db.storage.fold()
        db.update({"text": "y"}, doc_ids=[500])
        (log,) = tmp_path.glob("*.log-*")
        record = json.loads(log.read_bytes()[18:])
        assert record["put"] == {"_default": {"500": {"n": 499, "text": "y"}}}
        assert log.stat().st_size < 200
