"""A run that one drives and another watches, each in a browser window of their own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from pathlib import Path

from pilotage.store.project_file import ProjectFile
from tests.end_to_end.test_terminal import made
from tests.end_to_end.tmux import PILOTAGE
from tests.export.browser import needs_browser
from tests.way import documented
from tests.web.devtools import Tab, browser

pytestmark = needs_browser


async def enter(tab: Tab) -> None:
    await tab.press("Enter", 13)


async def click_until(tab: Tab, text: str, wanted: str) -> None:
    """Click until something has come of it: the first click may only give the window the focus."""
    for _ in range(10):
        await tab.click(text)
        for _ in range(20):
            if wanted in tab.screen:
                return
            await asyncio.sleep(0.1)


async def drive_and_watch(folder: Path, address: str) -> None:
    """Drive in one window, by mouse and keys, and see all of it in the other."""
    async with browser(folder) as it:
        driver = await it.tab(address)
        await driver.sees("saved")
        await click_until(driver, "Start  s", "Is Dana Osei at the keyboard?")
        await driver.sees("Is Dana Osei at the keyboard?")
        await driver.write("y")
        await driver.sees("step 1 of 13")

        other = await it.tab(address.partition("?")[0])  # the cookie is enough now
        await other.sees("READ-ONLY")
        await other.write("g")
        await other.sees("step 1 of 13")

        await enter(driver)
        await driver.sees("step 2 of 13")
        await other.sees("step 2 of 13")
        await driver.write("qWhich inbox?")
        await driver.sees("Which inbox?")
        await enter(driver)
        await other.sees("Which inbox?")
        await enter(other)  # who watches can't go on
        await other.write("q")

        await driver.press("z", 90, control=True)  # takes the gap back; nothing is suspended
        await driver.sees("0 gaps")
        await other.sees("0 gaps")
        await driver.write("p")
        await driver.sees("PAUSED")
        await other.sees("PAUSED")
        assert "step 2 of 13" in other.screen


async def test_one_drives_and_another_watches_it_live(tmp_path: Path) -> None:
    path = made(tmp_path, documented())
    with subprocess.Popen(
        [PILOTAGE, "serve", path.name, "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PILOTAGE_CONFIG_DIR": str(tmp_path / "config")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            await drive_and_watch(tmp_path, process.stdout.readline().strip())
            process.send_signal(signal.SIGINT)
            assert process.wait(15) == 0
        finally:
            process.kill()
    opened = ProjectFile.open(path, read_only=True)
    run = opened.project.runs[-1]
    opened.close()
    assert (run.is_paused, opened.project.gaps) == (True, ())
