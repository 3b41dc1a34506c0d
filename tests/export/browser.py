"""A browser without a window: what it prints, and what it makes of a page."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="needs a browser that prints")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browse(html: str, folder: Path, *options: str) -> str:
    """What a browser writes to standard output about a page."""
    page = folder / "page.html"
    page.write_text(html, "utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [str(BROWSER), *OPTIONS, profile, *options, page.as_uri()]
    return subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", timeout=60
    ).stdout


def sheets(html: str, folder: Path) -> int:
    """How many sheets a browser prints."""
    pdf = folder / "page.pdf"
    browse(html, folder, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def loosened(html: str) -> str:
    """The page with a policy that lets a test in."""
    return re.sub(
        r'(?<=Content-Security-Policy" content=")[^"]*',
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'",
        html,
    )
