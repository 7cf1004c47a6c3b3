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

`None` says nothing, so nothing is sent for it. For a null inside of a nested object give a mapping,
which is taken literally: `style={"fillColor": None}`.
"""
