"""`pilotage record`: outputs and measurements from scripts, also while the project is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
LINES: Final = 1_000
"""So many things at most are recorded together."""
EXAMPLES: Final = """\b
Example: pilotage record leads.pilotage.json output T-1001 --check pass --as "Dana Osei"
         pilotage record leads.pilotage.json measurement time 5.5 --cases 12
         export-tickets | pilotage record leads.pilotage.json --from -
"""


def _shared(command: Command) -> Command:
    """The options that all have in common."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
        click.option(
            "--wait",
            type=click.FloatRange(0, 3600),
            default=10.0,
            show_default=True,
            metavar="SECONDS",
            help="How long to wait for a Pilotage that has FILE open.",
        ),
    ):
        command = option(command)
    return command


class Record(click.Group):
    """Takes its own options after FILE too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put FILE last where no command follows it."""
        if len(args) > 1 and not args[0].startswith("-") and args[1].startswith("-"):
            args = [*args[1:], args[0]]
        return super().parse_args(ctx, args)


_tool = click.option(
    "--tool",
    metavar="NAME",
    default="pilotage record",
    help="What recorded it, for the journal.",
)
_on = click.option("--on", metavar="DATE", default="", help="Its day; today if not given.")
_as = click.option(
    "--as", "by", metavar="NAME", default="", help="In whose name; the builder's if not given."
)


@click.group(
    "record",
    cls=Record,
    invoke_without_command=True,
    epilog=EXAMPLES,
    subcommand_metavar="[output REFERENCE | measurement METRIC VALUE | --from LINES] [OPTIONS]",
    options_metavar="",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "lines",
    type=click.File("r", encoding="utf-8", errors="replace"),
    metavar="LINES",
    help="Record what the lines of a file say, one JSON object a line; - is standard input.",
)
@_tool
@_shared
@click.pass_context
def command(
    context: click.Context, file: Path, lines: Any, wait: float, tool: str, as_json: bool
) -> None:
    """Record one output with its check, or one measurement, in FILE, also while it is open.

    If a Pilotage has FILE open, the entry is handed to it, and shows there at once; if it does not
    answer in time, the entry stays in the inbox beside FILE and is taken in later. Nothing is lost
    and nothing is recorded twice.
    """
    if context.invoked_subcommand is not None:
        if lines is not None:
            raise click.UsageError("--from takes the place of `output` and `measurement`.")
        context.obj = file
        return
    if lines is None:
        raise click.UsageError("Say what to record: `output`, `measurement` or --from.")
    _record(file, _read(lines), wait, tool, as_json)


@command.command("output", epilog="Example: pilotage record leads.pilotage.json output T-1001")
@click.argument("reference")
@_on
@click.option("--made-by", metavar="TEXT", default="", help="The run or automation behind it.")
@click.option("--link", metavar="URL", default="", help="Where it is.")
@click.option("--check", type=click.Choice(["pass", "fail"]), help="Check it at once.")
@click.option("--failed", metavar="TEXT", default="", help="The criterion that it failed.")
@click.option("--note", metavar="TEXT", default="", help="A remark on the check.")
@_as
@_tool
@_shared
@click.pass_obj
def output(file: Path, /, reference: str, **said: Any) -> None:
    """Record an output, by a REFERENCE that no other output has."""
    if (said["failed"] or said["note"]) and not said["check"]:
        raise click.UsageError("--failed and --note belong to --check.")
    _record_one(file, {"output": reference}, said)


@command.command(
    "measurement", epilog="Example: pilotage record leads.pilotage.json measurement time 5.5"
)
@click.argument("metric")
@click.argument("value")
@_on
@click.option(
    "--cases", metavar="N", default="", help="How many cases it rests on; 1 if not given."
)
@click.option("--note", metavar="TEXT", default="", help="A remark.")
@_as
@_tool
@_shared
@click.pass_obj
def measurement(file: Path, /, metric: str, value: str, **said: Any) -> None:
    """Record the VALUE of a METRIC, by its name, the beginning of it, or its kind."""
    _record_one(file, {"measurement": metric, "value": value}, said)


@command.command("refused", epilog="Example: pilotage record leads.pilotage.json refused --again")
@click.option("--again", is_flag=True, help="Try once more to record them.")
@click.option("--forget", is_flag=True, help="Delete them.")
@_shared
@click.pass_obj
def refused(file: Path, /, *, again: bool, forget: bool, wait: float, as_json: bool) -> int:
    """List what a running Pilotage could not record, with the reasons. Exit 0 when there is none.

    Entries of scripts that had stopped waiting are kept beside FILE until they are recorded or
    forgotten.
    """
    from pilotage.commands.output import say, say_json
    from pilotage.errors import ANSWER_IS_NO, DONE
    from pilotage.handing_in import try_again
    from pilotage.store.inbox import Inbox

    if again and forget:
        raise click.UsageError("Either --again or --forget.")
    inbox = Inbox(file)
    left = try_again(file, wait=wait) if again else inbox.refusals()
    if as_json:
        say_json({"file": str(file), "refused": [vars(each) for each in left]})
    else:
        for each in left:
            say(_plain(f"{_said(each.entry)}: {each.reason}"))
        if not left:
            say("Nothing is refused.")
    if forget:
        for each in left:
            inbox.forget(each.id)
        inbox.tidy()
        return DONE
    return ANSWER_IS_NO if left else DONE


def _said(entry: Any) -> str:
    items = entry.get("items") if isinstance(entry, dict) else None
    return _what(items) if items else "a file that is no entry"


def _record_one(file: Path, item: dict[str, str], said: dict[str, Any]) -> None:
    wait, tool, as_json = (said.pop(name) for name in ("wait", "tool", "as_json"))
    item |= {"as" if key == "by" else key: value for key, value in said.items() if value}
    _record(file, [_dated(item)], wait, tool, as_json)


def _dated(item: Mapping[str, Any]) -> dict[str, Any]:
    """A thing with its day, today's if it has none: it may be taken in on another."""
    today = datetime.now().astimezone().date()
    on = item.get("on") or today.isoformat()
    if isinstance(on, str) and on != today.isoformat():
        from pilotage.errors import Refused
        from pilotage.model.dates import NoDate, read_date

        try:
            on = read_date(on, today).isoformat()
        except NoDate as error:
            raise Refused(f"Date: {error}") from None
    return {**item, "on": on}


def _read(lines: Any) -> list[dict[str, Any] | None]:
    """What each line says, None for an empty one; raises `Lines` for those of another form."""
    import json

    from pilotage.errors import PilotageError, Refused
    from pilotage.recording import Lines, checked

    found: list[dict[str, Any] | None] = []
    problems: dict[int, PilotageError] = {}
    for number, line in enumerate(lines, 1):
        try:
            if not line.strip():
                found.append(None)
                continue
            item = json.loads(line, parse_float=str, parse_constant=str)
            if not isinstance(item, dict):
                raise Refused('It is no object: write it like {"output": "T-1001"}.')
            item = {key: value for key, value in item.items() if value is not None}
            checked(item)
            found.append(_dated(item))
        except (ValueError, RecursionError):
            problems[number] = PilotageError("It is no JSON object.")
        except PilotageError as error:
            problems[number] = error
        if len(found) > LINES:
            raise Refused(
                f"More than {LINES:,} lines are too many to record together.",
                "Record them in parts, or use `pilotage import`.",
            )
    if problems:
        raise Lines(problems)
    if not any(found):
        raise Refused("There is no line to record.")
    return found


def _record(
    file: Path, items: Sequence[Mapping[str, Any] | None], wait: float, tool: str, as_json: bool
) -> None:
    from pilotage.commands.stopping import ended_as_by_ctrl_c
    from pilotage.handing_in import hand_in

    with ended_as_by_ctrl_c():
        done = hand_in(file, items, tool=tool, wait=wait)
    for note in done.notes:
        click.echo(_plain(f"Note: {note}"), err=True)
    if as_json:
        from pilotage.commands.output import say_json

        state = "recorded" if done.recorded else "left"
        say_json(
            {"file": str(file), "state": state, "entry": done.id, "records": _made(file, done)}
        )
    else:
        what = _plain(_named(items, done) or _what(items))
        if done.recorded:
            click.echo(f"Recorded {what}.")
        else:
            click.echo(
                f"Left {what} in the inbox: {_plain(file.name)} is open elsewhere "
                f"({done.holder}), and it was not taken in within {wait:g} seconds. It is taken "
                "in when that Pilotage looks, or by the next one that has the file."
            )


def _what(items: Sequence[Mapping[str, Any] | None]) -> str:
    """What was recorded, in a few words."""
    said = [item for item in items if item]
    if len(said) != 1:
        return f"{len(said):,} entries"
    (item,) = said
    kind = "output" if "output" in item else "measurement"
    value = f" {item.get('value')}" if kind == "measurement" else ""
    return f"{kind} {item.get(kind)}{value}"


def _named(items: Sequence[Mapping[str, Any] | None], done: Any) -> str:
    """A measurement with its metric's whole name and unit; empty where that is not known here."""
    said = [item for item in items if item]
    if done.project is None or len(said) != 1 or "measurement" not in said[0]:
        return ""
    from pilotage.recording import metric_named

    metric = metric_named(done.project, str(said[0]["measurement"]))
    return f"measurement {metric.name}: {said[0].get('value')} {metric.unit}".rstrip()


def _plain(text: str) -> str:
    """A line of which nothing moves the cursor; without loading what cleans texts."""
    return "".join(c if c.isprintable() else " " for c in text)[:400]


def _made(file: Path, done: Any) -> list[dict[str, Any]]:
    """The records as they are in the project, from its journal."""
    if not done.recorded:
        return []
    from pilotage.recording import documents_of
    from pilotage.store.project_file import ProjectFile

    return documents_of(ProjectFile.open(file, read_only=True).documents, done.id)
