"""The integration map of the sample on lead routing: seven steps, half of them decided."""

from __future__ import annotations

from typing import Any

from pilotage.actions import integrations, people
from tests.samples.author import Author

SYSTEMS = (
    ("Website forms", "other", "Website and partner page; each form is sent as a mail"),
    ("Inbox “leads”", "inbox", "Shared by three coordinators"),
    ("Assistant", "ai_tool", "Project “Lead routing”"),
    ("Capacity sheet", "spreadsheet", "Open leads per salesperson, typed each Monday"),
    ("CRM", "crm", "Leads, owners, history"),
    ("Sales chat", "chat", "Channel “hot leads”"),
)
MAIL, PASTE, RUN, ROOM, ENTER, SHEET, CALL = (
    "Form is sent to the inbox",
    "Paste the form into the assistant",
    "Start the prompt for each lead",
    "Look up who has room",
    "Enter four fields in the CRM",
    "Type open leads into the sheet",
    "Post urgent leads in the sales chat",
)
STEPS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    (MAIL, "automatic", "Website forms", "Inbox “leads”", {}),
    (
        PASTE,
        "copy",
        "Inbox “leads”",
        "Assistant",
        {"times": "26", "per": "day", "minutes": "1.5", "friction": 4, "inconsistency": 4},
    ),
    (
        RUN,
        "trigger",
        "Inbox “leads”",
        "Assistant",
        {"times": "26", "per": "day", "minutes": "0.5", "friction": 3, "inconsistency": 2},
    ),
    (
        ROOM,
        "copy",
        "Capacity sheet",
        "Assistant",
        {"times": "26", "per": "day", "minutes": "1", "friction": 3, "inconsistency": 4},
    ),
    (
        ENTER,
        "route",
        "Assistant",
        "CRM",
        {"times": "26", "per": "day", "minutes": "2.5", "friction": 5, "inconsistency": 4},
    ),
    (
        SHEET,
        "copy",
        "CRM",
        "Capacity sheet",
        {"times": "1", "per": "week", "minutes": "35", "friction": 2, "inconsistency": 3},
    ),
    (CALL, "route", "Assistant", "Sales chat", {"times": "3", "per": "day", "minutes": "1"}),
)


def build(work: Author) -> None:
    """Draw the map from day 31 on, and decide on some of it."""
    ids: dict[str, int] = {}
    work.at(31, 10, 0)
    for name, kind, note in SYSTEMS:
        ids[name] = work.do(integrations.add_system, name=name, kind=kind, note=note)
    work.do(integrations.set_ends, source=ids["Website forms"], destination=ids["CRM"])
    work.at(34, 9, 30)
    for title, kind, source, destination, described in STEPS:
        ids[title] = work.do(
            integrations.add_step,
            title=title,
            kind=kind,
            source=ids[source],
            destination=ids[destination],
            **described,
        )
    work.at(35, 14, 0).do(
        people.add_person, name="Oyelaran Babatunde", contact="CRM administration, ext. 318"
    )
    work.do(integrations.decide_integrate, step=ids[ENTER], tool="CRM API, scripted by CRM admin")
    work.do(integrations.decide_integrate, step=ids[PASTE], tool="Mail rule and webhook")
    work.at(36, 11, 20).do(
        integrations.decide_keep,
        step=ids[SHEET],
        reason="35 minutes a week; the CRM's own capacity report comes with the next upgrade.",
    )
    work.at(38, 15, 45).do(integrations.set_live, step=ids[ENTER], live=True)
