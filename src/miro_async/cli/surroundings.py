"""What a command finds around it: environment, terminals, a browser, where logins are kept."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import Factory, define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from keyring.backend import KeyringBackend

    from ..call.transport.protocol import Transport
    from ..clock import Clock

DEFAULT_PROFILE = "default"


@frozen(kw_only=True)
class Terminals:
    """Which of the three streams of the process are a terminal."""

    input: bool
    output: bool
    messages: bool

    @classmethod
    def of_process(cls) -> Terminals:
        """Look at the streams of this process."""
        return cls(
            input=_is_terminal(sys.stdin),
            output=_is_terminal(sys.stdout),
            messages=_is_terminal(sys.stderr),
        )

    @property
    def can_ask(self) -> bool:
        """Whether a question can be seen, and answered."""
        return self.input and self.messages


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _browser(url: str) -> bool:
    import webbrowser

    return webbrowser.open(url)


def _keyring() -> KeyringBackend:
    import keyring

    return keyring.get_keyring()


@define(kw_only=True)
class Options:
    """What every command can be told."""

    base_url: str | None = None
    token_file: str | None = None
    profile: str = DEFAULT_PROFILE
    debug: bool = False
    json: bool = False


@define(kw_only=True)
class Surroundings:
    """What a command finds around it. Tests give others.

    Attributes:
        environ: The environment.
        folder: Where logins are kept that no keyring keeps.
        terminals: Which streams are a terminal.
        open_browser: Opens an address in a browser; tells whether it could.
        keyring: Gives the keyring of this machine.
        transport: What carries the calls, instead of an HTTP client.
        clock: What tells the time to the client.
        options: What every command can be told.
    """

    environ: Mapping[str, str] = field(default=os.environ, repr=False)
    folder: Path = field(factory=lambda: Path(click.get_app_dir("miro-async")))
    terminals: Terminals = Factory(Terminals.of_process)
    open_browser: Callable[[str], bool] = _browser
    keyring: Callable[[], KeyringBackend] = _keyring
    transport: Transport | None = None
    clock: Clock | None = None
    options: Options = Factory(Options)

    @property
    def base_url(self) -> str | None:
        """Where the API is said to be, if anywhere is said."""
        return self.options.base_url or self.environ.get("MIRO_BASE_URL") or None

    def now(self) -> datetime:
        """Give the time."""
        return datetime.fromtimestamp(self.clock.time() if self.clock else time.time(), UTC)

    def say(self, text: str) -> None:
        """Tell a person something; who is not there is told nothing."""
        if self.terminals.messages:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Tell something that has to be told, on the stream for messages."""
        click.echo(text, err=True)
