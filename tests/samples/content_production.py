"""Content production: phase 1 nearly done on day 9, and the gaps show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pilotage.actions import baseline, people
from tests.samples.author import Author

START, AS_OF = date(2026, 1, 5), date(2026, 1, 13)
BUILDER, SECOND_OWNER, DECISION_MAKER = "Mireille Fontaine", "Tomasz Wieczorek", "Adaeze Okonkwo"

NOTE = """\
Sample project. The retailer, the people and all day-by-day figures are generated.

The target for working time follows a published size of effect: in an online experiment with 453 \
professionals, those who wrote with a chatbot took 40 % less time on average, and the quality of \
their texts was graded 18 % higher (Noy and Zhang, “Experimental evidence on the productivity \
effects of generative artificial intelligence”, Science 381, 2023). Short tasks of an experiment \
are not product pages: the target is an aim, no forecast.

Gate 1 is not open yet. What is missing is left open on purpose: one section is empty, the \
criteria can't be answered with yes or no, and one metric has no target."""

FIRST_DRAFT = {
    "purpose": "Product pages for new outdoor articles.",
    "trigger": "The buyer sets an article to “sample received” in the product database.",
    "tool": "Writing assistant, team account, shared project “Product pages”",
    "steps": "Paste the supplier sheet and the buyer's notes\nAsk for the text\nCheck it, then "
    "paste it into the shop",
}
SECOND_DRAFT = {
    "purpose": "Draft the page of each new article (title, teaser, five bullet points, "
    "description), so that an editor only checks and publishes it.",
    "trigger": "A buyer sets an article to “sample received” in the product database. New "
    "articles appear in the view “Text missing”, checked each morning at 9.",
    "input_format": "Supplier sheet as PDF, in English or German\n"
    "The buyer's notes: who it is for, what is new\n"
    "Category and size table from the product database",
    "tool": "Writing assistant, team account, project “Product pages”, prompt version 7",
    "steps": "Start a new chat in the project, one for each article\n"
    "Attach the supplier sheet, paste the buyer's notes\n"
    "Run the saved prompt “Product page”\n"
    "Compare each figure in the draft with the supplier sheet\n"
    "Over 150 words: run the saved prompt “Shorten”",
    "reviewer": "Tomasz Wieczorek (shop editor on duty)",
    "review": "Compare weight, material and water column with the supplier sheet, "
    "correct the draft, set “text approved”. Nothing goes live without it.",
    "criteria": "Reads well and sounds like us\nEngaging for the target group",
    "disqualifiers": "A figure that is not in the supplier sheet\n"
    "A statement on safety, certification or health\n"
    "The name of a competitor's product",
    "destination": "Fields “Title”, “Teaser”, “Bullets” and “Text” of the article in the shop "
    "system.",
}
MINUTES, COST = "Working time per product page", "Cost per product page"
ERRORS, VOLUME = "Pages corrected after going live", "Product pages per week"


def build(path: Path) -> date:
    """Write the sample; returns the day that it stands on."""
    work = Author(
        path,
        START,
        "Product pages for new articles",
        builder=BUILDER,
        second_owner=SECOND_OWNER,
        decision_maker=DECISION_MAKER,
    )
    work.at(1, 9, 12).do(people.set_note, note=NOTE)
    work.at(1, 9, 20).write(FIRST_DRAFT)
    _baseline(work)
    work.at(8, 13, 5).write(SECOND_DRAFT)
    work.at(9, 8, 45).do(
        people.edit_person, person=2, name=SECOND_OWNER, contact="Shop editors, extension 214"
    )
    work.finish(AS_OF)
    return AS_OF


def _baseline(work: Author) -> None:
    work.at(2, 10, 30)
    time, cost, errors, volume = (metric.id for metric in work.project.metrics)
    work.do(baseline.edit_metric, metric=time, name=MINUTES)
    work.do(baseline.edit_metric, metric=cost, name=COST)
    work.do(baseline.edit_metric, metric=errors, name=ERRORS)
    work.do(baseline.edit_metric, metric=volume, name=VOLUME, unit="pages")
    work.at(3, 16, 10).measure(
        MINUTES,
        "95",
        sample_size=24,
        period="The two weeks before the start, three editors",
        how="Each editor started a timer on opening the supplier sheet and stopped it on "
        "“text approved”; breaks taken out. Mean of 24 pages.",
    )
    work.aim(MINUTES, "57")
    work.at(4, 9, 40).measure(
        COST,
        "61.75",
        sample_size=24,
        period="The same 24 pages",
        how="Working time × 39 EUR an hour (full cost of an editor, from controlling).",
    )
    work.at(4, 11, 15).measure(
        ERRORS,
        "9.5",
        sample_size=84,
        period="The quarter before the start",
        how="Pages with a correction in the first 14 days ÷ pages gone live, from the shop "
        "system's change log; price changes left out.",
    )
    work.aim(ERRORS, "6")
    work.at(8, 9, 30).measure(
        VOLUME,
        "12",
        sample_size=6,
        period="The six weeks before the start",
        how="Articles set to “text approved” in a week, median of six weeks.",
    )
    work.aim(VOLUME, "18")
