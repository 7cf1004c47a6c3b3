"""What is on a board now, as far as it takes to compare it with what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from attrs import define, evolve, field

from ...errors import APIError, NotFoundError
from ..whole import NOT_OPEN, TELLING, is_supported

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...models import Connector, Item, Tag
    from ...paging import CursorPaginator, OffsetPaginator
    from ..board import Board
    from .applied import Applied
    from .keyed import Keyed

T = TypeVar("T")

_LIST, _TAGS = 100, 50  # credits of a page


@define(kw_only=True)
class Present:
    """What is on a board: items, connectors and groups by id, tags by title.

    `carriers` has, for titles of tags, the ids of the items that carry them.
    """

    items: dict[str, Item] = field(factory=dict[str, "Item"])
    connectors: dict[str, Connector] = field(factory=dict[str, "Connector"])
    groups: dict[str, frozenset[str]] = field(factory=dict[str, frozenset[str]])
    tags: dict[str, Tag] = field(factory=dict[str, "Tag"])
    carriers: dict[str, frozenset[str]] = field(factory=dict[str, frozenset[str]])
    user_id: str | None = None
    """Who we are; only known if something is to be found again."""
    calls: int = 0
    credits: int = 0

    @property
    def newest(self) -> int:
        """The highest id of all items and connectors: what is made later has a higher one."""
        ids = [each for each in (*self.items, *self.connectors) if each.isdecimal()]
        return max(map(int, ids), default=0)

    def new(self, newest: int) -> list[str]:
        """Give the ids of what was made since, and not by others, in the order of its making."""
        things = {**self.items, **self.connectors}
        return sorted(
            (
                each
                for each, thing in things.items()
                if self.is_new(each, newest)
                and (self.user_id is None or _maker(thing) in {None, self.user_id})
            ),
            key=int,
        )

    @staticmethod
    def is_new(thing_id: str, newest: int) -> bool:
        """Tell whether something was made when this was the highest id."""
        return thing_id.isdecimal() and int(thing_id) > newest

    def inside(self, frame_id: str) -> list[Item]:
        """Give the items that are directly in a frame."""
        return [item for item in self.items.values() if _parent(item) == frame_id]


async def read_present(board: Board, wanted: Keyed, applied: Applied) -> Present:
    """Read those lists of a board that it takes to compare it with what is wanted.

    100 credits for 50 items; connectors, groups (100) and tags (50) only where any are wanted, or
    were before.
    """
    there, api = Present(), board.api
    begun = {each.type for each in applied.begun}
    if wanted.items or applied.items or applied.begun:
        found = await _all(api.items.list(board.id), there, _LIST)
        there.items = {item.id: item for item in found}
        await _complete(board, wanted, applied, there)
    if wanted.connectors or applied.connectors or "connector" in begun:
        lines = await _all(api.connectors.list(board.id), there, _LIST)
        there.connectors = {line.id: line for line in lines}
    if wanted.groups or applied.groups:
        for group in await _all(api.item_groups.list(board.id), there, _LIST):
            members = group.data.items if group.data is not None else ()
            there.groups[str(group.id)] = frozenset(members)
    await _read_tags(board, wanted, applied, there)
    if applied.begun and there.new(applied.newest):
        there.user_id = await _our_id(board, there)
    return there


async def _our_id(board: Board, there: Present) -> str | None:
    try:
        whose = await board.api.tokens.get_info()
    except APIError:
        return None  # then only what is made tells whose it is
    there.calls += 1
    there.credits += _TAGS
    return whose.user.id


async def _complete(board: Board, wanted: Keyed, applied: Applied, there: Present) -> None:
    """Read what the list of items leaves out of some kinds, where it counts."""
    ours = {*wanted.items, *(known.id for known in applied.items.values())}
    begun = {each.type for each in applied.begun}
    kinds = {
        item.type
        for item in there.items.values()
        if item.data is None
        and not is_supported(item)
        and (item.id in ours or (item.type in begun and there.is_new(item.id, applied.newest)))
    }
    for kind in sorted(kinds & TELLING.keys()):
        try:
            told = await _all(TELLING[kind](board.api, board.id), there, _LIST)
        except APIError as error:
            if error.status not in NOT_OPEN:
                raise
            continue
        for item in told:
            listed = there.items.get(item.id)
            if listed is not None and listed.data is None:
                there.items[item.id] = _completed(item, listed)


def _completed(item: Item, listed: Item) -> Item:
    """Give an item as its own route tells it, but where it is as the list of items does."""
    geometry = item.geometry if item.geometry is not None else listed.geometry
    return evolve(
        item, position=listed.position, parent=listed.parent, geometry=geometry, extra=listed.extra
    )


async def _read_tags(board: Board, wanted: Keyed, applied: Applied, there: Present) -> None:
    api = board.api
    before = (title for known in applied.items.values() for title in known.tags)
    titles = dict.fromkeys([*wanted.titles(), *before, *applied.tags])
    if not titles:
        return
    ours = {*applied.tags.values()}
    for tag in await _all(api.tags.list(board.id), there, _TAGS):
        there.tags[tag.title] = tag
        if tag.title in titles or tag.id in ours:  # which somebody may have renamed
            carried = api.tags.list_items(board.id, tag.id)
            try:
                there.carriers[tag.title] = _ids(await _all(carried, there, _TAGS))
            except NotFoundError:  # it was deleted since the list of tags was read
                del there.tags[tag.title]


async def _all(
    things: CursorPaginator[T] | OffsetPaginator[T], there: Present, cost: int
) -> list[T]:
    found: list[T] = []
    async for page in things.pages():
        there.calls += 1
        there.credits += cost
        found += page.data
    return found


def _ids(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(item.id for item in items)


def _parent(item: Item) -> str | None:
    return item.parent.id if item.parent is not None else None


def _maker(thing: Item | Connector) -> str | None:
    return thing.created_by.id if thing.created_by is not None else None
