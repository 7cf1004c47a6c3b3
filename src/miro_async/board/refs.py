"""What the arguments of a board mean by an item: a handle, an answer of Miro's, or an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidArgumentError
from .drafts import Draft

if TYPE_CHECKING:
    from .drafts import Ref


def id_of(ref: Ref) -> str:
    """Give the id of an item that is on the board.

    Raises:
        InvalidArgumentError: It is not: it is a draft.
    """
    if isinstance(ref, Draft):
        raise InvalidArgumentError(
            f"this {ref.type} is not on the board yet: drafts are sent by a batch"
        )
    return ref if isinstance(ref, str) else ref.id
