"""The fast transport: an `aiohttp.ClientSession`, its own or one of the caller's."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
from attrs import define, field
from yarl import URL

from ...errors import ConfigurationError, InvalidArgumentError, MiroError
from ...options import Limits, Timeout
from ..slots import Slots
from .aiohttp_exchange import (
    FAULTS,
    Connector,
    Fault,
    Once,
    chunks_of,
    client_timeout,
    end,
    headers_of,
    payload_of,
    translated,
    whole_body,
)
from .content import ACCEPTED_ENCODINGS, decoded
from .outgoing import demand_plain_headers
from .protocol import Response, StreamedResponse

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from ssl import SSLContext

    from .protocol import Request

_DEFAULT = Timeout()
_WITH_CONTENT = {"POST", "PUT", "PATCH"}  # aiohttp says of these that they have some


class AiohttpTransport:
    """Sends requests through an `aiohttp.ClientSession`: its own, or one of the caller's.

    Of a session of the caller's the connections are used, with its proxies, TLS settings, limits
    and traces, and it is left open. Its own headers, authentication, cookies, timeouts and
    middlewares do not count. aiohttp runs on asyncio alone.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession | None = None,
        *,
        limits: Limits | None = None,
        proxy: str | None = None,
        ssl_context: SSLContext | None = None,
    ) -> None:
        self._given = session
        self._limits = limits or Limits()
        self._proxy = None if proxy is None else _checked_proxy(proxy)
        self._ssl_context = ssl_context
        self._home: _Home | None = None
        self._left: list[_Home] = []
        self._closed = False

    async def send(self, request: Request) -> Response:
        """Send the request and read the answer to its end. Redirects are not followed."""
        home = self._home
        if home is None or not home.is_here():
            home = await self._settle()
        if not home.try_enter():
            request.departure.held = True
            await home.enter()
            request.departure.held = False
        try:
            answer = await home.begin(request, ACCEPTED_ENCODINGS)
            try:
                body = await whole_body(answer)
            finally:
                end(answer)
        finally:
            home.leave()
        headers = headers_of(answer)
        return Response(
            status=answer.status,
            headers=headers,
            body=decoded(body, headers.get("content-encoding")),
        )

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncGenerator[StreamedResponse]:
        """Send the request and give its answer to be read in pieces, inside of the block."""
        home = await self._settle()
        if not home.try_enter():
            await home.enter()
        try:
            answer = await home.begin(request, "identity")  # its length is to be checked
            try:
                async with aclosing(chunks_of(answer)) as chunks:
                    yield StreamedResponse(
                        status=answer.status, headers=headers_of(answer), chunks=chunks
                    )
            finally:
                end(answer)
        finally:
            home.leave()

    async def aclose(self) -> None:
        """Close the connections, unless the session is the caller's. Closing twice is allowed."""
        self._closed = True
        home, self._home = self._home, None
        if home is not None and home.until_closed is not None:
            if home.is_here():
                await home.until_closed.aclose()
            else:
                self._leave(home)

    async def _settle(self) -> _Home:
        """Give what belongs to the event loop that runs."""
        home = self._home
        if home is not None and home.is_here():
            return home
        if self._closed:
            raise ConfigurationError("the HTTP client is closed")
        loop = _running_loop()
        if self._given is not None:
            if home is not None or _loop_of(self._given) is not loop:
                raise ConfigurationError(
                    "an aiohttp session can be used only in the event loop and the process in "
                    "which it was made"
                )
            self._home = _Home(session=self._given, loop=loop, pid=os.getpid())
            return self._home
        if home is not None:
            self._leave(home)
        session = self._made()
        until_closed = _open_until_closed(session)
        self._home = _Home(
            session=session,
            loop=loop,
            pid=os.getpid(),
            until_closed=until_closed,
            slots=Slots(self._limits.max_connections),
            most_kept=self._limits.max_keepalive_connections,
            proxy=self._proxy,
        )
        await anext(until_closed)
        return self._home

    def _made(self) -> aiohttp.ClientSession:
        connector = Connector(
            limit=0,  # there are slots for that: they are fair, and waiting for one is no fault
            keepalive_timeout=self._limits.keepalive_expiry,
            ssl=self._ssl_context or True,
        )
        # Without `trust_env`: with it, a thread looks for a .netrc on every call.
        return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    def _leave(self, home: _Home) -> None:
        # When nobody has it any more, its own event loop closes it. Unless it is a copy that a fork
        # has made: then its connections are the parent's, too, and must not even be closed.
        if home.pid != os.getpid():
            self._left.append(home)


async def _open_until_closed(session: aiohttp.ClientSession) -> AsyncGenerator[None]:
    """Keep a session open until this is closed: by hand, by the end of the event loop, or unused.

    The loop closes every generator that is still open at its end, or that nobody has any more.
    """
    try:
        yield
    finally:
        await session.close()


def _running_loop() -> asyncio.AbstractEventLoop:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise ConfigurationError(
            "aiohttp needs asyncio as the event loop; on trio, use httpx, which is the default"
        ) from None


def _loop_of(session: aiohttp.ClientSession) -> asyncio.AbstractEventLoop:
    # The public name of it is deprecated, and warns.
    loop: asyncio.AbstractEventLoop = session._loop  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    return loop


@define(eq=False)
class _Home:
    """A session, the event loop and the process that it belongs to, and who uses it."""

    session: aiohttp.ClientSession
    loop: asyncio.AbstractEventLoop
    pid: int
    until_closed: AsyncGenerator[None] | None = None
    """What closes the session; `None` if it is the caller's."""
    slots: Slots | None = None
    most_kept: int | None = None
    proxy: URL | None = None
    _under_way: int = 0
    _timeouts: tuple[Timeout | None, aiohttp.ClientTimeout] = (None, aiohttp.ClientTimeout())
    _environment: dict[str, str] = field(factory=getproxies)
    _proxies: dict[URL, URL | None] = field(factory=dict[URL, URL | None])

    def is_here(self) -> bool:
        """Tell whether it belongs to the event loop that runs.

        What a fork has made has a loop of its own: asyncio refuses to go on with a copied one.
        """
        return self.loop is _running_loop()

    def try_enter(self) -> bool:
        """Take a slot, if one is free."""
        if self.slots is not None and not self.slots.try_take():
            return False
        self._under_way += 1
        return True

    async def enter(self) -> None:
        """Wait for a slot, and take it."""
        assert self.slots is not None
        await self.slots.take()
        self._under_way += 1

    def leave(self) -> None:
        """Give the slot back."""
        self._under_way -= 1
        if self.slots is not None:
            self.slots.give_back()

    async def begin(self, request: Request, encodings: str) -> aiohttp.ClientResponse:
        """Send the request, and give the answer when its headers are there."""
        if self.session.closed:
            raise ConfigurationError("the aiohttp session is closed")
        demand_plain_headers(request)
        url = _address(request.url)
        options: dict[str, Any] = {}
        if self.owned and (proxy := self._proxy_for(url)) is not None:
            options["proxy"] = proxy
        if request.method in _WITH_CONTENT and "Content-Type" not in request.headers:
            options["skip_auto_headers"] = ("Content-Type",)
        last = self.most_kept is not None and self._under_way > self.most_kept
        error: MiroError
        try:
            return await self.session.request(
                request.method,
                url,
                data=payload_of(request),
                timeout=self._timeout_of(request),
                allow_redirects=False,
                auto_decompress=False,
                raise_for_status=False,
                middlewares=(Once(request, encodings, last),),
                **options,
            )
        except (Fault, *FAULTS) as fault:
            error = translated(fault.error if isinstance(fault, Fault) else fault)
        except ValueError:
            error = InvalidArgumentError(
                "the request cannot be written as HTTP: look at its headers"
            )
        # Not while another one is handled: that would stay with it, and has the headers sent.
        raise error

    @property
    def owned(self) -> bool:
        """Whether the session is ours."""
        return self.until_closed is not None

    def _timeout_of(self, request: Request) -> aiohttp.ClientTimeout:
        # Most calls have that of their client: making one anew for each costs as much as the rest.
        given = request.timeout or _DEFAULT
        if given is not self._timeouts[0]:
            self._timeouts = given, client_timeout(given, owned=self.owned)
        return self._timeouts[1]

    def _proxy_for(self, url: URL) -> URL | None:
        if self.proxy is not None or not self._environment:
            return self.proxy
        origin = url.origin()
        if origin not in self._proxies:
            proxies = {} if proxy_bypass(url.raw_host or "") else self._environment
            proxy = proxies.get(url.scheme) or proxies.get("all")
            self._proxies[origin] = _checked_proxy(proxy) if proxy else None
        return self._proxies[origin]


def _address(text: str) -> URL:
    try:
        url = URL(text, encoded=True)
        whole = url.scheme in {"http", "https"} and url.raw_host and url.port
    except ValueError:
        url, whole = URL(), False
    if not whole:
        raise InvalidArgumentError("a request needs a whole address: https://...")
    return url


def _checked_proxy(proxy: str) -> URL:
    url = URL(proxy)
    if url.scheme not in {"http", "https"} or not url.host:
        raise ConfigurationError("aiohttp takes proxies with an http or https address only")
    return url
