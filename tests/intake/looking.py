"""Planning an import of a text, and doing it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pilotage.actions.action import Stamp
from pilotage.intake.csv_file import parse_csv
from pilotage.intake.fields import Kind
from pilotage.intake.plan import Options, Plan
from pilotage.intake.planning import planned
from pilotage.model.project import Project
from tests.actions.stages import at
from tests.way import SECOND_OWNER, START, Way, integrated

DAY = START + timedelta(days=60)


def look(text: str | bytes, kind: Kind = Kind.OUTPUTS, way: Way | None = None, **said: Any) -> Plan:
    way = way or at(integrated, SECOND_OWNER)
    stamp = Stamp(way.actor, way.clock.now(), way.clock.today())
    content = text.encode() if isinstance(text, str) else text
    return planned(parse_csv(content, "x.csv"), kind, way.project, stamp, Options(**said))


def done(plan: Plan, way: Way | None = None) -> Project:
    assert plan.action is not None, (plan.questions, plan.problems)
    return (way or at(integrated, SECOND_OWNER)).do(plan.action, **plan.arguments)
