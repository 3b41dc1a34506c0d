"""The one-page document: its content, and both ways to write it out."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from pilotage.actions import baseline, page, people, production, review
from pilotage.actions.gate import pass_gate
from pilotage.export.document import Document, State, StepKind, document, number, page_hash
from pilotage.export.to_html import to_html
from pilotage.export.to_markdown import to_markdown
from pilotage.model.project import Project
from pilotage.model.review import MetricVerdict
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    SECOND_OWNER,
    SECTIONS,
    START,
    Way,
    decided,
    documented,
    measured,
    reviewed,
    written,
)

HOSTILE = (
    "[bold]x[/bold]",
    "[@click=app.quit]x[/]",
    "[/]",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title><h1>x",
    "a | b \\| c",
    "*not* _emphasis_ `code` # 1. - +",
    "&lt;b&gt; &amp;",
    "漢字かな交じり文",
    "👩‍🚀 naïve",
    "{{7*7}} ${x} %s",
)


def shown(project: Project, day: int = 90, **options: bool) -> Document:
    return document(project, START + timedelta(days=day - 1), **options)


class Reader(HTMLParser):
    """Collects what a browser would: the tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def markdown_text(text: str) -> str:
    html = MarkdownIt("commonmark").enable("table").render(text)
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_the_flow_leads_from_the_trigger_to_the_destination() -> None:
    flow = shown(documented().project).flow
    assert [step.title for step in flow] == [
        "Trigger",
        "Input format",
        "AI task",
        "Human review",
        "Output destination",
    ]
    task, check = flow[2], flow[3]
    assert task.lead == SECTIONS["tool"]
    assert list(task.steps) == SECTIONS["steps"].split("\n")
    assert (check.kind, check.lead) == (StepKind.REVIEW, "Dana Osei")


def test_before_the_first_revision_it_is_a_draft() -> None:
    draft = shown(written().project)
    assert (draft.state, draft.revision) == (State.DRAFT, None)
    assert "DRAFT" in to_markdown(draft)
    assert "DRAFT" in Reader(to_html(draft)).text


def test_the_revision_in_force_is_shown_not_the_draft() -> None:
    way = documented()
    way.do(page.edit_section, section="purpose", text="Something newer.")
    in_force, draft = shown(way.project), shown(way.project, draft=True)
    assert (in_force.revision, in_force.purpose) == (1, SECTIONS["purpose"])
    assert (draft.revision, draft.purpose) == (None, "Something newer.")
    assert "revision 1 is in force" in " ".join(draft.facts)
    assert in_force.hash != draft.hash


def test_the_hash_tells_pages_apart_and_is_stable() -> None:
    first = documented().project.page
    assert page_hash(first) == page_hash(documented().project.page)
    assert page_hash(first) != page_hash(first.with_(tool="Another"))
    assert re.fullmatch("[0-9a-f]{64}", page_hash(first))


def test_who_published_it_and_when_it_is_said() -> None:
    facts = " ".join(shown(documented().project).facts)
    assert "Revision 1" in facts
    assert "by Ada Builder" in facts
    assert "11 Mar 2026" in facts


def test_in_production_at_risk_and_stopped() -> None:
    project = reviewed().project
    good = shown(project, day=81)
    assert (good.state, good.status) == (State.PRODUCTION, "In production")
    assert any("In production since" in fact for fact in good.facts)
    assert any("Next review" in fact for fact in good.facts)
    assert shown(project, day=200).status == "At risk"
    way = decided(measured()).as_(DECISION_MAKER)
    way.do(review.record_decision, choice="stop", reason="It costs more than it saves.")
    way.as_(BUILDER).do(pass_gate, phase=5)
    stopped = shown(way.project)
    assert (stopped.state, stopped.status) == (State.WARNING, "Stopped")


def test_owners_come_with_their_contacts_also_the_reviewer() -> None:
    way = documented()
    dana = way.project.person(SECOND_OWNER)
    assert dana is not None
    way.do(people.edit_person, person=dana.id, name=dana.name, contact="dana@example.org")
    owners = {owner.role: owner for owner in shown(way.project).owners}
    assert owners["Builder"].name == "Ada Builder"
    assert owners["Second owner"].contact == "dana@example.org"
    assert owners["Reviewer"].contact == "dana@example.org"
    assert owners["Decision-maker"].name == "Noor Haddad"


def test_measures_show_the_way_from_the_baseline_to_the_target() -> None:
    time, errors, volume = shown(measured(missed=True).project).measures
    assert (time.baseline, time.target, time.now) == ("14", "≤ 6", "9")
    assert time.verdict is MetricVerdict.OFF_TARGET
    assert time.progress == Decimal(5) / 8
    assert (errors.verdict, errors.progress) == (MetricVerdict.ON_TARGET, 1)
    assert (volume.target, volume.rests_on) == ("≥ 90", "30 cases")


def test_a_figure_worse_than_the_baseline_is_no_progress() -> None:
    way = measured()
    time = way.project.metrics[0].id
    way.do(production.record_measurement, metric=time, value="500", sample_size=1000)
    assert shown(way.project).measures[0].progress == 0


def test_without_a_measurement_nothing_is_pretended() -> None:
    measure = shown(documented().project).measures[0]
    assert (measure.now, measure.progress) == ("", None)
    assert "not measured yet" in Reader(to_html(shown(documented().project))).text


def test_a_waived_metric_is_named_with_its_reason() -> None:
    (waived,) = shown(documented().project).waived
    assert "Cost per output" in waived
    assert "Salaries are not ours to publish." in waived
    way = written()
    cost = way.project.metrics[1].id
    way.do(baseline.waive_metric, metric=cost, reason="Because. " * 100)
    assert len(shown(way.project).waived[0]) < 220


@pytest.mark.parametrize(
    ("value", "text"),
    [("14", "14"), ("0.50", "0.5"), ("1E+6", "1,000,000"), ("1200.10", "1,200.1"), ("0", "0")],
)
def test_numbers_are_written_as_a_person_writes_them(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


def filled_with(text: str) -> Way:
    """A project that holds a text wherever a document shows one."""
    way = written()
    for section in SECTIONS:
        way.do(page.edit_section, section=section, text=text)
    for person in way.project.people:
        way.do(people.edit_person, person=person.id, name=f"{person.id} {text}", contact=text)
    metrics = tuple(m.with_(name=text, unit=text[:40]) for m in way.project.metrics)
    way.project = way.project.having(title=text, metrics=metrics)
    return way


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_adds_nothing_to_the_html(text: str) -> None:
    page_ = shown(filled_with(text).project)
    reader = Reader(to_html(page_))
    plain = Reader(to_html(shown(filled_with("harmless words").project)))
    for tag in ("script", "img", "h1", "style", "table", "iframe", "meta", "a"):
        assert reader.count(tag) == plain.count(tag)
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert text in reader.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_written_in_markdown(text: str) -> None:
    read = markdown_text(to_markdown(shown(filled_with(text).project)))
    lines = [line.strip() for line in read.splitlines()]
    assert lines[0] == text
    assert lines.count(f"1 {text}") == 1
    assert lines.count(text) >= 5


def test_nothing_in_the_html_can_run_or_fetch() -> None:
    html = to_html(shown(reviewed().project))
    reader = Reader(html)
    policy = next(
        attrs["content"]
        for tag, attrs in reader.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    style = html.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy is not None
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert not {"script", "link", "img", "iframe", "object", "form"} & {t for t, _ in reader.tags}
    assert not any({"src", "style", "onclick"} & set(attrs) for _, attrs in reader.tags)
    assert "url(" not in style
    assert "@import" not in style


def test_the_html_can_be_read_aloud() -> None:
    reader = Reader(to_html(shown(reviewed().project)))
    assert ("html", "en") in [(tag, attrs.get("lang")) for tag, attrs in reader.tags]
    assert reader.count("h1") == 1
    assert reader.count("h2") == 10
    heads = [attrs.get("scope") for tag, attrs in reader.tags if tag == "th"]
    assert heads.count("col") == 5
    assert heads.count("row") == 3


def test_an_empty_page_says_so_in_every_section() -> None:
    empty = shown(Way().project, day=1)
    assert Reader(to_html(empty)).text.count("Not written yet.") == 9
    assert markdown_text(to_markdown(empty)).count("Not written yet.") == 9


def test_limited_markdown_in_a_section_is_rendered() -> None:
    way = written()
    way.do(page.edit_section, section="trigger", text="A **form** arrives:\n- one\n- two")
    html = to_html(shown(way.project))
    assert "<strong>form</strong>" in html
    assert '<li dir="auto">one</li>' in html
    assert "A **form** arrives:\n\n- one\n- two" in to_markdown(shown(way.project))


def test_the_same_project_gives_the_same_bytes() -> None:
    one, two = (shown(reviewed().project) for _ in range(2))
    assert to_html(one) == to_html(two)
    assert to_markdown(one) == to_markdown(two)


def test_a_fuller_page_gets_smaller_text() -> None:
    sparse = to_html(shown(Way().project))
    way = written()
    way.do(page.edit_section, section="when_wrong", text="Do this, then that.\n" * 30)
    assert 'data-fill="1"' in sparse
    assert 'data-fill="6"' in to_html(shown(way.project))


def test_the_html_says_at_its_head_which_page_it_is() -> None:
    shown_ = shown(documented().project)
    assert f'<meta name="pilotage" content="{shown_.stamp}">' in to_html(shown_)[:2000]
    assert shown_.identity in Reader(to_html(shown_)).text


def test_dates_do_not_depend_on_the_clock() -> None:
    assert document(written().project, date(2026, 3, 4)).facts[-1] == "As of 4 Mar 2026"
