"""What the arguments of a board mean by an item: a handle, an answer of Miro's, or an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..errors import InvalidArgumentError
from .drafts import Draft
from .handle import BoardItem

if TYPE_CHECKING:
    from ..models import Item
    from .drafts import Ref


def id_of(ref: Ref, board_id: str | None = None) -> str:
    """Give the id of an item that is on the board, or on any board.

    Raises:
        InvalidArgumentError: It is not: it is a draft, a handle of another board, or has no id.
    """
    if isinstance(ref, Draft):
        raise InvalidArgumentError(
            f"this {ref.type} is not on the board yet: drafts are sent by a batch"
        )
    found: object = ref if isinstance(ref, str) else getattr(ref, "id", None)
    handle = cast("BoardItem[Item]", ref) if isinstance(ref, BoardItem) else None
    if handle and board_id not in {None, handle.board.id}:
        raise InvalidArgumentError(f"{handle!r} is on {handle.board!r}, not on board {board_id}")
    if not isinstance(found, str) or not found:
        raise InvalidArgumentError(f"an item is given by its handle or its id, not as {ref!r}")
    return found
