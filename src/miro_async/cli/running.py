"""Carries out what was typed, and makes an exit code of how it ends."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import shell_complete

from .app import COMPLETE, NAME, app
from .exits import Exit, Refusal, exit_of, first_of
from .surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from types import FrameType
    from typing import TextIO


def carry_out(arguments: Sequence[str], surroundings: Surroundings | None = None) -> int:
    """Carry out what was typed, and give the exit code. Nothing but a bug is raised."""
    around = surroundings or Surroundings()
    with _terminated() as signals:
        try:
            return _carry_out(arguments, around)
        except BaseException as error:  # noqa: BLE001 - each is told, and has its exit code
            if isinstance(first_of(error), ModuleNotFoundError | SystemExit):
                raise first_of(error) from None
            code = exit_of(error)
            with suppress(OSError):  # who reads stderr may have gone, too
                _tell(error, code, around)
            return Exit.TERMINATED if signals and code == Exit.INTERRUPTED else code


def _carry_out(arguments: Sequence[str], around: Surroundings) -> int:
    if instruction := around.environ.get(COMPLETE):
        return shell_complete(app, {"obj": around}, NAME, COMPLETE, instruction)
    try:
        with app.make_context(NAME, list(arguments), obj=around) as context:
            app.invoke(context)
    except click.exceptions.Exit as end:
        _flush()
        return end.exit_code
    # Here, so that a reader that has gone is known before the interpreter ends.
    _flush()
    return Exit.OK


def _flush() -> None:
    stdout: TextIO | None = sys.stdout
    if stdout is not None:  # there is none after `>&-`
        stdout.flush()


def _tell(error: BaseException, code: Exit, around: Surroundings) -> None:
    """Tell what went wrong in one line, or with all of it for who debugs."""
    if isinstance(error, click.ClickException):
        _tell_usage(error)
    elif isinstance(error, click.Abort):
        around.say("")  # the question is left
    elif code == Exit.BROKEN_PIPE:
        _leave_stdout()
    elif code != Exit.INTERRUPTED:
        if around.options.debug:
            sys.excepthook(type(error), error, error.__traceback__)
        around.warn(f"{NAME}: {_line_of(first_of(error))}")


def _tell_usage(error: click.ClickException) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    message = " ".join(error.format_message().split())
    click.echo(f"{NAME}: {message}", err=True)
    click.echo(f"Try: {context.command_path if context else NAME} --help", err=True)


def _line_of(error: BaseException) -> str:
    from ..errors import BatchError, ConfigurationError, MiroError
    from .words import printable

    # Those that list several things have a line on each.
    several = isinstance(error, BatchError | ConfigurationError)
    lines = str(error).splitlines() if several else [str(error)]
    text = "\n".join(f"{line[: len(line) - len(line.lstrip())]}{printable(line)}" for line in lines)
    if isinstance(error, MiroError | Refusal | OSError):
        return text
    return f"this should not have happened ({type(error).__name__}: {text}); --debug shows more"


def _leave_stdout() -> None:
    """Let the interpreter end without a word on what it could not write any more."""
    with suppress(OSError), Path(os.devnull).open("wb") as nowhere:  # or stdout is no file
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@contextmanager
def _terminated() -> Generator[list[int]]:
    """Let SIGTERM end the command as Ctrl-C does; gives what came."""
    came: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        came.append(number)
        interrupt = signal.getsignal(signal.SIGINT)
        if callable(interrupt):  # the event loop's, which cancels; or Python's, which raises
            interrupt(signal.SIGINT, frame)
        else:
            raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not in the main thread, where no signals come
        yield came
        return
    try:
        yield came
    finally:
        signal.signal(signal.SIGTERM, before)
