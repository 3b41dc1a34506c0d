"""The application in a browser: real keys and clicks, files on the disk, two who look."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tinydb import TinyDB

from tests.end_to_end.tmux import PILOTAGE
from tests.export.browser import needs_browser
from tests.export.test_axe import AXE
from tests.web.devtools import Tab, browser, until

pytestmark = needs_browser
RULES = """
axe.run(document).then(found => ({
  passes: found.passes.map(rule => rule.id),
  violations: found.violations.map(
    rule => [rule.id, rule.impact, ...rule.nodes.map(node => node.target.join(" "))]),
}))
"""


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A new project that is served, and its address."""
    environment = {**os.environ, "PILOTAGE_CONFIG_DIR": str(tmp_path / "config")}
    new = ("new", "leads", "--workflow", "Lead routing", "--builder", "Ada")
    subprocess.run([PILOTAGE, *new], cwd=tmp_path, env=environment, check=True, capture_output=True)
    with subprocess.Popen(
        [PILOTAGE, "serve", "leads.pilotage.json", "--port", "0"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
        process.kill()


def page(file: Path) -> dict[str, str]:
    """What the page's sections hold on the disk."""
    with TinyDB(file, access_mode="r") as database:
        return {each["section"]: each["text"] for each in database.table("page")}


def refused(address: str, **headers: str) -> tuple[int, str]:
    with pytest.raises(HTTPError) as error:
        urlopen(Request(address, headers=headers), timeout=10)  # noqa: S310 - our own address
    return error.value.code, error.value.read().decode()


async def write_in(tab: Tab, section: str, text: str) -> None:
    """Click on a section and write; from the list the first letter goes to the field."""
    await tab.click(f"· {section}")
    await tab.sees(f"│  {section}  ")
    await tab.write(text[0])
    await tab.sees(f"│   {text[0]} ")
    await tab.write(text[1:])
    await tab.sees(text)


async def download(tab: Tab, folder: Path) -> Path:
    """Export the page with what is proposed; the file that the browser has then."""
    await tab.do("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    await tab.press("F8", 119)
    await tab.sees("Where")
    await tab.press("s", 83, control=True)
    await tab.sees("Written")
    got = folder / "lead-routing.pdf"
    await until(got.is_file, lambda: f"nothing was downloaded:\n{tab.screen}")
    return got


@pytest.mark.skipif(AXE is None, reason="needs axe-core")
async def test_two_look_while_one_types_and_exports(
    tmp_path: Path, serving: tuple[subprocess.Popen[str], str]
) -> None:
    process, address = serving
    file = tmp_path / "leads.pilotage.json"
    without = address.split("?")[0]
    assert refused(without) == (401, "Not without the token.\n")
    assert refused(address, Host="evil.example") == (403, "Refused.\n")
    async with browser(tmp_path) as it:
        tab = await it.tab(address)
        await write_in(tab, "Purpose", "Route each lead.")
        assert await tab.value("document.title") == "Pilotage"
        await write_in(tab, "Trigger", "A form is sent.")
        await tab.sees("saved")
        assert await tab.value("location.href") == without

        await tab.reload()
        await tab.sees("A form is sent.")
        assert "read-only" not in tab.screen.lower()  # the process before it has let go of the file

        other = await it.tab(without)  # the cookie is enough now
        await other.sees("Route each lead.")
        assert "read-only" in other.screen.lower()
        await write_in(tab, "Input format", "JSON.")
        await other.sees("✓ Input format")

        assert AXE is not None
        await tab.value(AXE.read_text("utf-8") + ";0")
        found = await tab.value(RULES)
        assert found["violations"] == []
        assert {"color-contrast", "document-title", "html-has-lang", "label"} <= set(
            found["passes"]
        )

        got = await download(tab, tmp_path / "got")
        assert got.read_bytes() == (tmp_path / "lead-routing.pdf").read_bytes()

        everything = [*tab.asked, *other.asked]
        host = without.split("/")[2]
        assert {each.split("/")[2] for each in everything if each.startswith(("http", "ws"))} == {
            host
        }
        assert not [each for each in tab.said if "Content Security Policy" in each]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        for each in (tab, other):
            why = await each.value("document.getElementById('why').textContent")
            assert why == "Pilotage was stopped."
    written = {section: text for section, text in page(file).items() if text}
    assert written == {
        "purpose": "Route each lead.",
        "trigger": "A form is sent.",
        "input_format": "JSON.",
    }
    assert not list(tmp_path.glob("*.lock"))
