"""`pilotage playbook`: an organisation's own rules, as one TOML file."""

from __future__ import annotations

from pathlib import Path

import click


@click.group("playbook", invoke_without_command=True)
@click.option("--example", is_flag=True, help="Print a playbook with everything that can be set.")
@click.pass_context
def command(ctx: click.Context, example: bool) -> None:
    """An organisation's own rules: windows, gate numbers, questions, further requirements.

    \b
    Example: pilotage playbook --example > house.toml
             pilotage playbook check house.toml
    """
    if example:
        from pilotage.commands.output import say
        from pilotage.playbooks import example as text

        say(text().rstrip("\n"))
    elif ctx.invoked_subcommand is None:
        raise click.UsageError("Say check, show or adopt, or --example.", ctx)


@command.command("check", epilog="Example: pilotage playbook check house.toml")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(file: Path, as_json: bool) -> int:
    """Say all that is wrong with a playbook FILE. Exit 1 when something is."""
    from pilotage import playbooks
    from pilotage.commands.output import MISSING, say, say_json
    from pilotage.errors import ANSWER_IS_NO, DONE, FileProblem
    from pilotage.method.requirement import counted
    from pilotage.model.text import one_line

    if not file.exists():
        raise FileProblem(f"There is no file {one_line(str(file))}.", "Check the name.")
    found, problems = playbooks.check(file)
    if as_json:
        wrong = [{"key": problem.key, "reason": problem.reason} for problem in problems]
        book = found.playbook if found else None
        head = {"name": book.name, "version": book.version} if book else None
        say_json({"file": str(file), "ok": found is not None, "playbook": head, "problems": wrong})
    elif found is None:
        say(*(one_line(f"{MISSING} {problem}") for problem in problems))
    else:
        book = found.playbook
        own = counted(len(book.extras), "requirement")
        say(f"{book.name}, version {book.version}: in order, with {own} of its own.")
    return DONE if found else ANSWER_IS_NO


@command.command("show", epilog="Example: pilotage playbook show leads.pilotage.json")
@click.argument("project_file", metavar="PROJECT", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(project_file: Path, as_json: bool) -> None:
    """Say which playbook and version a PROJECT runs on. What it adds to the gates stands below it,
    met or with what is missing.
    """
    from pilotage.commands.output import bold, mark, say, say_json
    from pilotage.commands.project import read
    from pilotage.method.extras import requirements
    from pilotage.model.project import PHASES

    project = read(project_file).project
    book = project.playbook
    own = [each for phase in PHASES for each in requirements(project, phase)]
    if as_json:
        said = [
            {"id": r.id, "sentence": r.sentence, "met": r.met, "missing": r.missing} for r in own
        ]
        head = book.model_dump(mode="json", include={"name", "version", "note"}) if book else None
        prompts = dict(book.prompts) if book else {}
        say_json(
            {
                "file": str(project_file),
                "playbook": head,
                "policy": project.policy.model_dump(mode="json"),
                "prompts": prompts,
                "requirements": said,
            }
        )
        return
    if book is None:
        say("It runs on the method alone, without a playbook.")
        return
    say(bold(f"{book.name}, version {book.version}"), *([book.note] if book.note else []))
    for each in own:
        missing = f": {each.missing}" if each.missing else ""
        say(f"  {mark(each.met)} {each.id}  {each.sentence}{missing}")
    if not own:
        say("It adds no requirement.")


@command.command(
    "adopt",
    epilog="Example: pilotage playbook adopt leads.pilotage.json house.toml --reason 'New rules'",
)
@click.argument("project_file", metavar="PROJECT", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", required=True, help="Why; it stays on record.")
@click.option("--as", "by", metavar="NAME", default="", help="Who does it; else the builder.")
@click.option("--dry-run", is_flag=True, help="Say which gates would open again; change nothing.")
def adopt(project_file: Path, file: Path, reason: str, by: str, dry_run: bool) -> None:
    """Let a PROJECT run on a playbook FILE from now on. Gates whose new requirements are not met
    open again, which is said.
    """
    from pilotage import playbooks
    from pilotage.actions.playbook import adopt_playbook, called, reopened_by, runs_on
    from pilotage.commands.output import ask_phrase, say
    from pilotage.handover import writable
    from pilotage.session import SystemClock

    found = playbooks.load(file)
    session = writable(project_file, SystemClock(), by)
    try:
        if runs_on(session.project, found.playbook, found.numbers):
            say(f"Runs on {called(found.playbook)} already: nothing changes.")
            return
        gates = reopened_by(session.project, found.playbook, found.numbers)
        if not dry_run:
            if session.wants_phrase:
                session.prove(ask_phrase(session.project.name_of(session.actor)))
            session.do(
                adopt_playbook,
                playbook=found.playbook,
                reason=reason,
                numbers=dict(found.numbers),
            )
    finally:
        session.close()
    say(f"{'Would run' if dry_run else 'Runs'} on {called(found.playbook)}.")
    verb = "would be" if dry_run else "is"
    say(*(f"Gate {phase} {verb} open again: {why}" for phase, why in gates))
