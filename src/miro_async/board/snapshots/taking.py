"""How a board is read as a whole: several lists at the same time.

Nothing holds a board still while it is read. What is made or deleted meanwhile is in the snapshot
or not; what is changed may be as it was before or after.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from ...errors import InvalidArgumentError, NotFoundError
from ..side_by_side import side_by_side
from ..whole import fill_in, kinds_without_data
from .snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ...client import MiroApi
    from ...models import BoardMember, Connector, Item, ItemGroup, Tag
    from ..board import Board

AT_ONCE = 5
"""How many lists are read at the same time, if nothing else is said."""


async def take(board: Board, *, members: bool, experimental: bool, at_once: int) -> Snapshot:
    """Read a board as a whole: see `Board.snapshot`."""
    if at_once < 1:
        raise InvalidArgumentError(f"at_once is {at_once}, but one at a time is the least")
    reading = _Reading(board.api, board.id)
    jobs: list[Callable[[], Awaitable[object]]] = [
        reading.read_items,
        reading.read_connectors,
        reading.read_tags,
        reading.read_groups,
        reading.read_info,
    ]
    await side_by_side([*jobs, reading.read_members] if members else jobs, at_once=at_once)
    # Later, as only now it is known which tags there are, and what came without its data.
    later = [partial(reading.read_tagged, tag) for tag in reading.tags]
    missing = kinds_without_data(reading.items.values()) if experimental else ()
    fill = [partial(fill_in, board.api, board.id, reading.items, kind) for kind in missing]
    await side_by_side([*later, *fill], at_once=at_once)
    return reading.snapshot()


class _Reading:
    """A board being read, and what has come of it."""

    def __init__(self, api: MiroApi, board_id: str) -> None:
        self.api = api
        self.board_id = board_id
        self.began = now(api)
        self.tags: list[Tag] = []
        self.items: dict[str, Item] = {}
        self._connectors: dict[str, Connector] = {}
        self._groups: dict[str | None, ItemGroup] = {}
        self._members: list[BoardMember] | None = None
        self._tags_of: dict[str, dict[str, Tag]] = {}

    async def read_info(self) -> None:
        self.info = await self.api.boards.get(self.board_id)

    async def read_items(self) -> None:
        # By their ids, as a list that changes while it is read may give something twice.
        async for item in self.api.items.list(self.board_id):
            self.items[item.id] = item

    async def read_connectors(self) -> None:
        async for connector in self.api.connectors.list(self.board_id):
            self._connectors[connector.id] = connector

    async def read_groups(self) -> None:
        async for group in self.api.item_groups.list(self.board_id):
            self._groups[group.id] = group

    async def read_tags(self) -> None:
        found = {tag.id: tag async for tag in self.api.tags.list(self.board_id)}
        self.tags = list(found.values())

    async def read_tagged(self, tag: Tag) -> None:
        try:
            async for item in self.api.tags.list_items(self.board_id, tag.id):
                self._tags_of.setdefault(item.id, {})[tag.id] = tag
        except NotFoundError:
            return  # it was deleted since the list of tags was read

    async def read_members(self) -> None:
        found = {one.id: one async for one in self.api.board_members.list(self.board_id)}
        self._members = list(found.values())

    def snapshot(self) -> Snapshot:
        in_order = {tag.id: place for place, tag in enumerate(self.tags)}
        tags_of = {
            item_id: tuple(sorted(tags.values(), key=lambda tag: in_order[tag.id]))
            for item_id in self.items
            if (tags := self._tags_of.get(item_id))
        }
        return Snapshot(
            info=self.info,
            items=tuple(self.items.values()),
            connectors=tuple(self._connectors.values()),
            tags=tuple(self.tags),
            tags_of=tags_of,
            groups=tuple(self._groups.values()),
            members=self._members,
            taken_at=self.began,
        )


def now(api: MiroApi) -> datetime:
    """Give the time, by the client's clock."""
    clock = api._wiring.connections.clock  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return datetime.fromtimestamp(clock.time(), UTC)
