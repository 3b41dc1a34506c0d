"""The integration map drawn with characters."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hypothesis import given, settings
from rich.cells import cell_len
from textual.content import Content

from pilotage import paths
from pilotage.actions import integrations
from pilotage.commands.project import read_at
from pilotage.export.flow_words import flow
from pilotage.model.project import Project
from pilotage.tui.widgets.flow_map import picture
from tests.export.maps import a_map, maps
from tests.tui.opened import HOSTILE
from tests.way import handed_over, mapped

GOLDEN: Final = """\
               ┌───────────────┐
               │ Website forms │
               │   ● source    │
               └───────────────┘
                       │
                   by itself
                       ▼
               ┌───────────────┐
               │ Inbox “leads” │
               └───────────────┘
                ║             ║
         #2 copy 13.6 h  #4 start 4.6 h
            planned        undecided
                ▼             ▼
               ┌───────────────┐
               │   Assistant   │
               └───────────────┘
                ▲      │      ║
      ╔═════════╝      │      ╚═════════╗
#3 copy 9.1 h      #1 route       #6 route 1.0 h
  undecided    built, unverified    undecided
       ║               ▼                 ▼
       ║    ┌───────────────┐     ┌────────────┐
       ║    │      CRM      │     │ Sales chat │
       ║    │ ◎ destination │     └────────────┘
       ║    └───────────────┘
       ║          ║
       ║    #5 copy 2.5 h
       ║        kept
       ║          ▼
   ┌────────────────┐
   │ Capacity sheet │
   └────────────────┘
By hand: 30.8 h a month of 53.6 h found; 22.8 h built, not verified."""


def drawn(project: Project, chosen: int | None = None) -> Content:
    return picture(project, flow(project, cell_len), chosen)


def test_the_sample_on_lead_routing() -> None:
    sample = paths.samples_folder() / "lead_routing.pilotage.json"
    assert drawn(read_at(Path(sample), "").project).plain == GOLDEN


def test_by_hand_is_double_and_by_itself_single() -> None:
    way = mapped(handed_over())
    assert "║" in drawn(way.project).plain  # to the CRM, kept by hand
    assert "│\n" in drawn(way.project).plain  # to the assistant, live
    crm = way.project.systems[-1].id
    way.do(integrations.add_step, title="Log", kind="copy", source=crm, destination=crm)
    assert "↻ #3 copy ? h, undecided" in drawn(way.project).plain


def test_a_crossing_shows_both_lines() -> None:
    ends = [(0, 3), (1, 2), (0, 2), (1, 3)]
    text = drawn(a_map(["A", "B", "C", "D"], ends)).plain
    assert any(mark in text for mark in "┼╬╪╫")


def test_what_is_not_connected_is_said() -> None:
    way = handed_over()
    assert drawn(way.project).plain.startswith("No system is on the map yet.")
    for name in ("In", "Out"):
        way.do(integrations.add_system, name=name)
    one, other = (system.id for system in way.project.systems)
    way.do(integrations.set_ends, source=one, destination=other)
    way.do(integrations.add_step, title="x", kind="trigger", source=one, destination=one)
    text = drawn(way.project).plain
    assert "No way leads from the source to the destination yet." in text
    assert "1 step not counted yet" in text


def test_the_chosen_step_is_marked_and_nothing_else() -> None:
    project = mapped(handed_over()).project
    content = drawn(project, project.steps[1].id)
    marked = [content.plain[s.start : s.end] for s in content.spans if "reverse" in str(s.style)]
    assert marked == ["#2 route 16.8 h", "kept"]


def test_markup_in_a_name_is_a_name() -> None:
    project = a_map([HOSTILE[:20], "b"], [(0, 1)])
    assert HOSTILE[:20] in drawn(project).plain


def test_a_wide_name_keeps_its_box_closed() -> None:
    lines = drawn(a_map(["客户名称", "b"], [(0, 1)])).plain.split("\n")
    widths = [cell_len(line) - cell_len(line.lstrip()) for line in lines[:4]]
    box = [
        cell_len(line.strip()) for line in lines[:5] if "┌" in line or "客" in line or "└" in line
    ]
    assert len(set(widths)) == len(set(box)) == 1


@settings(max_examples=60, deadline=None)
@given(maps())
def test_any_map_is_drawn_with_every_label_whole(project: Project) -> None:
    made = flow(project, cell_len)
    rows = picture(project, made).plain.split("\n")
    text = "\n".join(rows)
    for step in project.steps:
        for line in made.arrows[step.id].lines:
            assert line in text
    heads = sum(text.count(head) for head in "▼▲")
    assert heads >= sum(step.source != step.destination for step in project.steps)
    assert all(cell_len(row) <= made.layout.width for row in rows[: made.layout.height])


def test_an_unknown_end_is_drawn_without_its_step() -> None:
    project = a_map(["A", "B"], [(0, 1)])
    gone = project.having(systems=project.systems[:1])
    assert "A       │" in drawn(gone).plain
    assert "▼" not in drawn(gone).plain
