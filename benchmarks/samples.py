"""What the benchmarks send and decode: shaped as captures of the service are.

No two items have the same id, times, place or text, and many users take part: nothing may look
quick because it met the same value before.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import formatdate

ITEMS = 10_000
PAGE_SIZE = 50
PAGES = ITEMS // PAGE_SIZE

_ITEM = 3458764500000000000
_USER = 3074457300000000000
_START = datetime(2026, 1, 31, 12, tzinfo=UTC)
_KINDS = ("sticky_note", "shape", "text", "card", "frame")
_TEXT = "we agreed to look at what slows reviews down, and to try smaller changes first"
_COLORS = ("light_yellow", "orange", "cyan", "light_green", "pink", "violet", "gray")

NOTE: dict[str, object] = {
    "data": {"content": "<p>Hello</p>", "shape": "square"},
    "style": {"fillColor": "light_yellow"},
    "position": {"x": 1.5, "y": 2.5},
}
"""The body of a sticky note to create."""


def time(index: int) -> str:
    """Give a time of its own to each item."""
    return f"{_START + timedelta(seconds=37 * index):%Y-%m-%dT%H:%M:%SZ}"


def user(index: int) -> dict[str, object]:
    """Give one of forty users."""
    return {"id": str(_USER + index * 7 % 40), "type": "user"}


def _content(kind: str, index: int) -> tuple[dict[str, object], dict[str, object]]:
    """Give the data and the style of an item; the service writes numbers of styles as text."""
    data: dict[str, object]
    style: dict[str, object]
    color, size = _COLORS[index % len(_COLORS)], str(10 + index % 30)
    match kind:
        case "sticky_note":
            data = {"content": f"<p>Idea {index}: {_TEXT}</p>", "shape": "square"}
            style = {"fillColor": color, "textAlign": "center", "textAlignVertical": "top"}
        case "shape":
            data = {"content": f"<p>Step {index}: {_TEXT}</p>", "shape": "round_rectangle"}
            style = {
                "fillColor": f"#{index % 0xFFFFFF:06x}",
                "fillOpacity": "1.0",
                "fontFamily": "open_sans",
                "fontSize": size,
                "borderColor": "#1a1a1a",
                "borderWidth": "2.0",
                "borderOpacity": "1.0",
                "borderStyle": "normal",
                "textAlign": "left",
                "textAlignVertical": "top",
                "color": "#1a1a1a",
            }
        case "text":
            data = {"content": f"<p>Remark {index}: {_TEXT}</p>"}
            style = {
                "color": "#1a1a1a",
                "fillOpacity": "0.0",
                "fontFamily": "arial",
                "fontSize": size,
                "textAlign": "left",
            }
        case "card":
            data = {"title": f"<p>Task {index}</p>", "description": f"{_TEXT} ({index})"}
            style = {"cardTheme": f"#2d9b{index % 256:02x}"}
        case _:
            data = {"title": f"Frame {index}", "format": "custom", "type": "freeform"}
            style = {"fillColor": "#ffffffff"}
    return data, style


def item(index: int, *, strange: bool = False) -> dict[str, object]:
    """Give one of five kinds of items.

    As in captures, each has a field that no class knows (`isSupported`), and one of ten has one in
    its data and its style. A strange one has them in every object, in the first place of most.
    """
    kind = _KINDS[index % len(_KINDS)]
    data, style = _content(kind, index)
    if strange or index % 10 == 1:
        data["version"], style["theme"] = index, "2026"
    found: dict[str, object] = {
        "id": str(_ITEM + index),
        "type": kind,
        "data": data,
        "style": style,
        "geometry": {"width": 100.0 + index % 300, "height": 228.5 + index % 7},
        "position": {
            "x": 17.25 * index,
            "y": -3.5 * index,
            "origin": "center",
            "relativeTo": "canvas_center",
        },
        "links": {"self": f"https://api.miro.com/v2/boards/uXjVB123abc%3D/{kind}s/{_ITEM + index}"},
        "createdAt": time(index),
        "createdBy": user(index),
        "modifiedAt": time(index + ITEMS),
        "modifiedBy": user(index + 1),
        "isSupported": True,
    }
    if strange:
        for name in ("geometry", "position", "links", "createdBy", "modifiedBy"):
            inner = found[name]
            assert isinstance(inner, dict)
            found[name] = {"since": "2026", **inner}
    return found


def page(number: int, *, strange: bool = False) -> bytes:
    """Give a page of a board's items; the last one has no cursor."""
    first = number * PAGE_SIZE
    items = [item(index, strange=strange) for index in range(first, first + PAGE_SIZE)]
    around: dict[str, object] = {
        "data": items,
        "total": ITEMS,
        "size": PAGE_SIZE,
        "limit": PAGE_SIZE,
        "links": {"self": "https://api.miro.com/v2/boards/uXjVB123abc%3D/items?limit=50&cursor="},
        "type": "cursor-list",
    }
    if number < PAGES - 1:
        around["cursor"] = cursor(number + 1)
    return compact(around)


def cursor(number: int) -> str:
    """Give what asks for a page: the id of the last item before it."""
    return str(_ITEM + number * PAGE_SIZE - 1)


def compact(value: object) -> bytes:
    """Write JSON as the service does, without spaces."""
    return json.dumps(value, separators=(",", ":")).encode()


BOARD = compact(
    {
        "id": "uXjVB123abc=",
        "type": "board",
        "name": "Retrospective of the platform team",
        "description": "What went well, what did not",
        "links": {
            "self": "http://api.miro.com/v2/boards/uXjVB123abc%3D",
            "related": "http://api.miro.com/v2/boards/uXjVB123abc%3D/members?limit=20&offset=0",
        },
        "createdAt": time(0),
        "createdBy": {**user(0), "name": "Ann"},
        "modifiedAt": time(1),
        "modifiedBy": {**user(1), "name": "Bob"},
        "owner": {**user(0), "name": "Ann"},
        "team": {"id": str(_USER + 99), "type": "team", "name": "Platform"},
        "viewLink": "https://miro.com/app/board/uXjVB123abc=",
        "policy": {
            "permissionsPolicy": {
                "collaborationToolsStartAccess": "all_editors",
                "copyAccess": "anyone",
                "sharingAccess": "team_members_with_editing_rights",
            },
            "sharingPolicy": {
                "access": "private",
                "inviteToAccountAndBoardLinkAccess": "no_access",
                "organizationAccess": "private",
                "teamAccess": "private",
            },
        },
    }
)
CREATED = compact(item(0))
"""What the service answers when a sticky note was created."""


def headers(now: float, reset: float) -> dict[str, str]:
    """Give the headers of an answer, as the service's are; the credits suffice for everything."""
    return {
        "Date": formatdate(now, usegmt=True),
        "Content-Type": "application/json;charset=UTF-8",
        "Connection": "keep-alive",
        "X-RateLimit-Limit": "100000000",
        "X-RateLimit-Remaining": "99999000",
        "X-RateLimit-Reset": str(int(reset)),
        "X-Request-ID": "7f0c6f0e-2f1f-4a41-9d0c-6f3b2d4a8e11",
        "Cache-Control": "no-cache, no-store",
    }
