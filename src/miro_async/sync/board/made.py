"""`miro_async.board.made` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, overload

from ..twin import Twin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...board import made as awaited
    from ...board.drafts import AnyDraft, ConnectorDraft, Draft, GroupDraft, TagDraft
    from ...board.sending.making import Thing
    from ...models import Item, ItemGroup, Tag
    from ..board.connector import BoardConnector
    from ..board.handle import BoardItem


class Made(Twin):
    """What a batch has made so far: a handle for each draft.

        made = board.batch(drafts).send()
        made[draft].move_to((0, 0))
        made.by_key("row-17").id

    Lists are in the order of the drafts, without those of which nothing was made.
    """

    @property
    def _awaited(self) -> awaited.Made:
        return cast("awaited.Made", self._other)

    @property
    def things(self) -> dict[AnyDraft, Thing]:
        """Its things."""
        return self._awaited.things

    @property
    def items(self) -> list[BoardItem[Item]]:
        """The items."""
        return cast("list[BoardItem[Item]]", self._twin(self._awaited.items))

    @property
    def connectors(self) -> list[BoardConnector]:
        """The lines between items."""
        return cast("list[BoardConnector]", self._twin(self._awaited.connectors))

    @property
    def tags(self) -> list[Tag]:
        """The tags that were asked for: those that were made, and those that were there."""
        return self._awaited.tags

    @property
    def groups(self) -> list[ItemGroup]:
        """The groups."""
        return self._awaited.groups

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of what was made of drafts with a key, by their keys."""
        return self._awaited.ids

    def by_key(self, key: str) -> BoardItem[Item]:
        """Give the item that was made of the draft with this key.

        Raises:
            KeyError: There is no such draft of an item, or nothing was made of it.
        """
        return cast("BoardItem[Item]", self._twin(self._look(lambda: self._awaited.by_key(key))))

    @overload
    def __getitem__(self, draft: Draft) -> BoardItem[Item]: ...

    @overload
    def __getitem__(self, draft: ConnectorDraft) -> BoardConnector: ...

    @overload
    def __getitem__(self, draft: TagDraft) -> Tag: ...

    @overload
    def __getitem__(self, draft: GroupDraft) -> ItemGroup: ...

    def __getitem__(self, draft: AnyDraft) -> BoardItem[Item] | BoardConnector | Tag | ItemGroup:
        return cast(
            "BoardItem[Item] | BoardConnector | Tag | ItemGroup", self._twin(self._awaited[draft])
        )

    def __contains__(self, draft: object) -> bool:
        return draft in self._awaited

    def __len__(self) -> int:
        return len(self._awaited)
