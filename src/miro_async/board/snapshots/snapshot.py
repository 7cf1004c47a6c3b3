"""`Snapshot`: all that is on a board at one time, to look at, to keep, to compare, to make anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import Factory, field, frozen

from ...drawing.layout import layout
from ...drawing.text import text_of
from ...drawing.values import part, parts, word
from ...extra import NO_EXTRA
from ...models import DocFormatItem, DocumentItem, ImageItem
from ...once import once

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Self

    from ...drawing.layout import Place
    from ...geometry import Box
    from ...models import Board, BoardMember, Connector, Item, ItemGroup, Tag
    from ...uploads import FileSource, Upload
    from .redrafting import SnapshotDrafts

NO_TAGS: Mapping[str, Sequence[Tag]] = {}
FileItem: TypeAlias = "ImageItem | DocumentItem"
"""An item that has a file."""


class Index:
    """What of a snapshot is looked up by ids."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.items: Mapping[str, Item] = {item.id: item for item in snapshot.items}
        self.children: dict[str | None, list[Item]] = {}
        for item in snapshot.items:
            above = parent_id(item)
            self.children.setdefault(above if above in self.items else None, []).append(item)
        self.connectors: dict[str, list[Connector]] = {}
        for connector in snapshot.connectors:
            ends = (connector.start_item, connector.end_item)
            for end in dict.fromkeys(filter(None, (word(end, "id") for end in ends))):
                self.connectors.setdefault(end, []).append(connector)

    @once
    def places(self) -> Mapping[str, Place]:
        """Where the items are on the board."""
        return layout(self.items.values())


def parent_id(item: Item) -> str | None:
    """Give the id of the frame that an item is in, of a mind map node that of the node above."""
    return word(item.parent, "id") or None


def members_of(group: ItemGroup) -> Sequence[str]:
    """Give the ids of the items of a group."""
    return [each for each in parts(group.data, "items") if isinstance(each, str)]


def number(holder: object, name: str) -> float | None:
    """Give a field that is a number; `None` if there is none, or something else in its place."""
    value = part(holder, name)
    return value if isinstance(value, int | float) else None


# All are kept as tuples, whatever they were given as, so that equal snapshots are equal.
def _items(things: Iterable[Item]) -> Sequence[Item]:
    return tuple(things)


def _connectors(things: Iterable[Connector]) -> Sequence[Connector]:
    return tuple(things)


def _tags(things: Iterable[Tag]) -> Sequence[Tag]:
    return tuple(things)


def _groups(things: Iterable[ItemGroup]) -> Sequence[ItemGroup]:
    return tuple(things)


def _members(things: Iterable[BoardMember] | None) -> Sequence[BoardMember] | None:
    return None if things is None else tuple(things)


@frozen(kw_only=True, repr=False)
class Snapshot:
    """A board as it was when it was read: a graph of plain values, without a connection.

        snapshot = await board.snapshot()
        for frame in snapshot.children(None): ...
        Path("board.json").write_text(snapshot.to_json(), encoding="utf-8")

    Two snapshots are equal if all that they say is equal; what changed between them is what
    `diff(a, b)` gives.

    Attributes:
        info: The board itself: its name, owner, policy, and its page for browsers (`view_link`).
        items: The items, in the order in which they were made.
        connectors: The lines between them.
        tags: The tags of the board, also those that are on no item.
        tags_of: The tags of each item that has some, by the item's id.
        groups: The groups of items.
        members: Who has access to the board; `None` if they were not read.
        taken_at: When the reading began.
        extra: Fields of a snapshot's file that this version does not know.
    """

    info: Board
    items: Sequence[Item] = field(default=(), converter=_items)
    connectors: Sequence[Connector] = field(default=(), converter=_connectors)
    tags: Sequence[Tag] = field(default=(), converter=_tags)
    tags_of: Mapping[str, Sequence[Tag]] = field(default=NO_TAGS, hash=False)
    groups: Sequence[ItemGroup] = field(default=(), converter=_groups)
    members: Sequence[BoardMember] | None = field(default=None, converter=_members)
    taken_at: datetime
    extra: Mapping[str, object] = field(default=NO_EXTRA, hash=False)
    _by_id: Index = field(init=False, eq=False, hash=False, default=Factory(Index, takes_self=True))

    def __repr__(self) -> str:
        return (
            f"Snapshot({self.info.name!r}, {len(self.items)} items, {self.taken_at:%Y-%m-%d %H:%M})"
        )

    def __len__(self) -> int:
        """Give how many items there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        """Iterate over the items, in the order in which they were made."""
        return iter(self.items)

    def __bool__(self) -> bool:
        """Be something, even of an empty board."""
        return True

    def item(self, item_id: str) -> Item | None:
        """Give the item of this id; `None` if it is not on the board."""
        return self._by_id.items.get(item_id)

    def children(self, frame_id: str | None) -> Sequence[Item]:
        """Give what is directly in a frame, or below a node of a mind map; of `None`, the rest.

        The rest is what is in no frame, or in something that the snapshot does not have.
        """
        return tuple(self._by_id.children.get(frame_id, ()))

    def within(self, frame_id: str) -> Sequence[Item]:
        """Give all that is in a frame, and in the frames in it, and so on."""
        found: dict[str, Item] = {}
        waiting = [*self.children(frame_id)]
        while waiting:  # not recursive: frames may be nested as deeply as one likes
            item = waiting.pop()
            if item.id not in found and item.id != frame_id:
                found[item.id] = item
                waiting += self.children(item.id)
        return tuple(item for item in self.items if item.id in found)

    def connectors_of(self, item_id: str) -> Sequence[Connector]:
        """Give the connectors that start or end at an item."""
        return tuple(self._by_id.connectors.get(item_id, ()))

    def text(self, item: Item | str) -> str:
        """Give all the text that an item shows, without markup; of no item, nothing.

        The text of a doc is Markdown, and is given as it is.
        """
        found = self.item(item) if isinstance(item, str) else item
        if isinstance(found, DocFormatItem) and found.data:
            written = word(found.data, "content_type") == "markdown"
            return word(found.data, "content") if written else text_of(found)
        return "" if found is None else text_of(found)

    def box(self, item_id: str) -> Box | None:
        """Give where an item is on the board, whatever frames it is in; `None` if nobody knows."""
        place = self._by_id.places.get(item_id)
        return place.box if place else None

    def files(self, item_ids: Collection[str] | None = None) -> Sequence[FileItem]:
        """Give the images and documents, of all items or of these: what has a file to download."""
        wanted = None if item_ids is None else frozenset(item_ids)
        return tuple(
            item
            for item in self.items
            if isinstance(item, ImageItem | DocumentItem) and (wanted is None or item.id in wanted)
        )

    def drafts(
        self,
        item_ids: Collection[str] | None = None,
        *,
        files: Mapping[str, FileSource | Upload] | None = None,
        missing_files: Literal["leave_out", "draft"] = "leave_out",
    ) -> SnapshotDrafts:
        """Give what is needed to make these items anew, or all: on this board or on another one.

        The keys are the ids. What was in a frame that is not among them is drafted at its place on
        the board. Connectors are drafted if both their ends are, groups with those of their items
        that are. What cannot be made is in `left_out`, with the reason.

        Args:
            item_ids: The items; by default all. A frame does not bring what is in it: add
                `snapshot.within(frame_id)`.
            files: The files of images and documents, by the ids of their items.
            missing_files: Whether images and documents without a file are left out, or drafted all
                the same, for who compares, and for `Board.apply`, which fetches those it makes.
        """
        from .redrafting import redraft

        return redraft(self, item_ids, files=files or {}, missing_files=missing_files)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write it as JSON, to keep it: `Snapshot.from_json` gives the same again.

        It has what Miro said, fields included that this version does not know; no token is in it.

        Args:
            indent: By how many spaces to indent; by default all is in one line.
        """
        from .snapshot_json import written

        return written(self, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Give the snapshot that `to_json` has written.

        Raises:
            SnapshotError: This is no snapshot, it is damaged, or of a newer version.
        """
        from .snapshot_json import read

        return cls(**read(text))

    def to_svg(self, *, pictures: Mapping[str, bytes] | None = None) -> str:
        """Draw it: see `miro_async.drawing.board_svg`; `pictures` are files by ids of images."""
        from ...drawing.board import board_svg

        return board_svg(
            self.items,
            self.connectors,
            self.tags_of,
            groups=self.groups,
            pictures=pictures,
            title=str(self.info.name),
        )

    def _repr_svg_(self) -> str | None:
        from .notebook import snapshot_svg

        return snapshot_svg(self)

    def _repr_html_(self) -> str:
        from .notebook import snapshot_html

        return snapshot_html(self)
