"""`sandbox`: a local Miro."""

from __future__ import annotations

import sys

import click

from ..command import Command


@click.command(
    "sandbox",
    cls=Command,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]},
    examples=(
        "miro-async sandbox",
        "miro-async sandbox --port 8765 --state miro.json",
        "miro-async sandbox --user Ada --plan free",
    ),
)
@click.argument("options", metavar="", nargs=-1, type=click.UNPROCESSED)
def sandbox(options: tuple[str, ...]) -> None:
    """Run a local Miro until Ctrl-C: all operations, no account, nothing leaves the machine.

    It prints its address and a token: set MIRO_BASE_URL and MIRO_ACCESS_TOKEN to them, and the
    other commands work with it. Options are those of `python -m miro_async.sandbox`: --host,
    --port, --state FILE, --user NAME, --plan, --credits, --client-id, --client-secret.
    """
    from ...sandbox.__main__ import main

    # It reads what was typed for itself, as a program of its own.
    typed, sys.argv = sys.argv, ["miro-async sandbox", *options]
    try:
        main()
    finally:
        sys.argv = typed
