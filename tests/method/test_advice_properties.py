"""Advice on any page: it never fails, names words that are there, and is quick."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.method.advice import advice_on, findings
from pilotage.method.advice_finding import LONGEST
from pilotage.model.advice import Dismissal
from pilotage.model.document import SECTIONS, Page, section_text
from pilotage.model.project import Project
from pilotage.model.record import make
from tests.hostile import ALLOWED
from tests.way import integrated

PROJECT: Project = integrated().project
WORDS = """Ada Builder Dana ask knows usually etc. as needed if necessary the usual place SLA (SLA)
is copied someone They One . ! : ; , “ ” " ` ' « » „ ( ) [ ] \n İ ß ŉ ǰ 客户
عميل 👍 e.g. CRM inbox Salesforce LeadBoard
Copy the form into prompt tell me my I by hand TBD ??? good 30 %"""
BITS = st.sampled_from(WORDS.split(" "))
TEXT = st.one_of(
    st.text(max_size=300), st.lists(BITS, max_size=60).map(" ".join), st.lists(BITS).map("".join)
)
FIELDS: dict[str, Any] = {
    s.key: {
        "prose": TEXT,
        "line": TEXT.map(lambda t: t[:300]),
        "lines": st.lists(TEXT.map(lambda t: t.strip()[:300] or "x"), max_size=5).map(tuple),
    }[s.kind]
    for s in SECTIONS
}


def page_of(fields: dict[str, Any]) -> Page | None:
    try:
        return make(Page, **fields)
    except Exception:  # noqa: BLE001 - what a page refuses is tested with the model
        return None


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({}, optional=FIELDS))
def test_it_never_fails_and_names_words_that_are_there(fields: dict[str, Any]) -> None:
    page = page_of(fields)
    if page is None:
        return
    found = findings(PROJECT, page)
    places = [SECTIONS.index(s) for f in found for s in SECTIONS if s.key == f.section]
    assert places == sorted(places)
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert len(each.words) <= LONGEST
        assert each.reason
        assert each.better
        if each.section:
            assert each.start is not None
            assert each.words
            assert section_text(page, each.section).startswith(each.words, each.start)
        else:
            assert each.start is None


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({}, optional=FIELDS), st.data())
def test_what_is_dismissed_is_answered_and_nothing_else(
    fields: dict[str, Any], data: st.DataObject
) -> None:
    page = page_of(fields)
    found = findings(PROJECT, page) if page else ()
    if page is None or not found:
        return
    chosen = data.draw(st.sampled_from(found))
    fields_ = {"rule": chosen.rule, "section": chosen.section, "words": chosen.words.upper()}
    if fields_["words"].casefold() != chosen.words.casefold():
        return  # a letter that has no way back from its capital
    at = PROJECT.revisions[0].at
    dismissal = make(Dismissal, id=1, **fields_, reason="It is so.", by=1, at=at)
    said = advice_on(PROJECT.having(dismissals=(dismissal,)), page)
    assert [(a.finding, a.dismissal) for a in said.answered] == [(chosen, dismissal)]
    assert set(said.open) == set(found) - {chosen}


@pytest.mark.parametrize("hostile", ALLOWED, ids=[each.name for each in ALLOWED])
def test_hostile_text_gets_no_wild_advice(hostile: Any) -> None:
    page = page_of({"purpose": hostile.text, "steps": (hostile.line or "x",)})
    assert page is not None
    assert {each.rule for each in findings(PROJECT, page)} <= {
        "unnamed_system",
        "abbreviation",
        "vague_word",
    }


@pytest.mark.parametrize(
    "text",
    [
        "客户名称和国家都写在表格里。系统会自动发送邮件，然后由审核员检查。" * 60,
        "يصل النموذج إلى صندوق الوارد، ثم تُقرأ المنطقة والأولوية. " * 60,
        "Die Anfrage kommt ins Postfach. Region und Dringlichkeit prüfen, dann freigeben. " * 40,
        "फ़ॉर्म इनबॉक्स में आता है और क्षेत्र चुना जाता है। " * 60,
        "👩‍👩‍👧‍👦🏳️‍🌈" * 200,
    ],
)
def test_other_languages_get_no_advice_made_for_english(text: str) -> None:
    page = make(Page, purpose=text[:4000], review=text[:4000], criteria=("是五个地区之一",))
    bare = PROJECT.having(systems=(), steps=())
    assert findings(bare, page) == ()


@pytest.mark.parametrize(
    "bit",
    ["a", "A", "“", '"', "`", "«", "(", "the ", "is ", "is copied, ", ". ", "\n", "Ada ", "AB ",
     "the A ", "AaBb", "Aa", "ask ", "e.g. ", "by ", "in A ", "to be ", "1", "soon ", "界",
     "the the usual "],
)  # fmt: skip
def test_no_text_of_4_000_characters_takes_long(bit: str) -> None:
    text = (bit * 4000)[:4000]
    lines = (text[:300].strip() or "x",) * 40
    prose = dict.fromkeys(("purpose", "trigger", "review", "destination", "when_wrong"), text)
    page = make(Page, **prose, steps=lines, criteria=lines, disqualifiers=lines)
    findings(PROJECT, page)
    start = time.process_time()
    findings(PROJECT, page)
    assert time.process_time() - start < 3
