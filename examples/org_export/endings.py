"""What becomes of a board whose export failed: again, when, and how often."""

from __future__ import annotations

import errno
from random import uniform
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from miro_async import errors

from .progress import Ending

if TYPE_CHECKING:
    from .progress import Claim

FIRST_DELAY, LONGEST_DELAY = 10.0, 600.0
MOST_SETBACKS = 100
"""With up to ten minutes between them, these are twelve hours."""
_LONGEST_REASON = 500

_NOT_THE_BOARDS = (
    errors.AuthorizationError,
    errors.ConfigurationError,
    errors.TokenStorageError,
    errors.TransportError,
    errors.RateLimitError,
    SQLAlchemyError,
    ConnectionError,
    TimeoutError,
)
_NOT_THE_BOARDS_ERRNO = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ESTALE, errno.EACCES}
_NEVER = (errors.ForbiddenError, errors.NotFoundError)


def ending_of(error: Exception, claim: Claim, most_attempts: int) -> Ending:
    """Tell what becomes of the board.

    What is not the board's fault (no token, no network, no space left) does not count as an
    attempt: else an hour without network would leave nothing but failed boards.
    """
    reason = f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
    if isinstance(error, _NEVER):
        return Ending(
            state="failed", reason=reason, attempts=claim.attempts, setbacks=claim.setbacks
        )
    is_setback = _is_setback(error)
    attempts, setbacks = claim.attempts - is_setback, claim.setbacks + is_setback
    is_over = attempts >= most_attempts or setbacks >= MOST_SETBACKS
    tries = setbacks if is_setback else attempts
    return Ending(
        state="failed" if is_over else "waiting",
        reason=reason,
        attempts=attempts,
        setbacks=setbacks,
        delay=_delay(tries),
    )


def _is_setback(error: Exception) -> bool:
    if isinstance(error, OSError) and error.errno in _NOT_THE_BOARDS_ERRNO:
        return True
    return isinstance(error, _NOT_THE_BOARDS)


def _delay(tries: int) -> float:
    # Half of it by chance: those that failed together shall not come back together.
    longest = min(FIRST_DELAY * 2 ** min(tries - 1, 10), LONGEST_DELAY)
    return uniform(longest / 2, longest)  # noqa: S311 - no secret comes of it
