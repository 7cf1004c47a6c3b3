"""`NULL`: the JSON null, where `None` means "not given"."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeAlias


class _Null(Enum):
    NULL = "NULL"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "NULL"


Null: TypeAlias = Literal[_Null.NULL]
"""The type of `NULL`, for annotations: `parent: ParentRef | Null | None`."""

NULL: Final = _Null.NULL
"""JSON null in a request: `api.items.update(board_id, item_id, parent=NULL)` detaches the item.

An argument or field left at `None` stays out of the request.
"""
