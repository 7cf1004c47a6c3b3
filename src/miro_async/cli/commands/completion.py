"""`completion`: what completes this command in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from ..command import Command

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    cls=Command,
    examples=(
        'eval "$(miro-async completion bash)"',
        "miro-async completion fish > ~/.config/fish/completions/miro-async.fish",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what completes this command in a shell: for its start-up file (~/.bashrc, ~/.zshrc)."""
    from ..app import COMPLETE, NAME, app

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(app, {}, NAME, COMPLETE).source())
