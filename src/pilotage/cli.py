"""The command line: which commands there are, and the one place that owns errors and exits.

Nothing heavy is imported here: `--version` and `--help` must answer at once, and each command
brings its own needs.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from pilotage import __version__
from pilotage.commands.table import COMMANDS
from pilotage.errors import DONE, WRONG_USE, PilotageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED: Final = 130
"""Stopped by Ctrl+C, as shells count it."""
PIPE_CLOSED: Final = 141
"""Whoever read the output stopped reading, as shells count it."""
OPEN: Final = "open"
"""What runs when the first argument is a file, a folder or nothing."""
_OWN: Final = ("--help", "-h", "--version")
HELP: Final = """From a working AI pilot to a production workflow: five gated phases, 90 days.

\b
pilotage                    what is here and what was open lately
pilotage FILE               open a project
pilotage FILE --as NAME     … and say who is at the keyboard
pilotage --theme chart      … in another theme
pilotage --plain FILE       … as questions and answers, line by line
"""


class Commands(click.Group):
    """The commands, each imported when it is used; anything else is a file to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """All commands, in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS and cmd_name != OPEN:
            return None
        module = importlib.import_module(f"pilotage.commands.{cmd_name}_")
        command: click.Command = module.command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take anything but a command or an option of our own as what to open."""
        if ctx.resilient_parsing and not args:
            return super().parse_args(ctx, args)  # a shell asks what the first word can be
        if not args or (args[0] not in COMMANDS and args[0] not in _OWN):
            args = [OPEN, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, without importing them; files; the options of what opens them."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            command = self.get_command(ctx, OPEN)
            own = [] if command is None else command.shell_complete(ctx, incomplete)
            return [*own, *click.Command.shell_complete(self, ctx, incomplete)]
        found = [
            CompletionItem(name, help=help_)
            for name, help_ in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        # bash drops what came before it is told to look for files
        return [CompletionItem(incomplete, type="file"), *found]

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    help=HELP,
    options_metavar="[COMMAND | FILE | FOLDER]",
    subcommand_metavar="[--plain] [--as NAME] [--theme NAME]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(__version__, prog_name="pilotage", message="%(prog)s %(version)s")
def pilotage() -> None:
    """The group itself does nothing; its commands do."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command line and end the process with its exit code."""
    # a command makes hardly any garbage before it ends, and looking for it costs a seventh of
    # its time; the screens, which stay, turn it on again once they stand
    gc.disable()
    # none of pydantic's plugins is ours, and looking for them reads every installed package
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code: 0 done, 1 the answer is no, 2 wrong use."""
    try:
        result: Any = pilotage.main(
            None if arguments is None else list(arguments),
            prog_name="pilotage",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except PilotageError as error:
        _complain(error.message, error.remedy)
        return error.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "pilotage"
        _complain(error.format_message(), f"See `{where} --help`.".replace(f" {OPEN} ", " "))
        return WRONG_USE
    except click.ClickException as error:
        _complain(error.format_message())
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt) as error:
        _complain(str(error.__cause__ or error) or "Stopped.", label="")
        return INTERRUPTED
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as end:
        # click ends the process itself when the reader of its help text has gone
        return _pipe_closed() if end.code else DONE
    return result if isinstance(result, int) else DONE


def _complain(message: str, remedy: str = "", label: str = "Error: ") -> None:
    from pilotage.model.text import clean

    # a file name may hold what would move the cursor; the model's own texts never do
    lines = [f"{label}{message}", *([remedy] if remedy else [])]
    text = "\n".join(clean(line).text for line in lines)
    with suppress(OSError):
        click.echo(text, err=True)


def _pipe_closed() -> int:
    # the interpreter flushes standard output once more when it ends
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
