"""What a call costs: credits by its level, and of several things for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..call.operation import CREDITS
from .errors import Refusal
from .handlers.bulk import FILE_PARTS, LARGEST_BULK
from .handlers.user_groups import MOST_MEMBERS
from .uploads import parts_of

if TYPE_CHECKING:
    from ..call.operation import Operation
    from .answers import JsonObject
    from .call import Call

_SCIM_LEVELS = {"GET": 1, "POST": 1, "PUT": 2, "PATCH": 2, "DELETE": 3}
_LARGE_PATCH = 500  # bytes; of a SCIM group, more than that cost more


def cost_of(call: Call) -> int:
    """Give the credits that a call takes from the budget of who calls."""
    operation = call.operation
    if operation.api == "scim":
        return _scim_cost(operation, len(call.body or b""))
    each = operation.credits or 0
    return each * _things_in_body(call) if operation.per_item else each


def _scim_cost(operation: Operation[object], size: int) -> int:
    if operation.group != "scim_groups":
        return CREDITS[_SCIM_LEVELS[operation.method]]
    if operation.method == "GET":
        return CREDITS[4 if operation.paging else 3]
    return CREDITS[4 if size > _LARGE_PATCH else 2]


def _things_in_body(call: Call) -> int:
    """Count what Miro counts in a bulk call.

    A body that is wrong or too large costs as much as one thing: no wait would make it cheaper.
    """
    try:
        things = _files(call) if call.operation.name == "upload_bulk" else _entries(call)
    except Refusal:
        return 1
    most = LARGEST_BULK if call.operation.group == "items" else MOST_MEMBERS
    return things if 1 <= things <= most else 1


def _files(call: Call) -> int:
    return len([part for part in parts_of(call) if part.name in FILE_PARTS])


def _entries(call: Call) -> int:
    body = call.json()
    lists = cast("JsonObject", body).values() if isinstance(body, dict) else [body]
    return sum(len(cast("list[object]", each)) for each in lists if isinstance(each, list))
