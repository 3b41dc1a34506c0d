"""`pilotage config`: show or change the settings."""

from __future__ import annotations

import click

from pilotage.commands import names


@click.command("config", epilog="Example: pilotage config theme chart")
@click.argument("key", required=False, shell_complete=names.settings)
@click.argument("value", required=False, shell_complete=names.values)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(key: str | None, value: str | None, as_json: bool) -> None:
    """Show your settings, or set KEY (theme, name, projects, playbook, motion, tour) to VALUE."""
    from pilotage import config
    from pilotage.commands.output import say, say_json, shown, wrapped
    from pilotage.errors import PilotageError

    if key is not None and value is None and key not in config.KEYS:
        known = ", ".join(config.KEYS)
        raise PilotageError(
            f"There is no setting “{key}” to show or set here; there are {known}.",
            "Keys of your own: `pilotage keys`, and docs/keys.md." if key == "keys" else "",
        )
    if key is not None and value is not None:
        if key == "theme":
            refuse_unknown_theme(value)
        config.save(key, value)
    settings, problems = config.load()
    file = config.settings_file()
    values = {
        "theme": settings.theme,
        "name": settings.name,
        "projects": str(settings.projects) if settings.projects else "",
        "playbook": str(settings.playbook) if settings.playbook else "",
        "motion": settings.motion,
        "tour": settings.tour,
    }
    if key is not None and value is None and not as_json:
        say(values[key] or "–")
        return
    if as_json:
        wrong = [{"file": str(p.file), "key": p.key, "reason": p.reason} for p in problems]
        say_json({"file": str(file), "settings": values, "problems": wrong})
        return
    say(f"{shown(file)}{'' if file.exists() else '  (not there yet; these are the defaults)'}")
    for name, meaning in config.KEYS.items():
        say(f"  {name:<9}{values[name] or '–'}", f"  {'':<9}{meaning}")
    wrapped(problems)


def refuse_unknown_theme(name: str) -> None:
    """Refuse a theme that is not there, and name those that are."""
    from pilotage import themes
    from pilotage.errors import PilotageError

    found, _ = themes.load()
    if name not in found:
        raise PilotageError(f"There is no theme “{name}”.", f"There are {', '.join(found)}.")
