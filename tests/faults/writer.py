"""A writer to be killed: `python -m tests.faults.writer FILE [no-sync]`.

It waits for a line on its standard input, then forks a child that opens the file, commits without
end and says on standard output when it begins a commit and when that is acknowledged; the parent
says the child's process number, and when it is dead. So a kill costs no start of Python.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from pilotage.store import atomic, log_file
from pilotage.store.changes import Changes, Tables, apply
from pilotage.store.storage import JournaledStorage

FOLD_AT = 8_000
DOCUMENTS = 7


def changes(number: int) -> Changes:
    """What commit `number` does: puts, deletions, drops and orders, growing and shrinking."""
    size = number * 7919 % 3000
    put = {str(number % DOCUMENTS): {"n": number, "text": "x" * size}}
    done = Changes(put={"shifting": put, "steady": {"1": {"n": number}}})
    if number % 3 == 0:
        done.deleted["shifting"] = (str((number * 5 + 1) % DOCUMENTS),)
    if number % 50 == 0:
        return Changes(dropped=("shifting",), put={"steady": {"1": {"n": number}}})
    return done


def states(last: int) -> dict[int, Tables]:
    """The tables after each commit up to the last."""
    tables: Tables = {}
    found = {0: {}}
    for number in range(1, last + 1):
        apply(tables, changes(number))
        found[number] = {name: dict(table) for name, table in tables.items()}
    return found


def say(*words: object) -> None:
    """One line, in one write."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode("ascii"))


def write_on(path: Path) -> None:
    """Commit without end."""
    storage = JournaledStorage(path, fold_at=FOLD_AT)
    while True:
        number = storage.sequence + 1
        say("began", number)
        storage.commit(changes(number))
        say("saved", number)


def forget_to_sync() -> None:
    """Make this the writer that a power cut must find out."""
    log_file.sync = lambda _: None
    os.fsync = lambda _: None
    atomic.sync_folder = lambda _: None


def main() -> None:
    """Serve children until standard input ends."""
    path = Path(sys.argv[1])
    if "no-sync" in sys.argv:
        forget_to_sync()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                write_on(path)
            except OSError as error:  # the disk went away: no fault of the writer's
                say("stopped", error.errno)
            finally:
                os._exit(0)
        say("child", child)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        say("dead", int(killed))


if __name__ == "__main__":
    main()
