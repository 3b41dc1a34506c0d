"""What is wrong with a playbook's file is all said, with the key and what is allowed."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import playbooks
from pilotage.errors import FileProblem
from pilotage.method.extra_figures import FIGURES
from pilotage.method.playbook_reading import read_playbook
from pilotage.model.document import SECTIONS
from pilotage.model.playbook import CheckKind
from pilotage.model.project import Policy

HEAD = 'name = "House rules"\nversion = "1"\n'
GOOD = """
[[requirement]]
id = "r"
phase = 4
sentence = "It is so"
"""


def wrong(text: str) -> dict[str, str]:
    """What is wrong with a text, by key."""
    found, problems = read_playbook(tomllib.loads(text))
    assert (found is None) == bool(problems)
    return dict(problems)


def test_the_example_says_what_the_method_says() -> None:
    found, problems = read_playbook(tomllib.loads(playbooks.example()))
    assert problems == ()
    assert found is not None
    assert Policy(**found.numbers) == Policy()
    assert set(found.numbers) == set(Policy.model_fields)
    assert found.playbook.prompts == {section.key: section.question for section in SECTIONS}
    assert found.playbook.extras == ()


def test_the_examples_requirements_are_right_once_they_are_uncommented() -> None:
    text = re.sub(r"(?m)^# ?(?=\[\[|\w+ = )", "", playbooks.example())
    found, problems = read_playbook(tomllib.loads(text))
    assert problems == ()
    assert found is not None
    assert [extra.kind for extra in found.playbook.extras] == list(CheckKind)
    assert found.playbook.extras[1].least == Decimal(20)


def test_the_documentation_names_every_figure_and_its_examples_are_right() -> None:
    text = (Path(__file__).parents[2] / "docs" / "playbook.md").read_text("utf-8")
    assert [name for name in FIGURES if f"`{name}`" not in text] == []
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 5
    for block in blocks:
        assert wrong(block if "name =" in block else HEAD + block) == {}


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("", "name", 'is missing; write name = "…"'),
        ("name = 3\nversion = '1'", "name", "is 3; it must be a text in quotes"),
        ('name = " "\nversion = "1"', "name", "is empty"),
        (HEAD + "polcy = 1", "polcy", "is not known; did you mean policy? There are name"),
        (HEAD + "policy = 1", "policy", "write [policy] above its keys"),
        (HEAD + "[policy]\nproduction_day = 9", "policy.production_day", "production_days?"),
        (HEAD + "[policy]\nproduction_days = 91", "policy.production_days", "at most 90"),
        (HEAD + "[policy]\nproduction_days = true", "policy.production_days", "whole number"),
        (HEAD + f"[policy]\nproduction_days = 0x{'f' * 9_000}", "policy.production_days", "whole"),
        (HEAD + "[policy]\nphase_ends = [1]", "policy.phase_ends", "is not known"),
        (HEAD + "[windows]\nphase_2 = 10", "windows", "they are 14, 10, 60, 75, 90"),
        (HEAD + "[windows]\nphase_5 = 366", "windows.phase_5", "a day of 1 to 365"),
        (HEAD + "[prompts]\ntriger = 'x'", "prompts.triger", "did you mean trigger?"),
        (HEAD + f"[prompts]\ntrigger = '{'x' * 301}'", "prompts.trigger", "limit is 300"),
        (HEAD + "requirement = 'x'", "requirement", "write [[requirement]] above"),
        (HEAD + GOOD * 61, "requirement", "there are 61; at most 60"),
        (HEAD + GOOD, "requirement 1 “r”, check", "is missing"),
        (HEAD + GOOD + "check = 'sign'", "requirement 1 “r”, check", "did you mean signed?"),
        (HEAD + GOOD + "check = 'text'", "requirement 1 “r”, section", "is missing"),
        (
            HEAD + GOOD + "check = 'text'\nsection = 'trigge'",
            "requirement 1 “r”, section",
            "trigger?",
        ),
        (HEAD + GOOD + "check = 'text'\nby = 'x'", "requirement 1 “r”, by", "is not known"),
        (
            HEAD + GOOD + "check = 'signed'\nby = 'boss'",
            "requirement 1 “r”, by",
            "There are builder",
        ),
        (HEAD + GOOD + "check = 'file'\nabout = ' '", "requirement 1 “r”, about", "is empty"),
        (
            HEAD + GOOD + "check = 'number'\nfigure = 'output'\nleast = 1",
            "requirement 1 “r”, figure",
            "did you mean outputs?",
        ),
        (
            HEAD + GOOD + "check = 'number'\nfigure = 'outputs'",
            "requirement 1 “r”, least",
            "missing",
        ),
        (
            HEAD + GOOD + "check = 'number'\nfigure = 'outputs'\nleast = nan",
            "requirement 1 “r”, least",
            "a number",
        ),
        (
            HEAD + GOOD + "check = 'number'\nfigure = 'outputs'\nleast = 3\nmost = 2",
            "requirement 1 “r”, least",
            "more than most",
        ),
        (
            HEAD + GOOD + "check = 'number'\nfigure = 'metric: '\nleast = 3",
            "requirement 1 “r”, figure",
            "names no metric",
        ),
        (
            HEAD + GOOD.replace("4", "2") + "check = 'number'\nfigure = 'outputs'\nleast = 3",
            "requirement 1 “r”, phase",
            "which phase 4 makes; write 4 to 5",
        ),
        (
            HEAD + (GOOD + "check = 'text'\nsection = 'title'\n") * 2,
            "requirement 2 “r”, id",
            "is taken",
        ),
        (
            HEAD + GOOD.replace('"r"', '"Ä b"') + "check = 'text'\nsection = 'title'",
            "requirement 1 “Ä b”, id",
            "small letters",
        ),
    ],
)
def test_a_problem_names_its_key_and_what_is_allowed(text: str, key: str, said: str) -> None:
    problems = wrong(text)
    assert key in problems
    assert said in problems[key]


def test_all_problems_are_said_at_once_up_to_a_limit() -> None:
    problems = wrong(
        "nme = 'x'\n[policy]\nproduction_days = 0\n[windows]\nphase_1 = 0\n[prompts]\nx = 1\n"
        "[[requirement]]\nid = 'A'\nphase = 9\ncheck = 'signed'\nby = 'x'\n"
    )
    assert set(problems) == {
        "nme",
        "name",
        "version",
        "policy.production_days",
        "windows.phase_1",
        "prompts.x",
        "requirement 1 “A”, id",
        "requirement 1 “A”, phase",
        "requirement 1 “A”, sentence",
        "requirement 1 “A”, by",
    }
    many = wrong(HEAD + "".join(f"k{number} = 1\n" for number in range(200)))
    assert len(many) == 51
    assert many[""] == "there are 150 more problems"


VALUES = st.recursive(
    st.one_of(
        st.text(max_size=8),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.sampled_from(["text", "number", "signed", "file", "trigger", "outputs", "builder"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "phase", "check", "section", "figure", "least", "by", "x\n"]),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)
KEYS = st.sampled_from(
    ["name", "version", "note", "policy", "windows", "prompts", "requirement", "x"]
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=7))
def test_whatever_it_holds_it_is_read_or_refused_in_words(content: dict[str, Any]) -> None:
    found, problems = read_playbook(content)
    assert (found is None) == bool(problems)
    for key, reason in problems:
        assert reason
        assert "\n" not in key + reason


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=80), st.text(max_size=80).map(lambda t: t.encode("utf-8", "ignore"))
    )
)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(raw)
    found, problems = playbooks.check(path)
    assert (found is None) == bool(problems)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"x = " + b"9" * 5_000, "a number that is too long"),
        (b"x = " + b"[" * 20_000, "nested too deeply"),
        (b".".join([b"a"] * 4_000) + b" = 1", "is not known"),
        (b"#" * 70_000, "larger than 64 KB"),
        (b"\xff", "not UTF-8"),
        (b"name = ", "not valid TOML"),
    ],
)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(raw)
    with pytest.raises(FileProblem, match=re.escape(said)):
        playbooks.load(path)


def test_what_is_no_file_is_refused_in_words(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path, Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(FileProblem, match="can't be"):
            playbooks.load(path)
