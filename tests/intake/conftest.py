"""What is remembered of imports is kept out of the real place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _nothing_remembered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path_factory.mktemp("state")))
        yield
