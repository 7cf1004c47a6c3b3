"""`.env` files: a line `NAME=value` for each variable, read strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME = r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*"
_QUOTED = re.compile(_NAME + r"(?P<quote>['\"])(?P<value>.*)(?P=quote)\s*(?:#.*)?")
_PLAIN = re.compile(_NAME + r"(?P<value>(?:[^'\"#\s](?:.*?\S)?)?)(?:\s+#.*)?")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def read_env_file(path: Path) -> tuple[dict[str, str], list[str]]:
    """Give the variables of a file, and what is wrong with it; one that is missing has none.

    Values may be in quotes; in double ones, a backslash escapes. What follows ` #` is a comment.
    Nothing is put in for `$NAME`. No message has a value in it, as that may be a secret.
    """
    try:
        # A pipe would be waited for, and may belong to somebody who never writes.
        if path.exists() and not path.is_file():
            return {}, [f"{path} is no regular file"]
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        return {}, [f"{path} cannot be read: {type(error).__name__}"]
    variables: dict[str, str] = {}
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        match = _QUOTED.fullmatch(content) or _PLAIN.fullmatch(content)
        if match is None:
            problems.append(f"{path}, line {number}: this is no NAME=value")
            continue
        value: str = match["value"]
        if match.groupdict().get("quote") == '"':
            value = _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), value)
        variables[match["name"]] = value
    return variables, problems
