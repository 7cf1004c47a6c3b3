"""What was made of the drafts of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, overload

from .drafts import AnyDraft, ConnectorDraft, Draft, GroupDraft, TagDraft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Connector, Item, ItemGroup, Tag
    from .board import Board
    from .connector import BoardConnector
    from .drafts import Drafts
    from .handle import BoardItem
    from .sending.making import Thing


class Made:
    """What a batch has made so far: a handle for each draft.

        made = await board.batch(drafts).send()
        await made[draft].move_to((0, 0))
        made.by_key("row-17").id

    Lists are in the order of the drafts, without those of which nothing was made.
    """

    def __init__(self, board: Board, drafts: Drafts) -> None:
        self._board = board
        self._drafts = drafts
        self.things: dict[AnyDraft, Thing] = {}
        self._handles: dict[AnyDraft, BoardItem[Item] | BoardConnector] = {}
        self._by_key: dict[str, Draft] = {}

    @property
    def items(self) -> list[BoardItem[Item]]:
        """The items."""
        return [self[draft] for draft in self._drafts.items if draft in self]

    @property
    def connectors(self) -> list[BoardConnector]:
        """The lines between items."""
        return [self[draft] for draft in self._drafts.connectors if draft in self]

    @property
    def tags(self) -> list[Tag]:
        """The tags that were asked for: those that were made, and those that were there."""
        return [
            cast("Tag", thing) for one, thing in self.things.items() if isinstance(one, TagDraft)
        ]

    @property
    def groups(self) -> list[ItemGroup]:
        """The groups."""
        return [self[draft] for draft in self._drafts.groups if draft in self]

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of what was made of drafts with a key, by their keys."""
        drafts = self._drafts
        keyed: list[Draft | ConnectorDraft | GroupDraft] = [*drafts.items, *drafts.connectors]
        keyed += drafts.groups
        return {
            one.key: cast("str", self.things[one].id)
            for one in keyed
            if one.key is not None and one in self
        }

    def by_key(self, key: str) -> BoardItem[Item]:
        """Give the item that was made of the draft with this key.

        Raises:
            KeyError: There is no such draft of an item, or nothing was made of it.
        """
        if key not in self._by_key:
            self._by_key = {one.key: one for one in self._drafts.items if one.key is not None}
        return self[self._by_key[key]]

    @overload
    def __getitem__(self, draft: Draft) -> BoardItem[Item]: ...

    @overload
    def __getitem__(self, draft: ConnectorDraft) -> BoardConnector: ...

    @overload
    def __getitem__(self, draft: TagDraft) -> Tag: ...

    @overload
    def __getitem__(self, draft: GroupDraft) -> ItemGroup: ...

    def __getitem__(self, draft: AnyDraft) -> BoardItem[Item] | BoardConnector | Tag | ItemGroup:
        thing = self.things.get(draft)
        if thing is None:
            from .sending.words import called

            raise KeyError(f"nothing was made of {called(draft)}")
        if isinstance(draft, TagDraft | GroupDraft):
            return cast("Tag | ItemGroup", thing)
        if draft not in self._handles:
            self._handles[draft] = self._handle(draft, thing)
        return self._handles[draft]

    def __contains__(self, draft: object) -> bool:
        return draft in self.things

    def __len__(self) -> int:
        return len(self.things)

    def __repr__(self) -> str:
        return f"Made({len(self.things)} things on {self._board!r})"

    def _handle(
        self, draft: Draft | ConnectorDraft, thing: Thing
    ) -> BoardItem[Item] | BoardConnector:
        if isinstance(draft, ConnectorDraft):
            from .connector import BoardConnector

            return BoardConnector(self._board, cast("Connector", thing))
        from .items import handle_of

        return handle_of(self._board, cast("Item", thing))
