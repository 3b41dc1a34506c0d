"""Advice on steps: who does it, and what by now does itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pilotage.method.advice_finding import Finding, Part, Sentence, words_of
from pilotage.method.naming import Names, tokens
from pilotage.model.document import section_text
from pilotage.model.integrations import Step, StepKind
from pilotage.model.project import Project

_ACTED: Final = ("steps", "review")
"""Sections in which every sentence is something that somebody does."""
_ANSWERED: Final = ("trigger", "steps", "reviewer", "review", "destination", "when_wrong")
"""Sections in which it matters who acts."""

_IRREGULAR = (
    "sent|done|made|put|set|told|given|taken|found|kept|read|written|brought|chosen|shown|cut"
    "|held|moved|run|built|drawn|split|sorted"
)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|gets?|(?:will|must|should|shall|can|may|needs? to|ha(?:s|ve) to|is to|are to)"
    r" (?:then |also |always |first )?(?:be|get)|(?:is|are) being) "
    r"(?:(?:not|then|also|always|first|again|finally) )?"
    rf"(?P<done>[a-z-]+ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)
_STATES: Final = words_of(
    """
    needed required allowed based attached called named located supposed expected related
    limited concerned included finished closed completed interested red indeed missed agreed
    preferred forbidden permitted advised restricted reserved dedicated detailed mixed
    unfinished unchanged unsolved prompted
    """
)
"""What reads like a passive and describes a state."""
_SUBORDINATE: Final = re.compile(
    r"\b(?:if|when|whenever|once|after|before|until|unless|that|which|who|whom|where|whose|as"
    r"|because|while|whether|what|how|each|than|nothing|no|none|nobody|in case|provided)\b",
    re.IGNORECASE,
)
_AGENT: Final = re.compile(
    r"\bby (?!hand\b|e?-?mail\b|phone\b|default\b|noon\b|mistake\b|name\b|then\b|now\b"
    r"|chat\b|form\b|region\b|the end\b|tomorrow\b|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|\bautomatically\b|\bby (?:it|them)sel(?:f|ves)\b|\bitself\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[,;:.(–—]")
_JOINED: Final = re.compile(r"\s*(?:(?:and|then|or|but)\b\s*)*")
_SOMEBODY: Final = re.compile(
    r"\b(?:some|any)(?:one|body)(?: else)?\b"
    r"(?! (?:from|in|on|of|who|with|at|out)\b)(?!['’]s)(?! else (?:than|who))",
    re.IGNORECASE,
)
_THEY: Final = re.compile(
    r"(?P<they>They)\b(?! say\b)"
    r"|(?P<one>One) (?:then |also )?(?:must|should|can|may|has to|needs to"
    r"|(?:check|look|read|open|cop(?:ie)|paste|send|write|enter|type|decide|compare"
    r"|correct|tell)e?s)\b"
)

ACTOR_BETTER: Final = "Begin with who does it, or with the verb: “The reviewer sets …”, “Set …”."

_BY_HAND: Final = {
    StepKind.COPY: "copy|paste|type|re-?type|enter|key|export|import|upload|download|attach|fill"
    "|move|transfer|look up|add",
    StepKind.TRIGGER: "start|run|launch|trigger|press|click|call|open|submit",
    StepKind.ROUTE: "enter|send|forward|move|assign|post|route|copy|paste|set|type|put|hand|mail"
    "|upload|add|notify|file",
}
_HAND_VERBS: Final = {
    kind: re.compile(
        rf"(?:^|[.;:,(–—]\s*|\b(?:and|then|or|to|please|must|should) )(?P<verb>{verbs})\b"
        rf"|\b(?:{verbs})(?:s|es) (?:it|the|each|every|all|a)\b|\bby hand\b|\bmanually\b",
        re.IGNORECASE,
    )
    for kind, verbs in _BY_HAND.items()
}
_NO_HAND: Final = re.compile(
    r"\b(?:not|never|no need|nobody|automatically|itself|by itself)\b|n['’]t\b", re.IGNORECASE
)


def actors(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Steps without an actor: “is copied”, “someone”, “they”."""
    for part in parts:
        if part.key in _ANSWERED:
            for match in _SOMEBODY.finditer(part.bare):
                word = match.group().lower()
                reason = f"“{word}” is nobody: each reader thinks of another."
                better = "Name the role that does it, with a rota or a deputy."
                yield part.finding("no_actor", *match.span(), reason, better)
        if part.key in _ACTED:
            for sentence in part.sentences:
                yield from _unacted(part, sentence)


def _unacted(part: Part, sentence: Sentence) -> Iterator[Finding]:
    start = sentence.start
    if match := _THEY.match(sentence.bare):
        word = match.group("they") or match.group("one")
        reason = f"“{word}” does not say who: the reader, the reviewer or the system."
        yield part.finding("no_actor", start, start + match.end(), reason, ACTOR_BETTER)
        return
    if _AGENT.search(sentence.bare):
        return
    last = 0
    for match in _PASSIVE.finditer(sentence.bare):
        if match.group("done").lower() in _STATES:
            continue
        before = sentence.bare[: match.start()]
        clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
        subject = before[clause:]
        clause, last = max(clause, last), match.end()
        if not subject.strip() or _SUBORDINATE.search(subject):
            continue
        reason = f"“{' '.join(match.group().split())}” does not say who does it."
        begin = clause + len(_JOINED.match(before[clause:]).group())  # type: ignore[union-attr]
        yield part.finding("no_actor", start + begin, start + match.end(), reason, ACTOR_BETTER)


def by_itself(project: Project, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Lines that still tell the reader to do by hand what by now runs by itself.

    A manual step that is integrated and was verified after the line was published for the first
    time: whoever follows the page would do it a second time.
    """
    done = [step for step in project.steps if step.is_manual and step.is_integrated]
    if not done:
        return
    named = Names.of(project)
    for part in parts:
        if part.key in {"purpose", "tool", "criteria", "disqualifiers", "when_wrong", "reviewer"}:
            continue
        for sentence in part.sentences:
            step = next((s for s in done if _tells(project, named, part, sentence, s)), None)
            if step is not None:
                tool = f" ({step.tool})" if step.tool else ""
                reason = f"“{step.title}” is integrated{tool}: done by hand, it is done twice."
                better = (
                    "Take the step out, or say where one sees that it ran, and what to do if not."
                )
                end = sentence.start + len(sentence.text)
                yield part.finding("runs_by_itself", sentence.start, end, reason, better)


def _tells(project: Project, named: Names, part: Part, sentence: Sentence, step: Step) -> bool:
    """Whether a sentence tells to do a step by hand, and was there before the step was verified."""
    if _NO_HAND.search(sentence.bare) or not _HAND_VERBS[step.kind].search(sentence.bare):
        return False
    said = tokens(sentence.text)
    title = tokens(step.title)
    alike = len(title & said) / len(title) if title else 0.0
    there = named.is_named(step.destination, said)
    both = there and named.is_named(step.source, said)
    if not (alike >= 0.6 or both or (there and alike >= 0.4)):
        return False
    verified = step.verification
    return verified is not None and any(
        revision.at < verified.at and sentence.text in section_text(revision.page, part.key)
        for revision in project.revisions
    )
