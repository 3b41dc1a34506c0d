"""Arguments for what is done to the page: its sections, its revisions, the advice on it."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from pilotage.method.advice import findings
from pilotage.model.document import SECTIONS
from pilotage.model.project import Project
from tests.arguments.drawing import REASON, Arguments, Draw, id_of


def _finding(draw: Draw, project: Project) -> dict[str, Any]:
    found = [(each.rule, each.section, each.words) for each in findings(project, project.page)]
    rule, section, words = draw(st.sampled_from([*found, ("vague_word", "trigger", "soon")]))
    return {"rule": rule, "section": section, "words": words, "reason": draw(REASON)}


def _answers(draw: Draw, project: Project) -> tuple[int, ...]:
    open_ = [gap.id for gap in project.gaps if gap.is_open]
    return draw(st.sampled_from([(), tuple(open_), tuple(open_), (9_999,)]))  # type: ignore[no-any-return]


ARGUMENTS: Final[dict[str, Arguments]] = {
    "edit_section": lambda d, p, t: {
        "section": d(st.sampled_from([s.key for s in SECTIONS])),
        "text": d(REASON),
    },
    "dismiss_advice": lambda d, p, t: _finding(d, p),
    "restore_advice": lambda d, p, t: {"dismissal": id_of(d, p.dismissals)},
    "publish_revision": lambda d, p, t: {"answers": _answers(d, p)},
    "discard_draft": lambda d, p, t: {},
    "confirm_revision": lambda d, p, t: {},
}
