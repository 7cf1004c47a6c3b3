"""A board as it is listed, page by page, for boards of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import define, field, frozen

from ..errors import InvalidArgumentError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from ..client import MiroApi
    from ..models import BoardMember, Connector, Item, ItemGroup, Tag
    from ..paging import Page

Part: TypeAlias = Literal["items", "connectors", "tags", "tagged", "groups", "members"]
"""What a board has; `"tagged"` are the tags on items, each as a `Tagged`."""
PARTS: Sequence[Part] = get_args(Part)


@frozen(kw_only=True)
class Tagged:
    """A tag on an item."""

    item_id: str
    tag: Tag


Streamed: TypeAlias = "Item | Connector | Tag | Tagged | ItemGroup | BoardMember"
"""What a stream gives."""


class Stream:
    """What is on a board, to iterate over with `async for`; each walk starts anew.

    One page of at most 50 things is held at a time, and the ids of the page before: whatever the
    service gives once more at the edge of two pages, as the board changes, is given once.
    """

    def __init__(self, api: MiroApi, board_id: str, parts: Sequence[Part]) -> None:
        unknown = [part for part in parts if part not in PARTS]
        if unknown:
            raise InvalidArgumentError(f"parts are of {', '.join(PARTS)}, not {unknown[0]!r}")
        self._start: Callable[[], StreamWalk] = lambda: StreamWalk(api, board_id, parts)

    def __aiter__(self) -> AsyncIterator[Streamed]:
        return self._start()


@define(eq=False)
class _List:
    """A list that is being walked over.

    `shown` gives what the stream has of a page of it. The list of a tag's items `may_be_gone`: the
    tag can be deleted after the list of tags was read.
    """

    pages: AsyncIterator[Page[Any]]
    shown: Callable[[Sequence[Any]], Sequence[Streamed]]
    may_be_gone: bool = False
    before: frozenset[object] = field(factory=frozenset[object])

    async def following(self) -> Sequence[Streamed] | None:
        """Give the next page, without what was on the one before; `None` at the end."""
        try:
            page = await anext(self.pages, None)
        except NotFoundError:
            if not self.may_be_gone:
                raise
            return None
        if page is None:
            return None
        # A page may also have the same thing twice, so by id.
        things = {thing.id: thing for thing in page.data}
        new = [thing for id_, thing in things.items() if id_ not in self.before]
        self.before = frozenset(things)
        return self.shown(new)


class StreamWalk:
    """One walk over a stream. A class, as a generator that is left early must be closed."""

    def __init__(self, api: MiroApi, board_id: str, parts: Sequence[Part]) -> None:
        self._api = api
        self._board_id = board_id
        self._lists = [self._list(part) for part in parts]
        self._page: Iterator[Streamed] = iter(())

    def __aiter__(self) -> StreamWalk:
        return self

    async def __anext__(self) -> Streamed:
        while True:
            for thing in self._page:
                return thing
            self._page = iter(())  # so that there are not two pages while the next one comes
            self._page = iter(await self._following())

    async def _following(self) -> Sequence[Streamed]:
        while self._lists:
            page = await self._lists[0].following()
            if page is not None:
                return page
            del self._lists[0]
        raise StopAsyncIteration

    def _list(self, part: Part) -> _List:
        api, board_id = self._api, self._board_id
        if part == "tagged":
            return _List(api.tags.list(board_id).pages(), self._expect_tagged)
        lists: dict[Part, Callable[[], AsyncIterator[Page[Any]]]] = {
            "items": lambda: api.items.list(board_id).pages(),
            "connectors": lambda: api.connectors.list(board_id).pages(),
            "tags": lambda: api.tags.list(board_id).pages(),
            "groups": lambda: api.item_groups.list(board_id).pages(),
            "members": lambda: api.board_members.list(board_id).pages(),
        }
        return _List(lists[part](), lambda things: things)

    def _expect_tagged(self, tags: Sequence[Tag]) -> Sequence[Streamed]:
        """Have the items of these tags listed next, before what was to follow."""
        self._lists[1:1] = [self._list_of(tag) for tag in tags]
        return ()

    def _list_of(self, tag: Tag) -> _List:
        pages = self._api.tags.list_items(self._board_id, tag.id).pages()
        return _List(
            pages,
            lambda items: [Tagged(item_id=item.id, tag=tag) for item in items],
            may_be_gone=True,
        )
