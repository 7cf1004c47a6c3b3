"""The default transport: one shared `httpx.AsyncClient`."""

from __future__ import annotations

import httpx

from ...errors import (
    ConfigurationError,
    MiroConnectionError,
    MiroTimeoutError,
    TransportError,
)
from ...options import Limits, Timeout
from .protocol import Request, Response

# Of these it is known that the request has not been sent.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class HttpxTransport:
    """Sends requests through an `httpx.AsyncClient`: its own, or one of the caller's.

    Of a client of the caller's the connections are used, with its proxies and TLS settings, and it
    is left open. Its own headers, authentication, cookies and timeouts do not count.
    """

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._owned = client is None
        self._client = client or httpx.AsyncClient(
            limits=httpx.Limits(
                max_connections=Limits().max_connections
            ),
        )

    async def send(self, request: Request) -> Response:
        """Send the request and read the answer to its end. Redirects are not followed."""
        if self._client.is_closed:
            raise ConfigurationError("the HTTP client is closed")
        try:
            answer = await self._client.send(
                _outgoing(request), auth=None, follow_redirects=False, stream=True
            )
            try:
                body = await _whole_body(answer)
            finally:
                await answer.aclose()
        except httpx.RequestError as error:
            raise _translated(error) from error
        return Response(status=answer.status_code, headers=dict(answer.headers), body=body)

    async def aclose(self) -> None:
        """Close the connections, unless the client is the caller's."""
        if self._owned:
            await self._client.aclose()


def _outgoing(request: Request) -> httpx.Request:
    wait = request.timeout or Timeout()
    return httpx.Request(
        request.method,
        request.url,
        headers={**request.headers, "Accept-Encoding": "gzip, deflate"},
        content=request.body,
        extensions={
            "timeout": {
                "connect": wait.connect,
                "read": wait.read,
                "write": wait.write,
                "pool": None,  # waiting for a turn among our own calls is no fault of the network
            }
        },
    )


async def _whole_body(answer: httpx.Response) -> bytes:
    if answer.is_stream_consumed:  # a mock transport of the caller's gives it whole
        return answer.content
    # Read to its end before it is decompressed: a reader that is left halfway, because of bytes
    # that are no gzip, is not closed by httpx, about which trio complains.
    raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    if "content-encoding" not in answer.headers:
        return raw
    return httpx.Response(answer.status_code, headers=answer.headers, content=raw).content


def _translated(error: httpx.RequestError) -> TransportError:
    sent = not isinstance(error, _NOT_SENT)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return MiroTimeoutError(f"Miro did not answer in time ({what}).", may_have_happened=sent)
    return MiroConnectionError(f"The connection to Miro failed ({what}).", may_have_happened=sent)
