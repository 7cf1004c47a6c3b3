"""How large a change through SCIM can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .refusals import too_large

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..call import Call
    from .patch import Operation

MOST_BYTES = 800_000
MOST_MEMBERS = 8000


def demand_size(call: Call, operations: Iterable[Operation] = ()) -> None:
    """Refuse a body that is too long, and operations with too many members."""
    if len(call.body or b"") > MOST_BYTES:
        raise too_large(f"A request can have {MOST_BYTES} bytes")
    if sum(len(operation.listed) for operation in operations) > MOST_MEMBERS:
        raise too_large(f"A request can have {MOST_MEMBERS} members")
