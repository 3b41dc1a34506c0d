"""A project as data: back it comes equal, and what is no project is refused in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pilotage.errors import FileProblem, NewerFile
from pilotage.export.to_json import from_json, read_json, to_json
from pilotage.model.project import Project
from tests.way import Way, integrated, measured, reviewed


@pytest.mark.parametrize("make", [Way, integrated, measured, reviewed])
def test_it_comes_back_equal(make: Callable[[], Way]) -> None:
    project = make().project
    assert from_json(to_json(project, ())) == project


def test_it_names_its_format_and_version() -> None:
    content = json.loads(to_json(Way().project, ()))
    assert (content["format"], content["version"]) == ("pilotage-data", 1)
    assert content["project"]["title"] == "Lead routing"
    assert content["journal"] == []


def changed(change: Callable[[dict[str, Any]], Any]) -> str:
    content = json.loads(to_json(reviewed().project, ()))
    change(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.update(format="other"), "not Pilotage's data"),
        (lambda c: c.pop("version"), "version"),
        (lambda c: c.update(version=True), "version"),
        (lambda c: c.update(project=[]), "no project"),
        (lambda c: c["project"].update(title=""), "Title"),
        (lambda c: c["project"].update(surprise=1), "surprise"),
        (lambda c: c["project"]["metrics"][0].update(unit="x" * 41), "Unit"),
        (lambda c: c["project"].update(builder=99), "nobody is number 99"),
        (lambda c: c["project"].update(next_id=2), "highest number"),
        (lambda c: c["project"]["metrics"].append(c["project"]["metrics"][0]), "same number"),
        (lambda c: c["project"]["metrics"][0]["baseline"].update(value=float("nan")), "NaN"),
    ],
)
def test_what_is_wrong_is_said(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    with pytest.raises(FileProblem, match=said):
        from_json(changed(change))


def test_data_of_a_newer_program_is_refused_as_such() -> None:
    with pytest.raises(NewerFile, match="version 2"):
        from_json(changed(lambda c: c.update(version=2)))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, "{}"])
def test_what_is_no_data_is_refused(text: str) -> None:
    with pytest.raises(FileProblem):
        from_json(text)


def test_a_problem_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "data.json"
    with pytest.raises(FileProblem, match=r"data\.json can't be read"):
        read_json(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(FileProblem, match=r"data\.json is not UTF-8"):
        read_json(file)
    file.write_text("{}", "utf-8")
    with pytest.raises(FileProblem, match=r"^data\.json: this is not"):
        read_json(file)


def test_hostile_text_survives_or_is_cleaned() -> None:
    project: Project = Way().project
    hostile = project.with_(note="[bold] </script> \x1b[2J \u202e 漢字 \U0001f680")
    assert from_json(to_json(hostile, ())) == hostile
    assert "\x1b" not in to_json(hostile, ())
