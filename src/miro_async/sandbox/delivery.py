"""How an answer reaches a client in this process: whole, late, in part, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from anyio.lowlevel import checkpoint
from attrs import frozen

from ..call.transport.protocol import Response
from ..errors import MiroConnectionError, MiroTimeoutError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ..call.transport.protocol import Request
    from .clock import Clock

Cut: TypeAlias = Literal["unanswered", "within"]
"""Where the connection is dropped: without an answer, or in the middle of its body."""

_PIECE = 64 * 1024


@frozen(kw_only=True)
class Disturbed(Response):
    """An answer that comes late, or not to its end."""

    cut: Cut | None = None
    seconds: float = 0.0

    @property
    def arriving(self) -> bytes:
        """What arrives of the body."""
        return self.body[: len(self.body) // 2] if self.cut == "within" else self.body


async def begun(response: Response, request: Request, clock: Clock) -> Response:
    """Give an answer when it begins to arrive; raise `TransportError` if it never does."""
    if isinstance(response, Disturbed):
        patience = request.timeout.read if request.timeout else None
        if patience is not None and patience <= response.seconds:
            await clock.sleep(patience)
            raise MiroTimeoutError(
                "Miro did not answer in time (a delay of the sandbox).", may_have_happened=True
            )
        if response.seconds:
            await clock.sleep(response.seconds)
        if response.cut == "unanswered":
            raise _dropped("without an answer")
    return response


async def whole(response: Response, request: Request, clock: Clock) -> Response:
    """Give an answer when all of it has arrived, or raise `TransportError`."""
    await begun(response, request, clock)
    if isinstance(response, Disturbed) and response.cut:
        raise _dropped("in the middle of the answer")
    return response


async def pieces(response: Response) -> AsyncGenerator[bytes]:
    """Give the body of an answer piece by piece, as far as it arrives."""
    body = response.arriving if isinstance(response, Disturbed) else response.body
    for start in range(0, len(body), _PIECE):
        await checkpoint()
        yield body[start : start + _PIECE]
    if isinstance(response, Disturbed) and response.cut:
        raise _dropped("in the middle of the answer")


def _dropped(when: str) -> MiroConnectionError:
    return MiroConnectionError(
        f"The connection to Miro failed (the sandbox dropped it {when}).", may_have_happened=True
    )
