"""Lists whose next pages are fetched while the caller works on this one.

    async with api.items.list(board_id).prefetch(pages=1) as items:
        async for item in items: ...

The task that fetches lives in the block: nothing is fetched before, and what is under way when the
block is left is cancelled.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

from anyio import Event, create_task_group

from .errors import ConfigurationError
from .paging import Page, Things

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from types import TracebackType

T = TypeVar("T")
PageT = TypeVar("PageT", bound=Page[object])


class Prefetch(Generic[T, PageT]):
    """A block in which a list is fetched ahead of the caller; for one `async with`."""

    def __init__(self, pages: AsyncIterator[PageT], ahead: int) -> None:
        self._pages = PagesAhead(pages, ahead)

    async def __aenter__(self) -> Prefetched[T, PageT]:
        await self._pages.begin()
        return Prefetched(self._pages)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._pages.end()


class Prefetched(Generic[T, PageT]):
    """A list that is fetched ahead: its things with `async for`, or its `pages()`.

    It is one walk: what has been given is not given again, and `pages()` begins after the page that
    the last thing was on. An error comes where its page would have come, after all that was before
    it; who asks again then has that page fetched once more.
    """

    def __init__(self, pages: PagesAhead[PageT]) -> None:
        self._pages = pages
        self._things: Things[T] = Things(pages)

    def __aiter__(self) -> AsyncIterator[T]:
        """Iterate over the things themselves, over all pages."""
        return self._things

    def pages(self) -> AsyncIterator[PageT]:
        """Iterate over the pages, each with what the service says about it."""
        return self._pages


class PagesAhead(Generic[PageT]):
    """The walk over the pages, and the task that goes ahead of it."""

    def __init__(self, source: AsyncIterator[PageT], ahead: int) -> None:
        self._source = source
        self._ahead = ahead
        self._pages: deque[PageT] = deque()
        self._fetching = False
        self._ended = False
        self._left = False
        self._error: BaseException | None = None

    async def begin(self) -> None:
        """Enter the block: the first pages are asked for."""
        self._news = Event()
        self._tasks = create_task_group()
        await self._tasks.__aenter__()
        self._fetch_on()

    async def end(self) -> None:
        """Leave the block: what is under way is cancelled."""
        self._left = True
        self._pages.clear()
        self._tasks.cancel_scope.cancel()
        # The task group gets neither the error of the block, which it would put into an exception
        # group, nor a cancellation from around, which would take that error's place.
        self._tasks.cancel_scope.shield = True
        await self._tasks.__aexit__(None, None, None)

    def __aiter__(self) -> PagesAhead[PageT]:
        return self

    async def __anext__(self) -> PageT:
        # Pages are taken without a wait in between, so that no cancellation loses one.
        while not self._pages:
            self._demand_more()
            await self._news.wait()
        page = self._pages.popleft()
        self._fetch_on()
        return page

    def _demand_more(self) -> None:
        if self._left:
            raise ConfigurationError("the block that fetches this list ahead has been left")
        if self._ended:
            raise StopAsyncIteration
        if self._error is not None:
            error, self._error = self._error, None
            try:
                raise error
            finally:
                del error  # it refers to this frame
        self._fetch_on()

    def _fetch_on(self) -> None:
        idle = not (self._fetching or self._ended or self._error)
        if idle and len(self._pages) < self._ahead:
            self._fetching = True
            self._tasks.start_soon(self._fetch)

    async def _fetch(self) -> None:
        try:
            while len(self._pages) < self._ahead:
                self._pages.append(await anext(self._source))
                self._tell()
        except StopAsyncIteration:
            self._ended = True
        except BaseException as error:
            self._error = error
            if not isinstance(error, Exception):
                raise
        finally:
            self._fetching = False
            self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = Event()
