"""Lists in pages, by cursor and by offset."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlencode

from .errors import invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .answers import JsonObject
    from .call import Call

SMALLEST_CURSOR_PAGE = 10
LARGEST_PAGE = 50
OFFSET_PAGE = 20


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T")
Entry = TypeVar("Entry", bound=_HasId)


def cursor_page(
    call: Call, address: str, entries: Sequence[Entry], shown: Callable[[Entry], JsonObject]
) -> JsonObject:
    """Give the page that a call asks for of entries in the order of their ids."""
    limit = _page_size(call, SMALLEST_CURSOR_PAGE, SMALLEST_CURSOR_PAGE)
    after = _cursor(call)
    start = next((i for i, entry in enumerate(entries) if int(entry.id) > after), len(entries))
    page = entries[start : start + limit]
    more = start + limit < len(entries)
    links = {"self": _address(call, address, limit=str(limit), cursor=call.query.get("cursor", ""))}
    body: JsonObject = {
        "data": [shown(entry) for entry in page],
        "total": len(entries),
        "size": len(page),
        "limit": limit,
    }
    if more:
        body["cursor"] = urlsafe_b64encode(page[-1].id.encode()).decode()
        links["next"] = _address(call, address, limit=str(limit), cursor=body["cursor"])
    return {**body, "links": links, "type": "cursor-list"}


def offset_page(
    call: Call, address: str, entries: Sequence[T], shown: Callable[[T], JsonObject]
) -> JsonObject:
    """Give the page that a call asks for, by the number of entries before it."""
    limit = _page_size(call, 1, OFFSET_PAGE)
    offset = _whole_number(call, "offset", 0)
    if offset < 0:
        raise invalid("offset", "must be greater than or equal to 0")
    page = entries[offset : offset + limit]

    def at(place: int) -> str:
        return _address(call, address, limit=str(limit), offset=str(place))

    links = {"self": at(offset)}
    if offset + limit < len(entries):
        links["next"] = at(offset + limit)
    if offset:
        links["prev"] = at(max(0, offset - limit))
    links |= {"first": at(0), "last": at(max(0, len(entries) - 1) // limit * limit)}
    return {
        "data": [shown(entry) for entry in page],
        "total": len(entries),
        "size": len(page),
        "offset": offset,
        "limit": limit,
        "links": links,
        "type": "list",
    }


def _page_size(call: Call, smallest: int, default: int) -> int:
    limit = _whole_number(call, "limit", default)
    # Miro refuses sizes out of bounds; it does not correct them.
    if limit < smallest:
        raise invalid("limit", f"minimum items page size is {smallest}")
    if limit > LARGEST_PAGE:
        raise invalid("limit", f"maximum items page size is {LARGEST_PAGE}")
    return limit


def _whole_number(call: Call, parameter: str, default: int) -> int:
    try:
        return int(call.query.get(parameter, default))
    except ValueError:
        raise invalid(parameter, "Has illegal integer number value") from None


def _cursor(call: Call) -> int:
    cursor = call.query.get("cursor")
    if not cursor:
        return 0
    try:
        return int(urlsafe_b64decode(cursor))
    except ValueError:
        raise invalid("cursor", f"Unexpected value [{cursor}]") from None


def _address(call: Call, address: str, **page: str) -> str:
    filters = {name: value for name, value in call.query.items() if name not in _PAGE}
    return f"{address}?{urlencode({**filters, **page})}"


_PAGE = {"limit", "cursor", "offset"}
