"""A starting list for the integration map: the systems and hand-offs that the page tells of.

Nothing here is sure: somebody looks at each before it goes on the map. What the map has already,
and what was answered as being no system, is not suggested again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pilotage.method.advice_finding import Part, Sentence, finding_key, parts_of
from pilotage.method.advice_systems import FLOW, UNMAPPED, named_systems, page_in_force
from pilotage.method.naming import PLACES, alike, kind_of, names_in, tokens
from pilotage.model.integrations import StepKind, SystemKind
from pilotage.model.project import Project
from pilotage.model.text import one_line

_NAME: Final = 80
_TITLE: Final = 120
_MOST: Final = 40
"""No more systems, and no more steps, are suggested."""
_LIKELY: Final = re.compile(
    rf"(?<!['’])\b(?P<named>(?!(?:the|an?|our|your|in|into|from|to|of|on|at|and|or|each|every|this|that|its"
    rf"|his|her|their|shared|team|new|same|whole|own|right|another|any|no|by|with|for|as"
    rf"|one['’]s) )"
    rf"[^\W\d_][\w’'-]* (?:{PLACES}|help ?desk|chat|shop system|system|assistant)"
    rf"|help ?desk)\b(?! (?:of|as) )",
    re.IGNORECASE,
)
"""What most likely is a system, though advice on the page would not insist on it."""
_HEAD: Final = re.compile(r"^(?:(?! (?:by|via|with|in) )(?:[^,;:.()\n“”\"]|\.(?=\d))){2,60}")
"""What the section on the tool begins with: its name."""

_VERBS: Final = {
    StepKind.COPY: "copy|paste|export|import|upload|download|attach|look up|re-?type|fill in|add",
    StepKind.TRIGGER: "start|run|launch|trigger|press|click|submit|open the (?:tool|model)",
    StepKind.ROUTE: "send|forward|assign|post|route|move|hand|mail|notify|publish|release",
}
_EITHER: Final = "enter|type|put|set|write|save|file|book"
"""Routing where the AI tool's output is brought on, else copying."""
_DONE_BY_HAND: Final = re.compile(
    r"^(?:.*?\b(?:and|then|please|must|should) )?"
    + "(?:"
    + "|".join(f"(?P<{kind.value}>{verbs})" for kind, verbs in _VERBS.items())
    + rf"|(?P<either>{_EITHER}))\b",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    r"\b(?:in|into|to|on|onto|at|with|through|via)\s+(?:(?:the|our|an?|shared|team)\s+)*$", re.I
)
_LOOK_UP: Final = re.compile(r"\b(?:look|find|see|read|check)\b", re.I)


@dataclass(frozen=True)
class SystemIdea:
    """A system that the page tells of."""

    name: str
    kind: SystemKind
    section: str
    """Where the page names it first."""
    sentence: str
    """The sentence that names it."""
    known: int | None = None
    """The system of the map that it is; None for one that would be new."""
    is_source: bool = False
    is_destination: bool = False


@dataclass(frozen=True)
class StepIdea:
    """A hand-off that the page tells of; how often, how long and how bad is left to people."""

    title: str
    kind: StepKind
    source: str
    destination: str
    sentence: str


@dataclass(frozen=True)
class Suggestion:
    """What could be put on the map."""

    systems: tuple[SystemIdea, ...]
    """The new ones, in the page's order."""
    steps: tuple[StepIdea, ...]
    """The new ones; their ends are new systems or those of the map, by their names."""
    source: str = ""
    """Where the input seems to come from; empty where the page does not say or it is marked."""
    destination: str = ""
    """Where the output seems to go to; empty where the page does not say or it is marked."""


def suggest(project: Project) -> Suggestion:
    """What the page in force tells of and the map does not have."""
    parts = tuple(part for part in parts_of(page_in_force(project)) if part.key in FLOW)
    parts = tuple(sorted(parts, key=lambda part: FLOW.index(part.key)))
    ideas = _with_gates(project, _systems(project, parts))
    source = next((idea.name for idea in ideas if idea.is_source), "")
    destination = next((idea.name for idea in ideas if idea.is_destination), "")
    steps = _steps(ideas, parts, source, destination)
    return Suggestion(
        tuple(idea for idea in ideas if idea.known is None)[:_MOST],
        _new(project, steps)[:_MOST],
        source if project.source_system is None else "",
        destination if project.destination_system is None else "",
    )


def _with_gates(project: Project, ideas: list[SystemIdea]) -> list[SystemIdea]:
    """With what gate 3 asks for and is not among them: what it wants must be offered."""
    for named in named_systems(project, page_in_force(project)):
        said = tokens(named.words)
        if not any(idea.known is None and alike(tokens(idea.name), said) for idea in ideas):
            ideas.append(SystemIdea(named.words, SystemKind.OTHER, named.section, named.reason))
    return ideas


# -- systems -----------------------------------------------------------------------------------


def _systems(project: Project, parts: tuple[Part, ...]) -> list[SystemIdea]:
    """All that the page names, with the map's own name where the map has it."""
    answered = {
        finding_key(d.rule, d.section, d.words) for d in project.dismissals if d.rule == UNMAPPED
    }
    people = {word.casefold() for person in project.people for word in person.name.split()}
    ideas: list[SystemIdea] = []
    for part in parts:
        for start, name, kind in sorted(_named(part)):
            said = tokens(name)
            if finding_key(UNMAPPED, part.key, name) in answered or not said or said <= people:
                continue
            at = next((i for i, idea in enumerate(ideas) if alike(tokens(idea.name), said)), None)
            if at is None:
                sentence = part.sentence_at(start)
                text = one_line(sentence.text if sentence else part.text)
                ideas.append(_known(project, SystemIdea(_called(name), kind, part.key, text)))
                at = len(ideas) - 1
            ideas[at] = _marked(ideas, at, part.key)
    return ideas


def _named(part: Part) -> Iterator[tuple[int, str, SystemKind]]:
    """What a section names: where, the name, and what it most likely is."""
    taken: list[tuple[int, int]] = []
    if part.key == "tool" and (head := _HEAD.match(part.text)) and head.group().strip():
        taken.append(head.span())
        yield 0, head.group().strip(), SystemKind.AI_TOOL
    for named in names_in(part.text):
        if not _overlap(taken, named.start, named.end) and part.key != "tool":
            taken.append((named.start, named.end))
            yield named.start, named.name, named.kind
    for match in _LIKELY.finditer(part.bare):
        if not _overlap(taken, *match.span("named")) and part.key != "tool":
            taken.append(match.span("named"))
            yield match.start("named"), match.group("named"), kind_of(match.group("named"))


def _overlap(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and end > other for other, other_end in taken)


def _called(name: str) -> str:
    name = one_line(name)[:_NAME].strip()
    return name[:1].upper() + name[1:]


def _known(project: Project, idea: SystemIdea) -> SystemIdea:
    """The idea under the map's name, if the map has it: by its name, or as its only AI tool."""
    said = tokens(idea.name)
    same = [each for each in project.systems if alike(tokens(each.name), said)]
    if not same and idea.kind is SystemKind.AI_TOOL:
        same = [each for each in project.systems if each.kind is SystemKind.AI_TOOL]
    if not same and len(said) == 1 and idea.kind is not SystemKind.OTHER:
        same = [each for each in project.systems if each.kind is idea.kind]
    return replace(idea, name=same[0].name, known=same[0].id) if same else idea


def _marked(ideas: list[SystemIdea], at: int, section: str) -> SystemIdea:
    """The idea, marked as source or destination where its section says so, one of each."""
    idea = ideas[at]
    if section in ("trigger", "input_format") and not any(each.is_source for each in ideas):
        return replace(idea, is_source=True)
    if section == "destination" and not any(each.is_destination for each in ideas):
        return replace(idea, is_destination=True)
    return idea


# -- steps -------------------------------------------------------------------------------------


def _steps(
    ideas: list[SystemIdea], parts: tuple[Part, ...], source: str, destination: str
) -> list[StepIdea]:
    """The hand-offs in the steps' order, then what is missing from the source to the end."""
    tool = next((idea.name for idea in ideas if idea.kind is SystemKind.AI_TOOL), "")
    found: list[StepIdea] = []
    here = source or tool
    for part in parts:
        if part.key not in ("steps", "review"):
            continue
        for sentence in part.sentences:
            step = _hand_off(ideas, sentence, _Where(source, here, tool, destination))
            if step is not None:
                found.append(step)
                here = step.destination if step.destination in (tool, destination) else here
    if source and tool and source != tool and not any(step.source == source for step in found):
        said = next(idea.sentence for idea in ideas if idea.name == source)
        found.insert(0, _step(f"Bring the input to {tool}", StepKind.COPY, source, tool, said))
    here = tool or source
    led = any(step.destination == destination for step in found)
    if destination and here and destination != here and not led:
        said = next(idea.sentence for idea in ideas if idea.name == destination)
        title = f"Bring the output to {destination}"
        found.append(_step(title, StepKind.ROUTE, here, destination, said))
    return found


@dataclass(frozen=True)
class _Where:
    """Where the work comes from, is now, is worked on, and goes to, by the systems' names."""

    source: str
    here: str
    tool: str
    destination: str


def _hand_off(ideas: list[SystemIdea], sentence: Sentence, at: _Where) -> StepIdea | None:
    """What a sentence tells somebody to do by hand, if both ends can be told."""
    verb = _DONE_BY_HAND.match(sentence.bare)
    if verb is None:
        return None
    start, goal = _ends(ideas, sentence)
    kind = None if verb.lastgroup == "either" else StepKind(str(verb.lastgroup))
    if kind is StepKind.TRIGGER:
        goal = goal or at.tool
        start = start or at.source
    start = start or (at.here if at.here != goal else at.tool)
    goal = goal or (at.tool if start not in (at.tool, at.destination) else "")
    if not start or not goal or start == goal:
        return None
    kind = kind or (StepKind.ROUTE if start == at.tool else StepKind.COPY)
    return _step(sentence.text, kind, start, goal, sentence.text)


def _ends(ideas: list[SystemIdea], sentence: Sentence) -> tuple[str, str]:
    """The systems that a sentence names: after “into”, “to” or “in” where the work goes.

    What is looked up in a system, or is named without such a word, comes from there.
    """
    start = goal = ""
    for at, name in _mentions(ideas, sentence):
        before = sentence.text[:at]
        if _TO.search(before) and not _LOOK_UP.search(before):
            goal = goal or name
        else:
            start = start or name
    return start, goal


def _mentions(ideas: list[SystemIdea], sentence: Sentence) -> list[tuple[int, str]]:
    """Where a sentence names systems: by all the words of a name, or by the last one alone."""
    found = []
    said = tokens(sentence.text)
    for idea in ideas:
        words = tokens(idea.name)
        if not words <= said:
            continue
        spots = [m.start() for w in words for m in re.finditer(re.escape(w), sentence.text, re.I)]
        if spots:
            found.append((min(spots), idea.name))
    return sorted(found)


def _step(title: str, kind: StepKind, source: str, destination: str, said: str) -> StepIdea:
    line = one_line(title).rstrip(".;:, ")
    cut = line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
    cut = cut[:1].upper() + cut[1:]
    return StepIdea(cut, kind, source, destination, one_line(said))


def _new(project: Project, steps: list[StepIdea]) -> tuple[StepIdea, ...]:
    """The steps that the map does not have: by title, and by their ends for those made up."""
    titles = {step.title.casefold() for step in project.steps}
    names = {system.id: system.name for system in project.systems}
    ways = {(names.get(step.source), names.get(step.destination)) for step in project.steps}
    once: dict[str, StepIdea] = {}
    for step in steps:
        key = step.title.casefold()
        if key and key not in titles and (step.source, step.destination) not in ways:
            once.setdefault(key, step)
    return tuple(once.values())
