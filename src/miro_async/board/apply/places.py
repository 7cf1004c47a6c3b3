"""Where wanted items go, as Miro wants it, when frames themselves are yet to come or to move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ...errors import InvalidArgumentError
from ...geometry import Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import Item
    from ..drafts import Draft
    from .keyed import Ids, Keyed, Target
    from .present import Present


@frozen(kw_only=True)
class Places:
    """Knows where frames will be when all is as wanted."""

    wanted: Keyed
    there: Present
    ids: Ids
    keys: Mapping[str, str]
    """The keys of what is wanted, by the ids of what is on the board."""

    def sent(self, draft: Draft) -> Point | None:
        """Give the place of an item's center from its frame's corner, or on the board without one.

        Raises:
            InvalidArgumentError: It counts from the board, and nobody knows where its frame is.
        """
        if draft.at is None or draft.frame is None or draft.relative_to == "frame":
            return draft.at
        if draft.type == "mindmap_node":  # it is below a node, and its place is the board's
            return draft.at
        corner = self.corner(self.wanted.target(draft.frame))
        return Point(draft.at.x - corner.x, draft.at.y - corner.y)

    def corner(self, frame: Target) -> Point:
        """Give the place of a frame's upper left corner on the board, when all is as wanted."""
        center, (width, height) = self._center(frame), self.size(frame)
        return Point(center.x - width / 2, center.y - height / 2)

    def size(self, frame: Target) -> tuple[float, float]:
        """Give the size that a frame will have."""
        draft, item = self._both(frame)
        geometry: Mapping[str, object] = {} if draft is None else draft.geometry
        now = None if item is None else item.geometry
        width = geometry.get("width", getattr(now, "width", None))
        height = geometry.get("height", getattr(now, "height", None))
        if not isinstance(width, (int, float)) or not isinstance(height, (int, float)):
            raise _unknown(frame)
        return width, height

    def _center(self, frame: Target) -> Point:
        draft, item = self._both(frame)
        if draft is not None and draft.at is not None:
            if draft.frame is None or draft.relative_to == "board":
                return draft.at
            corner = self.corner(self.wanted.target(draft.frame))
            return Point(corner.x + draft.at.x, corner.y + draft.at.y)
        position = None if item is None else item.position
        if item is None or position is None or position.x is None or position.y is None:
            raise _unknown(frame)
        above = item.parent.id if item.parent is not None else None
        if above is None:
            return Point(position.x, position.y)
        corner = self.corner(self._named(above))
        return Point(corner.x + position.x, corner.y + position.y)

    def _both(self, frame: Target) -> tuple[Draft | None, Item | None]:
        frame = frame if frame.id is None else self._named(frame.id)
        if frame.key is None:
            return None, self.there.items.get(str(frame.id))
        return self.wanted.items[frame.key], self.there.items.get(self.ids.get(frame.key, ""))

    def _named(self, item_id: str) -> Target:
        """Give the key of what is wanted, where an id is known."""
        from .keyed import Target

        key = self.keys.get(item_id)
        return Target(None, item_id) if key is None else Target(key, None)


def _unknown(frame: Target) -> InvalidArgumentError:
    name = frame.key if frame.key is not None else frame.id
    return InvalidArgumentError(
        f"nobody knows where frame {name!r} is going to be: give it a place and a size, "
        "or place what is in it relative to it"
    )
