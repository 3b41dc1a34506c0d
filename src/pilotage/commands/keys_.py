"""`pilotage keys`: which key does what, and what is wrong with one's own."""

from __future__ import annotations

import click


@click.command("keys", epilog="Example: pilotage keys --own")
@click.option("--own", is_flag=True, help="Only what the settings change, and what is wrong there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(own: bool, as_json: bool) -> int:
    """List what can be done on each screen, with its keys, and check your own.

    Your own go into the table [keys] of the settings; docs/keys.md says how. Exit 1 when
    something in it can't be used: the default keys stand for that.
    """
    from pilotage import config
    from pilotage.commands.output import say, say_json, shown, wrapped
    from pilotage.tui.every_command import listed
    from pilotage.tui.key_names import spoken
    from pilotage.tui.keymap_check import checked

    settings, problems = config.load()
    found = checked(settings.keys)
    of_keys = [each for each in problems if each.key.split(".")[0] in ("", config.KEY_TABLE)]
    file = config.settings_file()
    if as_json:
        say_json(
            {
                "file": str(file),
                "commands": [
                    {
                        "id": each.name,
                        "where": each.where,
                        "title": each.title,
                        "default": list(each.default),
                        "keys": list(found.keys.get(each.name, each.default)),
                        "own": each.name in found.keys,
                    }
                    for each in listed()
                    if each.name in found.keys or not own
                ],
                "problems": [
                    *({"key": each.key, "reason": each.reason} for each in of_keys),
                    *(
                        {"key": f"{config.KEY_TABLE}.{each.command}", "reason": each.reason}
                        for each in found.wrong
                    ),
                ],
            }
        )
        return 1 if of_keys or found.wrong else 0
    where = ""
    for each in listed():
        changed = each.name in found.keys
        if own and not changed:
            continue
        if each.where != where:
            where = each.where
            say("", f"{where[:1].upper()}{where[1:]}")
        keys = " or ".join(map(spoken, found.keys.get(each.name, each.default))) or "–"
        say(f"{'*' if changed else ' '} {keys:<22} {each.name:<18} {each.title}")
    say("", f"Your own (*) go into the table [keys] of {shown(file)}")
    wrapped([*of_keys, *(f"{file.name}, keys.{w.command}: {w.reason}." for w in found.wrong)])
    return 1 if of_keys or found.wrong else 0
