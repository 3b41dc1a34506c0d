"""Arguments for what is done in the production run: outputs, checks, measurements."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from tests.arguments.drawing import NUMBER, REASON, TEXT, Arguments, a_day, id_of

ARGUMENTS: Final[dict[str, Arguments]] = {
    "record_output": lambda d, p, t: {
        "reference": d(REASON),
        "on": a_day(d, t),
        "verdict": d(st.sampled_from([None, "pass", "fail", "maybe"])),
    },
    "edit_output": lambda d, p, t: {"output": id_of(d, p.outputs), "on": a_day(d, t)},
    "delete_output": lambda d, p, t: {"output": id_of(d, p.outputs)},
    "check_output": lambda d, p, t: {
        "output": id_of(d, p.outputs),
        "verdict": d(st.sampled_from(["pass", "fail", "maybe"])),
        "failed": d(TEXT),
    },
    "check_outputs": lambda d, p, t: {
        "outputs": d(st.sampled_from([[o.id for o in p.outputs], [9_999], []])),
        "verdict": d(st.sampled_from(["pass", "fail"])),
    },
    "remove_check": lambda d, p, t: {"output": id_of(d, p.outputs)},
    "record_measurement": lambda d, p, t: {
        "metric": id_of(d, p.metrics),
        "value": d(NUMBER),
        "on": a_day(d, t),
        "sample_size": d(st.sampled_from([1, 30, 30, 0])),
    },
    "edit_measurement": lambda d, p, t: {
        "measurement": id_of(d, p.measurements),
        "value": d(NUMBER),
    },
    "delete_measurement": lambda d, p, t: {"measurement": id_of(d, p.measurements)},
}
