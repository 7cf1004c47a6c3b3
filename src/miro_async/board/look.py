"""One reading of a board, to see what has changed since the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import NotFoundError
from .sightings import seen_connector, seen_group, seen_item, seen_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..client import MiroApi
    from .change import Thing
    from .sightings import Found, Known, Sighting

# The credits of a call: for the board, for a page of a list, for one thing by its id.
_BOARD, _LIST, _TAGS = 50, 100, 50
_ONE: Mapping[Thing, int] = {"item": 50, "connector": 50, "tag": 50, "group": 100}


class Look:
    """One reading of a board; `credits` counts what it has cost so far."""

    def __init__(self, api: MiroApi, board_id: str, *, tags: bool) -> None:
        self._api = api
        self._board_id = board_id
        self._tags = tags
        self._carried: dict[str, list[str]] = {}
        self.credits: int = 0

    async def modified(self) -> str:
        """Give the board's time of change."""
        self.credits += _BOARD
        return str((await self._api.boards.get(self._board_id)).modified_at)

    async def everything(self, known: Known | None) -> dict[str, Found]:
        """Give all things on the board; of what is missing it is made sure that it is gone."""
        things = known.things if known is not None else {}
        before = self.credits
        found = await self._lists(things)
        lists = self.credits - before
        missing = {
            each: old for each, old in things.items() if each not in found and old.what != "tag"
        }
        if sum(_ONE[old.what] for old in missing.values()) > lists:
            # A page can miss what moves between pages, but hardly twice.
            return {**found, **await self._lists(things)}
        for thing_id, old in missing.items():
            if (one := await self._one(thing_id, old)) is not None:
                found[thing_id] = one
        return found

    async def _lists(self, things: Mapping[str, Sighting]) -> dict[str, Found]:
        api, board_id = self._api, self._board_id
        found: dict[str, Found] = {}
        if self._tags:
            await self._read_tags(things, found)
        async for page in api.items.list(board_id).pages():
            self.credits += _LIST
            for item in page.data:
                found[item.id] = (seen_item(item, self._carried.get(item.id, ())), item)
        async for lines in api.connectors.list(board_id).pages():
            self.credits += _LIST
            found |= {line.id: (seen_connector(line), line) for line in lines.data}
        async for groups in api.item_groups.list(board_id).pages():
            self.credits += _LIST
            found |= {group.id: (seen_group(group), group) for group in groups.data if group.id}
        return found

    async def _read_tags(self, things: Mapping[str, Sighting], found: dict[str, Found]) -> None:
        self._carried = {}
        async for page in self._api.tags.list(self._board_id).pages():
            self.credits += _TAGS
            found |= {tag.id: (seen_tag(tag), tag) for tag in page.data}
        for tag_id, old in things.items():
            # Here, and not with the others: of a tag that is there its items have to be read.
            if old.what == "tag" and tag_id not in found:
                one = await self._one(tag_id, old)
                found |= {} if one is None else {tag_id: one}
        for tag_id in found:
            await self._read_carriers(tag_id)

    async def _read_carriers(self, tag_id: str) -> None:
        # By id: a tag that gets another title is one change, and not one of each item.
        try:
            async for page in self._api.tags.list_items(self._board_id, tag_id).pages():
                self.credits += _TAGS
                for item in page.data:
                    self._carried.setdefault(item.id, []).append(tag_id)
        except NotFoundError:
            return  # it was deleted since the list of tags was read

    async def _one(self, thing_id: str, old: Sighting) -> Found | None:
        """Give a thing that the lists did not have, `None` if it is not there."""
        api, board_id = self._api, self._board_id
        self.credits += _ONE[old.what]
        try:
            if old.what == "connector":
                line = await api.connectors.get(board_id, thing_id)
                return seen_connector(line), line
            if old.what == "tag":
                tag = await api.tags.get(board_id, thing_id)
                return seen_tag(tag), tag
            if old.what == "group":
                group = await api.item_groups.get(board_id, thing_id)
                return seen_group(group), group
            item = await api.items.get(board_id, thing_id)
        except NotFoundError:
            return None
        return seen_item(item, self._carried.get(item.id, ())), item
