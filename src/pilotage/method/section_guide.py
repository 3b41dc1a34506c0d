"""What belongs in each section of the page: why a reader needs it, a good and a poor example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Guide:
    """What somebody who writes a section should know; all plain text."""

    why: str
    """What belongs there, and why a reader on day one needs it."""
    workflow: str
    """The workflow that the examples are from."""
    good: str
    """A section as it should be."""
    poor: str
    """The same section as it often is."""
    because: str
    """Why that is poor, in a sentence."""


GUIDES: Final[dict[str, Guide]] = {
    "purpose": Guide(
        "Name what comes out, who uses it and what for. A reader on day one decides by it "
        "whether an odd case belongs here at all.",
        "lead routing",
        "A salesperson and an urgency for each inbound lead, within the hour, so that the "
        "person responsible for the region calls first.",
        "Uses AI to make our sales process more efficient.",
        "It names neither an output nor who uses it, so nobody can tell when the work is done.",
    ),
    "trigger": Guide(
        "Say what starts the work, where one sees it and how often it happens. Without it a new "
        "team member waits to be told.",
        "support triage",
        "A ticket enters the queue “New” in the help desk. Look at 9:00 and at 14:00 on working "
        "days; about 40 tickets a day.",
        "When there is something to do.",
        "It does not say where to look, so the builder still decides when it starts.",
    ),
    "input_format": Guide(
        "Say what goes in, from which system, in which form, and what to do when a part is "
        "missing. Most surprises of a first run come from an input that nobody described.",
        "invoices",
        "The PDF from the mailbox “invoices”, one invoice a file. Needed: supplier number, order "
        "number, amount, currency. No order number: send it back with the template “Order "
        "number missing”.",
        "The invoice.",
        "Nothing is said of the form or of missing parts: each odd invoice becomes a question.",
    ),
    "tool": Guide(
        "Name the tool or model, its version, and where its prompt or configuration is kept. "
        "Models and prompts change; the reader must know which one the figures belong to.",
        "content production",
        "Assistant X 2.1, shared project “Product texts”, prompt version 7 in the folder Prompts",
        "The AI assistant",
        "Two people would use two tools and two prompts, and their outputs could not be compared.",
    ),
    "steps": Guide(
        "One step a line, in the order in which the hands move, from the input to the finished "
        "output. Write it so that somebody can follow who has never seen it done.",
        "lead routing",
        "Copy the form's text into the prompt “Lead 4”\n"
        "Read the proposed region, and the sentence it rests on\n"
        "Country missing: search the company's site, else choose “unclear”\n"
        "Paste region and urgency into the lead's record",
        "Run the lead through the assistant\nFix the result if needed",
        "“If needed” is the builder's own judgement, and that is what has to stand here.",
    ),
    "reviewer": Guide(
        "A name, or a role with a rota, who looks at the output before it goes live. When it is "
        "everybody, it is nobody.",
        "support triage",
        "Dana Osei; on leave: whoever has the early shift in the support rota",
        "The team",
        "Nobody in particular is asked, so in a busy week nobody looks.",
    ),
    "review": Guide(
        "Say what the reviewer compares with what, how long that takes, and what happens with "
        "an output that fails. The check is part of the work, not a glance at its end.",
        "content production",
        "Read the text beside the product's data sheet. Each figure must be on the sheet. Right: "
        "set it to “approved”. Wrong: mark the sentence, set it to “rework”; it is written again, "
        "not mended. About 4 minutes a text.",
        "Check quality before publishing.",
        "Two reviewers would check two different things, and neither knows what to do on a fail.",
    ),
    "criteria": Guide(
        "What must be true of each good output, one a line, as something that two people answer "
        "with the same yes or no. These lines are the quality standard that the second owner "
        "checks every output against.",
        "invoices",
        "Supplier number and order number are those of the order\n"
        "The amount is that of the PDF to the cent, with its currency\n"
        "The cost centre is one of the list “2026”",
        "The booking looks good\nProfessional and clear",
        "Both ask for a feeling: without the builder nobody can answer them with yes or no.",
    ),
    "disqualifiers": Guide(
        "What makes an output unusable, whatever else is right with it, one a line. It tells the "
        "reader when to stop and do it by hand.",
        "support triage",
        "The ticket speaks of an injury, a lawyer or the press\n"
        "The answer names another customer\n"
        "The answer promises money or a date",
        "Wrong answers",
        "That is the opposite of every criterion: it names no case to look for.",
    ),
    "destination": Guide(
        "Say into which system and field the output goes, in which form, and who is told. An "
        "output that waits in the tool has reached nobody.",
        "lead routing",
        "The lead's record in the CRM: fields “Owner” and “Urgency”. The CRM tells the new owner; "
        "nothing is sent by mail.",
        "Forward it to sales.",
        "Sales is many people and many inboxes: each sender would choose another one.",
    ),
    "when_wrong": Guide(
        "How to stop it, whom to tell and by when, and how the work is done by hand meanwhile. "
        "It is read in a hurry, by somebody who is alone with it.",
        "content production",
        "Two rejected texts in a row: stop, set the queue to “by hand”. Tell Ishaan Rao the same "
        "day, in the channel “product-texts”. Until then the editors write from the template "
        "“Short text”.",
        "Contact the builder.",
        "When the builder is away the work stands still, and nothing says how to stop it.",
    ),
}
"""A guide for each section, by its key."""
