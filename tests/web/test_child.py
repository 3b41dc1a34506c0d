"""The process behind a browser window saves whatever way it is ended, and never stays behind."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pilotage.store.project_file import ProjectFile
from pilotage.web.child import command
from pilotage.web.viewer import DRIVER
from tests.way import Way

Process = subprocess.Popen[bytes]


def packet(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "big") + data


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "leads.pilotage.json"
    ProjectFile.create(path, Way().project, at=datetime(2026, 3, 2, tzinfo=UTC)).close()
    return path


@pytest.fixture
def child(file: Path, tmp_path: Path) -> Iterator[Process]:
    """A process as the server starts it, with somebody who looks at it."""
    environment = {
        **os.environ,
        "TEXTUAL_DRIVER": DRIVER,
        "COLUMNS": "120",
        "ROWS": "36",
        "PILOTAGE_CONFIG_DIR": str(tmp_path / "config"),
    }
    with subprocess.Popen(
        command(file, tmp_path, "", None),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        yield process
        process.kill()


def read_until(process: Process, text: str) -> None:
    """Read what is painted until a text was."""
    assert process.stdout is not None
    seen = b""
    while text.encode() not in seen:
        more = process.stdout.read1(65_536)  # type: ignore[union-attr]
        assert more, "it ended"
        seen = (seen + more)[-200_000:]


def write(process: Process, text: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(packet(b"D", text))
    process.stdin.flush()


def purpose(file: Path) -> str:
    opened = ProjectFile.open(file, read_only=True)
    try:
        return opened.project.page.purpose
    finally:
        opened.close()


def test_what_is_being_typed_is_saved_when_the_server_is_gone(child: Process, file: Path) -> None:
    read_until(child, "Purpose")
    # a byte that is no text, and a paste with an ESC in it that must not act
    write(child, b"\xff\x1b[200~Kept\x1b[1;5C.\x1b[201~")
    read_until(child, "Kept")
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    child.stdout.close()
    assert child.wait(10) == 0
    assert purpose(file).endswith("Kept[1;5C.")
    assert not file.with_name(f"{file.name}.lock").exists()


def test_what_is_being_typed_is_saved_when_the_window_is_closed(child: Process, file: Path) -> None:
    read_until(child, "Purpose")
    write(child, b"\x1b[200~Kept.\x1b[201~")
    read_until(child, "Kept.")
    assert child.stdin is not None
    child.stdin.write(packet(b"M", json.dumps({"type": "quit"}).encode()))
    child.stdin.flush()
    read_until(child, '{"type": "exit"}')
    assert child.wait(10) == 0
    assert purpose(file) == "Kept."


def test_what_keeps_it_from_starting_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        command(tmp_path / "no.pilotage.json", tmp_path, "", None),
        env={**os.environ, "TEXTUAL_DRIVER": DRIVER, "PILOTAGE_CONFIG_DIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
    )
    assert done.returncode == 2
    start, _, packets = done.stdout.partition(b"__GANGLION__\n")
    assert start == b""
    assert b'{"type": "said", "text": "' in packets
    assert packets.endswith(packet(b"M", b'{"type": "exit"}'))
    assert done.stderr == b""
