"""The one loop that every call goes through: wait for credits, send, look, and perhaps again."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from attrs import define, field

from ..errors import (
    APIError,
    ConfigurationError,
    InvalidArgumentError,
    MiroTimeoutError,
    RateLimitError,
    TransportError,
    UnauthorizedError,
)
from ..secret import Secret
from .answer import error_of, without
from .listeners import Listeners, tell
from .raw import RECORDED
from .retry import leaves_unknown, succeeded_before, wait_before_retry
from .tokens import TokenKeeper
from .transport.protocol import Request, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .connections import Connections
    from .hooks import Retry
    from .operation import Operation
    from .retry import RetryPolicy
    from .tokens import Renewal
    from .wiring import CallOptions, Lane

logger: logging.Logger = logging.getLogger("miro_async")

_MOST_REPLAYS = 2


@define
class Outgoing:
    """A call on its way: what is sent, what it costs, and what is known of the tries so far."""

    operation: Operation[object]
    lane: Lane
    url: str = field(repr=False)
    cost: int
    content: bytes | None = field(default=None, repr=False)
    media_type: str | None = None
    secrets: Sequence[Secret] = ()
    """What errors must not repeat, even if the answer does."""
    redirects: bool = False
    """Whether a redirect is an answer that the caller wants to see."""
    may_have_happened: bool = False
    """Whether a try might have been carried out although no answer said so."""
    failed: APIError | TransportError | None = None
    """What the last try ended with."""
    token: Secret | None = None
    """What the last try was sent with."""
    replays: int = 0
    """How often it was sent again with another token."""
    renewal: Renewal | None = None
    """Where the last of these tokens came from."""


class Sender:
    """Sends calls, and sends them again where the options and the operation allow it."""

    def __init__(self, connections: Connections, options: CallOptions) -> None:
        self._connections = connections
        self._options = options
        self._listeners = Listeners(options.hooks)
        self._headers = {"User-Agent": connections.user_agent, **options.headers}

    async def send(self, call: Outgoing) -> Response:
        """Give the answer of a call that succeeded; raise the error of one that did not."""
        total = self._options.timeout.total
        if total is None:
            return await self._tries(call)
        from anyio import move_on_after

        with move_on_after(total):
            return await self._tries(call)
        raise MiroTimeoutError(
            f"It took longer than the {total:g} s that all of it may take.",
            may_have_happened=call.may_have_happened,
        ).during(call.operation.id, call.operation.call) from call.failed

    async def _tries(self, call: Outgoing) -> Response:
        attempt = 1
        while True:
            try:
                return await self._try(call)
            except (APIError, TransportError) as error:
                if error.operation != call.operation.id:
                    raise  # of the call for a token, which has been tried as often as it may be
                if isinstance(error, UnauthorizedError) and await _has_another_token(call):
                    continue
                if succeeded_before(call.operation, error, unknown=call.may_have_happened):
                    return Response(status=204, headers={})
                call.may_have_happened |= leaves_unknown(error)
                seconds = wait_before_retry(self._options.retry, call.operation, error, attempt)
                if seconds is None:
                    _note_tries(error, call, attempt, self._options.retry)
                    raise
                call.failed = error
            await self._pause(call, call.failed, attempt, seconds)
            attempt += 1

    async def _pause(
        self, call: Outgoing, error: APIError | TransportError, attempt: int, seconds: float
    ) -> None:
        from .hooks import Retry

        retry = Retry(operation=call.operation, attempt=attempt, error=error, seconds=seconds)
        if isinstance(error, RateLimitError) and call.cost and call.lane.pacer.enabled:
            await self._tell_retry(retry)  # it waits for credits in the queue of all calls
        else:
            await self.before_retry(retry)

    async def before_retry(self, retry: Retry) -> None:
        """Tell who listens that there will be another try, and wait until then."""
        await self._tell_retry(retry)
        await self._connections.clock.sleep(retry.seconds)

    async def _tell_retry(self, retry: Retry) -> None:
        logger.info("%s; another try in %.1f s", retry.error, retry.seconds)
        await tell(self._listeners.retry, retry)

    async def _try(self, call: Outgoing) -> Response:
        slots = call.lane.slots
        if not slots.try_take():
            await slots.take()
        try:
            response = await self._within_budget(call)
        finally:
            slots.give_back()
        if 200 <= response.status < 300:  # noqa: PLR2004 - a class of statuses
            call.may_have_happened = True  # and it has: whatever comes now cannot undo it
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug("%s: %d", call.operation.call, response.status)
        if self._listeners.response:
            await tell(self._listeners.response, call.operation, response)
        recorded = RECORDED.get()
        if recorded is not None:  # after the hooks, which may call, too
            recorded.append(response)
        if 200 <= response.status < (400 if call.redirects else 300):  # noqa: PLR2004 - classes of statuses
            return response
        told = without(response, [*call.secrets, *([call.token] if call.token else [])])
        raise error_of(call.operation, told, self._connections.clock.time())

    async def _within_budget(self, call: Outgoing) -> Response:
        pacer, cost = call.lane.pacer, call.cost
        transport = self._connections.transport()
        if not pacer.try_take(cost):
            await pacer.take(cost, partial(self._waits, call.operation))
        try:
            request = await self._request(call)
        except BaseException:
            pacer.give_back(cost)
            raise
        try:
            response = await transport.send(request)
        except BaseException as error:
            if _has_not_left(error, request):
                pacer.give_back(cost)
            else:
                pacer.lost(cost)
                call.may_have_happened = True
            if isinstance(error, TransportError):
                error.during(call.operation.id, call.operation.call)
            raise
        pacer.learn(cost, response)
        return response

    async def _request(self, call: Outgoing) -> Request:
        source = call.lane.token
        if source is not None:
            call.token = source if isinstance(source, Secret) else await source.get()
        request = Request(
            method=call.operation.method,
            url=call.url,
            headers=self._headers_of(call),
            body=call.content,
            timeout=self._options.timeout,
        )
        if self._listeners.request:
            await tell(self._listeners.request, call.operation, request)
        return request

    def _headers_of(self, call: Outgoing) -> dict[str, str]:
        # A function of its own: its locals are gone before anything can fail, so that no traceback
        # that shows locals shows the token.
        headers = {"Accept": call.lane.media_type, **self._headers}
        if call.token is not None:
            headers["Authorization"] = f"Bearer {call.token.reveal()}"
        if call.media_type is not None:
            headers["Content-Type"] = call.media_type
        return headers

    async def _waits(self, operation: Operation[object], seconds: float) -> None:
        from .hooks import Wait

        logger.info("%s waits for credits, %.1f s", operation.call, seconds)
        await tell(self._listeners.wait, Wait(operation=operation, seconds=seconds))


async def _has_another_token(call: Outgoing) -> bool:
    """Tell whether a call whose token was refused can be sent again with another one.

    One that somebody else got may be refused, too, if it was followed by yet another. One that
    Miro has just given is the last.
    """
    keeper = call.lane.token
    if not isinstance(keeper, TokenKeeper) or call.token is None:
        return False
    if call.replays == _MOST_REPLAYS or call.renewal == "refreshed":
        return False
    call.renewal = await keeper.renew(call.token)
    call.replays += 1
    return call.renewal is not None


def _has_not_left(error: BaseException, request: Request) -> bool:
    if isinstance(error, TransportError):
        return not error.may_have_happened
    return request.departure.held or isinstance(error, (ConfigurationError, InvalidArgumentError))


def _note_tries(
    error: APIError | TransportError, call: Outgoing, attempt: int, policy: RetryPolicy
) -> None:
    """Add what has been tried to an error, and why it was not tried again."""
    error.attempts = attempt
    if call.may_have_happened:
        error.may_have_happened = True
    if attempt > 1:
        error.add_note(f"This was try {attempt}, and the last.")
    refused = call.operation.retry == "unsafe" and not policy.repeat_unsafe
    if refused and leaves_unknown(error):
        error.add_note(
            "It was not tried again, as it might be done twice. Look whether it was done; where "
            "twice does no harm, RetryPolicy(repeat_unsafe=True) tries again."
        )
