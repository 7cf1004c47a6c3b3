"""Where the command begins. Nothing of the extra is needed to get here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .surroundings import Surroundings

EXTRA = frozenset({"click", "rich", "keyring", "watchfiles", "uvicorn"})
"""What the extra `cli` brings."""


def main(arguments: Sequence[str] | None = None, surroundings: Surroundings | None = None) -> int:
    """Carry out a command, and give its exit code.

    Args:
        arguments: What was typed after the name of the command; by default, by this process.
        surroundings: What it finds around it; by default, that of this process.
    """
    try:
        from .running import carry_out

        return carry_out(sys.argv[1:] if arguments is None else arguments, surroundings)
    except ModuleNotFoundError as error:
        if error.name not in EXTRA:
            raise
        needed = "the command needs its extra: pip install 'miro-async[cli]'"
        print(f"miro-async: {error.name} is not installed; {needed}", file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:  # before there is anybody to tell it to
        return 130
