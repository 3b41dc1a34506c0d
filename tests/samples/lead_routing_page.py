"""The texts of the sample on lead routing: its source note, its page, and its corrections."""

from __future__ import annotations

NOTE = """\
Sample project. The software company, the people and all day-by-day figures are generated.

The baseline of the first contact and its target follow two findings of one article (Oldroyd, \
McElheran and Elkington, “The Short Life of Online Sales Leads”, Harvard Business Review, March \
2011). An audit of 2,241 companies in the USA: those that answered a test lead within 30 days took \
42 hours on average. A separate study of 42 companies there: those that tried to reach a lead \
within the hour were nearly seven times as likely to qualify it as those that tried even an hour \
later. What the figures are for another company, only its own measurement says."""

PAGE = {
    "purpose": "Give every inbound lead to the right salesperson within the hour, with region, "
    "segment and urgency filled in, so that sales only has to call.",
    "trigger": "A form arrives in the shared inbox “leads”. On working days from 8 to 18 the "
    "inbox is looked at every 30 minutes.",
    "input_format": "The form's mail: name, company, mail address, country, free text\n"
    "Capacity sheet of the sales team, updated each Monday",
    "tool": "Assistant, project “Lead routing”, prompt “Route a lead”",
    "steps": "Paste the form's mail into the assistant\n"
    "Run the prompt “Route a lead”\n"
    "Read region, segment, urgency and the sentence each rests on\n"
    "Look up who has room in the capacity sheet\n"
    "Enter region, segment, urgency and owner in the CRM",
    "reviewer": "Leilani Kahale (sales operations)",
    "review": "Compare region and urgency with the form, then set the lead to “released”; sales "
    "sees released leads only.",
    "criteria": "Region is one of the seven in the CRM's list\n"
    "Urgency quotes the sentence of the form that it rests on\n"
    "The owner has fewer than 12 open leads",
    "disqualifiers": "The company is already a customer\n"
    "The form asks for a job, support or a refund",
    "destination": "The lead's record in the CRM: fields Region, Segment, Urgency, Owner. "
    "The owner is told by the CRM's own mail.",
    "when_wrong": "Stop using the assistant, route by hand by region list, tell Ishaan the same "
    "day in the channel “lead-routing”.",
}

ANSWERS_1 = {
    "trigger": "A form arrives in the shared inbox “leads”, from the website or the partner page. "
    "On working days from 8 to 18 the inbox is looked at every 30 minutes.",
    "input_format": "The form's mail: name, company, mail address, country, free text\n"
    "No country: take it from the phone's prefix, else “Unknown”\n"
    "Capacity sheet of the sales team, updated each Monday",
    "tool": "Assistant, project “Lead routing”, prompt “Route a lead v4” (the only one kept)",
    "criteria": "Region is one of the seven in the CRM's list (DACH is one region)\n"
    "Urgency quotes the sentence of the form that it rests on\n"
    "The owner has fewer than 12 open leads",
    "disqualifiers": "The company is already a customer\n"
    "The form asks for a job, support or a refund\n"
    "A student's or a private mail address without a company",
}

ANSWERS_2 = {
    "reviewer": "Leilani Kahale; on leave: Oyelaran Babatunde (CRM)",
    "when_wrong": "No answer within two minutes: route that lead by hand by region list and note "
    "“manual” on it. Three such leads or one wrong release: stop using the assistant, tell "
    "Ishaan the same day in the channel “lead-routing”.",
}
