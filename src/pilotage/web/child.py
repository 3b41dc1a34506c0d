"""The process of one viewer: `python -m pilotage.web.child '{"path": …}'`, started by the server.

Standard output is the way to the browser. What keeps the application from starting goes there too.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

from pilotage.errors import DONE, PilotageError


def command(path: Path | None, folder: Path, by: str, theme: str | None) -> list[str]:
    """How to start it. `-P`: no file in the current folder is taken for a module."""
    what = {"path": path and str(path), "folder": str(folder), "by": by, "theme": theme}
    return [sys.executable, "-P", "-m", "pilotage.web.child", json.dumps(what)]


def main() -> int:
    """Run the application until its browser window is closed."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # what a library complains of is for nobody: the server's own terminal holds the address
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    what = json.loads(sys.argv[1])
    from pilotage.tui.run import run

    try:
        run(
            what["path"] and Path(what["path"]),
            folder=Path(what["folder"]),
            by=what["by"],
            theme=what["theme"],
        )
    except PilotageError as problem:
        _say(str(problem))
        return problem.exit_code
    return DONE


def _say(text: str) -> None:
    """Tell the server why there is nothing to see, in its own packets."""
    from pilotage.model.text import one_line

    packets = b"__GANGLION__\n"
    for content in ({"type": "said", "text": one_line(text)}, {"type": "exit"}):
        data = json.dumps(content).encode("utf-8")
        packets += b"M%s%s" % (len(data).to_bytes(4, "big"), data)
    sys.stdout.buffer.write(packets)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
