"""What goes wrong in httpx and httpcore, as errors of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import (
    InvalidArgumentError,
    MiroConnectionError,
    MiroError,
    MiroTimeoutError,
    TransportError,
)

if TYPE_CHECKING:
    from .libraries import Faults


def translated(faults: Faults, error: Exception) -> MiroError:
    """Give the error of ours, with its cause; `may_have_happened` is what is certain."""
    if isinstance(error, MiroError):
        return error
    if isinstance(error, faults.LocalProtocolError):
        # Its message, and what it came from, have the headers in them, and so the token.
        return InvalidArgumentError("the request cannot be written as HTTP: look at its headers")
    not_sent = (
        faults.ConnectError,
        faults.ConnectTimeout,
        faults.PoolTimeout,
        faults.ProxyError,
        faults.UnsupportedProtocol,
    )
    sent = not isinstance(error, not_sent)
    what = ": ".join(filter(None, (type(error).__name__, _said(error))))
    ours: TransportError
    if isinstance(error, (faults.TimeoutException, TimeoutError)):
        ours = MiroTimeoutError(f"Miro did not answer in time ({what}).", may_have_happened=sent)
    else:
        ours = MiroConnectionError(
            f"The connection to Miro failed ({what}).", may_have_happened=sent
        )
    without_frames(error)
    ours.__cause__ = error
    return ours


def without_frames(error: BaseException) -> None:
    """Drop the frames of the library from an error: their locals may have the token."""
    link: BaseException | None = error
    while link is not None and link.__traceback__ is not None:
        link.__traceback__ = None
        link = link.__cause__ or link.__context__


def _said(error: BaseException | None) -> str:
    """Give what an error says, or what the one it came from says."""
    while error is not None and not str(error):
        error = error.__cause__
    return str(error or "")
