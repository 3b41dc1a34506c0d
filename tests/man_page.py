"""`python -m tests.man_page man/pilotage.1`: the manual page, made of the commands' own help."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from pilotage import __version__, cli
from pilotage.commands.table import COMMANDS

MORE = """.SH EXIT STATUS
.TP
0
done; a gate is open; a file is whole
.TP
1
the answer is no: a closed gate, advice on the page, a failed verification
.TP
2
wrong use, bad input, or a file that can't be read or written
.TP
130, 141
stopped by Ctrl+C; the reader of the output went away
.TP
129, 143
the screens were told to end, by a terminal that was closed or by SIGTERM; all is saved
.SH ENVIRONMENT
.TP
.B NO_COLOR
If set to anything, no colours are used, neither in the screens nor in what commands print.
.TP
.B PILOTAGE_CONFIG_DIR
Where settings, themes and the list of recent files are, instead of the platform's own folder.
.TP
.B PILOTAGE_TOUR
If set to off, the tour of the first start does not come up.
.TP
.B PILOTAGE_REDUCED_MOTION
If set to 1, nothing slides, fades or blinks on the screens; 0 outranks the setting.
.TP
.B TERM
Where it is dumb no screens are shown; see
.BR --plain .
.TP
.BR VISUAL ", " EDITOR
The editor in which a section can be opened.
.SH FILES
.TP
.I NAME.pilotage.json
A project: one file for a workflow.
.TP
.I settings.toml
The settings;
.B pilotage config
says where.
.TP
.I themes/*.toml
Themes of your own, beside the settings.
"""


def quoted(text: str) -> str:
    """A text as it reads: nothing in it is a request or an escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)
    return "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in text)


def paragraphs(help_: str) -> list[str]:
    """A help text in roff; click's mark for lines that stay as they are is kept to."""
    lines: list[str] = []
    for part in re.split(r"\n\s*\n", help_.strip()):
        if part.lstrip().startswith("\b"):
            kept = part.replace("\b", "").strip("\n").splitlines()
            lines += [".PP", ".nf", *(quoted(line) for line in kept), ".fi"]
        else:
            lines += [".PP", quoted(" ".join(part.split()))]
    return lines


def options(command: click.Command, ctx: click.Context) -> list[str]:
    """Each option and what it is for."""
    lines: list[str] = []
    for each in command.get_params(ctx):
        record = each.get_help_record(ctx) if isinstance(each, click.Option) else None
        if record is not None and "--help" not in each.opts:
            lines += [".TP", f".B {quoted(record[0])}", quoted(record[1])]
    return lines


def section(name: str) -> list[str]:
    """A command: how it is called, what it does, its options, an example."""
    top = click.Context(cli.pilotage, info_name="pilotage")
    command = cli.pilotage.get_command(top, name)
    assert command is not None
    ctx = click.Context(command, info_name=name, parent=top, resilient_parsing=True)
    usage = " ".join(command.collect_usage_pieces(ctx))
    called = "pilotage" if name == cli.OPEN else f"pilotage {name}"
    lines = [".SS " + quoted(f"{called} {usage}"), *paragraphs(command.help or "")[1:]]
    lines += options(command, ctx)
    if command.epilog:
        lines += paragraphs(command.epilog)
    return lines


def page() -> str:
    """The whole page."""
    first = cli.HELP.split("\n")[0]
    lines = [
        ".\\\" Made by python \\-m tests.man_page of the commands' own help.",
        f'.TH PILOTAGE 1 "" "Pilotage {__version__}" "User commands"',
        ".SH NAME",
        "pilotage \\- takes a working AI pilot to a production workflow",
        ".SH SYNOPSIS",
        ".B pilotage",
        "[FILE | FOLDER] [\\-\\-plain] [\\-\\-as NAME] [\\-\\-theme NAME] [\\-\\-at ENTRY]",
        ".br",
        ".B pilotage",
        "COMMAND [OPTIONS] [ARGUMENTS]",
        ".SH DESCRIPTION",
        quoted(first),
        ".SH COMMANDS",
    ]
    for name in (cli.OPEN, *COMMANDS):
        lines += section(name)
    return "\n".join(lines) + "\n" + MORE.replace("-", "\\-")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(exist_ok=True)
    target.write_text(page(), "utf-8")
