"""The sandbox as an ASGI application."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from anyio import create_task_group, sleep
from attrs import define

from ..call.transport.protocol import Request
from ..errors import ConfigurationError
from .delivery import Disturbed
from .errors import Refusal
from .page import is_for_page
from .sandbox import Sandbox  # noqa: TC001 - attrs keeps it as the type of a field

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping

    from anyio import CancelScope

    from ..call.transport.protocol import Response
    from .page.routes import Page

LOOPBACK = "127.0.0.1"
CUT = "miro_async.cut"
"""The ASGI extension that cuts a connection; only the sandbox's own server has it."""
_LARGEST_BODY = 8 * 1024 * 1024  # more than any operation takes: files may have 6 MB
_LOOK = 0.05  # seconds between two looks at whether the server is about to stop
_HOST = re.compile(r"(\[[^][/?#@\s]+\]|[^][/?#@:\s]+)(:\d*)?")


@define
class Application:
    """The sandbox, and the page that shows it, as an ASGI application for any ASGI server."""

    sandbox: Sandbox
    is_closing: Callable[[], bool] = lambda: False
    """Whether the server is about to stop: then what the page streams ends, and so do delays."""
    _page: Page | None = None

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[Mapping[str, Any]]],
        send: Callable[[Mapping[str, Any]], Awaitable[None]],
    ) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise ConfigurationError(f"the sandbox does not speak {scope['type']}")
        query = scope["query_string"].decode("latin-1")
        scope["query_string"] = b""  # secrets may stand in it, and servers log the address
        if is_for_page(scope):
            await self._opened_page()(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            return
        try:
            response = self.sandbox.answer(_request(scope, query, body))
        except Refusal as refusal:
            response = refusal.answer()
        await self._deliver(response, scope, receive, send)

    async def _deliver(
        self,
        response: Response,
        scope: Mapping[str, Any],
        receive: Callable[[], Awaitable[Mapping[str, Any]]],
        send: Callable[[Mapping[str, Any]], Awaitable[None]],
    ) -> None:
        cut, body = None, response.body
        if isinstance(response, Disturbed):
            is_over = await self._waited(response.seconds, receive) if response.seconds else True
            if not (is_over or self.is_closing()):
                return
            cut, body = response.cut if is_over else "unanswered", response.arriving
        if cut == "unanswered":
            await _hang_up(scope, receive)
            return
        headers = {**response.headers, "content-length": str(len(response.body))}
        if response.status == 204:  # noqa: PLR2004 - it must not have a length (RFC 9110, 8.6)
            del headers["content-length"]
        encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": response.status, "headers": encoded})
        await send({"type": "http.response.body", "body": body, "more_body": cut is not None})
        if cut:
            await _hang_up(scope, receive)

    async def _waited(
        self, seconds: float, receive: Callable[[], Awaitable[Mapping[str, Any]]]
    ) -> bool:
        """Wait; `False`: the client has gone meanwhile, or the server is about to stop."""
        is_over = False
        async with create_task_group() as group:
            group.start_soon(_end_when_gone, receive, group.cancel_scope)
            group.start_soon(self._end_when_closing, group.cancel_scope)
            await self.sandbox.clock.sleep(seconds)
            is_over = True
            group.cancel_scope.cancel()
        return is_over

    async def _end_when_closing(self, scope: CancelScope) -> None:
        while not self.is_closing():  # noqa: ASYNC110 - set by a signal, in whatever thread
            await sleep(_LOOK)
        scope.cancel()

    def _opened_page(self) -> Page:
        if self._page is None:
            from .page.routes import Page  # it draws, and most sandboxes are never looked at

            self._page = Page(self.sandbox, self.is_closing)
        return self._page


async def _end_when_gone(
    receive: Callable[[], Awaitable[Mapping[str, Any]]], scope: CancelScope
) -> None:
    await _gone(receive)
    scope.cancel()


async def _gone(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass  # the rest of a body that is too large


async def _hang_up(
    scope: Mapping[str, Any], receive: Callable[[], Awaitable[Mapping[str, Any]]]
) -> None:
    cut = scope.get("extensions", {}).get(CUT)
    if cut is None:
        raise ConnectionAbortedError("only the sandbox's own server can drop a connection")
    cut()
    await _gone(receive)


async def _body(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> bytes | None:
    """Give the body, as far as one is taken; `None`: the client has gone before its end."""
    body, more = bytearray(), True
    while more and len(body) <= _LARGEST_BODY:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _request(scope: Mapping[str, Any], query: str, body: bytes) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host") or LOOPBACK
    # ASGI servers may leave out the path as it was sent; then it is encoded again.
    path = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
    if not _is_host(host):
        raise Refusal(400, "badRequest", "The Host header cannot be read")
    if not path.startswith("/"):
        raise Refusal(400, "badRequest", "The path does not begin with a slash")
    url = f"{scope['scheme']}://{host}{path}" + (f"?{query}" if query else "")
    return Request(method=scope["method"], url=url, headers=headers, body=body or None)


def _is_host(host: str) -> bool:
    try:
        urlsplit(f"//{host}")
    except ValueError:
        return False  # in brackets, and no address
    return _HOST.fullmatch(host) is not None
