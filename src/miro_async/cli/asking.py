"""Asking before something is done that cannot be undone."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from .exits import Exit, Refusal

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from .surroundings import Surroundings

YES = click.option("--yes", "-y", is_flag=True, help="Do not ask.")


def confirm(around: Surroundings, what: Iterable[str], question: str, *, yes: bool) -> None:
    """Show what it is about and ask; come back if it shall be done.

    Raises:
        Refusal: It shall not; or there is nobody to ask.
    """
    if yes:
        return
    if not around.terminals.can_ask:
        raise Refusal(f"{question} There is no terminal to ask at: give --yes", Exit.USAGE)
    for line in what:
        around.warn(f"  {line}")
    with interruptible():
        agreed = click.confirm(question, err=True)
    if not agreed:
        raise Refusal("nothing was done")


@contextmanager
def interruptible() -> Generator[None]:
    """Let Ctrl-C end the waiting for somebody who types, also where an event loop runs.

    The loop's own way is to cancel its main task, which cannot be as long as it waits here.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
