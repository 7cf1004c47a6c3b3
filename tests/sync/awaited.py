"""A client that blocks, to be used as if it were async: what is written for one runs on both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from miro_async.sync.paging import Paginator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from miro_async.sync import MiroApi


class Awaited:
    """The client, or a group of its methods: each call gives an awaitable, which is done."""

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        return _called(found) if callable(found) else Awaited(found)

    def __hash__(self) -> int:
        return hash(self._thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Awaited) and self._thing is other._thing


class AwaitedList:
    """A list of a client that blocks."""

    def __init__(self, items: Paginator[Any, Any]) -> None:
        self._items = items

    async def first(self) -> Any:
        """Give the first."""
        return self._items.first()

    async def collect(self, **options: Any) -> Any:
        """Give all."""
        return self._items.collect(**options)

    async def __aiter__(self) -> AsyncIterator[Any]:
        for item in self._items:
            yield item

    async def pages(self) -> AsyncIterator[Any]:
        """Give the pages."""
        for page in self._items.pages():
            yield page


def _called(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        given = method(*args, **kwargs)
        return AwaitedList(given) if isinstance(given, Paginator) else _done(given)

    return call


async def _done(given: object) -> object:
    return given


def awaited(api: MiroApi) -> Any:
    """Give the client as if it were async."""
    return Awaited(api)
