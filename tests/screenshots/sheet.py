"""The contact sheet: one page with all pictures of a folder, by size and theme."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Final

from pilotage import themes
from tests.screenshots.shots import EVERYWHERE, SHOTS, SIZES

FILE: Final = re.compile(r"(?P<name>.+)-(?P<size>\d+x\d+)-(?P<theme>[a-z]+)\.svg")
STYLE: Final = """\
body{font:15px/1.4 system-ui,sans-serif;margin:0;background:#e4e4e8;color:#16161a}
header{position:sticky;top:0;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;
padding:.6rem 1rem;background:#16161a;color:#fff}
h1{font-size:1rem;margin:0}label{display:flex;gap:.4rem;align-items:center}
main{display:grid;gap:1rem;padding:1rem;grid-template-columns:repeat(var(--columns,2),1fr)}
figure{margin:0}figcaption{margin:.1rem 0 .3rem}img{width:100%;display:block}
figcaption code{opacity:.7}"""
SCRIPT: Final = """\
const taken = JSON.parse(document.getElementById("taken").textContent);
const chosen = name => document.getElementById(name).value;
function show() {
  const size = chosen("size"), theme = chosen("theme"), words = chosen("words").toLowerCase();
  document.documentElement.style.setProperty("--columns", chosen("columns"));
  let shown = 0;
  for (const figure of document.querySelectorAll("figure")) {
    const name = figure.dataset.name, sizes = taken[name];
    const at = sizes[size] ? size : Object.keys(sizes).length == 1 ? Object.keys(sizes)[0] : "";
    const there = at && sizes[at].includes(theme);
    figure.hidden = !there || !figure.textContent.toLowerCase().includes(words);
    if (!figure.hidden) {
      figure.querySelector("img").src = `${name}-${at}-${theme}.svg`;
      shown += 1;
    }
  }
  document.getElementById("count").textContent = `${shown} pictures`;
}
document.querySelector("header").addEventListener("input", show);
show();"""


def taken(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The themes of each picture that lies in a folder, by shot and size."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in sorted(folder.glob("*.svg")):
        if parts := FILE.fullmatch(file.name):
            sizes = found.setdefault(parts["name"], {})
            sizes.setdefault(parts["size"], []).append(parts["theme"])
    return found


def _choice(name: str, options: dict[str, str], label: str) -> str:
    lines = "".join(
        f'<option value="{html.escape(k)}">{html.escape(v)}' for k, v in options.items()
    )
    return f'<label>{label} <select id="{name}">{lines}</select></label>'


def page(folder: Path) -> str:
    """The sheet of the pictures that lie in a folder; it asks for nothing from elsewhere."""
    found = taken(folder)
    taken_at = {size for sizes in found.values() for size in sizes}
    offered = [f"{width}x{height}" for width, height in (SIZES[2], SIZES[0], SIZES[1], SIZES[3])]
    names = {theme for sizes in found.values() for each in sizes.values() for theme in each}
    files = themes.load()[0]
    in_order = [*EVERYWHERE, *sorted(files.keys() - {*EVERYWHERE})]
    titles = {name: files[name].title for name in in_order if name in names}
    figures = "\n".join(
        f'<figure data-name="{shot.name}"><figcaption>{html.escape(shot.about)} '
        f'<code>{shot.name}</code></figcaption><img alt="" loading="lazy"></figure>'
        for shot in SHOTS
        if shot.name in found
    )
    return f"""<!doctype html><html lang="en"><meta charset="utf-8">
<title>Pilotage: every screen</title><style>{STYLE}</style>
<header><h1>Pilotage: every screen</h1>
{_choice("size", {size: size.replace("x", " × ") for size in offered if size in taken_at}, "Size")}
{_choice("theme", titles, "Theme (all at 120 × 36)")}
{_choice("columns", {"2": "2", "1": "1", "3": "3", "4": "4"}, "In a row")}
<label>Find <input id="words" type="search"></label><span id="count"></span></header>
<main>{figures}</main>
<script type="application/json" id="taken">{json.dumps(found)}</script>
<script>{SCRIPT}</script></html>
"""
