"""The integration map as SVG, Mermaid and Markdown: whole, and hostile names stay names."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from pilotage.actions import integrations
from pilotage.export.to_mermaid import label, map_to_markdown, to_mermaid
from pilotage.export.to_svg import described, svg, units
from pilotage.model.project import Project
from tests.export.maps import a_map, maps
from tests.hostile import ALLOWED
from tests.way import DECISION_MAKER, SECOND_OWNER, handed_over, in_a_later_cycle, mapped

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = tuple(dict.fromkeys(each.line[:80] for each in ALLOWED if each.line))


def everything_hostile() -> Project:
    """Each hostile name once, in a circle."""
    count = len(HOSTILE)
    return a_map(list(HOSTILE), [(at, (at + 1) % count) for at in range(count)])


def texts(picture: str) -> str:
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own file
    return "".join(text for each in root.iter(f"{SVG}text") for text in each.itertext())


def test_the_picture_says_what_it_shows() -> None:
    project = mapped(handed_over()).project
    root = ElementTree.fromstring(svg(project))  # noqa: S314 - our own file
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "map-title map-desc")
    assert root.findtext(f"{SVG}title") == "Integration map: Lead routing"
    assert root.findtext(f"{SVG}desc") == (
        "From Leads inbox to Assistant X: Copy the form into the prompt, rank 1, integrated and "
        "verified. From Assistant X to CRM: Assign the lead by hand, by hand, rank 2, 16.8 h a "
        "month, kept. By hand: 16.8 h a month of 33.6 h found; 16.8 h run by themselves now."
    )
    said = texts(svg(project))
    for words in ("Leads inboxsource", "#1 copyverified ✓", "#2 route 16.8 hkept"):
        assert words in said


def test_a_step_verified_before_this_cycle_is_to_be_verified_again() -> None:
    project = mapped(handed_over()).project
    later = in_a_later_cycle(project)
    said = texts(svg(later))
    assert "#1 copyverify again" in said
    assert "verified ✓" not in said
    left = "16.8 h verified before this cycle: verify again."
    assert described(later).endswith(f"By hand: 16.8 h a month of 33.6 h found; {left}")
    assert "verified before this cycle: verify again. From" in described(later)
    assert "before this cycle: verify again" in map_to_markdown(later)
    built = project.having(steps=tuple(s.with_(verification=None) for s in project.steps))
    assert "16.8 h built, not verified." in described(built)
    assert "run by themselves" not in described(built)


def test_it_has_no_colour_script_link_or_font() -> None:
    picture = svg(everything_hostile())
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', picture))
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours)  # shades of grey, which print
    tags = {each.tag.removeprefix(SVG) for each in ElementTree.fromstring(picture).iter()}  # noqa: S314
    assert tags == {"svg", "title", "desc", "rect", "g", "path", "text"}
    attributes = {name for each in ElementTree.fromstring(picture).iter() for name in each.attrib}  # noqa: S314
    assert not attributes & {"href", "style", "onload", "onclick"}


def test_every_hostile_name_is_in_the_picture_as_it_reads() -> None:
    said = re.sub(r"[\s…]+", "", texts(svg(everything_hostile())))
    for name in HOSTILE:
        assert re.sub(r"\s+", "", name)[:30] in said


@settings(max_examples=40, deadline=None)
@given(maps())
def test_any_map_makes_a_valid_picture_with_all_its_words(project: Project) -> None:
    root = ElementTree.fromstring(svg(project))  # noqa: S314 - our own file
    assert root.findtext(f"{SVG}desc") == described(project)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for text in root.iter(f"{SVG}text"):
        assert 0 < float(text.get("x", -1)) < width
        assert 0 < float(text.get("y", -1)) < height


def test_an_empty_map_is_a_picture_too() -> None:
    assert "By hand: 0 h a month of 0 h found." in texts(svg(handed_over().project))


@pytest.mark.parametrize(("text", "least"), [("", 0), ("iiii", 2), ("WWWW", 5), ("界界", 3)])
def test_about_how_wide_a_text_is(text: str, least: int) -> None:
    assert least <= units(text) <= least + 2


def test_mermaid_has_each_system_and_step_once() -> None:
    way = mapped(handed_over())
    inbox, assistant, crm = (system.id for system in way.project.systems)
    assert to_mermaid(way.project).splitlines() == [
        "flowchart LR",
        "  accTitle: Integration map",
        f'  s{inbox}["Leads inbox<br>● source"]',
        f'  s{assistant}["Assistant X"]',
        f'  s{crm}["CRM<br>◎ destination"]',
        f'  s{inbox} -->|"#35;1 copy<br>verified ✓"| s{assistant}',
        f'  s{assistant} ==>|"#35;2 route 16#46;8 h<br>kept"| s{crm}',
    ]


LINE = re.compile(r'  s\d+(?:\["[^"\[\]<>`]*(?:<br>[^"<>`]*)*"\]| (?:==>|-->)\|"[^"|`]*"\| s\d+)')
"""A line of ours: nothing that a name holds ends its label."""


def test_no_hostile_name_breaks_out_of_its_label() -> None:
    lines = to_mermaid(everything_hostile()).splitlines()[2:]
    assert len(lines) == 2 * len(HOSTILE)
    assert all(LINE.fullmatch(line) for line in lines)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_label_reads_as_it_was_written(name: str) -> None:
    read = re.sub(r"#(\d+);", lambda match: chr(int(match.group(1))), label(name))
    assert read == name
    assert not set(label(name)) & set("\"'`<>[]{}|\\*_~-=:&$%@+")


def test_the_markdown_has_the_diagram_and_what_each_step_costs() -> None:
    way = mapped(handed_over())
    way.do(integrations.set_rate, hourly="38", currency="EUR")
    text = map_to_markdown(way.project)
    assert f"```mermaid\n{to_mermaid(way.project)}```" in text
    assert (
        "| 2 | Assign the lead by hand | route | Assistant X | CRM | 2 | 2 | 16.8 | 638.40 EUR |"
        in text
    )
    assert "kept: One click, twelve a day. |" in text
    assert (
        "built with Mail rule and API, verified by Dana Osei on 2026-04-01: Saw 12 arrive" in text
    )
    assert "what is left costs 638.40 EUR" in text


def test_hostile_names_leave_the_markdown_whole() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(map_to_markdown(everything_hostile()))
    kinds = [token.type for token in tokens]
    assert kinds.count("fence") == 1
    assert kinds.count("table_open") == 2
    assert kinds.count("tr_open") == 2 * len(HOSTILE) + 2
    assert not any(token.type == "html_block" for token in tokens)
    inline = {child.type for token in tokens for child in token.children or ()}
    assert not inline & {"html_inline", "link_open", "image", "strong_open", "em_open"}


def test_a_signature_of_a_former_second_owner_is_none() -> None:
    way = mapped(handed_over())
    step = way.project.steps[1].id
    way.as_(SECOND_OWNER).do(integrations.sign_keeping, step=step)
    assert "kept, signed ✓" in to_mermaid(way.project)
    other = way.project.having(second_owner=DECISION_MAKER)
    assert "signed" not in to_mermaid(other)
    assert "kept" in texts(svg(other))
