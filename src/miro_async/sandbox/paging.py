"""Lists in pages, by cursor and by offset."""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64encode
from bisect import bisect_right
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlencode

from .errors import invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .answers import JsonObject
    from .call import Call
    from .errors import InvalidFields

SMALLEST_CURSOR_PAGE = 10
LARGEST_PAGE = 50
OFFSET_PAGE = 20
PLATFORM_PAGE = 100


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_WHOLE = re.compile(r"-?\d{1,19}", re.ASCII)

T = TypeVar("T")
Entry = TypeVar("Entry", bound=_HasId)


def cursor_page(
    call: Call, address: str, entries: Sequence[Entry], shown: Callable[[Entry], JsonObject]
) -> JsonObject:
    """Give the page that a call asks for of entries in the order of their ids."""
    limit = page_size(call, SMALLEST_CURSOR_PAGE, SMALLEST_CURSOR_PAGE)
    after = _cursor(call)
    start = bisect_right(entries, after, key=lambda entry: int(entry.id))
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
    limit = page_size(call, 1, OFFSET_PAGE)
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


def keyset_page(  # noqa: PLR0913 - what sets lists apart, each by keyword
    call: Call,
    entries: Sequence[T],
    shown: Callable[[T], JsonObject],
    *,
    key: Callable[[T], str],
    default: int = PLATFORM_PAGE,
    largest: int = PLATFORM_PAGE,
    plain: bool = False,
) -> JsonObject:
    """Give the page that a call asks for of entries in the order of their keys.

    This is how the lists of organizations come: without a total, and with a cursor for the rest.
    `plain`: the cursor is the last key as it is.
    """
    limit = page_size(call, 1, default, largest)
    cursor = call.query.get("cursor", "")
    after = cursor if plain else _decoded(cursor)
    rest = [entry for entry in entries if key(entry) > after]
    page = rest[:limit]
    body: JsonObject = {
        "data": [shown(entry) for entry in page],
        "size": len(page),
        "limit": limit,
        "type": "cursor-list",
    }
    if len(rest) > limit:
        last = key(page[-1])
        body["cursor"] = last if plain else urlsafe_b64encode(last.encode()).decode()
    return body


def page_size(call: Call, smallest: int, default: int, largest: int = LARGEST_PAGE) -> int:
    """Give how many entries a call asks for on a page, or refuse."""
    limit = _whole_number(call, "limit", default)
    # Miro refuses sizes out of bounds; it does not correct them.
    if limit < smallest:
        raise invalid("limit", f"minimum items page size is {smallest}")
    if limit > largest:
        raise invalid("limit", f"maximum items page size is {largest}")
    return limit


def _whole_number(call: Call, parameter: str, default: int) -> int:
    given = call.query.get(parameter, str(default))
    if not _WHOLE.fullmatch(given):
        raise invalid(parameter, "Has illegal integer number value")
    return int(given)


def _cursor(call: Call) -> int:
    cursor = call.query.get("cursor", "")
    after = _decoded(cursor) or "0"
    if not _WHOLE.fullmatch(after):
        raise _no_cursor(cursor)
    return int(after)


def _decoded(cursor: str) -> str:
    """Give what is in a cursor, or refuse it: read as nothing, it would lead to the first page."""
    try:
        return b64decode(cursor, altchars=b"-_", validate=True).decode()
    except ValueError:
        raise _no_cursor(cursor) from None


def _no_cursor(cursor: str) -> InvalidFields:
    return invalid("cursor", f"Unexpected value [{cursor}]")


def _address(call: Call, address: str, **page: str) -> str:
    filters = {name: value for name, value in call.query.items() if name not in _PAGE}
    return f"{address}?{urlencode({**filters, **page}, errors='replace')}"


_PAGE = {"limit", "cursor", "offset"}
