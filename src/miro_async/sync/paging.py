"""Lists that come in pages, without `await`: iterate, and each page is fetched when it is needed.

    for item in api.items.list(board_id): ...
    for page in api.items.list(board_id).pages(): ...
    first = api.items.list(board_id).first()
    hundred = api.items.list(board_id).collect(limit=100)
    with api.items.list(board_id).prefetch(pages=1) as items: ...

They are the lists of `miro_async.paging`: where they end, what they raise and how large their pages
are is told there.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from .. import paging
from ..paging import CursorPage, OffsetPage, Page, ScimPage, Start
from .steps import Steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from ..call.operation import Operation
    from ..prefetch import Prefetched as AsyncPrefetched
    from .caller import Caller
    from .portal import Inside, Portal

T = TypeVar("T")
PageT = TypeVar("PageT", bound=Page[Any])


class Paginator(Generic[T, PageT]):
    """A list to iterate over with `for`, fetched page by page as that goes on."""

    asynchronous: ClassVar[type[paging.Paginator[Any, Any]]]
    """What it is for those who await."""

    def __init__(  # noqa: PLR0913 - a call, and where and how its list begins
        self,
        caller: Caller,
        operation: Operation[T],
        ids: Sequence[str],
        query: Mapping[str, object],
        *,
        page_size: int | None,
        start: Start | None,
    ) -> None:
        self._portal = caller.portal
        self._list: paging.Paginator[T, PageT] = self.asynchronous(
            caller.asynchronous, operation, ids, query, page_size=page_size, start=start
        )

    @classmethod
    def of(cls, portal: Portal, given: paging.Paginator[T, PageT]) -> Self:
        """Give the list that is fetched by this async one."""
        made = cls.__new__(cls)
        vars(made).update(_portal=portal, _list=given)
        return made

    def __repr__(self) -> str:
        return repr(self._list)

    def __iter__(self) -> Iterator[T]:
        """Iterate over the things themselves, over all pages."""
        return _Things(self.pages())

    def pages(self) -> Iterator[PageT]:
        """Iterate over the pages, each with what the service says about it."""
        return Steps(self._portal, self._list.pages())

    def first(self) -> T | None:
        """Give the first of the list, `None` if it is empty; asks for the smallest page."""
        return self._portal.call(self._list.first)

    def collect(self, *, limit: int | None = None) -> list[T]:
        """Give the whole list, or its first `limit`; asks for no more pages than that takes."""
        return self._portal.call(self._list.collect, limit=limit)

    @contextmanager
    def prefetch(self, *, pages: int = 1) -> Generator[Prefetched[T, PageT]]:
        """Fetch up to so many pages ahead, inside of a block, while the caller works on this one.

            with api.items.list(board_id).prefetch(pages=1) as items:
                for item in items: ...

        What the block gives has `pages()`, too. An error comes where its page would have come;
        leaving the block cancels what is under way.
        """
        with self._portal.entered(self._list.prefetch(pages=pages)) as (inside, fetched):
            yield Prefetched(inside, fetched)


class CursorPaginator(Paginator[T, CursorPage[T]]):
    """A list that continues at cursors."""

    asynchronous: ClassVar[type[paging.Paginator[Any, Any]]] = paging.CursorPaginator


class OffsetPaginator(Paginator[T, OffsetPage[T]]):
    """A list that continues at offsets."""

    asynchronous: ClassVar[type[paging.Paginator[Any, Any]]] = paging.OffsetPaginator


class ScimPaginator(Paginator[T, ScimPage[T]]):
    """A list of SCIM, which continues at an index."""

    asynchronous: ClassVar[type[paging.Paginator[Any, Any]]] = paging.ScimPaginator


def twin_list(portal: Portal, given: paging.Paginator[Any, Any]) -> Paginator[Any, Any]:
    """Give the list to iterate over with `for` of one that awaits."""
    kind = next(kind for kind in _kinds() if isinstance(given, kind.asynchronous))
    return kind.of(portal, given)


def _kinds() -> tuple[type[Paginator[Any, Any]], ...]:
    return (CursorPaginator, OffsetPaginator, ScimPaginator)


class Prefetched(Generic[T, PageT]):
    """A list that is fetched ahead: its things with `for`, or its `pages()`.

    It is one walk: what has been given is not given again, and `pages()` begins after the page that
    the last thing was on.
    """

    def __init__(self, inside: Inside, fetched: AsyncPrefetched[T, PageT]) -> None:
        self._pages: Steps[PageT] = Steps(inside, fetched.pages())
        self._things: _Things[T] = _Things(self._pages)

    def __iter__(self) -> Iterator[T]:
        """Iterate over the things themselves, over all pages."""
        return self._things

    def pages(self) -> Iterator[PageT]:
        """Iterate over the pages, each with what the service says about it."""
        return self._pages


class _Things(Generic[T]):
    """The walk over the things of all pages."""

    def __init__(self, pages: Iterator[Page[Any]]) -> None:
        self._pages = pages
        self._page: Sequence[T] = ()
        self._next = 0

    def __iter__(self) -> _Things[T]:
        return self

    def __next__(self) -> T:
        while self._next == len(self._page):
            page = next(self._pages)
            self._page, self._next = page.data, 0
        self._next += 1
        return self._page[self._next - 1]
