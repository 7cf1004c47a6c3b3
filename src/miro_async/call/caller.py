"""What the generated methods speak to: an operation and its arguments in, what it promises out."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..errors import ConfigurationError
from .answer import Answers
from .demands import demand_batch, demand_descriptions, demand_required
from .listeners import Listeners
from .pacing import cost_of
from .request import url_of
from .send import Outgoing, Sender

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..clock import Clock
    from ..options import Timeout
    from ..paging import Page
    from ..uploads import FileSource, Upload
    from .hooks import Retry
    from .operation import Operation
    from .raw import RawAnswer
    from .retry import RetryPolicy
    from .transport.protocol import Response, Transport
    from .wiring import CallOptions, Wiring

T = TypeVar("T")
R = TypeVar("R")


class Caller:
    """Carries out calls: builds the request, has it sent, and decodes the answer."""

    def __init__(self, wiring: Wiring, options: CallOptions) -> None:
        listeners = Listeners(options.hooks)
        self.base_url: str = wiring.base_url
        self.user_agent: str = wiring.connections.user_agent
        self.timeout: Timeout = options.timeout
        self.retry: RetryPolicy = options.retry
        self.clock: Clock = wiring.connections.clock
        self._wiring = wiring
        self._around = listeners.call
        self._sender = Sender(wiring.connections, options)
        self._codec = wiring.connections.codec
        self._answers = Answers(self._codec, listeners.drift)

    async def call(
        self,
        operation: Operation[T],
        *ids: str,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, object] | Sequence[object] | None = None,
    ) -> T:
        """Call an operation. `body` has wire names; of a mapping, `None`s are left out."""
        demand_batch(operation, body, "items")
        demand_required(operation, query, body)
        content = None if body is None else self._codec.body(body)
        call = self._outgoing(operation, ids, query, _things(body), content)
        return await self._carry_out(call, self._answers.decode)

    async def page(
        self, operation: Operation[object], *ids: str, query: Mapping[str, object]
    ) -> Page[Any]:
        """Call an operation that lists, for one page."""
        demand_required(operation, query, None)
        return await self._carry_out(self._outgoing(operation, ids, query), self._answers.page)

    async def upload(
        self,
        operation: Operation[T],
        *ids: str,
        part: str,
        files: Sequence[FileSource | Upload],
        data: Mapping[str, object] | Sequence[object],
    ) -> T:
        """Call an operation with files: in parts named `part`, after a JSON part named `data`."""
        from .multipart import upload_form

        demand_batch(operation, files, "files")
        demand_descriptions(operation, data, files)
        described = self._codec.body(data)
        content, media_type = await upload_form(part, files, described)
        call = self._outgoing(operation, ids, None, len(files), content, media_type)
        return await self._carry_out(call, self._answers.decode)

    async def request(
        self,
        operation: Operation[object],
        *ids: str,
        query: Mapping[str, object] | None,
        body: Mapping[str, object] | Sequence[object] | None,
    ) -> RawAnswer[Any]:
        """Call what has no description: `body` is taken literally, the answer is decoded JSON."""
        content = None if body is None else self._codec.to_json(body)
        call = self._outgoing(operation, ids, query, 1, content)
        return await self._carry_out(call, self._answers.undescribed)

    async def fetch(
        self, operation: Operation[object], *ids: str, query: Mapping[str, object]
    ) -> Response:
        """Give the answer as it came; a redirect is one, too."""
        call = self._outgoing(operation, ids, query)
        call.redirects = True
        return await self._carry_out(call, lambda _, response: response)

    async def before_retry(self, retry: Retry) -> None:
        """Tell who listens that there will be another try, and wait until then."""
        await self._sender.before_retry(retry)

    def transport(self) -> Transport:
        """What carries the requests."""
        return self._wiring.connections.transport()

    def _outgoing(  # noqa: PLR0913, PLR0917 - what a call is made of
        self,
        operation: Operation[object],
        ids: Sequence[str],
        query: Mapping[str, object] | None,
        things: int = 1,
        content: bytes | None = None,
        media_type: str | None = None,
    ) -> Outgoing:
        lane = self._wiring.lane(operation.api)
        if lane.token is None:
            raise ConfigurationError(
                f"{operation.call} is an operation of SCIM, which has a token of its own: "
                "MiroApi(..., scim_token=...)"
            )
        if content is not None and media_type is None:
            media_type = lane.media_type
        return Outgoing(
            operation=operation,
            lane=lane,
            url=url_of(operation, lane.url, ids, query),
            cost=cost_of(operation, things=things, body_size=len(content or b"")),
            content=content,
            media_type=media_type,
        )

    async def _carry_out(
        self, call: Outgoing, decode: Callable[[Operation[Any], Response], R]
    ) -> R:
        if not self._around:
            return decode(call.operation, await self._sender.send(call))
        with ExitStack() as stack:
            for around in self._around:
                stack.enter_context(around(call.operation))
            return decode(call.operation, await self._sender.send(call))
        raise ConfigurationError("a `call` hook has swallowed the error of a call")


def _things(body: Mapping[str, object] | Sequence[object] | None) -> int:
    """Count what Miro counts where calls cost by what is in them: the elements of lists."""
    if not isinstance(body, dict):
        return max(1, len(body or ()))
    lists = [cast("Sequence[object]", v) for v in body.values() if isinstance(v, (list, tuple))]
    return max(1, sum(map(len, lists)))
