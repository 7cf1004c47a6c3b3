"""Which of our pictures are on the board, whatever the ledger says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from ..geometry import Point
from .marks import mark_in

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ..client import MiroApi
    from ..models import Item


@frozen(kw_only=True)
class Found:
    """An image of the board whose title has a mark."""

    item_id: str
    title: str
    place: Point | None
    frame_id: str | None


@define
class Listing:
    """The marked images of a board, as they were at a time in seconds since 1970."""

    at: float
    by_mark: dict[str, list[Found]] = field(factory=dict[str, list[Found]])

    def forget(self, item_id: str) -> None:
        """Leave out an item that was deleted since."""
        for mark, items in self.by_mark.items():
            self.by_mark[mark] = [one for one in items if one.item_id != item_id]

    def unclaimed(self, mark: str, claimed: AbstractSet[str | None]) -> list[Found]:
        """Give the items with this mark that belong to no file yet."""
        return [one for one in self.by_mark.get(mark, ()) if one.item_id not in claimed]


async def listing(api: MiroApi, board_id: str, now: float) -> Listing:
    """List the marked images of a board: 100 credits for 50 images, ours or not."""
    found = Listing(now)
    async for item in api.items.list(board_id, type="image"):
        mark, title = _mark_of(item)
        if mark is None:
            continue
        place = item.position
        found.by_mark.setdefault(mark, []).append(
            Found(
                item_id=item.id,
                title=title,
                place=Point(place.x or 0.0, place.y or 0.0) if place else None,
                frame_id=item.parent.id if item.parent else None,
            )
        )
    return found


def _mark_of(item: Item) -> tuple[str | None, str]:
    from ..models import ImageItem

    title = item.data.title if isinstance(item, ImageItem) and item.data else None
    return (mark_in(title), title) if isinstance(title, str) else (None, "")
