"""`MiroApi` without `await`: Miro's REST API for the owner of one access token."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, Self, TypeVar

from .. import client
from ..once import once
from .caller import Caller
from .endpoints._groups import Groups
from .files import OpenedFile
from .portal import Portal

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from os import PathLike
    from types import TracebackType
    from typing import Unpack

    from ..call.download import DownloadedFile
    from ..call.hooks import Hooks
    from ..call.operation import HttpMethod, RetrySafety
    from ..call.pacing import RateLimit
    from ..call.raw import RawAnswer
    from ..call.resources import FileFormat
    from ..call.retry import RetryPolicy
    from ..call.tokens import TokenSource
    from ..client_options import ClientOptions, NewBoard
    from ..models import DocumentItem, ImageItem
    from ..options import Timeout
    from .board.board import Board

P = ParamSpec("P")
T = TypeVar("T")


class MiroApi(Groups):
    """All operations of Miro's REST API, in groups: `api.boards`, `api.sticky_notes`, ...

        with MiroApi(access_token) as api:
            board = api.boards.create(name="Retro")

    Arguments, results and errors are those of `miro_async.MiroApi`, which does the work in a thread
    beside. Threads may share a client: as many calls as there are connections are under way at
    once. It is closed by `with`, by `close()`, or when the program ends.

    Hooks, and functions that give tokens, are called in that thread, one at a time.

    Args:
        access_token: A token; or a function, sync or async, that gives one for each call.
        options: The other arguments of `miro_async.MiroApi`, by keyword.

    Raises:
        ConfigurationError: The arguments cannot be right.
    """

    def __init__(self, access_token: TokenSource, **options: Unpack[ClientOptions]) -> None:
        from ..call.tokens import hidden_source, hide_scim_token

        # Before anything is refused: a traceback with locals shall not show the tokens.
        token, access_token = hidden_source(access_token), ""
        hide_scim_token(options)
        self._api: client.MiroApi = client.MiroApi(token, **options)
        self._portal: Portal = Portal(self._api.aclose)
        self._derived = False

    @classmethod
    def of(cls, api: client.MiroApi, portal: Portal) -> Self:
        """Give the client that has its calls made by this async one, in an event loop of others."""
        made = cls.__new__(cls)
        vars(made).update(_api=api, _portal=portal, _derived=True)
        return made

    def with_options(
        self,
        *,
        timeout: Timeout | None = None,
        retry: RetryPolicy | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: Hooks | Sequence[Hooks] = (),
    ) -> Self:
        """Give a client with other options that shares everything else, connections included.

        It costs next to nothing, so it may be made for a single call. `headers` and `hooks` come on
        top of those of this client. It need not be closed; when this client is closed, so is it.
        """
        other = self._api.with_options(timeout=timeout, retry=retry, headers=headers, hooks=hooks)
        return self.of(other, self._portal)

    @property
    def rate_limit(self) -> RateLimit:
        """The credits of this minute, as far as this client knows."""
        return self._portal.look(lambda: self._api.rate_limit)

    @property
    def scim_rate_limit(self) -> RateLimit:
        """The same for SCIM, whose limits are for half a minute."""
        return self._portal.look(lambda: self._api.scim_rate_limit)

    def request(  # noqa: PLR0913 - what an operation's description says otherwise
        self,
        method: HttpMethod,
        path: str,
        *ids: str,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, object] | Sequence[object] | None = None,
        timeout: Timeout | None = None,
        retry: RetryPolicy | None = None,
        headers: Mapping[str, str] | None = None,
        safety: RetrySafety | None = None,
        level: Literal[1, 2, 3, 4] = 2,
    ) -> RawAnswer[Any]:
        """Call what this package does not describe, and get the answer with its decoded JSON.

            path = "/v2-experimental/boards/{board_id}/comments"
            comments = api.request("GET", path, board_id)

        Arguments and errors are those of `miro_async.MiroApi.request`.
        """
        return self._portal.call(
            self._api.request,
            method,
            path,
            *ids,
            query=query,
            body=body,
            timeout=timeout,
            retry=retry,
            headers=headers,
            safety=safety,
            level=level,
        )

    def raw(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> RawAnswer[T]:
        """Call a method of this client, and get the answer as it came beside what was made of it.

            answer = api.raw(api.boards.get, board_id)
            answer.status, answer.headers, answer.body, answer.decoded.name

        Where the method makes several calls, the answer is that of the last one.
        """
        from contextvars import copy_context

        from ..call.raw import last_answer, recorded

        def call() -> RawAnswer[T]:
            with recorded() as answers:
                decoded = method(*args, **kwargs)
            return last_answer(answers, decoded)

        # In a context of its own, in which nothing needs to be undone after an interruption.
        return copy_context().run(call)

    def download(
        self,
        file: ImageItem | DocumentItem | str,
        to: str | PathLike[str],
        *,
        format: FileFormat = "original",  # noqa: A002 - Miro's word
    ) -> DownloadedFile:
        """Download the file of an image or a document to a path.

            image = api.images.get(board_id, item_id)
            api.download(image, "picture.png")

        Arguments and errors are those of `miro_async.MiroApi.download`. 500 credits.
        """
        return self._portal.call(self._api.download, file, to, format=format)

    def board(self, board_id: str) -> Board:
        """Give a board to work with: to add to, to arrange, to take a snapshot of. 50 credits.

        board = api.board(board_id)
        board.add_sticky_note("More demos", at=(100, 50))
        """
        from .board.board import Board

        return Board.of(self, self._portal.call(self._api.board, board_id))

    def create_board(self, name: str | None = None, **settings: Unpack[NewBoard]) -> Board:
        """Create a board to work with; the arguments are those of `boards.create`. 500 credits."""
        from .board.board import Board

        return Board.of(self, self._portal.call(self._api.create_board, name, **settings))

    @contextmanager
    def open_file(
        self,
        file: ImageItem | DocumentItem | str,
        *,
        format: FileFormat = "original",  # noqa: A002 - Miro's word
    ) -> Generator[OpenedFile]:
        """Open the file of an image or a document, to read it in pieces.

            with api.open_file(image) as opened:
                print(opened.content_type, opened.size)
                for chunk in opened: ...

        Arguments and errors are those of `download`. It takes a connection until the block ends: do
        not open as many at once as there may be connections.
        """
        with self._portal.entered(self._api.open_file(file, format=format)) as (inside, opened):
            yield OpenedFile(inside, opened)

    def close(self) -> None:
        """Close the connections; what the caller gave stays open. Closing twice is allowed."""
        if not self._derived:
            self._portal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        api = vars(self).get("_api")  # not there in the traceback of its own constructor
        return repr(api) if api else "MiroApi()"

    @once
    def _caller(self) -> Caller:
        engine = self._api._caller  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - of both
        return Caller(engine, self._portal)


def portal_of(api: MiroApi) -> Portal:
    """Give the way to the event loop of a client, for what works with it."""
    return api._portal  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - of this module
