"""Reading a TOML file that a person wrote: what is wrong is said, never raised."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final, NamedTuple

MOST_BYTES: Final = 64 * 1024
"""A settings or theme file larger than this is not one."""


class Problem(NamedTuple):
    """Something wrong in a file that a person wrote."""

    file: Path
    key: str
    """The key it is about; empty when the whole file can't be read."""
    reason: str

    def __str__(self) -> str:
        where = f", {self.key}" if self.key else ""
        return f"{self.file.name}{where}: {self.reason}"


def read_toml(path: Path) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The file's content, or nothing and the reason why it can't be read."""
    try:
        if path.exists() and not (
            path.is_file() or path.is_dir()
        ):  # a pipe would be waited for, for ever
            return {}, (Problem(path, "", "is no file that can be read"),)
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            return {}, (Problem(path, "", f"is larger than {MOST_BYTES // 1024} KB"),)
        return tomllib.loads(raw.decode("utf-8")), ()
    except OSError as error:
        return {}, (Problem(path, "", f"can't be read ({error.strerror or error})"),)
    except UnicodeDecodeError:
        return {}, (Problem(path, "", "is not UTF-8 text"),)
    except tomllib.TOMLDecodeError as error:
        return {}, (Problem(path, "", f"is not valid TOML: {error}"),)
    except ValueError:  # a number of thousands of digits, which Python does not read
        return {}, (Problem(path, "", "holds a number that is too long"),)
    except RecursionError:
        return {}, (Problem(path, "", "is nested too deeply"),)
