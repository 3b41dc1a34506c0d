"""What happens to an open project meanwhile: scripts record, another instance saves."""

from __future__ import annotations

import threading
from typing import Final

from pilotage.errors import PilotageError
from pilotage.model.project import Project
from pilotage.save_state import Change
from pilotage.session import Session
from pilotage.taking_in import Intake

LOOK_SECONDS: Final = 0.5
LINGER_SECONDS: Final = 1.0
"""How long to wait for more of a script: each of its entries waits for an answer."""


class Watch:
    """Looks, in a thread of its own, and keeps what is to be told before the next question."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._intake = Intake(session)
        self._lock = threading.Lock()
        self._news: list[str] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._acts = threading.get_ident()
        session.subscribe(self._heard)

    def start(self) -> None:
        """Begin to look."""
        self._thread = threading.Thread(target=self._look, daemon=True, name="watch")
        self._thread.start()

    def stop(self) -> None:
        """Take in what is there, and look no more."""
        self._stop.set()
        self._intake.stop()
        if self._thread is not None:
            self._thread.join()
            self._look_once()

    def news(self) -> list[str]:
        """What happened since this was asked last, in sentences."""
        with self._lock:
            news, self._news = self._news, []
        return news

    def _say(self, sentence: str) -> None:
        with self._lock:
            if sentence not in self._news:
                self._news.append(sentence)

    def _heard(self, change: Change) -> None:
        if change.what and threading.get_ident() != self._acts:
            self._say(f"Recorded meanwhile: {change.what}.")

    def _look(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self._look_once()

    def _look_once(self) -> None:
        session = self._session
        before: Project = session.project
        try:
            if session.is_held:
                if session.follow() and session.project is not before:
                    self._say("The project was changed where it is open.")
            elif not session.read_only and self._intake.may_have():
                for refusal in self._intake.take_in(linger=LINGER_SECONDS).refused:
                    self._say(f"What a script recorded was refused: {refusal.reason}")
        except (PilotageError, OSError) as problem:
            self._say(str(problem))
