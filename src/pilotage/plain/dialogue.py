"""A dialogue over two text streams: what is said, and what is asked. It knows no project.

Each line stands for itself: nothing is drawn, coloured, or written over. The question comes last,
on the line on which it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TextIO

from pilotage.model.text import clean
from pilotage.plain.ending import Ending
from pilotage.plain.words import HELP, Back, InputEnded, Quit, Skip, answer_of

AT_A_TIME: Final = 20
"""So many choices are said at once; the others follow when they are asked for."""
YES: Final = ("y", "yes")
NO: Final = ("n", "no")
_KEYS = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|O.|.)|\x9b[0-?]*[ -/]*[@-~]")
"""What arrow and function keys send."""
_MARK = re.compile(r"^(?:[?!■✓✗●◐○□·]|\d+ ·) ")


def spoken(label: str) -> str:
    """A choice's text without the marks that only the eye needs."""
    return _MARK.sub("", label).replace(" · ", ", ").replace(" → ", " to ")


def sentence(text: str) -> str:
    """A text with a full stop, unless it has its end already."""
    return text if text.rstrip("”»’)")[-1:] in (".", "!", "?", "…") else f"{text}."


class Dialogue:
    """Questions and answers."""

    def __init__(
        self,
        read: TextIO,
        write: TextIO,
        *,
        echo: bool = False,
        ending: Ending | None = None,
        secret: Callable[[str], str] | None = None,
    ) -> None:
        """`echo` repeats each answer, for input that no terminal shows; `secret` asks unseen."""
        self._read = read
        self._write = write
        self._echo = echo
        self._ending = ending or Ending()
        self._secret = secret
        self._said_blank = True
        self._told: set[str] = set()
        self.asides: dict[str, Callable[[], None]] = {}
        """What further words do, at each question; after it the question is asked again."""
        self.before: Callable[[], None] = lambda: None
        """Called before each question: what happened meanwhile is said then."""

    @property
    def has_terminal(self) -> bool:
        """Whether an editor has a terminal to open on."""
        return self._read.isatty() and self._write.isatty()

    # -- saying -----------------------------------------------------------------------------

    def tell(self, *lines: str) -> None:
        """Say something, one line after the other, free of what would move a cursor."""
        for line in lines:
            self._put(clean(line).text + "\n")
        if lines:
            self._said_blank = not lines[-1]

    def gap(self) -> None:
        """An empty line, but never two."""
        if not self._said_blank:
            self.tell("")

    def tell_once(self, text: str, then: str = "") -> None:
        """Say how something works the first time; from then on only `then`."""
        said = then if text in self._told else text
        self._told.add(text)
        self.tell(*filter(None, (said,)))

    def _put(self, text: str) -> None:
        try:
            self._write.write(text)
            self._write.flush()
        except BrokenPipeError:
            raise
        except OSError:  # the terminal is gone
            raise InputEnded from None

    # -- asking -----------------------------------------------------------------------------

    def ask(self, prompt: str, explain: Sequence[str] = ()) -> str:
        """The answer to a question, on one line. Raises an `Aside` for the word of one."""
        while True:
            line = self._line(prompt)
            word = line.strip().casefold()
            if word in ("?", "help"):
                self.tell(*explain, *HELP)
            elif word == "back":
                raise Back
            elif word == "skip":
                raise Skip
            elif word == "quit":
                raise Quit
            elif word in self.asides:
                self.asides[word]()
            else:
                return answer_of(line)

    def secret(self, prompt: str) -> str:
        """An answer that is not shown; empty to give none."""
        self.before()
        if self._secret is None:
            return self._line(prompt, echo=False)
        try:
            with self._ending.waiting():
                return self._secret(f"{clean(prompt).text} ")
        except (EOFError, OSError):  # nobody is left to answer, or the terminal is gone
            raise InputEnded from None

    def _line(self, prompt: str, *, echo: bool | None = None) -> str:
        self.before()
        self._put(f"{clean(prompt).text} ")
        self._said_blank = False
        try:
            with self._ending.waiting():
                raw = self._read.readline()
        except OSError:  # the terminal is gone
            raise InputEnded from None
        if not raw:
            self._put("\n")
            raise InputEnded
        typed, keys = _KEYS.subn("", raw.rstrip("\r\n"))
        text, dropped = clean(typed)
        if self._echo if echo is None else echo:
            self._put(f"{text}\n")
        elif not raw.endswith("\n"):
            self._put("\n")
        if keys:
            self.tell("Arrow and function keys do nothing here; they are left out.")
        if dropped:
            self.tell(f"{dropped} invisible control character{'s' * (dropped > 1)} left out.")
        return text

    def confirm(self, question: str, explain: Sequence[str] = ()) -> bool:
        """Yes or no."""
        while True:
            word = self.ask(f"{question} Yes or no:", explain).strip().casefold()
            if word in YES or word in NO:
                return word in YES
            self.tell("Please answer yes or no.")

    def choose(
        self,
        prompt: str,
        labels: Sequence[str],
        explain: Sequence[str] = (),
        *,
        enter: int | None = None,
        known: Sequence[str] = (),
    ) -> int:
        """Which of the choices, from 0. By number, by how its text begins, or by a word in it.

        `enter` is what an empty answer means. `known` are choices that were said here before:
        what is the same is not said again, but ? says all.
        """
        said = [spoken(label) for label in labels]
        first = len(said)
        if len(known) == len(labels):
            new = [n for n in range(len(labels)) if labels[n] != known[n]]
            self.tell(*(f"{n + 1}. {said[n]}" for n in new))
        else:
            first = self._list(said, 0)
        hint = "" if enter is None else f", Enter for {enter + 1}"
        while True:
            answer = self.ask(f"{prompt} Number{hint}:", (*explain, *_numbered(said))).strip()
            if not answer and enter is not None:
                return enter
            if answer.casefold() == "more" and first < len(said):
                first = self._list(said, first)
                continue
            found = _meant(answer, said)
            if len(found) == 1:
                return found[0]
            self._say_wrong(answer, said, found)

    def _list(self, said: Sequence[str], first: int) -> int:
        """Say some choices, and return where the others begin."""
        end = first + AT_A_TIME if len(said) - first > AT_A_TIME + 1 else len(said)
        self.tell(*_numbered(said)[first:end])
        if end < len(said):
            self.tell(f"{len(said) - end} more: type more, or how its name begins.")
        return end

    def _say_wrong(self, answer: str, said: Sequence[str], found: Sequence[int]) -> None:
        if found:
            self.tell(f"{len(found)} can be meant. Type a number:")
            self.tell(*(f"{n + 1}. {said[n]}" for n in found[:AT_A_TIME]))
        elif not answer:
            self.tell(f"Please type a number from 1 to {len(said)}.")
        else:
            self.tell(f"“{answer[:40]}” is none of the choices. Type a number, 1 to {len(said)}.")

    def text(
        self,
        prompt: str,
        explain: Sequence[str] = (),
        *,
        begun: Sequence[str] = (),
        keep: Callable[[Sequence[str]], None] = lambda _: None,
    ) -> str:
        """Several lines, ended by a line with a single dot; an empty first line: none at all.

        `begun` are lines that were typed before; `keep` is told of all lines after each.
        """
        lines = list(begun)
        outer = self.asides.get("undo")

        def take_back() -> None:
            if lines:
                self.tell(f"Taken back: {lines.pop() or 'an empty line'}.")
                keep(lines)
            elif outer:
                outer()

        self.asides["undo"] = take_back
        try:
            while True:
                line = self.ask(f"{prompt if not lines else 'Line'} {len(lines) + 1}:", explain)
                if line.strip() == ".":
                    return "\n".join(lines)
                if not line.strip() and not lines:
                    return ""
                lines.append("." if line.strip() == "\\." else line)
                keep(lines)
        finally:
            del self.asides["undo"]
            if outer:
                self.asides["undo"] = outer


def _numbered(said: Iterable[str]) -> list[str]:
    return [f"{number}. {label}" for number, label in enumerate(said, 1)]


def _meant(answer: str, said: Sequence[str]) -> list[int]:
    """The choices that an answer can mean."""
    number = answer.removesuffix(".")
    if number.isascii() and number.isdigit():
        meant = int(number.lstrip("0")[:9] or 0)
        return [meant - 1] if 1 <= meant <= len(said) else []
    wanted = answer.casefold()
    if not wanted:
        return []
    labels = [label.casefold() for label in said]
    return (
        [n for n, label in enumerate(labels) if label == wanted]
        or [n for n, label in enumerate(labels) if label.startswith(wanted)]
        or [n for n, label in enumerate(labels) if f" {wanted}" in label]
    )
