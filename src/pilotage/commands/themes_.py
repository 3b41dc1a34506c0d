"""`pilotage themes`: what themes there are."""

from __future__ import annotations

import click


@click.command("themes", epilog="Example: pilotage --theme chart")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(as_json: bool) -> None:
    """List the themes, your own among them, and what is wrong with a broken one.

    A theme is a TOML file; docs/themes.md documents its keys. One of your own with the name of
    another replaces it.
    """
    from pilotage import config, paths, themes
    from pilotage.commands.output import say, say_json, shown, wrapped

    found, problems = themes.load()
    settings, wrong = config.load()
    folder = paths.user_themes_folder()
    if as_json:
        say_json(
            {
                "themes": [
                    {
                        "name": theme.name,
                        "title": theme.title,
                        "dark": theme.dark,
                        "own": theme.file.parent == folder,
                        "file": str(theme.file),
                    }
                    for theme in found.values()
                ],
                "current": settings.theme,
                "folder": str(folder),
                "problems": [
                    {"file": str(p.file), "key": p.key, "reason": p.reason} for p in problems
                ],
            }
        )
        return
    width = max(len(name) for name in found)
    for theme in found.values():
        marked = "*" if theme.name == settings.theme else " "
        own = "  (yours)" if theme.file.parent == folder else ""
        say(f"{marked} {theme.name:<{width}}  {theme.title}{own}")
    say("", f"Your own go into {shown(folder)}", "Choose one: pilotage config theme NAME")
    wrapped((*wrong, *problems))
