"""An open project in the plain mode: its main menu, its phases, and the way to each place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pilotage.errors import Refused
from pilotage.method.gates import ELSEWHERE, current_phase, gate, standing
from pilotage.method.phases import BY_NUMBER, name_of
from pilotage.method.requirement import Place
from pilotage.method.standing import overview
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import CADENCE, PHASES
from pilotage.plain import (
    baseline,
    cadence,
    page,
    people,
    phase2,
    phase3,
    phase4,
    phase5,
    records,
)
from pilotage.plain import gate as gates
from pilotage.plain.desk import Desk
from pilotage.plain.seat import LEAVE, Option

HINT = "Enter is mostly what comes next. ? helps at each question."


class Walk:
    """The way through one project."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def go_on(self) -> None:
        """The main menu, until the project is closed."""
        self.desk.where()
        self.desk.menu("Main menu", self._main, explain=(HINT,))

    def _main(self) -> list[Option]:
        desk = self.desk
        here = current_phase(desk.project)
        found = [self._next()]
        found.append(Option(self._title(here), partial(self.phase, here)))
        found += [
            Option("Another phase", self._another),
            Option("People, roles and the workflow", lambda: people.show(desk)),
            Option("Who is at the keyboard", lambda: people.keyboard(desk)),
            Option("The five traps", lambda: records.traps(desk)),
            Option("Evidence files", lambda: records.files(desk)),
            Option("Journal", lambda: records.journal(desk)),
            Option("Export the page, or more", lambda: records.export(desk)),
        ]
        if desk.session.can_take_over:
            found.insert(0, Option("Take over: write in this project", self._take_over))
        return [*found, Option("Close the project, to the list of projects", lambda: LEAVE)]

    def _title(self, phase: int) -> str:
        return f"Phase {phase}: {name_of(phase)}" if phase in PHASES else name_of(phase)

    def _next(self) -> Option:
        """What comes next, and the way to it."""
        desk, project = self.desk, self.desk.project
        here = overview(project, desk.today)
        if here.phase == CADENCE:
            run: Callable[[], object] = partial(self.phase, CADENCE)
            if here.due:
                run = partial(cadence.hold, desk, here.due[0])
        elif here.gate.missing and here.gate.missing[0].id == "1.sections":
            run = partial(page.write_all, desk)
        elif here.gate.missing:
            run = partial(self.go, here.gate.missing[0].place)
        else:
            run = partial(self._gate, here.phase)
        return Option(desk.next_said, run)

    def _gate(self, phase: int) -> None:
        gates.show(self, phase)

    def _take_over(self) -> None:
        self.desk.session.take_over()
        self.desk.tell("The project can be written here now.")

    def _another(self) -> None:
        numbers = [*PHASES, CADENCE]
        project = self.desk.project
        labels = [f"{self._title(n)}, {standing(project, n)}" for n in numbers]
        self.phase(numbers[self.desk.dialogue.choose("Which phase?", labels)])

    def phase(self, number: int) -> None:
        """A phase's menu."""
        desk = self.desk
        if standing(desk.project, number) == "locked":
            here = current_phase(desk.project)
            if desk.project.handed_over is not None:
                raise Refused(ELSEWHERE)
            raise Refused(
                f"{self._title(number)} is locked: gate {here} ({name_of(here)}) is not passed."
            )
        desk.menu(
            self._title(number),
            partial(self._options, number),
            explain=(BY_NUMBER[number].aim,),
            intro=partial(self._intro, number),
        )

    def _intro(self, number: int) -> list[str]:
        said = [BY_NUMBER[number].aim]
        if number == CADENCE:
            return [*said, *cadence.intro(self.desk)]
        return [*said, f"Gate {number}: {gate(self.desk.project, number).sentence}"]

    def _options(self, number: int) -> list[Option]:
        if number == 1:
            desk = self.desk
            metrics = Option("Baseline and targets", lambda: baseline.show(desk))
            first, *more = page.options(desk)
            return [first, metrics, *more, gates.option(self, 1)]
        return {
            2: phase2.options,
            3: phase3.options,
            4: phase4.options,
            5: phase5.options,
            CADENCE: cadence.options,
        }[number](self)

    def go(self, place: Place) -> None:
        """To where something is seen to."""
        desk, field, row = self.desk, place.field, place.row
        match place.screen:
            case "phase1" if field in SECTION_BY_KEY:
                page.write(desk, SECTION_BY_KEY[field])
            case "phase1":
                baseline.show(desk, row)
            case "phase2":
                phase2.show(desk, field, row)
            case "phase3":
                phase3.show(desk, field, row)
            case "phase4":
                phase4.show(desk, field, row)
            case "phase5":
                phase5.show(desk, field, row)
            case "people":
                people.show(desk, field)
            case "evidence":
                records.show(desk, field)
            case _:
                self.phase(CADENCE)
