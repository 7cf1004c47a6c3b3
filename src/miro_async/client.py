"""`MiroApi`: Miro's REST API for the owner of one access token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, ParamSpec, Self, TypeVar

from .endpoints._groups import Groups
from .errors import ConfigurationError
from .once import once
from .settings import (
    API_URL,
    SCIM_URL,
    checked_headers,
    checked_url,
    demand_kinds,
    is_header_text,
    listed,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from os import PathLike
    from types import TracebackType
    from typing import Unpack

    from .board.board import Board
    from .call.caller import Caller
    from .call.download import DownloadedFile, OpenedFile
    from .call.hooks import Hooks
    from .call.operation import HttpMethod, RetrySafety
    from .call.pacing import RateLimit
    from .call.pacing_store import PacingStore
    from .call.raw import RawAnswer
    from .call.resources import FileFormat
    from .call.retry import RetryPolicy
    from .call.tokens import TokenSource
    from .call.transport.choose import HttpClient
    from .call.transport.protocol import Transport
    from .call.wiring import CallOptions, Wiring
    from .client_options import NewBoard
    from .clock import Clock
    from .models import DocumentItem, ImageItem
    from .options import Limits, Timeout

P = ParamSpec("P")
T = TypeVar("T")


class MiroApi(Groups):
    """All operations of Miro's REST API, in groups: `api.boards`, `api.sticky_notes`, ...

        async with MiroApi(access_token) as api:
            board = await api.boards.create(name="Retro")

    All calls share one HTTP client, which is made on first use and closed by `async with` or
    `aclose()`. No setting of ours is read from the environment; the HTTP library honors the usual
    proxy variables. What is installed beside this package does not change what it uses.

    Args:
        access_token: A token; or a function, sync or async, that gives one for each call; or an
            awaitable that gives it once.
        base_url: Where the REST API is; a sandbox's address, for example.
        scim_token: The organization's token for SCIM, which the user's token does not open.
        scim_base_url: Where SCIM is. The SCIM token goes nowhere else.
        timeout: How long to wait for the service.
        retry: When to try again, and how often; `NO_RETRIES` never does.
        pacing: Whether calls wait for credits instead of running into Miro's rate limit; or a store
            (`RedisPacingStore`) in which all processes that use this token count them together.
        limits: How many connections there are and how long they are kept, and so how many calls
            are under way at once. Of a client of the caller's own, only the last counts.
        proxy: The URL of a proxy for all connections.
        ssl_context: How to check certificates, instead of by the usual authorities.
        http_client: `"httpx"` (the default), `"httpx2"` or `"aiohttp"`, of which a client of our
            own is made; or an `httpx.AsyncClient`, `httpx2.AsyncClient` or `aiohttp.ClientSession`
            to use, which is left open. Its connections, proxies and TLS settings count; its
            headers, authentication, cookies and timeouts do not.
        transport: What carries the requests, instead of an HTTP client: a sandbox, for example.
        json: The library that reads and writes JSON: `"orjson"` is the faster one. It reads whole
            numbers beyond 64 bits, which Miro does not send, as floats.
        headers: What to send with each call besides our own headers.
        hooks: What to tell about the calls as they happen.
        user_agent: How to introduce oneself; the default names this package and its version.
        clock: What tells the time and waits, in tests; `Timeout.total` is in real time.

    Raises:
        ConfigurationError: The arguments cannot be right.
    """

    def __init__(  # noqa: PLR0913 - what a client can be told, each by keyword
        self,
        access_token: TokenSource,
        *,
        base_url: str = API_URL,
        scim_token: TokenSource | None = None,
        scim_base_url: str = SCIM_URL,
        timeout: Timeout | None = None,
        retry: RetryPolicy | None = None,
        pacing: bool | PacingStore = True,
        limits: Limits | None = None,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        http_client: HttpClient | None = None,
        transport: Transport | None = None,
        json: Literal["json", "orjson"] = "json",
        headers: Mapping[str, str] | None = None,
        hooks: Hooks | Sequence[Hooks] = (),
        user_agent: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        from .call.connections import Connections
        from .call.tokens import hidden_source, token_source
        from .call.wiring import Wiring

        # Before anything is refused: a traceback with locals shall not show the tokens.
        token, access_token = hidden_source(access_token), ""
        scim, scim_token = None if scim_token is None else hidden_source(scim_token), None
        if transport is not None and http_client is not None:
            raise ConfigurationError("give a transport or an http_client, not both")
        demand_kinds(timeout=timeout, retry=retry, limits=limits, hooks=hooks)
        if user_agent is not None and not is_header_text(user_agent):
            raise ConfigurationError("a user agent is one line of ASCII text")
        connections = Connections(
            limits=limits,
            proxy=proxy,
            ssl_context=ssl_context,
            http_client=http_client,
            transport=transport,
            json=json,
            user_agent=user_agent,
            clock=clock,
        )
        self._wiring: Wiring = Wiring(
            connections,
            base_url=checked_url(base_url),
            token=token_source(token),
            scim_base_url=checked_url(scim_base_url),
            scim_token=None if scim is None else token_source(scim),
            pacing=pacing,
        )
        self._derived = False
        self._timeout = timeout
        self._retry = retry
        self._headers: Mapping[str, str] = checked_headers(headers or {})
        self._hooks: Sequence[Hooks] = listed(hooks)

    def with_options(
        self,
        *,
        timeout: Timeout | None = None,
        retry: RetryPolicy | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: Hooks | Sequence[Hooks] = (),
    ) -> Self:
        """Give a client with other options that shares everything else, connections included.

            await api.with_options(timeout=Timeout(read=120)).items.create_bulk(...)

        It costs next to nothing, so it may be made for a single call. `headers` and `hooks` come on
        top of those of this client. It need not be closed; when this client is closed, so is it.
        """
        demand_kinds(timeout=timeout, retry=retry, hooks=hooks)
        return self._derive(
            _timeout=timeout or self._timeout,
            _retry=retry or self._retry,
            _headers={**self._headers, **checked_headers(headers or {})},
            _hooks=(*self._hooks, *listed(hooks)),
        )

    @property
    def rate_limit(self) -> RateLimit:
        """The credits of this minute, as far as this client knows."""
        return self._wiring.lanes["rest"].pacer.rate_limit

    @property
    def scim_rate_limit(self) -> RateLimit:
        """The same for SCIM, whose limits are for half a minute."""
        return self._wiring.lanes["scim"].pacer.rate_limit

    async def request(  # noqa: PLR0913 - what an operation's description says otherwise
        self,
        method: HttpMethod,
        path: str,
        *ids: str,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, object] | Sequence[object] | None = None,
        timeout: Timeout | None = None,  # noqa: ASYNC109 - more than one figure
        retry: RetryPolicy | None = None,
        headers: Mapping[str, str] | None = None,
        safety: RetrySafety | None = None,
        level: Literal[1, 2, 3, 4] = 2,
    ) -> RawAnswer[Any]:
        """Call what this package does not describe, and get the answer with its decoded JSON.

            path = "/v2-experimental/boards/{board_id}/comments"
            comments = await api.request("GET", path, board_id)
            for comment in comments.decoded["data"]: ...

        Token, credits, retries, hooks and errors are those of all other calls.

        Args:
            method: The HTTP method.
            path: The path after the base URL, with ids in braces, in the order of `ids`.
            ids: What goes into the braces; percent-encoded, so that no id changes the route.
            query: The query; a list repeats its name, `None` is left out.
            body: The JSON to send, taken literally: `None` inside is null.
            timeout: How long to wait, instead of as long as the client waits.
            retry: When to try again, instead of when the client does.
            headers: What to send besides the client's headers.
            safety: Whether it may be repeated when it is unknown if it was done. By default a GET
                is `"safe"`, a DELETE `"delete"`, and everything else `"unsafe"`.
            level: Its rate level, for what it costs; the service's answers correct the count.

        Raises:
            InvalidArgumentError: The path is no path, or has other braces than ids.
            MiroError: As all calls do.
        """
        from .call.undescribed import undescribed_operation

        operation = undescribed_operation(method, path, ids, safety, level)
        api = self.with_options(timeout=timeout, retry=retry, headers=headers)
        return await api._caller.request(operation, *ids, query=query, body=body)  # noqa: SLF001 - of this class

    async def raw(
        self, method: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> RawAnswer[T]:
        """Call a method of this client, and get the answer as it came beside what was made of it.

            answer = await api.raw(api.boards.get, board_id)
            answer.status, answer.headers, answer.body, answer.decoded.name

        Where the method makes several calls, the answer is that of the last one.
        """
        from .call.raw import raw

        return await raw(method, *args, **kwargs)

    async def download(
        self,
        file: ImageItem | DocumentItem | str,
        to: str | PathLike[str],
        *,
        format: FileFormat = "original",  # noqa: A002 - Miro's word
    ) -> DownloadedFile:
        """Download the file of an image or a document to a path.

            image = await api.images.get(board_id, item_id)
            await api.download(image, "picture.png")

        It is written beside the path under another name, and takes its place when it is whole. The
        token does not go to the host of the file. 500 credits.

        Args:
            file: The item, or the address that it has as `data.image_url` or `data.document_url`.
            to: Where to write it; what is there is replaced.
            format: `"original"`, or `"preview"` for a smaller picture.

        Raises:
            InvalidArgumentError: It has no file, or one of another host than the API's.
            OSError: The path cannot be written.
            MiroError: As all calls do.
        """
        from .call.download import download

        return await download(self._caller, file, to, file_format=format)

    def open_file(
        self,
        file: ImageItem | DocumentItem | str,
        *,
        format: FileFormat = "original",  # noqa: A002 - Miro's word
    ) -> AbstractAsyncContextManager[OpenedFile]:
        """Open the file of an image or a document, to read it in pieces.

            async with api.open_file(image) as opened:
                print(opened.content_type, opened.size)
                async for chunk in opened: ...

        Arguments and errors are those of `download`. It takes a connection until the block ends: do
        not open as many at once as there may be connections.
        """
        from .call.download import open_file

        return open_file(self._caller, file, file_format=format)

    async def board(self, board_id: str) -> Board:
        """Give a board to work with: to add to, to arrange, to take a snapshot of. 50 credits.

        board = await api.board(board_id)
        await board.add_sticky_note("More demos", at=(100, 50))
        """
        from .board.board import Board

        return Board(self, await self.boards.get(board_id))

    async def create_board(self, name: str | None = None, **settings: Unpack[NewBoard]) -> Board:
        """Create a board to work with; the arguments are those of `boards.create`. 500 credits."""
        from .board.board import Board

        return Board(self, await self.boards.create(name=name, **settings))

    async def aclose(self) -> None:
        """Close the connections; what the caller gave stays open. Closing twice is allowed."""
        if not self._derived:
            await self._wiring.connections.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        wiring = vars(self).get("_wiring")  # not there in the traceback of its own constructor
        return f"MiroApi({wiring.base_url!r})" if wiring else "MiroApi()"

    def _derive(self, **changes: object) -> Self:
        """Give a client that differs in this, and shares the rest."""
        derived = self.__class__.__new__(self.__class__)
        kept = ("_wiring", "_timeout", "_retry", "_headers", "_hooks")
        vars(derived).update({name: vars(self)[name] for name in kept}, _derived=True, **changes)
        return derived

    @once
    def _caller(self) -> Caller:
        # Here, and not at the top: a program that never calls should not pay for what calls need.
        from .call.caller import Caller

        return Caller(self._wiring, self._options())

    def _options(self) -> CallOptions:
        from .call.retry import RetryPolicy
        from .call.wiring import CallOptions
        from .options import Timeout

        return CallOptions(
            timeout=self._timeout or Timeout(),
            retry=self._retry or RetryPolicy(),
            headers=self._headers,
            hooks=self._hooks,
        )
