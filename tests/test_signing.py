"""Signing phrases: nothing in somebody's name without theirs, and no guessing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pilotage.actions import page, people, playbook, runs
from pilotage.errors import Invalid, Refused
from pilotage.model.journal import SIGNATURES, Entry
from pilotage.model.phrase import Phrase
from pilotage.session import Session
from pilotage.signing import LONGEST_WAIT, PhraseWanted, WrongPhrase, in_words
from pilotage.store.verify import verify
from tests.actions.all_actions import actions
from tests.arguments import A_PLAYBOOK
from tests.way import BUILDER, SECOND_OWNER, documented

SALT = bytes(range(16))
PHRASE = "correct horse battery"


class MovingClock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 20, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def session(tmp_path: Path, clock: MovingClock) -> Iterator[Session]:
    made = Session.create(tmp_path / "leads.pilotage.json", documented().project, clock)
    yield made
    made.close()


def with_phrase(session: Session, person: int, phrase: str = PHRASE) -> None:
    """Let somebody set a phrase, and the builder take the keyboard again."""
    session.drive(person)
    session.do(people.set_phrase, phrase=Phrase.of(phrase, SALT))
    if person != BUILDER:
        session.drive(BUILDER)


def newest(session: Session, number: int = 1) -> tuple[Entry, ...]:
    """The journal's last entries, once they are saved."""
    session.flush()
    return session.journal[-number:]


@pytest.mark.parametrize("typed", [PHRASE, f"  {PHRASE} ", PHRASE.replace(" ", "\u00a0")])
def test_a_phrase_matches_however_its_blanks_are_typed(typed: str) -> None:
    assert Phrase.of(PHRASE, SALT).matches(typed)


@pytest.mark.parametrize("typed", ["", "correct horse", PHRASE.upper(), PHRASE + "x", "\ud800"])
def test_another_phrase_does_not_match(typed: str) -> None:
    assert not Phrase.of(PHRASE, SALT).matches(typed)


def test_accents_match_however_they_are_composed() -> None:
    assert Phrase.of("Übermäßig", SALT).matches("U\u0308berma\u0308ßig")


def test_the_phrase_itself_is_kept_nowhere(session: Session) -> None:
    with_phrase(session, SECOND_OWNER)
    session.flush()
    for file in session.path.parent.iterdir():
        assert b"horse" not in file.read_bytes()


@pytest.mark.parametrize("text", ["", "short", "x" * 201])
def test_a_phrase_has_a_length(text: str) -> None:
    with pytest.raises(Invalid, match="characters; use at"):
        Phrase.of(text, SALT)


def test_the_same_phrase_hashes_differently_with_another_salt() -> None:
    assert Phrase.of(PHRASE, SALT).hash != Phrase.of(PHRASE, SALT[::-1]).hash


def test_nobody_takes_the_keyboard_under_a_name_with_a_phrase(session: Session) -> None:
    with_phrase(session, SECOND_OWNER)
    with pytest.raises(PhraseWanted, match="Dana Osei's signing phrase is wanted"):
        session.drive(SECOND_OWNER)
    assert session.actor == BUILDER
    session.prove(PHRASE, SECOND_OWNER)
    session.drive(SECOND_OWNER)
    session.do(runs.start_run)
    assert newest(session)[0].proven


def test_who_left_the_keyboard_is_asked_again(session: Session) -> None:
    with_phrase(session, SECOND_OWNER)
    session.prove(PHRASE, SECOND_OWNER)
    session.drive(SECOND_OWNER)
    session.drive(BUILDER)
    with pytest.raises(PhraseWanted):
        session.drive(SECOND_OWNER)


def test_a_new_session_knows_nobody(session: Session, clock: MovingClock) -> None:
    with_phrase(session, BUILDER)
    session.close()
    again = Session.open(session.path, clock)
    assert again.wants_phrase
    for do in (
        lambda: again.do(page.edit_section, section="purpose", text="Mine."),
        again.undo,
    ):
        with pytest.raises(PhraseWanted, match="Ada Builder's signing phrase"):
            do()
    again.prove(PHRASE)
    again.do(page.edit_section, section="purpose", text="Mine.")
    again.close()
    assert verify(session.path).ok


def test_a_wrong_phrase_is_on_record_and_gives_nothing(session: Session) -> None:
    with_phrase(session, SECOND_OWNER)
    with pytest.raises(WrongPhrase, match="not Dana Osei's"):
        session.prove("something else", SECOND_OWNER)
    (entry,) = newest(session)
    assert (entry.action, entry.by) == ("wrong_phrase", "Ada Builder")
    assert entry.what == "a wrong signing phrase was given for Dana Osei"
    with pytest.raises(PhraseWanted):
        session.drive(SECOND_OWNER)


def test_guessing_becomes_slow_and_a_restart_does_not_help(
    session: Session, clock: MovingClock
) -> None:
    with_phrase(session, SECOND_OWNER)
    for _ in range(3):
        with pytest.raises(WrongPhrase, match="is not"):
            session.prove("something else", SECOND_OWNER)
    with pytest.raises(WrongPhrase, match="Too many"):
        session.prove(PHRASE, SECOND_OWNER)
    session.close()
    again = Session.open(session.path, clock)
    with pytest.raises(WrongPhrase, match="Try again in 30 seconds"):
        again.prove(PHRASE, SECOND_OWNER)
    clock.moment += timedelta(seconds=31)
    with pytest.raises(WrongPhrase, match="is not"):
        again.prove("a fourth", SECOND_OWNER)
    with pytest.raises(WrongPhrase, match="Try again in 60 seconds"):
        again.prove(PHRASE, SECOND_OWNER)
    clock.moment += LONGEST_WAIT
    again.prove(PHRASE, SECOND_OWNER)
    again.drive(SECOND_OWNER)
    again.do(runs.start_run)
    with pytest.raises(WrongPhrase, match="is not"):  # a right one begins the count anew
        again.prove("again wrong", SECOND_OWNER)
    again.close()


def test_only_oneself_sets_ones_phrase(session: Session) -> None:
    session.do(people.set_phrase, phrase=Phrase.of(PHRASE, SALT))
    assert session.project.person(BUILDER).phrase
    assert session.project.person(SECOND_OWNER).phrase is None
    session.prove(PHRASE)
    session.do(people.set_phrase, phrase=None)
    assert session.project.person(BUILDER).phrase is None
    with pytest.raises(Refused, match="has no signing phrase"):
        session.do(people.set_phrase, phrase=None)


def test_without_a_phrase_a_signature_says_unsigned(session: Session) -> None:
    session.drive(SECOND_OWNER)
    session.do(page.confirm_revision)
    assert newest(session)[0].signature == "unsigned"
    session.do(people.set_phrase, phrase=Phrase.of(PHRASE, SALT))
    session.prove(PHRASE)
    session.do(runs.start_run)
    session.do(runs.end_run, run=session.project.runs[-1].id, to_the_end=True)
    assert [entry.signature for entry in newest(session, 2)] == ["", "signed"]


def test_every_signature_is_an_action() -> None:
    assert actions().keys() >= SIGNATURES


def test_what_a_playbook_wants_signed_is_signed_with_the_phrase(session: Session) -> None:
    session.do(playbook.adopt_playbook, playbook=A_PLAYBOOK, reason="House rules")
    session.do(playbook.sign_extra, extra="agreed")
    assert newest(session)[0].signature == "unsigned"
    session.undo()
    with_phrase(session, BUILDER)
    with pytest.raises(PhraseWanted):
        session.do(playbook.sign_extra, extra="agreed")
    session.prove(PHRASE)
    session.do(playbook.sign_extra, extra="agreed")
    assert newest(session)[0].signature == "signed"
    assert verify(session.path).ok


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 second"), (30, "30 seconds"), (90, "90 seconds"), (91, "2 minutes")],
)
def test_a_wait_in_words(seconds: float, said: str) -> None:
    assert in_words(timedelta(seconds=seconds)) == said


def test_a_clock_that_was_wrong_for_a_while_locks_nobody_out(
    session: Session, clock: MovingClock
) -> None:
    with_phrase(session, SECOND_OWNER)
    clock.moment += timedelta(days=400)
    for _ in range(4):
        with pytest.raises(WrongPhrase):
            session.prove("not this one", SECOND_OWNER)
    clock.moment -= timedelta(seconds=50)
    with pytest.raises(WrongPhrase, match="Too many"):  # a small step back is no way round
        session.prove(PHRASE, SECOND_OWNER)
    clock.moment -= timedelta(days=400)
    session.prove(PHRASE, SECOND_OWNER)
    session.drive(SECOND_OWNER)
    assert session.actor == SECOND_OWNER


def test_nobody_renames_somebody_who_signs_with_a_phrase(session: Session) -> None:
    with_phrase(session, SECOND_OWNER)
    with pytest.raises(Refused, match="only Dana Osei can change that name"):
        session.do(people.edit_person, person=SECOND_OWNER, name="Sam Other")
    session.do(people.edit_person, person=SECOND_OWNER, name="Dana Osei", contact="ext. 12")
    session.prove(PHRASE, SECOND_OWNER)
    session.drive(SECOND_OWNER)
    session.do(people.edit_person, person=SECOND_OWNER, name="Dana Osei-Mensah")
    assert session.project.name_of(SECOND_OWNER) == "Dana Osei-Mensah"
