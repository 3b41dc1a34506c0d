"""Bundles that are not as Pilotage wrote them are refused, and nothing is merged."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pilotage.actions import people
from pilotage.errors import FileProblem
from pilotage.reading_back import BadBundle
from pilotage.session import Session
from pilotage.signing import PhraseWanted
from pilotage.store import base, bundle
from pilotage.store.changes import Tables
from pilotage.store.journal import sealed
from tests.handing import SECOND_OWNER, Hands, drive

PHRASE = "a horse, a kingdom"


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


@pytest.fixture
def driven(hands: Hands) -> Path:
    out = hands.hand_over()
    with hands.at(out) as there:
        drive(there, "Which inbox?", "Which region?")
    return out


def repack(out: Path, content: bytes) -> None:
    bundle.write(out, bundle.read(out) | {bundle.PROJECT: content})


def resealed(tables: Tables) -> bytes:
    """The tables with a chain and a checksum that fit."""
    head, entries = "", tables["journal"]
    for key, entry in entries.items():
        entry.pop("hash")
        entries[key], _, head = sealed(entry, head)
    return b"".join(base.serialized(tables, len(entries), head))


def tables_of(out: Path) -> Tables:
    tables: Tables = json.loads(bundle.read(out)[bundle.PROJECT])
    for own in ("container", "crc", "sequence", "head"):
        tables["_meta"]["1"].pop(own)
    return tables


def refused(hands: Hands, out: Path) -> FileProblem:
    before = hands.path.read_bytes()
    with pytest.raises(FileProblem) as error:
        hands.merge(out)
    assert hands.path.read_bytes() == before
    return error.value


def test_resealing_alone_changes_nothing(hands: Hands, driven: Path) -> None:
    repack(driven, resealed(tables_of(driven)))
    assert len(hands.merge(driven).merged) == 4


def test_any_byte_of_the_project_that_is_another_is_found(hands: Hands, driven: Path) -> None:
    good, chance = bundle.read(driven)[bundle.PROJECT], random.Random(7)  # noqa: S311
    for _ in range(40):
        at = chance.randrange(len(good.rstrip()))
        bad = bytearray(good)
        bad[at] ^= 1 << chance.randrange(7)
        repack(driven, bytes(bad))
        refused(hands, driven)


def test_any_byte_of_the_bundle_that_is_another_does_no_harm(hands: Hands, driven: Path) -> None:
    good, chance = driven.read_bytes(), random.Random(8)  # noqa: S311
    wanted = [item.what for item in hands.merge(driven, dry_run=True).items]
    for _ in range(60):
        bad = bytearray(good)
        bad[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        driven.write_bytes(bytes(bad))
        try:
            done = hands.merge(driven, dry_run=True)
        except FileProblem:
            continue
        assert [item.what for item in done.items] == wanted  # a date, a flag: nothing that counts


def test_a_bundle_that_was_cut_is_refused(hands: Hands, driven: Path) -> None:
    good = driven.read_bytes()
    for length in (0, 1, 100, len(good) // 2, len(good) - 1):
        driven.write_bytes(good[:length])
        assert "no bundle" in refused(hands, driven).message


def _other_text(tables: Tables) -> None:
    gap = next(iter(tables["gaps"].values()))
    gap["text"] = "Nothing at all"
    for entry in tables["journal"].values():
        for key in entry.get("put", {}).get("gaps", {}):
            if key == str(gap["id"]):
                entry["put"]["gaps"][key]["text"] = gap["text"]


def _other_page(tables: Tables) -> None:
    for found in (tables, tables["journal"]["1"]["put"]):
        for revision in found["revisions"].values():
            revision["page"]["trigger"] = "Whenever you like"


def _other_actor(tables: Tables) -> None:
    tables["journal"]["3"]["actor"] = 1


def _another_action(tables: Tables) -> None:
    tables["journal"]["5"]["action"] = "publish_revision"


def _no_sense(tables: Tables) -> None:
    tables["journal"]["3"]["args"] = {"run": "first"}


def _other_end(tables: Tables) -> None:
    tables["journal"]["5"]["args"]["minutes"] = "1"


def _undo_of_nothing(tables: Tables) -> None:
    entry = tables["journal"]["2"]
    entry["action"] = "undo"


FORGED: list[tuple[Callable[[Tables], Any], str]] = [
    (_other_text, "Entry 3 is not what “raise_gap” gives"),
    (_other_page, "does not begin as it was when it was handed over"),
    (_other_actor, "nobody else works in it"),
    (_another_action, "“publish_revision” can't be done in a bundle"),
    (_no_sense, "Entry 3: it makes no sense"),
    (_other_end, "Entry 5 is not what “end_run” gives"),
    (_undo_of_nothing, "Entry 2: it makes no sense"),
]


@pytest.mark.parametrize(("forge", "says"), FORGED, ids=[f.__name__ for f, _ in FORGED])
def test_a_forged_bundle_with_a_chain_that_fits_is_refused(
    hands: Hands, driven: Path, forge: Callable[[Tables], Any], says: str
) -> None:
    tables = tables_of(driven)
    forge(tables)
    repack(driven, resealed(tables))
    error = refused(hands, driven)
    assert isinstance(error, BadBundle)
    assert says in error.message


def test_an_entry_that_was_taken_out_is_found(hands: Hands, driven: Path) -> None:
    tables = tables_of(driven)
    del tables["journal"]["4"]
    repack(driven, resealed(tables))
    assert "Entry 4 is missing" in refused(hands, driven).message


def test_a_signing_phrase_goes_along_and_is_wanted(hands: Hands) -> None:
    with hands.here(SECOND_OWNER) as here:
        here.do(people.set_phrase, **_phrase())
    with hands.here() as here:
        here.do(people.set_phrase, **_phrase())
    with pytest.raises(PhraseWanted):
        hands.hand_over()
    out = hands.hand_over(phrase=lambda _: PHRASE)
    with hands.at(out) as there:
        assert [person.phrase is not None for person in there.project.people][:2] == [False, True]
        with pytest.raises(PhraseWanted):
            drive(there)
        there.prove(PHRASE)
        drive(there)
    shutil.copy(hands.path, kept := hands.path.with_name("kept.pilotage.json"))
    assert len(hands.merge(out).merged) == 2
    with hands.here() as here:
        assert [entry.signature for entry in here.journal[-3:]] == ["", "", "signed"]
    shutil.copy(kept, hands.path)
    tables = tables_of(out)
    for entry in tables["journal"].values():
        entry.pop("proven", None)
    repack(out, resealed(tables))
    assert "signing phrase was not given" in refused(hands, out).message


def _phrase() -> dict[str, Any]:
    from pilotage.model.phrase import Phrase

    return {"phrase": Phrase.of(PHRASE, b"0123456789abcdef")}


def test_a_session_on_what_is_no_bundle(hands: Hands, tmp_path: Path) -> None:
    out = tmp_path / "x.zip"
    bundle.write(out, {bundle.PROJECT: hands.path.read_bytes()})
    with pytest.raises(FileProblem, match="never handed over"):
        Session.open(out, hands.clock)
    assert sorted(each.name for each in tmp_path.glob("x*")) == ["x.zip"]
