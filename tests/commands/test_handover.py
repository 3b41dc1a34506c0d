"""`handoff`, opening a bundle, and `merge`, as commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pilotage import portfolio
from pilotage.actions import page, people, runs
from pilotage.handover import hand_over_file
from pilotage.model.phrase import Phrase
from pilotage.session import Session
from pilotage.signing import WrongPhrase
from pilotage.store.project_file import ProjectFile
from tests.commands.conftest import Ask, Keep
from tests.way import SECOND_OWNER, FixedClock, documented, written

BUNDLE = Path("dana.handoff.zip")


@pytest.fixture
def file(keep: Keep) -> Path:
    return keep(documented().project)


def drive(path: Path, *texts: str) -> None:
    session = Session.open(path, FixedClock(date(2026, 3, 20)))
    session.actor = SECOND_OWNER
    session.do(runs.start_run)
    run = session.project.runs[-1].id
    for text in texts:
        session.do(runs.raise_gap, run=run, kind="question", text=text, section="trigger")
    session.do(runs.end_run, run=run, to_the_end=True, minutes="41")
    session.close()


def test_there_and_back(ask: Ask, file: Path) -> None:
    said = ask("handoff", file, "-o", "dana")
    assert (said.code, said.err) == (0, "")
    assert "Wrote dana.handoff.zip: revision 1, for Dana Osei." in said.out
    assert f"Bring it back with: pilotage merge {file} dana.handoff.zip" in said.out
    drive(BUNDLE, "Which inbox?")
    said = ask("merge", file, BUNDLE, "--dry-run")
    assert "Would merge 3 changes of Dana Osei." in said.out
    said = ask("merge", file, BUNDLE)
    assert (said.code, said.err) == (0, "")
    assert "✓ Dana Osei raised a gap in Trigger: “Which inbox?”" in said.out
    assert said.out.endswith("Merged 3 changes of Dana Osei.\n")
    said = ask("merge", file, BUNDLE)
    assert (said.code, said.out) == (0, "Nothing new in dana.handoff.zip.\n")
    assert ask("verify", file).code == 0
    assert "merged: started run #1 on revision 1" in ask("journal", file).out


def test_as_json(ask: Ask, file: Path) -> None:
    made = ask("handoff", file, "-o", BUNDLE, "--json").json
    assert (made["bundle"], made["to"], made["revision"]) == (str(BUNDLE), "Dana Osei", 1)
    drive(BUNDLE)
    done = ask("merge", file, BUNDLE, "--json").json
    assert (done["id"], done["to"], done["dry_run"]) == (made["id"], "Dana Osei", False)
    first = done["merged"][0]
    assert (first["action"], first["by"], first["result"]) == ("start_run", "Dana Osei", "merged")
    assert done["not_merged"] == []
    again = ask("merge", file, BUNDLE, "--json").json
    assert (again["merged"], again["earlier"]) == ([], 2)


def test_what_no_longer_applies_is_exit_1(ask: Ask, file: Path) -> None:
    drive(file)
    run = ProjectFile.open(file, read_only=True).project.runs[-1].id
    ask("handoff", file, "-o", BUNDLE)
    session = Session.open(BUNDLE, FixedClock(date(2026, 3, 21)))
    session.do(runs.edit_run, run=run, minutes="42")
    session.close()
    session = Session.open(file, FixedClock(date(2026, 3, 21)), by="Dana Osei")
    session.do(runs.delete_run, run=run)
    session.close()
    said = ask("merge", file, BUNDLE)
    assert said.code == 1
    assert "✗ Dana Osei corrected run #1: The run is not in the project any more." in said.out
    assert "They are kept in the journal, with what they were." in said.out
    assert ask("merge", file, BUNDLE).code == 0


@pytest.mark.parametrize(
    "arguments", [("merge", "{}", "nowhere.zip"), ("handoff", "none", "-o", "x")]
)
def test_what_is_not_there(ask: Ask, file: Path, arguments: tuple[str, ...]) -> None:
    said = ask(*(each.format(file) for each in arguments))
    assert (said.code, said.out) == (2, "")
    assert "There is no file" in said.err


def test_refusals_are_exit_2_with_a_remedy(ask: Ask, keep: Keep, file: Path) -> None:
    early = keep(written().project, "early")
    said = ask("handoff", early, "-o", "x")
    assert (said.code, Path("x.handoff.zip").exists()) == (2, False)
    assert "No revision of the page is published yet.\nPublish one first." in said.err
    ask("handoff", file, "-o", BUNDLE)
    said = ask("handoff", file, "-o", BUNDLE)
    assert said.code == 2
    assert "--force" in said.err
    assert ask("handoff", file, "-o", BUNDLE, "--force").code == 0
    said = ask("merge", early, BUNDLE)
    assert (said.code, said.out) == (2, "")
    assert "knows nothing of this bundle" in said.err
    said = ask("merge", file, file)
    assert "is no bundle" in said.err


def test_a_file_that_is_open_is_said(ask: Ask, file: Path) -> None:
    ask("handoff", file, "-o", BUNDLE)
    session = Session.open(file, FixedClock())
    for arguments in (("handoff", file, "-o", "y"), ("merge", file, BUNDLE)):
        said = ask(*arguments)
        assert said.code == 2
        assert "held by" in said.err
        assert "Close it there, then try again." in said.err
    session.close()


def test_the_reading_commands_read_bundles(ask: Ask, file: Path) -> None:
    ask("handoff", file, "-o", BUNDLE)
    drive(BUNDLE, "Which inbox?")
    assert "Lead routing" in ask(BUNDLE).out
    assert ask("status", BUNDLE, "--json").json["projects"][0]["phase"] == 2
    assert "1 of 1 gap still open" in ask("gate", BUNDLE).out
    assert "“Which inbox?”" in ask("journal", BUNDLE).out
    assert ask("export", BUNDLE, "document", "-o", "-", "--format", "md").code == 0
    assert ask("verify", BUNDLE).code == 0
    BUNDLE.write_bytes(BUNDLE.read_bytes()[:-40])
    assert ask("verify", BUNDLE).code == 1


def test_the_page_in_it_is_the_one_in_force(ask: Ask, file: Path) -> None:
    import zipfile

    ask("handoff", file, "-o", BUNDLE)
    with zipfile.ZipFile(BUNDLE) as packed:
        for name in ("page.html", "page.pdf"):
            Path(name).write_bytes(packed.read(name))
        assert "pilotage dana.handoff.zip" in packed.read("README.txt").decode()
    assert ask("verify", file, "page.html", "page.pdf").code == 0


def test_a_page_that_fits_no_sheet_goes_as_html_only(ask: Ask, file: Path) -> None:
    session = Session.open(file, FixedClock())
    long = "\n".join(f"Step {n}: " + "look at it again and again " * 9 for n in range(40))
    session.do(page.edit_section, section="destination", text=long[:3900])
    session.do(page.edit_section, section="when_wrong", text=long[:3900])
    published = session.project.page
    session._commit(_published(session.project, published), "publish_revision", "forced")
    session.close()
    said = ask("handoff", file, "-o", BUNDLE)
    assert said.code == 0
    assert "HTML only" in said.err


def _published(project, content):  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    from pilotage.actions.action import Stamp
    from pilotage.actions.page import published

    stamp = Stamp(1, datetime(2026, 3, 20, tzinfo=UTC), date(2026, 3, 20))
    return published(project.having(page=content), stamp)


def test_the_list_shows_bundles_and_no_working_file(ask: Ask, file: Path) -> None:
    ask("handoff", file, "-o", BUNDLE)
    assert [path.name for path in portfolio.find(Path())] == [BUNDLE.name, file.name]
    listed = portfolio.read(BUNDLE, date(2026, 3, 20))
    assert (listed.title, listed.problem) == ("Lead routing", "")
    session = Session.open(BUNDLE, FixedClock())
    assert [path.name for path in portfolio.find(Path())] == [BUNDLE.name, file.name]
    session.close()


def test_the_builders_signing_phrase_is_wanted(ask: Ask, keep: Keep) -> None:
    way = documented()
    way.do(people.set_phrase, phrase=Phrase.of("correct horse battery", bytes(16)))
    file = keep(way.project, "signed")
    said = ask("handoff", file, "-o", BUNDLE)
    assert (said.code, BUNDLE.exists()) == (2, False)
    assert "Ada Builder has a signing phrase, and there is no terminal" in said.err
    with pytest.raises(WrongPhrase):
        hand_over_file(file, BUNDLE, FixedClock(), phrase=lambda _: "no such phrase")
    assert not BUNDLE.exists()
    hand_over_file(file, BUNDLE, FixedClock(), phrase=lambda _: "correct horse battery")
    journal = ProjectFile.open(file, read_only=True).journal
    assert [entry.action for entry in journal] == ["create", "wrong_phrase", "hand_over"]
    assert journal[-1].proven
