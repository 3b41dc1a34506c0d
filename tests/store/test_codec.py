"""A project becomes plain tables and comes back equal, whatever people did and wrote."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.way import (
    SECOND_OWNER,
    Way,
    clean_run,
    documented,
    handed_over,
    integrated,
    measured,
    reviewed,
    written,
)

from pilotage.actions import baseline, integrations, page, people, production, runs
from pilotage.errors import FileProblem, NewerFile, Refused
from pilotage.model.project import Project
from pilotage.store.changes import Tables, apply
from pilotage.store.codec import COLLECTIONS, decode, decode_changes, encode, encode_changes

STAGES = {
    "new": Way,
    "written": written,
    "documented": documented,
    "run": lambda: clean_run(documented()),
    "handed over": handed_over,
    "integrated": integrated,
    "measured": measured,
    "missed": lambda: measured(missed=True),
    "reviewed": reviewed,
}


def through_json(tables: Tables) -> Tables:
    return json.loads(json.dumps(tables, allow_nan=False))


@pytest.mark.parametrize("stage", STAGES)
def test_round_trip(stage: str) -> None:
    project = STAGES[stage]().project
    assert decode(through_json(encode(project))) == project


def test_a_document_says_decimals_as_text_and_moments_with_their_offset() -> None:
    tables = encode(measured().project)
    measurement = next(iter(tables["measurements"].values()))
    assert Decimal(measurement["value"]) == Decimal("5.5")
    assert isinstance(measurement["value"], str)
    assert measurement["on"] == "2026-05-10"
    assert measurement["at"].endswith(("Z", "+00:00"))
    assert set(tables["manual_steps"]) == {str(s.id) for s in measured().project.steps}


def test_every_field_of_a_project_has_its_place() -> None:
    tables = encode(reviewed().project)
    kept = (
        set(tables["project"]["1"]) | {c.field for c in COLLECTIONS.values()} | {"next_id", "page"}
    )
    assert kept - {"schema_version"} == set(Project.model_fields)


class TestChanges:
    def test_an_unchanged_project_changes_nothing(self) -> None:
        project = measured().project
        changes = encode_changes(project, project.having())
        assert not changes

    def test_one_more_output_is_one_document(self) -> None:
        way = integrated()
        before = way.project
        way.do(production.record_output, reference="lead-1")
        changes = encode_changes(before, way.project)
        assert set(changes.put) == {"outputs", "_meta"}
        assert list(changes.put["outputs"]) == [str(way.last("outputs"))]

    def test_typing_in_a_section_is_one_small_document(self) -> None:
        way = documented()
        before = way.project
        way.do(page.edit_section, section="trigger", text="A form, or a call.")
        put = encode_changes(before, way.project).put
        assert put == {"page": {"2": {"section": "trigger", "text": "A form, or a call."}}}

    def test_a_deleted_record_that_comes_back_stands_where_it_stood(self) -> None:
        way = integrated()
        for name in "abc":
            way.do(production.record_output, reference=name)
        before = way.project
        way.do(production.delete_output, output=before.outputs[1].id)
        tables = encode(before)
        apply(tables, encode_changes(before, way.project))
        assert decode(through_json(tables)) == way.project
        apply(tables, encode_changes(way.project, before))
        assert decode(through_json(tables)) == before
        assert [o.reference for o in decode(tables).outputs] == ["a", "b", "c"]


TEXT = st.text(max_size=60)
VALUE = st.decimals(0, 1_000_000, places=6)
STEPS = st.one_of(
    st.tuples(
        st.just(page.edit_section),
        st.fixed_dictionaries({"section": st.sampled_from(["purpose", "steps"]), "text": TEXT}),
    ),
    st.tuples(st.just(people.set_note), st.fixed_dictionaries({"note": TEXT})),
    st.tuples(st.just(people.add_person), st.fixed_dictionaries({"name": TEXT, "contact": TEXT})),
    st.tuples(
        st.just(baseline.set_target),
        st.fixed_dictionaries({"metric": st.integers(4, 7), "value": VALUE}),
    ),
    st.tuples(
        st.just(baseline.add_metric),
        st.fixed_dictionaries(
            {"name": TEXT, "kind": st.just("custom"), "unit": TEXT, "better": st.just("higher")}
        ),
    ),
    st.tuples(
        st.just(baseline.remove_metric), st.fixed_dictionaries({"metric": st.integers(4, 60)})
    ),
    st.tuples(
        st.just(integrations.add_system), st.fixed_dictionaries({"name": TEXT, "note": TEXT})
    ),
    st.tuples(
        st.just(integrations.remove_system), st.fixed_dictionaries({"system": st.integers(8, 60)})
    ),
    st.tuples(st.just(production.record_output), st.fixed_dictionaries({"reference": TEXT})),
    st.tuples(
        st.just(production.delete_output), st.fixed_dictionaries({"output": st.integers(8, 60)})
    ),
    st.tuples(
        st.just(production.check_output),
        st.fixed_dictionaries(
            {
                "output": st.integers(8, 60),
                "verdict": st.sampled_from(["pass", "fail"]),
                "failed": TEXT,
                "note": TEXT,
            }
        ),
    ),
    st.tuples(st.just(page.publish_revision), st.fixed_dictionaries({"note": TEXT})),
    st.tuples(st.just(runs.start_run), st.just({})),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(STEPS, st.sampled_from([1, SECOND_OWNER])), max_size=25))
def test_tables_kept_up_by_changes_hold_the_project(acts: list[Any], producing_way: Way) -> None:
    way = Way(project=producing_way.project, clock=producing_way.clock)
    tables = encode(way.project)
    states = [way.project]
    for (action, args), actor in acts:
        try:
            way.as_(actor).do(action, **args)
        except Refused:
            continue
        changes = encode_changes(states[-1], way.project)
        apply(tables, changes)
        assert decode_changes(states[-1], tables, [changes]) == way.project
        states.append(way.project)
        assert tables == encode(way.project)
    assert decode(through_json(tables)) == way.project
    for earlier in reversed(states):  # undo, all the way back
        apply(tables, encode_changes(way.project, earlier))
        way.project = earlier
        assert decode(tables) == earlier
        assert {k: list(v) for k, v in tables.items()} == {
            k: list(v) for k, v in encode(earlier).items()
        }


@pytest.fixture(scope="module")
def producing_way() -> Way:
    return integrated()


def broken(table: str, id_: str, **fields: Any) -> Tables:
    tables = encode(measured().project)
    tables[table][id_].update(fields)
    return tables


@pytest.mark.parametrize(
    ("table", "fields", "named"),
    [
        ("gaps", {}, None),
        ("outputs", {"on": "yesterday"}, "on"),
        ("outputs", {"reference": ""}, "reference"),
        ("outputs", {"extra": 1}, "extra"),
        ("outputs", {"checks": [{"by": 2}]}, "checks"),
        ("measurements", {"value": "-1"}, "value"),
        ("measurements", {"at": "2026-03-02T09:00:00"}, "at"),
        ("metrics", {"kind": "mood"}, "kind"),
    ],
)
def test_a_bad_record_is_named(table: str, fields: dict[str, Any], named: str | None) -> None:
    tables = encode(measured().project)
    if named is None:
        tables[table]["77"] = {}
        id_, named = "77", "id"
    else:
        id_ = list(tables[table])[1]
        tables[table][id_].update(fields)
    with pytest.raises(FileProblem) as caught:
        decode(tables)
    said = caught.value.message
    assert f"“{table}”" in said
    assert f"record {id_}" in said
    assert f"“{named}" in said
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "title"),
        ({"builder": 99}, "builder"),
        ({"people": []}, "builder"),
        ({"start": 5.5}, "start"),
    ],
)
def test_a_bad_project_document_is_named(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(FileProblem, match=f"“project”, record 1, field “{said}"):
        decode(broken("project", "1", **fields))


def test_a_bad_section_of_the_page_is_named() -> None:
    with pytest.raises(FileProblem, match="“page”, record 1, field “purpose"):
        decode(broken("page", "1", text=["no", "text"]))


def test_an_id_that_differs_from_its_key_is_named() -> None:
    tables = encode(measured().project)
    tables["outputs"]["9999"] = tables["outputs"].pop(next(iter(tables["outputs"])))
    with pytest.raises(FileProblem, match="“outputs”, record 9999"):
        decode(tables)


def test_a_counter_that_would_give_a_number_twice_is_refused() -> None:
    with pytest.raises(FileProblem, match="next_id"):
        decode(broken("_meta", "1", next_id=3))


@pytest.mark.parametrize("version", [None, 0, True, "1", 1.0])
def test_a_version_that_is_none_is_refused(version: object) -> None:
    with pytest.raises(FileProblem, match="schema version"):
        decode(broken("project", "1", schema_version=version))


def test_a_newer_version_is_refused_as_such() -> None:
    with pytest.raises(NewerFile, match="newer"):
        decode(broken("project", "1", schema_version=99))
