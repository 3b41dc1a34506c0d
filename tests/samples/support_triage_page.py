"""The texts of the sample on support triage: source note, page, baseline and map."""

from __future__ import annotations

from typing import Any

NOTE = """\
Sample project. The online shop, the people and all day-by-day figures are generated.

The target for tickets resolved per hour follows a published size of effect: among more than \
5,000 support agents of one software company, access to an AI assistant raised the issues resolved \
per hour by 14 to 15 % on average (Brynjolfsson, Li and Raymond, “Generative AI at Work”: 14 % in \
NBER working paper 31161, 2023; 15 % in the Quarterly Journal of Economics, 2025). All other \
figures are made up to be plausible."""

PAGE = {
    "purpose": "Give each new support ticket its topic, its urgency and a drafted first reply, so "
    "that the right team starts within minutes.",
    "trigger": "A ticket is opened in the help desk by mail or form, on any day. An agent on duty "
    "opens the view “New, no topic” every ten minutes.",
    "input_format": "Subject and first message, signature and quoted mails removed\n"
    "Order number if there is one; language of the message",
    "tool": "Language model, workspace “Support”, prompt “Triage v8”",
    "steps": "Copy subject and message into the prompt\n"
    "Read topic (one of nine), urgency (1 to 3) and the draft\n"
    "Set topic and urgency on the ticket\n"
    "Put the draft into the reply as an internal note",
    "reviewer": "Agent on duty (rota in the team calendar)",
    "review": "Compare topic and urgency with the message; edit the draft, send it under one's "
    "own name. No reply leaves without an agent.",
    "criteria": "Topic is one of the nine in the list and matches the customer's question\n"
    "Urgency 1 only with a date or a safety issue in the message\n"
    "The draft answers every question that was asked\n"
    "The draft has at most 120 words",
    "disqualifiers": "The draft promises a refund, a date or a discount\n"
    "The draft names another customer or order\n"
    "The message threatens legal action or mentions an injury",
    "destination": "The ticket moves into the queue of its topic's team, with the draft as an "
    "internal note.",
    "when_wrong": "Two wrong queues in one hour: stop, triage by hand, tell Sofía.",
}
ANSWERS = {
    "disqualifiers": "The draft promises a refund, a date or a discount\n"
    "The draft names another customer or order\n"
    "The message threatens legal action (a chargeback does not count) or mentions an injury",
    "steps": "Copy subject and message into the prompt\n"
    "Read topic (one of nine), urgency (1 to 3) and the draft\n"
    "Two topics: take the more urgent one, note the other\n"
    "Set topic and urgency on the ticket\n"
    "Put the draft into the reply as an internal note",
    "when_wrong": "Two wrong queues in one hour: stop, put the tickets back with the macro "
    "“Back to general”, triage by hand, tell Sofía.",
}
CORRECTION = {
    "trigger": "A ticket is opened in the help desk by mail or form, on any day. The help desk "
    "calls the model by itself; the view “New, no topic” shows what failed.",
    "tool": "Language model by API, workspace “Support”, prompt “Triage v9”",
    "steps": "The help desk sends subject and message; topic, urgency and draft come back\n"
    "Open the ticket in one's queue, read all three\n"
    "Two topics: take the more urgent one, note the other\n"
    "Wrong topic: correct it, the ticket moves on",
}

Metric = tuple[str, dict[str, str], str, str, bool, dict[str, Any]]
BASELINE: tuple[Metric, ...] = (
    (
        "Minutes until the right team has it, mean",
        {"unit": "minutes"},
        "38",
        "12",
        False,
        {
            "sample_size": 620,
            "period": "The two weeks before the start",
            "how": "From opening to the last change of queue in the help desk's log.",
        },
    ),
    (
        "Cost per resolved ticket",
        {"unit": "EUR"},
        "12.86",
        "11.40",
        False,
        {
            "sample_size": 1_150,
            "period": "The month before the start",
            "how": "Agents' hours × 27 EUR ÷ tickets resolved; from the rota and the help desk.",
        },
    ),
    (
        "Tickets sent to the wrong queue",
        {"unit": "%"},
        "11.5",
        "5",
        False,
        {
            "sample_size": 620,
            "period": "The two weeks before the start",
            "how": "Tickets that changed team after triage ÷ tickets triaged, from the log.",
        },
    ),
    (
        "Tickets resolved per agent hour",
        {"unit": "tickets"},
        "2.10",
        "2.39",
        False,
        {
            "sample_size": 1_150,
            "period": "The month before the start",
            "how": "Tickets resolved ÷ hours on the rota, training and breaks left out.",
        },
    ),
    (
        "Customers who rate the answer 4 or 5",
        {"kind": "custom", "unit": "%", "better": "higher"},
        "78",
        "78",
        True,
        {
            "sample_size": 240,
            "period": "The month before the start",
            "how": "Ratings of 4 or 5 of 5 ÷ all ratings of resolved tickets; about one in five "
            "customers rates.",
        },
    ),
)
"""Name, what is edited of the first draft, baseline, target, no worse, and how measured."""

SYSTEMS = (
    ("Help desk", "inbox", "Mail and form; tickets without a topic"),
    ("Language model", "ai_tool", "Workspace “Support”"),
    ("Team queues", "other", "Nine queues in the help desk, one per topic"),
    ("Quality dashboard", "dashboard", "Checks and figures of each day"),
)
Step = tuple[str, str, str, str, dict[str, Any], tuple[str, str]]
STEPS: tuple[Step, ...] = (
    (
        "Copy the ticket into the prompt",
        "copy",
        "Help desk",
        "Language model",
        {"times": "45", "per": "day", "minutes": "1.2", "friction": 4, "inconsistency": 4},
        ("integrate", "Help desk webhook and model API"),
    ),
    (
        "Set topic and urgency, move the ticket",
        "route",
        "Language model",
        "Team queues",
        {"times": "45", "per": "day", "minutes": "1.5", "friction": 5, "inconsistency": 3},
        ("integrate", "Help desk API, rule “Triage v9”"),
    ),
    (
        "Paste the draft as an internal note",
        "copy",
        "Language model",
        "Team queues",
        {"times": "45", "per": "day", "minutes": "0.7", "friction": 3, "inconsistency": 3},
        ("integrate", "Help desk API, internal note"),
    ),
    (
        "Type the day's figures into the dashboard",
        "copy",
        "Team queues",
        "Quality dashboard",
        {"times": "1", "per": "day", "minutes": "6", "friction": 2, "inconsistency": 1},
        ("keep", "Six minutes a day, and whoever types them looks at them."),
    ),
)
"""Title, kind, from, to, how often and how bad, and what was decided."""
