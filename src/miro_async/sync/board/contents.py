"""`miro_async.board.contents` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Unpack

    from ...board import contents as awaited
    from ...board.drafts import Ref
    from ...board.lines import Line
    from ...geometry import Box
    from ...models import BoardMember, Item, ItemGroup, Tag
    from ..board.connector import BoardConnector
    from ..board.handle import BoardItem
    from ..board.walks import Walk
    from ..paging import OffsetPaginator


class Contents(Twin):
    """What reads the items of a board, and relates them to each other."""

    @property
    def _awaited(self) -> awaited.Contents:
        return cast("awaited.Contents", self._other)

    def get(self, item_id: str) -> BoardItem[Item]:
        """Read an item of any kind by its id. 50 credits.

        Raises:
            NotFoundError: There is no such item; connectors and tags are none.
        """
        return cast("BoardItem[Item]", self._twin(self._way.call(self._awaited.get, item_id)))

    def items(self, *, type: str | None = None, frame: Ref | None = None) -> Walk[BoardItem[Item]]:
        """Walk over its items, in the order in which they were made. 100 credits for 50 items.

            for item in board.items(type="sticky_note"):
                print(item.text)

        Args:
            type: Only items of this kind, in Miro's words: `"sticky_note"`.
            frame: Only items in this frame; those of frames in it are not.
        """
        return cast(
            "Walk[BoardItem[Item]]",
            self._twin(self._look(lambda: self._awaited.items(type=type, frame=plain(frame)))),
        )

    def find(
        self,
        *,
        text: str | None = None,
        type: str | None = None,
        tag: str | None = None,
        frame: Ref | None = None,
    ) -> list[BoardItem[Item]]:
        """Give the items to which all of this applies, in the order in which they were made.

            (card,) = board.find(text="deploy friday", type="card", tag="Urgent")

        100 credits for 50 items that are looked at; with a tag 50, for those that have it.

        Args:
            text: What its content, title or description has somewhere, without markup; upper and
                lower case are the same.
            type: The kind of item, in Miro's words.
            tag: The title of one of its tags.
            frame: The frame that it is in.
        """
        return cast(
            "list[BoardItem[Item]]",
            self._twin(
                self._way.call(
                    self._awaited.find, text=text, type=type, tag=tag, frame=plain(frame)
                )
            ),
        )

    def connectors(self) -> Walk[BoardConnector]:
        """Walk over its connectors. 100 credits for 50 of them."""
        return cast(
            "Walk[BoardConnector]", self._twin(self._look(lambda: self._awaited.connectors()))
        )

    def tags(self) -> list[Tag]:
        """Read its tags. 50 credits for 50 of them."""
        return self._way.call(self._awaited.tags)

    def members(self) -> OffsetPaginator[BoardMember]:
        """Walk over its members. 50 credits for 50 of them."""
        return cast(
            "OffsetPaginator[BoardMember]", self._twin(self._look(lambda: self._awaited.members()))
        )

    def bounds(self) -> Box | None:
        """Give the box around all of its items; `None` if there are none.

        100 credits for 50 items. Items of which Miro does not tell a place do not count.
        """
        return self._way.call(self._awaited.bounds)

    def connect(self, start: Ref, end: Ref, **line: Unpack[Line]) -> BoardConnector:
        """Draw a line from one item to another, and give the line. 100 credits.

        Args:
            start: The item at which it starts.
            end: The item at which it ends.
            **line: How it looks and where it is fastened: see `Line`.

        Raises:
            InvalidArgumentError: One of both is a frame or a draft, or both are the same.
        """
        return cast(
            "BoardConnector",
            self._twin(self._way.call(self._awaited.connect, plain(start), plain(end), **line)),
        )

    def group(self, items: Iterable[Ref]) -> ItemGroup:
        """Group items, two or more, and give the group. 100 credits.

        An item that is in another group leaves it.

        Raises:
            InvalidArgumentError: There are fewer than two, or one is a draft.
        """
        return self._way.call(self._awaited.group, plain(items))

    def ungroup(self, group: ItemGroup | str) -> None:
        """Let the items of a group go; they stay on the board. 500 credits."""
        self._way.call(self._awaited.ungroup, group)
