"""`pilotage serve`: what is served and what is said; that it works is tested in tests/web."""

from __future__ import annotations

import importlib.util
import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pilotage.web import serving
from pilotage.web.access import Access
from tests.commands.conftest import Ask, Keep
from tests.way import Way


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Access, dict[str, str], int]]:
    """What was asked to be served; nothing is."""
    asked = []

    def serve(access: Access, command: list[str], port: int, ready: Callable[[str], None]) -> None:
        asked.append((access, json.loads(command[-1]), port))
        ready(access.address(port))

    monkeypatch.setattr(serving, "serve", serve)
    return asked


def test_the_address_and_nothing_else_is_printed(
    ask: Ask, keep: Keep, served: list[tuple[Access, dict[str, str], int]]
) -> None:
    file = keep(Way().project, "leads")
    said = ask("serve", file, "--as", "Dana Osei", "--theme", "chart")
    ((access, what, port),) = served
    assert (said.code, port, access.bind) == (0, 8765, "127.0.0.1")
    assert said.out == f"http://127.0.0.1:8765{access.path}?token={access.token}\n"
    assert what == {"path": str(file), "folder": ".", "by": "Dana Osei", "theme": "chart"}
    assert "plain HTTP" not in said.err


def test_a_folder_is_served_as_its_list(
    ask: Ask, here: Path, served: list[tuple[Access, dict[str, str], int]]
) -> None:
    ask("serve", here)
    assert (served[0][1]["path"], served[0][1]["folder"]) == (None, str(here))


def test_letting_others_in_says_what_that_means(
    ask: Ask, served: list[tuple[Access, dict[str, str], int]]
) -> None:
    said = ask("serve", "--bind", "192.0.2.7", "--port", "0")
    assert said.out.startswith("http://192.0.2.7:0/")
    assert "plain HTTP" in said.err
    assert "can act as you" in said.err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("no.pilotage.json",), "There is no file"),
        (("--bind", "evil.example"), "is no IP address"),
        (("--port", "70000"), "70000"),
        (("--theme", "none"), "none"),
    ],
)
def test_what_can_not_be_served_is_refused(
    ask: Ask,
    served: list[tuple[Access, dict[str, str], int]],
    arguments: tuple[str, ...],
    why: str,
) -> None:
    said = ask("serve", *arguments)
    assert (said.code, said.out, served) == (2, "", [])
    assert why in said.err


def test_a_port_that_is_taken_is_named(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = ask("serve", "--port", port)
    assert (said.code, said.out) == (2, "")
    assert f"Nothing can listen at 127.0.0.1, port {port}" in said.err
    assert "--port" in said.err


def test_without_the_library_it_says_how_to_get_it(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    said = ask("serve")
    assert said.code == 2
    assert f"{sys.executable} -m pip install textual-serve" in said.err
