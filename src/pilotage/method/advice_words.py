"""Advice on words that every reader understands differently, and on what is not written yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pilotage.method.advice_finding import Finding, Part, Sentence
from pilotage.method.criterion import is_checkable, vague_word


class _Group(NamedTuple):
    name: str
    pattern: str
    reason: str
    better: str


_THING = (
    "place|way|folder|person|people|team|channel|format|list|sheet|file|template|inbox|mailbox|one"
)
_GROUPS: Final = (
    _Group(
        "when",
        r"usually|normally|typically|generally|regularly|periodically|frequently|occasionally"
        r"|sometimes|(?<!how )(?<!as )often(?! as)|from time to time|every now and then"
        r"|once in a while|every so often|(?<!as )soon|as soon as possible|a\.?s\.?a\.?p\b"
        r"|shortly|promptly|quickly|in (?:good time|a timely manner|due course)|timely|eventually"
        r"|at some point|when (?:you have|there is) time",
        "“{}” is a different day for every reader.",
        "Say the day, the hour or the number: each Monday at 9, within two hours.",
    ),
    _Group(
        "if",
        r"(?:as|if|when|where|wherever|whenever) "
        r"(?:needed|required(?! by)|necessary|appropriate|relevant|applicable|possible|suitable"
        r"|in doubt|it makes sense)|in case of doubt|ideally|preferably|in most cases"
        r"|as far as possible"
        r"|(?:use|with|apply) (?:your (?:own )?|good |one's )?"
        r"(?:judge?ment|common sense|discretion|gut feeling)"
        r"|as you see fit|at (?:your|one's) discretion|depending on the (?:situation|case)"
        r"|case by case",
        "“{}” leaves it to the reader to know when.",
        "Say the condition: what one sees, and what one then does.",
    ),
    _Group(
        "which",
        rf"the usual \w+|as usual|as always|(?:as|like) (?:before|last time)|business as usual"
        rf"|the (?:right|correct|proper|appropriate|relevant|respective|corresponding|suitable)"
        rf" (?:{_THING})\b|you know (?:the|which|what)|the known (?:{_THING})",
        "Whoever is new does not know what “{}” is.",
        "Name it as it is called on the screen: the folder, the list, the person's role.",
    ),
    _Group(
        "more",
        r"and so on|and so forth|etc\b\.?|et cetera|and the like|(?:and|or) similar\b(?: \w+)?"
        r"|and others|or something like (?:that|it)|among other things|and suchlike",
        "“{}” ends the list before the reader knows what else belongs to it.",
        "List all of them, or say where the full list stands.",
    ),
    _Group(
        "much",
        r"a few|a couple of|several|various|a lot of|lots of|sufficient(?:ly)?|adequate(?:ly)?"
        r"|reasonabl[ey]|significant(?:ly)?|more or less|not too (?:long|short|many|much)",
        "“{}” is a different amount for every reader.",
        "Say the number or the limit: at most 120 words, three or more.",
    ),
    _Group(
        "how",
        r"properly|appropriate(?:ly)?|suitabl[ey]|accordingly|as expected|nicely|in a good way"
        r"|with care|carefully",
        "“{}” says that it should be right, not what right is.",
        "Say what it looks like when it is right.",
    ),
    _Group(
        "missing",
        r"(?-i:TBD|TBA|TBC|TODO|FIXME|XXX+|N\.N\.)|to be (?:defined|decided|determined|confirmed"
        r"|announced|clarified|added)|to do later|\?\?\?+|lorem ipsum"
        r"|(?<=\[)(?:name|date|insert \w+)(?=\])",
        "“{}” stands where something is still to be written.",
        "Write it, or take the line out.",
    ),
)
_BY_NAME: Final = {group.name: group for group in _GROUPS}
_VAGUE: Final = re.compile(
    "|".join(
        rf"(?P<{g.name}>(?<![\w-])(?:{g.pattern})(?!\w))".replace(" ", r"[ \u00a0]")
        for g in _GROUPS
    ),
    re.IGNORECASE,
)
_SETTLED: Final = re.compile(
    r"\d|\b(?:every|each) (?:day|morning|week|month|hour|year|quarter|\w+day)"
    r"|\b(?:daily|hourly|weekly|monthly|quarterly|\w+day)\b|\bat (?:noon|midnight)\b"
    r"|\bwithin (?:the|an|one|two|three|\w+teen) \w+",
    re.IGNORECASE,
)
"""What settles a vague time in the same sentence."""


def vague_words(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Words such as “usually”, “as needed”, “the usual place”, “etc.”."""
    for part in parts:
        settled = _Settled()
        for match in _VAGUE.finditer(part.bare):
            group = _BY_NAME[match.lastgroup or ""]
            if not _is_answered(group.name, part, match, settled):
                reason = group.reason.format(" ".join(match.group().split()))
                yield part.finding("vague_word", *match.span(), reason, group.better)


class _Settled(dict[int, bool]):
    """Whether a figure or a day settles a sentence, by where it begins; each looked at once."""

    def by(self, sentence: Sentence) -> bool:
        if sentence.start not in self:
            self[sentence.start] = bool(_SETTLED.search(sentence.text))
        return self[sentence.start]


def _is_answered(group: str, part: Part, match: re.Match[str], settled: _Settled) -> bool:
    """Whether a figure or a day says it after all, or another rule is about the same words."""
    sentence = part.sentence_at(match.start())
    if part.key == "purpose" and group in {"when", "how", "much", "which"}:
        return "usual" not in match.group().lower()  # what it is for, not what to do
    if group in {"when", "much"} and sentence and settled.by(sentence):
        return True
    if part.key == "criteria":
        line = next((t for at, t in part.lines if at <= match.start() <= at + len(t)), "")
        return not is_checkable(line)
    return False


def criteria(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Quality criteria that can't be answered with yes or no."""
    for part in parts:
        if part.key != "criteria":
            continue
        for start, line in part.lines:
            if is_checkable(line):
                continue
            word = vague_word(line)
            if word:
                reason = f"“{word}” asks for taste: two people answer it differently."
                better = "Say what one counts or compares, so that the answer is yes or no."
            else:
                reason = "It names a subject but says nothing that could be true or false."
                better = "Make it a sentence: what is where, what is not, how many at most."
            yield part.finding("not_checkable", start, start + len(line), reason, better)
