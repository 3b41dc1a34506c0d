"""A name that is longer than a file system takes: it is said, without a traceback."""

from __future__ import annotations

import pytest

from pilotage import cli


@pytest.mark.parametrize("command", ["", "status", "gate", "verify", "journal", "due"])
@pytest.mark.parametrize("length", [253, 300])
def test_a_name_that_no_file_can_have_is_told(
    command: str, length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*filter(None, [command]), "x" * length]) in (1, 2)
    assert "xxx" in "".join(capsys.readouterr())
