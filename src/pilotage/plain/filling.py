"""Filling in a form, one field after the other; each answer is kept as soon as it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from pilotage.errors import Invalid, PilotageError
from pilotage.forms.field import Field, meaning
from pilotage.model.dates import NoDate, date_shown
from pilotage.model.numbers import NoNumber
from pilotage.plain import drafts
from pilotage.plain.dialogue import NO, YES, sentence, spoken
from pilotage.plain.seat import Seat
from pilotage.plain.texts import ask_text
from pilotage.plain.words import Back, Skip

Answers = dict[str, Any]
SHORT = 60
"""A value of up to so many characters stands in the question itself."""
CLEAR = "clear"
"""Typed for an answer that is there and shall go."""


def fill(
    seat: Seat,
    title: str,
    fields: Sequence[Field],
    save: Callable[[Answers], object],
    *,
    why: str = "",
    row: object = "",
    phase: int = 0,
    asked: Callable[[Field, Mapping[str, Any]], bool] = lambda _field, _values: True,
    judge: Callable[[Answers], Mapping[str, str]] = lambda _values: {},
) -> None:
    """Ask for each field and save; what is refused is said and asked again.

    `why` says what it is good for. `row` tells forms of one title apart. `asked` says which
    fields are asked, by what was answered; the others stay as they are. `judge` says what is wrong
    with answers, by field, so that it is said at once. Raises `Back` where somebody goes back
    before the first field: what was answered is kept for the next time.
    """
    seat.may_fill(phase)
    with seat.at(title):
        Filling(seat, title, fields, save, why, f"{seat.key} {title} {row}", asked, judge).go()


class Filling:
    """A form on its way."""

    def __init__(
        self,
        seat: Seat,
        title: str,
        fields: Sequence[Field],
        save: Callable[[Answers], object],
        why: str,
        key: str,
        asked: Callable[[Field, Mapping[str, Any]], bool],
        judge: Callable[[Answers], Mapping[str, str]],
    ) -> None:
        self._seat = seat
        self._title = title
        self._fields = fields
        self._save = save
        self._why = why
        self._key = key
        self._asked = asked
        self._judge = judge
        names = {field.name for field in fields}
        self._given = {n: v for n, v in drafts.kept(key).items() if n.removesuffix("…") in names}
        """What was answered, by field; under “NAME…” the lines of a text that is not ended."""

    def go(self) -> None:
        """From the first field that has no answer to the end."""
        self._seat.dialogue.gap()
        self._seat.tell(*filter(None, (f"{self._title}.", self._why)))
        done = [n for n, field in enumerate(self._fields) if field.name in self._given]
        if self._given:
            self._seat.tell(f"You began this before: {len(done)} of {len(self._fields)} answers.")
            self._seat.tell(*(self._said(self._fields[n]) for n in done))
        at = len(done) if done == list(range(len(done))) else 0
        left = any(self._asked(field, self.values) for field in self._fields[at:])
        if done and not left and not self._seat.dialogue.confirm("Save it so?"):
            at = 0
        self._ask_from(at, done[:at])
        while not self._try():
            pass
        drafts.forget(self._key)

    @property
    def values(self) -> Answers:
        """What each field holds: its answer, or what it held at first."""
        return {f.name: self._given.get(f.name, f.value) for f in self._fields}

    def _said(self, field: Field) -> str:
        """An answer as it stands."""
        value = self.values[field.name]
        shown = next((label for label, v in field.choices if v == value), None)
        if shown is None:
            shown = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
        return sentence(f"{field.label}: {spoken(shown or _shown(value)) or 'empty'}")

    def _ask_from(self, at: int, way: list[int], *, only: bool = False) -> None:
        with self._seat.undoing(lambda: self._take_back(way)):
            self._walk(at, way, only=only)

    def _take_back(self, way: Sequence[int]) -> bool:
        """Undo in a form: the last answer is asked again; whether there was one."""
        if not way:
            return False
        field = self._fields[way[-1]]
        self._given.pop(field.name, None)
        drafts.keep(self._key, self._given)
        self._seat.tell(f"Taken back: {field.label}.")
        raise Back

    def _walk(self, at: int, way: list[int], *, only: bool) -> None:
        while at < len(self._fields):
            field = self._fields[at]
            if only or self._asked(field, self.values):
                try:
                    self._answer(field)
                except Back:
                    if not way:
                        raise
                    at = way.pop()
                    continue
                way.append(at)
            if only:
                return
            at += 1

    def _answer(self, field: Field) -> None:
        while True:
            try:
                value = self._asked_value(field)
            except Skip:
                value = self.values[field.name]
            if field.required and value in ("", None):
                self._seat.tell(f"“{field.label}” needs an answer; back leaves it.")
                continue
            if wrong := self._judge({**self.values, field.name: value}).get(field.name):
                self._seat.tell(wrong)
                continue
            self._given.pop(f"{field.name}…", None)
            self._given[field.name] = _as_json(value)
            drafts.keep(self._key, self._given)
            return

    def _asked_value(self, field: Field) -> Any:
        now = self.values[field.name]
        explain = _explained(field, self._why)
        if field.kind == "prose":
            return ask_text(
                self._seat,
                field.label,
                "" if now is None else str(now),
                explain,
                hint=f"{sentence(field.label)} {field.hint}" if field.hint else "",
                begun=self._given.get(f"{field.name}…", ()),
                keep=lambda lines: self._keep_lines(field, lines),
            )
        if field.kind == "choice":
            return self._choice(field, now, explain)
        if field.kind == "check":
            return self._check(field, bool(now), explain)
        return self._line(field, now, explain)

    def _keep_lines(self, field: Field, lines: Sequence[str]) -> None:
        self._given[f"{field.name}…"] = list(lines)
        drafts.keep(self._key, self._given)

    def _line(self, field: Field, now: Any, explain: Sequence[str]) -> Any:
        shown = _shown(now)
        if len(shown) > SHORT:
            self._seat.tell(f"{field.label} is now: {shown}")
        kept = f"Enter keeps {shown if len(shown) <= SHORT else 'it'}" if shown else ""
        prompt = _prompt(field.label, field.hint, kept)
        while True:
            typed = self._seat.dialogue.ask(f"{prompt}:", explain).strip()
            if not typed:
                return now
            if typed.casefold() == CLEAR and not field.required:
                return ""
            try:
                meant = meaning(field, typed, self._seat.today)
            except (NoDate, NoNumber) as problem:
                self._seat.tell(str(problem))
                continue
            if isinstance(meant, date):
                self._seat.tell(f"That is {date_shown(meant)}.")
                return meant.isoformat()
            return typed

    def _choice(self, field: Field, now: Any, explain: Sequence[str]) -> Any:
        if field.hint:
            self._seat.tell(f"{sentence(field.label)} {field.hint}")
        values = [value for _, value in field.choices]
        at = next((n for n, value in enumerate(values) if value == now and now != ""), None)
        labels = [label for label, _ in field.choices]
        if at is None and not field.required:
            labels.append("None for now")
            at = len(labels) - 1
        found = self._seat.dialogue.choose(sentence(field.label), labels, explain, enter=at)
        return values[found] if found < len(values) else None

    def _check(self, field: Field, now: bool, explain: Sequence[str]) -> bool:
        prompt = _prompt(field.label, field.hint, f"Enter for {'yes' if now else 'no'}")
        while True:
            word = self._seat.dialogue.ask(f"{prompt}. Yes or no:", explain).strip().casefold()
            if not word:
                return now
            if word in YES or word in NO:
                return word in YES
            self._seat.tell("Please answer yes or no.")

    def _try(self) -> bool:
        """Save; where that is refused, ask again for what it is about."""
        try:
            self._save({f.name: self._meant(f) for f in self._fields})
        except Invalid as problem:
            self._seat.tell(problem.message)
            at = next((n for n, f in enumerate(self._fields) if f.name == problem.field), None)
            self._again(at)
            return False
        except PilotageError as problem:
            self._seat.tell(str(problem))
            self._again(None)
            return False
        return True

    def _again(self, at: int | None) -> None:
        if at is None:
            shown = [f for f in self._fields if self._asked(f, self.values)]
            labels = [self._said(f) for f in shown]
            chosen = self._seat.dialogue.choose(
                "Which answer is to be another? back leaves all of it.", labels
            )
            at = self._fields.index(shown[chosen])
        self._ask_from(at, [], only=True)

    def _meant(self, field: Field) -> Any:
        value = self.values[field.name]
        if field.kind == "choice":
            return next((v for _, v in field.choices if v == value and value != ""), None)
        if field.kind == "day":
            return meaning(field, _shown(value), self._seat.today)
        return meaning(field, _shown(value), self._seat.today) if field.kind == "number" else value


def _as_json(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _prompt(label: str, hint: str, kept: str) -> str:
    """A question on one line: “Day 1 (such as 2026-03-31; Enter keeps 2026-03-02)”."""
    hint = f"{hint[:1].lower()}{hint[1:]}".rstrip(".")
    said = "; ".join(filter(None, (hint, kept)))
    if not said:
        return label
    return f"{label}; {said}" if "(" in label else f"{label} ({said})"


def _explained(field: Field, why: str) -> list[str]:
    """What a field wants, why, and an example."""
    said = [f"{field.label}: {'needed' if field.required else 'may stay empty'}."]
    if field.kind == "day":
        said.append("A date.")
    if field.kind == "number":
        said.append("A figure, such as 12 or 2.5.")
    if field.kind in ("line", "number", "day"):
        said.append("Enter keeps what is there." if field.required else "clear empties it.")
    if field.kind == "prose":
        said.append("Several lines; a line with a single dot ends them.")
    return [*said, *filter(None, (field.hint, why))]
