"""The production run of the sample on support triage: 15 days of tickets, checks and figures.

The figures of a day follow from the day's own tickets and checks where they can: the share of
wrong queues is counted, not drawn.
"""

from __future__ import annotations

from pilotage.actions import gate, production
from tests.samples.author import Author
from tests.samples.support_triage_page import BASELINE

MINUTES, COST, WRONG_QUEUE, PER_HOUR, RATING = (name for name, *_ in BASELINE)
TOPIC, ALL_ASKED, WORDS = (
    "Topic is one of the nine in the list and matches the customer's question",
    "The draft answers every question that was asked",
    "The draft has at most 120 words",
)
DAYS = range(61, 76)
TICKETS = (34, 22, 19, 36, 33, 31, 30, 32, 23, 18, 35, 31, 29, 30, 31)
"""Tickets of each day; weekends are quieter."""
FIRST_TICKET = 48_211


class Chance:
    """Numbers that look random and are the same on every machine."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, top: int) -> int:
        """A number from 0 to top - 1."""
        self._state = (self._state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        return (self._state >> 33) % top

    def around(self, middle: int, spread: int) -> int:
        """A number that is mostly near the middle, never further off than the spread."""
        return middle - spread + self.below(spread + 1) + self.below(spread + 1)


def build(work: Author) -> None:
    """Days 61 to 75: tickets come in, the second owner checks each, the builder measures."""
    chance = Chance(2026)
    ticket = FIRST_TICKET
    for day, number in zip(DAYS, TICKETS, strict=True):
        work.at(day, 7, 30).as_("Sofía Ibarra")
        made: list[int] = []
        for _ in range(number):
            ticket += 1 + chance.below(3)
            made.append(
                work.do(
                    production.record_output,
                    reference=f"T-{ticket}",
                    made_by="Triage v9",
                    link=f"https://helpdesk.example/tickets/{ticket}",
                )
            )
            work.clock.seconds_pass(chance.around(420, 300))
        wrong = _check(work, day, made, chance)
        _measure(work, day, number, wrong, chance)
    work.at(75, 19, 30).do(gate.pass_gate, phase=4)


def _check(work: Author, day: int, made: list[int], chance: Chance) -> int:
    """The second owner checks the day's outputs; returns how many were in the wrong queue."""
    work.at(day, 17, 30).as_("Kwabena Asante")
    failed: dict[int, tuple[str, str]] = {}
    for output in made:
        draw = chance.below(1_000)
        if draw < 50:
            failed[output] = (TOPIC, "A return, sent to Warranty")
        elif draw < 66:
            failed[output] = (TOPIC, "Delivery question, sent to Orders")
        elif draw < 82:
            failed[output] = (ALL_ASKED, "Second question left out")
        elif draw < 90:
            failed[output] = (WORDS, "Draft of more than 120 words")
    passed = [output for output in made if output not in failed]
    work.do(production.check_outputs, outputs=passed, verdict="pass")
    for output, (criterion, note) in failed.items():
        work.do(production.check_output, output=output, verdict="fail", failed=criterion, note=note)
    return sum(criterion is TOPIC for criterion, _ in failed.values())


def _measure(work: Author, day: int, tickets: int, wrong: int, chance: Chance) -> None:
    work.at(day, 18, 30).as_("Sofía Ibarra")
    rated = chance.around(11, 4)
    content = sum(chance.below(100) < 84 for _ in range(rated))
    hours = chance.around(241, 14)  # tickets per hundred hours
    figures = (
        (MINUTES, f"{chance.around(98, 30) / 10:.1f}", tickets, ""),
        (COST, f"{2_700 / hours:.2f}", tickets, ""),
        (WRONG_QUEUE, f"{100 * wrong / tickets:.1f}", tickets, f"{wrong} of {tickets} tickets"),
        (PER_HOUR, f"{hours / 100:.2f}", tickets, ""),
        (RATING, f"{100 * content / rated:.1f}", rated, f"{rated} ratings"),
    )
    for name, value, cases, note in figures:
        work.do(
            production.record_measurement,
            metric=work.metric(name),
            value=value,
            sample_size=cases,
            note=note,
        )
