"""Groups of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidArgumentError
from .refs import id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..models import ItemGroup
    from .board import Board
    from .drafts import Ref

_FEWEST = 2


async def group(board: Board, items: Iterable[Ref]) -> ItemGroup:
    """Group items that are on the board, and give the group."""
    item_ids = list(dict.fromkeys(id_of(item, board.id) for item in items))
    check_size(item_ids)
    return await board.api.item_groups.create(board.id, data={"items": item_ids})


async def ungroup(board: Board, group: ItemGroup | str) -> None:
    """Let the items of a group go."""
    group_id = group if isinstance(group, str) else group.id
    if group_id is None:
        raise InvalidArgumentError("this group has no id")
    await board.api.item_groups.ungroup(board.id, group_id)


def check_size(items: Sequence[object]) -> None:
    """Refuse groups of less than two.

    Raises:
        InvalidArgumentError: There are fewer than two items.
    """
    if len(items) < _FEWEST:
        raise InvalidArgumentError("a group has two items or more, each one once")
