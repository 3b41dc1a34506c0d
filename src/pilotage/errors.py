"""What can go wrong, said in the user's words; and the one place that owns exit codes."""

from __future__ import annotations

DONE = 0
ANSWER_IS_NO = 1
WRONG_USE = 2


class PilotageError(Exception):
    """A problem that a person can understand and mend.

    `message` says what is wrong, `remedy` what to do about it (may be empty), `exit_code`
    what a command that fails with it returns: 1 the answer is no, 2 wrong use or bad input.
    """

    exit_code = WRONG_USE

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class Refused(PilotageError):
    """An action said no: wrong role, wrong phase or wrong value. Nothing was changed."""


class Invalid(Refused):
    """A value is outside its limits. `field` names where it was typed."""

    def __init__(self, field: str, value: object, limit: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.value = value
        self.limit = limit


class GateClosed(Refused):
    """A gate can't be passed yet; the message lists what is missing."""

    exit_code = ANSWER_IS_NO


class NeedsConfirmation(PilotageError):
    """What was asked for is possible but serious: ask the person, then say `confirmed=True`."""


class FileProblem(PilotageError):
    """A file can't be read or written."""


class NewerFile(FileProblem):
    """A file was written by a newer version of the program than this one."""


class FileInUse(FileProblem):
    """Another instance holds the project; this one may only read."""
