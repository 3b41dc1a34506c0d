"""What the parts of the application tell each other."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from pilotage.method.requirement import Place
from pilotage.session import Change


@dataclass
class ProjectChanged(Message):
    """The project, or its save state, is another. Posted by the app's session listener."""

    change: Change

    def can_replace(self, message: Message) -> bool:
        """Only the newest one matters."""
        return isinstance(message, ProjectChanged)


@dataclass
class PlaceWanted(Message):
    """Somebody wants to go where a requirement is fixed."""

    place: Place


@dataclass
class ScreenWanted(Message):
    """Somebody wants another screen of the open project, by its name in `app.SCREENS`."""

    name: str


class DriverWanted(Message):
    """Somebody wants to change who drives."""
