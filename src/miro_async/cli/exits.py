"""How the command ends: its exit codes, once for all of it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, cast

import click

from .. import errors

if TYPE_CHECKING:
    from collections.abc import Collection


class Exit(IntEnum):
    """What the exit code says to the program that ran the command."""

    OK = 0
    FAILED = 1
    """Miro refused it, it failed, or somebody was asked and said no."""
    USAGE = 2
    """What was typed, or a file that it names, cannot be right; nothing was sent."""
    NOT_ALLOWED = 3
    """There is no login or token, it is no longer good, or it does not suffice."""
    NOT_FOUND = 4
    """It does not exist, or this user cannot see it."""
    NOT_NOW = 5
    """No answer, no credits, or Miro failed: the same may work later."""
    INCOMPLETE = 6
    """It is done, but for what stderr names: a row of a file, a file, a person to invite."""
    INTERRUPTED = 130
    """Ctrl-C."""
    BROKEN_PIPE = 141
    """Who read the output has gone: `| head -1`."""
    TERMINATED = 143
    """SIGTERM."""


class Refusal(Exception):  # noqa: N818 - not an error of the program
    """An end with a line that says why."""

    def __init__(self, message: str, code: Exit = Exit.FAILED) -> None:
        super().__init__(message)
        self.code = code


_NO_TOKEN = "oauthError"  # noqa: S105 - Miro's word, with 400, for a token that it does not know

_EXITS: tuple[tuple[tuple[type[BaseException], ...], Exit], ...] = (
    ((errors.NotFoundError,), Exit.NOT_FOUND),
    (
        (errors.AuthorizationError, errors.UnauthorizedError, errors.ForbiddenError),
        Exit.NOT_ALLOWED,
    ),
    (
        (
            errors.TransportError,
            errors.RateLimitError,
            errors.ServerError,
            errors.TooEarlyError,
        ),
        Exit.NOT_NOW,
    ),
    ((errors.ConfigurationError, errors.InvalidArgumentError, click.ClickException), Exit.USAGE),
    ((BrokenPipeError,), Exit.BROKEN_PIPE),
    ((KeyboardInterrupt, click.Abort), Exit.INTERRUPTED),
)


def demand_whole(left: Collection[object], words: str, *, done: bool = True) -> None:
    """End with these words if something was left; the code tells whether anything was done.

    Raises:
        Refusal: Something was left.
    """
    if left:
        raise Refusal(words, Exit.INCOMPLETE if done else Exit.FAILED)


def exit_of(error: BaseException) -> Exit:
    """Give the exit code for an error; of several at once, that of the first."""
    error = first_of(error)
    if isinstance(error, Refusal):
        return error.code
    if isinstance(error, errors.APIError) and error.code == _NO_TOKEN:
        return Exit.NOT_ALLOWED
    return next((code for kinds, code in _EXITS if isinstance(error, kinds)), Exit.FAILED)


def first_of(error: BaseException) -> BaseException:
    """Give the error itself, or the first of a group of them."""
    found = error
    while isinstance(found, BaseExceptionGroup):
        found = cast("BaseExceptionGroup[BaseException]", found).exceptions[0]
    return found
