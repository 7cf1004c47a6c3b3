"""The default transport: one shared `httpx.AsyncClient`."""

from __future__ import annotations

import httpx

from ...errors import MiroConnectionError, MiroTimeoutError, TransportError
from ...options import CALLS_IN_FLIGHT, Timeout
from .protocol import Request, Response

# Of these it is known that the request has not been sent.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class HttpxTransport:
    """Sends requests through an `httpx.AsyncClient`: its own, or one of the caller's.

    A client of the caller's is used as it is and left open.
    """

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._owned = client is None
        self._client = client or httpx.AsyncClient(
            limits=httpx.Limits(
                max_connections=CALLS_IN_FLIGHT, max_keepalive_connections=CALLS_IN_FLIGHT
            ),
        )

    async def send(self, request: Request) -> Response:
        """Send the request and read the answer to its end. Redirects are not followed."""
        try:
            answer = await self._client.send(_outgoing(request), auth=None, follow_redirects=False)
        except httpx.RequestError as error:
            raise _translated(error) from error
        return Response(
            status=answer.status_code, headers=dict(answer.headers), body=answer.content
        )

    async def aclose(self) -> None:
        """Close the connections, unless the client is the caller's."""
        if self._owned:
            await self._client.aclose()


def _outgoing(request: Request) -> httpx.Request:
    wait = request.timeout or Timeout()
    return httpx.Request(
        request.method,
        request.url,
        headers=request.headers,
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


def _translated(error: httpx.RequestError) -> TransportError:
    sent = not isinstance(error, _NOT_SENT)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return MiroTimeoutError(f"Miro did not answer in time ({what}).", may_have_happened=sent)
    return MiroConnectionError(f"The connection to Miro failed ({what}).", may_have_happened=sent)
