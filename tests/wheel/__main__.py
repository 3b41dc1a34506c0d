"""`python -m tests.wheel`: build the wheel and use it as a newcomer would.

Not part of the test suite, since it installs packages; `.ci/run` calls it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = {"pipx": ("install",), "uv": ("tool", "install")}
"""What the README says to install it with, and how."""
SAMPLES = ("content_production", "lead_routing", "support_triage")


def main() -> None:
    """Build, install, try; raises when anything is not as it should be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(ROOT)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        (wheel,) = (folder / "dist").glob("*.whl")
        environment = folder / "venv"
        venv.create(environment, with_pip=True)
        scripts = environment / ("Scripts" if os.name == "nt" else "bin")
        install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
        subprocess.run(install, check=True)
        page = environment / "share" / "man" / "man1" / "pilotage.1"
        assert page.read_text("utf-8").splitlines()[1].startswith(".TH PILOTAGE 1")
        use(scripts / "pilotage", folder / "work")
        for tool, install in TOOLS.items():
            install_with(tool, install, wheel, folder / tool)
    sys.stdout.write(f"{wheel.name} works outside the checkout.\n")


def install_with(tool: str, install: tuple[str, ...], wheel: Path, folder: Path) -> None:
    """Install the wheel as the README says, and start what is installed; or say why not."""
    found = shutil.which(
        tool, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if found is None:
        sys.stdout.write(f"{tool} is not installed here, so it was not tried.\n")
        return
    scripts = folder / "bin"
    homes = {
        **{name: str(folder / "home") for name in ("PIPX_HOME", "UV_TOOL_DIR")},
        **{name: str(scripts) for name in ("PIPX_BIN_DIR", "UV_TOOL_BIN_DIR")},
        "PIPX_MAN_DIR": str(folder / "man"),
    }
    done = subprocess.run(
        [found, *install, str(wheel)], env=os.environ | homes, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{tool}: {done.stdout}\n{done.stderr}"
    (folder / "work").mkdir()
    assert ask(scripts / "pilotage", folder / "work", "--version").startswith("pilotage ")
    assert "harbour" in ask(scripts / "pilotage", folder / "work", "themes")
    sys.stdout.write(f"{tool} installs it.\n")


def use(program: Path, work: Path) -> None:
    """Run the commands that need packaged data, in a folder that knows no checkout."""
    work.mkdir()
    said = ask(program, work, "--version")
    assert said.startswith("pilotage "), said
    said = ask(program, work, "themes")
    assert "harbour" in said, said
    assert "sixteen" in said, said
    assert "[[requirement]]" in ask(program, work, "playbook", "--example")
    assert "_PILOTAGE_COMPLETE" in ask(program, work, "completion", "zsh")
    for sample in SAMPLES:
        said = ask(program, work, "demo", sample, "--into", sample)
        assert "Gate 5" in said, said
        project = work / sample / f"{sample}.pilotage.json"
        assert (work / sample / f"{sample}.pdf").stat().st_size > 5_000
        ask(program, work, "verify", str(project))
        assert "phase" in ask(program, work, "status", "--json", str(project))


def ask(program: Path, work: Path, *arguments: str) -> str:
    """What a command prints; raises when it fails or complains."""
    keep = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    done = subprocess.run(
        [str(program), *arguments],
        cwd=work,
        env=keep | {"HOME": str(work), "PILOTAGE_CONFIG_DIR": str(work / "config")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert not done.stderr, done.stderr
    return done.stdout


if __name__ == "__main__":
    main()
