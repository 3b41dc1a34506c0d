"""The words that cells have for verdicts, kinds, periods and directions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pilotage.model.baseline import Better, MetricKind


def meaning(**words: str) -> dict[str, str]:
    """Each word with what it means: `meaning(copy="copy|copying")`."""
    return {word: name for name, found in words.items() for word in found.split("|")}


_NO_CHECK: Final = "-|–|—|?|none|n/a|na|open|pending|unchecked|not checked|todo|null"
VERDICTS: Final[Mapping[str, str]] = {
    word: verdict
    for verdict, words in (
        (
            "pass",
            "pass|passed|passes|ok|okay|yes|y|true|1|good|right|correct|accepted|accept|approved|"
            "approve|valid|✓|✔|+",
        ),
        (
            "fail",
            "fail|failed|fails|not ok|nok|no|n|false|0|bad|wrong|incorrect|rejected|reject|"
            "disapproved|invalid|error|✗|✘|x",
        ),
        ("", _NO_CHECK),
    )
    for word in words.split("|")
}
"""A check's words; those that say that there is none mean nothing."""
STEP_KINDS: Final[Mapping[str, str]] = meaning(
    copy="copy|copy data|copy data by hand|copy paste|copying|paste|type|manual|manually|by hand|"
    "hand|manual copy|manual step|manual entry|data entry|enter by hand|enter|re type|retype|rekey",
    trigger="trigger|start|start the ai by hand|starting|run|triggering|manual start|"
    "manual trigger|launch|kick off|prompt",
    route="route|route the output by hand|routing|forward|send|hand over|hand on|pass on|"
    "assign|distribute|manual routing|deliver",
    automatic="automatic|already automatic|auto|automated|integrated|automatically|no hand|"
    "integration|api|system|by machine",
)
PERIODS: Final[Mapping[str, str]] = meaning(
    day="day|daily|a day|per day|days|d",
    week="week|weekly|a week|per week|weeks|w",
    month="month|monthly|a month|per month|months|m",
)
METRIC_KINDS: Final[Mapping[str, str]] = {
    **{kind.label: kind.value for kind in MetricKind},
    **meaning(
        error_rate="error|errors|quality|failure rate",
        time="duration|working time|hours|minutes",
        cost="costs|money|price",
        volume="count|number|throughput|quantity",
        custom="other|else",
    ),
}
BETTER: Final[Mapping[str, str]] = {
    word: direction.value
    for direction, words in (
        (Better.LOWER, "lower|less|down|smaller|fewer|min|minimise|minimize|↓|-"),
        (Better.HIGHER, "higher|more|up|larger|greater|max|maximise|maximize|↑|+"),
    )
    for word in words.split("|")
}
YES_OR_NO: Final[Mapping[str, str]] = meaning(yes="yes|y|true|1|x|✓", no="no|n|false|0|-|none")
