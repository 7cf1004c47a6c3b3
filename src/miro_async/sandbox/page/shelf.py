"""Models of what a sandbox has stored, kept as long as that stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from attrs import define, field

from ...codec import Codec
from ...models import Connector, Item, Tag
from ..shown import shown_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..answers import JsonObject
    from ..state import StoredBoard, StoredConnector, StoredItem

T = TypeVar("T")
_CODEC = Codec()
_ITEM = _CODEC.structurer(cast("type[Item]", Item))


@define
class _Shelf(Generic[T]):
    """Things by their ids, and what each was made of."""

    make: Callable[[JsonObject], T]
    things: dict[str, T] = field(factory=dict[str, "T"])
    _made_of: dict[str, str] = field(factory=dict[str, str])

    def fill(self, stored: Mapping[str, JsonObject]) -> None:
        """Have these, and no others."""
        before, made_of = self._made_of, {key: repr(raw) for key, raw in stored.items()}
        self.things = {
            key: self.things[key] if before.get(key) == made_of[key] else self.make(raw)
            for key, raw in stored.items()
        }
        self._made_of = made_of


@define
class Shelves:
    """All that is on a board, as a client gets it."""

    _items: _Shelf[Item] = field(factory=lambda: _Shelf(_ITEM))
    _connectors: _Shelf[Connector] = field(factory=lambda: _Shelf(_CODEC.structurer(Connector)))
    _tags: _Shelf[Tag] = field(factory=lambda: _Shelf(_CODEC.structurer(Tag)))
    groups: Mapping[str, Sequence[str]] = field(factory=dict[str, "Sequence[str]"])
    """The ids of the items of each group."""
    tagged: Mapping[str, tuple[Tag, ...]] = field(factory=dict[str, "tuple[Tag, ...]"])
    above: Mapping[str, str] = field(factory=dict[str, str])
    """The ids of the nodes under which nodes of mind maps hang, by theirs."""
    files: Mapping[str, str] = field(factory=dict[str, str])
    """The ids of the files of images that were uploaded, by the ids of the items."""

    @property
    def items(self) -> Mapping[str, Item]:
        """The items by their ids."""
        return self._items.things

    @property
    def connectors(self) -> Mapping[str, Connector]:
        """The connectors by their ids."""
        return self._connectors.things

    def take(self, board: StoredBoard) -> None:
        """Take over what is on a board, which has to stand still meanwhile."""
        items = board.items.values()
        self._items.fill({item.id: _shown_item(item) for item in items})
        lines = board.connectors.values()
        self._connectors.fill({line.id: _shown_connector(line) for line in lines})
        self._tags.fill({tag.id: shown_tag(tag) for tag in board.tags.values()})
        self.groups = {group_id: tuple(ids) for group_id, ids in board.groups.items()}
        tags = self._tags.things
        self.tagged = {
            item.id: tuple(tags[one] for one in item.tag_ids) for item in items if item.tag_ids
        }
        self.above = {item.id: item.node_above for item in items if item.node_above}
        self.files = {
            item.id: item.resource_id
            for item in items
            if item.type == "image" and item.resource_id and _is_here(board, item.resource_id)
        }


def _shown_item(item: StoredItem) -> JsonObject:
    parent_id = item.node_above or item.parent_id
    return {
        "id": item.id,
        "type": item.type,
        "data": item.data,
        "style": item.style,
        "geometry": item.geometry,
        "position": {"x": item.x, "y": item.y},
        "parent": {"id": parent_id} if parent_id else None,
    }


def _shown_connector(connector: StoredConnector) -> JsonObject:
    return {
        "id": connector.id,
        "type": "connector",
        "shape": connector.shape,
        "startItem": connector.start,
        "endItem": connector.end,
        "captions": connector.captions,
        "style": connector.style,
    }


def _is_here(board: StoredBoard, resource_id: str) -> bool:
    resource = board.resources.get(resource_id)
    return resource is not None and resource.body is not None
