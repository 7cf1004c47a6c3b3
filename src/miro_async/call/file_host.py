"""The files behind images and documents: streamed, checked, and fetched without the token.

Miro's API gives, for 500 credits, an address at which its file host has the file. Whoever knows
that address can fetch the file for a minute; so it is kept out of messages, as a token is.
"""

from __future__ import annotations

import json
from contextlib import AsyncExitStack, contextmanager
from http import HTTPStatus
from math import inf
from typing import TYPE_CHECKING, Protocol, Self, TypeVar, cast

from anyio import CancelScope, current_time
from attrs import define, field

from ..errors import (
    APIError,
    DecodeError,
    MiroConnectionError,
    MiroTimeoutError,
    TransportError,
)
from .answer import error_of
from .hooks import Retry
from .request import LONGEST_ID
from .resources import Resource, resource_of, web_address
from .retry import wait_before_retry
from .transport.protocol import Request, Response

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Mapping

    from ..clock import Clock
    from ..options import Timeout
    from .operation import Operation
    from .resources import FileFormat
    from .retry import RetryPolicy
    from .transport.protocol import StreamedResponse, Transport

T = TypeVar("T")

MOST_REDIRECTS = 3
"""How often the file host may lead elsewhere."""

_GOOD_FOR = 50  # seconds, of the 60 that Miro gives an address
_REDIRECTS = {301, 302, 303, 307, 308}
_ADDRESS_REFUSED = {401, 403, 404, 410}


class Calls(Protocol):
    """What a download needs of a client."""

    @property
    def base_url(self) -> str:
        """Where the API is, without a last slash."""
        ...

    @property
    def user_agent(self) -> str:
        """How the client introduces itself."""
        ...

    @property
    def timeout(self) -> Timeout:
        """How long to wait; `total` is for all of a download."""
        ...

    @property
    def retry(self) -> RetryPolicy:
        """When the file is asked for again."""
        ...

    @property
    def clock(self) -> Clock:
        """What tells the time."""
        ...

    def transport(self) -> Transport:
        """Give what carries requests, for those that have no token."""
        ...

    async def fetch(
        self, operation: Operation[object], *ids: str, query: Mapping[str, object]
    ) -> Response:
        """Call the API, with all that belongs to a call; give a success or a redirect as it is."""
        ...

    async def before_retry(self, retry: Retry) -> None:
        """Tell who listens that there will be another try, and wait until then."""
        ...


@define(kw_only=True, eq=False)
class OpenedFile:
    """A file as it comes: `async for chunk in opened`, once.

    `size` is in bytes, `None` where the file host does not tell it before the end.
    """

    content_type: str
    size: int | None
    _fetch: Fetch = field(alias="fetch", repr=False)
    _chunks: AsyncIterator[bytes] = field(alias="chunks", repr=False)
    _read: int = field(default=0, init=False, repr=False)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        with self._fetch.step():
            try:
                chunk = await anext(self._chunks)
            except StopAsyncIteration:
                self._demand_whole()
                raise
            self._read += len(chunk)
            if self.size is not None and self._read > self.size:
                raise _broken(f"The file is longer than the {self.size} bytes announced.")
            return chunk

    def _demand_whole(self) -> None:
        if self.size is not None and self._read < self.size:
            raise _broken(f"The file broke off after {self._read} of {self.size} bytes.")


@define(eq=False)
class Fetch:
    """A file being fetched: the address that there is for it, and how long there is time."""

    calls: Calls
    resource: Resource
    deadline: float
    address: str | None = field(default=None, repr=False)
    since: float = -inf
    replaced: bool = False

    @classmethod
    def of(cls, calls: Calls, file: object, file_format: FileFormat) -> Self:
        """Begin; the time that all of it may take begins, too."""
        resource = resource_of(file, calls.base_url, file_format)
        total = calls.timeout.total
        return cls(calls, resource, inf if total is None else current_time() + total)

    @property
    def operation(self) -> Operation[object]:
        """The call that gives the address."""
        return self.resource.operation

    @contextmanager
    def step(self) -> Generator[None]:
        """Do something in the time that is left, with errors that say what they belong to."""
        with CancelScope(deadline=self.deadline) as scope:
            try:
                yield
            except TransportError as error:
                if error.operation is None:
                    error.during(self.operation.id, self.operation.call)
                raise
        if scope.cancelled_caught:
            total = self.calls.timeout.total
            raise MiroTimeoutError(
                f"It took longer than the {total:g} s that all of it may take.",
                may_have_happened=True,
            ).during(self.operation.id, self.operation.call)

    async def until_done(self, work: Callable[[OpenedFile, AsyncExitStack], Awaitable[T]]) -> T:
        """Open the file and work with it: from the beginning again, where that may help."""
        attempt = 1
        while True:
            address = await self._current_address()
            try:
                async with AsyncExitStack() as stack:
                    return await work(await self._opened(address, stack), stack)
            except (APIError, TransportError) as error:
                seconds = self._wait_after(error, attempt)
                if seconds is None:
                    error.attempts = attempt
                    raise
                retry = Retry(
                    operation=self.operation, attempt=attempt, error=error, seconds=seconds
                )
            await self.calls.before_retry(retry)
            attempt += 1

    def _wait_after(self, error: APIError | TransportError, attempt: int) -> float | None:
        policy = self.calls.retry
        refused = isinstance(error, APIError) and error.status in _ADDRESS_REFUSED
        if refused and not self.replaced and attempt < policy.attempts:
            self.address, self.replaced = None, True
            return 0.0
        return wait_before_retry(policy, self.operation, error, attempt)

    async def _current_address(self) -> str:
        """Give the address of the file: a new one, if there is none or it will not last."""
        clock = self.calls.clock
        if self.address is None or clock.monotonic() > self.since + _GOOD_FOR:
            response = await self.calls.fetch(
                self.operation, *self.resource.ids, query=self.resource.query
            )
            self.address, self.since = self._led_to(response), clock.monotonic()
        return self.address

    def _led_to(self, response: Response) -> str:
        if response.status in _REDIRECTS:
            path, address = "Location", response.headers.get("location")
        else:
            path, address = "url", _url_in(response.body)
        address = web_address(address, self.calls.base_url)
        if address is None:
            raise self._undecodable(path, "it is no address that may be followed")
        return address

    async def _opened(self, address: str, stack: AsyncExitStack) -> OpenedFile:
        response = await self._answer(address, stack)
        headers = response.headers
        encoding = headers.get("content-encoding", "identity")
        if encoding.lower() != "identity":
            raise self._undecodable("", f"it is compressed ({encoding}), which was not asked for")
        return OpenedFile(
            content_type=headers.get("content-type", "application/octet-stream"),
            size=_length(headers.get("content-length", "")),
            fetch=self,
            chunks=response.chunks,
        )

    async def _answer(self, address: str, stack: AsyncExitStack) -> StreamedResponse:
        """Give the answer that has the file, after redirects of the file host."""
        redirects = 0
        while True:
            with self.step():
                transport = self.calls.transport()
                response = await stack.enter_async_context(transport.stream(self._request(address)))
            if response.status == HTTPStatus.OK:
                return response
            if response.status not in _REDIRECTS:
                raise self._refused(response, "the file host did not give the file")
            following = web_address(response.headers.get("location"), address)
            if following is None:
                raise self._refused(response, "the file host leads to where one must not go")
            if redirects == MOST_REDIRECTS:
                raise self._refused(response, f"more than {MOST_REDIRECTS} redirects")
            redirects += 1
            address = following
            await stack.aclose()  # what one is led away from is not read

    def _request(self, address: str) -> Request:
        # No token, and nothing else that is meant for the API.
        return Request(
            method="GET",
            url=address,
            headers={
                "Accept": "*/*",
                "Accept-Encoding": "identity",
                "User-Agent": self.calls.user_agent,
            },
            timeout=self.calls.timeout,
        )

    def _refused(self, response: StreamedResponse, reason: str) -> APIError:
        # Without its body: that of a storage service repeats what the address was signed with.
        answer = Response(status=response.status, headers=response.headers)
        error = error_of(self.operation, answer, self.calls.clock.time())
        # What the API's statuses call for is not what those of a file host do.
        error.args = (f"{self.operation.call}: {response.status}: {reason}.",)
        return error

    def _undecodable(self, path: str, reason: str) -> DecodeError:
        return DecodeError(
            operation=self.operation.id, call=self.operation.call, path=path, reason=reason
        )


def _url_in(body: bytes) -> str | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    url = cast("dict[str, object]", answer).get("url") if isinstance(answer, dict) else None
    return url if isinstance(url, str) else None


def _length(text: str) -> int | None:
    known = text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID
    return int(text) if known else None


def _broken(message: str) -> MiroConnectionError:
    return MiroConnectionError(message, may_have_happened=True)
