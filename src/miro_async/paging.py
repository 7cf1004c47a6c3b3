"""Lists that come in pages: iterate, and each page is fetched when it is needed.

    async for item in api.items.list(board_id): ...
    async for page in api.items.list(board_id).pages(): ...
    first = await api.items.list(board_id).first()
    hundred = await api.items.list(board_id).collect(limit=100)
    async with api.items.list(board_id).prefetch(pages=1) as items: ...

A list ends where the service says so: at a missing cursor, at an empty page. It never ends because
of `total`, which many lists do not have. Iterating again starts again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeAlias, TypeVar

from attrs import field, frozen

from .errors import InvalidArgumentError, PaginationError
from .extra import NO_EXTRA

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from .call.operation import Operation
    from .models import PageLinks
    from .prefetch import Prefetch

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Start: TypeAlias = "str | int"


class Page(Protocol[T_co]):
    """What every page has."""

    @property
    def data(self) -> Sequence[T_co]:
        """The things of this page."""
        ...


PageT = TypeVar("PageT", bound=Page[object])


class PageSource(Protocol):
    """What fetches one page of a list."""

    async def page(
        self, operation: Operation[object], *ids: str, query: Mapping[str, object]
    ) -> Any:
        """Give the page, decoded."""
        ...


@frozen(kw_only=True)
class CursorPage(Generic[T]):
    """One page of a list that continues at a cursor; the last one has none."""

    data: Sequence[T]
    cursor: str | None = None
    total: int | None = None
    size: int | None = None
    limit: int | None = None
    links: PageLinks | None = None
    type: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class OffsetPage(Generic[T]):
    """One page of a list that continues at an offset, counted from 0."""

    data: Sequence[T]
    offset: int | None = None
    total: int | None = None
    size: int | None = None
    limit: int | None = None
    links: PageLinks | None = None
    type: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimPage(Generic[T]):
    """One page of a SCIM list (RFC 7644, section 3.4.2); `start_index` counts from 1."""

    data: Sequence[T]
    start_index: int | None = None
    items_per_page: int | None = None
    total_results: int | None = None
    schemas: Sequence[str] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


class Paginator(ABC, Generic[T, PageT]):
    """A list to iterate over with `async for`, fetched page by page as that goes on."""

    position_parameter: ClassVar[str]
    """The query parameter that says where a page begins."""

    def __init__(  # noqa: PLR0913 - a call, and where and how its list begins
        self,
        source: PageSource,
        operation: Operation[T],
        ids: Sequence[str],
        query: Mapping[str, object],
        *,
        page_size: int | None,
        start: Start | None,
    ) -> None:
        if page_size is not None and page_size < 1:
            raise InvalidArgumentError(f"page_size is {page_size}, but a page has at least one")
        assert operation.paging is not None
        self._source = source
        self._operation = operation
        self._ids = ids
        self._query = query
        self._paging = operation.paging
        self._page_size = page_size
        self._start = start

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.call})"

    def __aiter__(self) -> AsyncIterator[T]:
        """Iterate over the things themselves, over all pages."""
        return self._items(self._paging.largest)

    def pages(self) -> AsyncIterator[PageT]:
        """Iterate over the pages, each with what the service says about it."""
        return self._pages(self._paging.largest)

    async def first(self) -> T | None:
        """Give the first of the list, `None` if it is empty; asks for the smallest page."""
        return await anext(self._items(self._paging.smallest), None)

    async def collect(self, *, limit: int | None = None) -> list[T]:
        """Give the whole list, or its first `limit`; asks for no more pages than that takes."""
        if limit is None:
            return [thing async for thing in self]
        if limit < 0:
            raise InvalidArgumentError(f"limit is {limit}, but cannot be less than 0")
        things: list[T] = []
        items = self._items(limit)
        while len(things) < limit:
            try:
                things.append(await anext(items))
            except StopAsyncIteration:
                break
        return things

    def prefetch(self, *, pages: int = 1) -> Prefetch[T, PageT]:
        """Fetch up to so many pages ahead, inside of a block, while the caller works on this one.

            async with api.items.list(board_id).prefetch(pages=1) as items:
                async for item in items: ...

        What the block gives has `pages()`, too. An error comes where its page would have come;
        leaving the block cancels what is under way.
        """
        if pages < 1:
            raise InvalidArgumentError(f"pages is {pages}, but a page ahead is the least")
        # Here, as nothing else of a list needs an event loop's tools.
        from .prefetch import Prefetch

        return Prefetch(self.pages(), pages)

    def _items(self, wanted: int) -> AsyncIterator[T]:
        return Things(self._pages(wanted))

    def _pages(self, wanted: int) -> _Pages[T, PageT]:
        size = self._page_size if self._page_size is not None else wanted
        size = min(max(size, self._paging.smallest), self._paging.largest)
        return _Pages(self, size, self._start)

    async def page(self, position: Start | None, size: int) -> PageT:
        """Fetch the page of `size` at this cursor, offset or index; `None` is the beginning."""
        query = {
            **self._query,
            self._paging.size_parameter: size,
            self.position_parameter: position,
        }
        page: PageT = await self._source.page(self._operation, *self._ids, query=query)
        return page

    @abstractmethod
    def after(self, page: PageT, position: Start | None, size: int) -> Start | None:
        """Give where the list goes on after this page; `None` when it was the last."""


class CursorPaginator(Paginator[T, CursorPage[T]]):
    """A list that continues at cursors."""

    position_parameter = "cursor"

    def after(
        self,
        page: CursorPage[T],
        position: Start | None,  # noqa: ARG002 - a cursor says all
        size: int,  # noqa: ARG002 - as above
    ) -> str | None:
        """Give the page's cursor; the last page has none, or an empty one."""
        return page.cursor if isinstance(page.cursor, str) and page.cursor else None


class OffsetPaginator(Paginator[T, OffsetPage[T]]):
    """A list that continues at offsets."""

    position_parameter = "offset"

    def after(self, page: OffsetPage[T], position: Start | None, size: int) -> int | None:
        """Count on, until a page is empty, or short and without a link to the next."""
        # By name, as what the service sent as links might be anything.
        last = page.links is not None and getattr(page.links, "next", None) is None
        short = len(page.data) < size
        if not page.data or (short and last):
            return None
        return int(position or 0) + len(page.data)


class ScimPaginator(Paginator[T, ScimPage[T]]):
    """A list of SCIM, which continues at an index."""

    position_parameter = "startIndex"

    def after(self, page: ScimPage[T], position: Start | None, size: int) -> int | None:
        """Count on, until a page is empty, or short and the last by the service's own count."""
        following = int(position or 1) + len(page.data)
        short = len(page.data) < size
        counted = isinstance(page.total_results, int) and following > page.total_results
        return None if not page.data or (short and counted) else following


class _Pages(Generic[T, PageT]):
    """The walk over the pages. A class, as a generator that is left early must be closed."""

    def __init__(self, source: Paginator[T, PageT], size: int, start: Start | None) -> None:
        self._source = source
        self._size = size
        self._position = start
        self._seen: set[Start | None] = {start}
        self._ended = False
        self._repeated = False

    def __aiter__(self) -> _Pages[T, PageT]:
        return self

    async def __anext__(self) -> PageT:
        if self._repeated:
            raise PaginationError(
                f"the service gave the {self._source.position_parameter} {self._position!r} "
                "twice: the list would never end"
            )
        if self._ended:
            raise StopAsyncIteration
        page = await self._source.page(self._position, self._size)
        self._position = self._source.after(page, self._position, self._size)
        self._ended = self._position is None
        # Only the step after this page fails: what came with it is not lost.
        self._repeated = not self._ended and self._position in self._seen
        self._seen.add(self._position)
        return page


class Things(Generic[T]):
    """The walk over the things of all pages."""

    def __init__(self, pages: AsyncIterator[Page[Any]]) -> None:
        self._pages = pages
        self._page: Sequence[T] = ()
        self._next = 0

    def __aiter__(self) -> Things[T]:
        return self

    async def __anext__(self) -> T:
        while self._next == len(self._page):
            page = await anext(self._pages)
            self._page, self._next = page.data, 0
        self._next += 1
        return self._page[self._next - 1]
