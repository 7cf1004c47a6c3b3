"""`miro_async.board.copying` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...board import copying as awaited
    from ...board.drafts import Ref
    from ...board.snapshots.redrafting import LeftOut
    from ...models import Item
    from ..board.handle import BoardItem
    from ..board.made import Made


class Copied(Twin):
    """What was copied: handles of the copies, and what could not be copied, with the reasons."""

    @property
    def _awaited(self) -> awaited.Copied:
        return cast("awaited.Copied", self._other)

    @property
    def made(self) -> Made:
        """Its made."""
        return cast("Made", self._twin(self._awaited.made))

    @property
    def left_out(self) -> Sequence[LeftOut]:
        """Its left out."""
        return self._awaited.left_out

    @property
    def items(self) -> list[BoardItem[Item]]:
        """The copies of items, in the order in which the originals were made, frames first."""
        return cast("list[BoardItem[Item]]", self._twin(self._awaited.items))

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of the copies by those of the originals: items, connectors and groups."""
        return self._awaited.ids

    def __getitem__(self, original: Ref) -> BoardItem[Item]:
        return cast("BoardItem[Item]", self._twin(self._awaited[plain(original)]))
