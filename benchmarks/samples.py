"""What the benchmarks send and decode: shaped as captures of the service are."""

from __future__ import annotations

import json

ID = 3458764500000000000


def item(index: int) -> dict[str, object]:
    """Give one of five kinds of items, with a field that no class knows."""
    kind = ("sticky_note", "shape", "text", "card", "frame")[index % 5]
    data = {
        "sticky_note": {"content": f"<p>Note {index}</p>", "shape": "square"},
        "shape": {"content": f"<p>Shape {index}</p>", "shape": "rectangle"},
        "text": {"content": f"<p>Text {index}</p>"},
        "card": {"title": f"Card {index}", "description": "Something to do"},
        "frame": {"title": f"Frame {index}", "format": "custom", "type": "freeform"},
    }[kind]
    style = {
        "sticky_note": {"fillColor": "light_yellow", "textAlign": "center"},
        "shape": {"fillColor": "#ffffff", "borderWidth": "2.0", "fontSize": "14"},
        "text": {"color": "#1a1a1a", "fontSize": "14"},
        "card": {"cardTheme": "#2d9bf0"},
        "frame": {"fillColor": "#ffffffff"},
    }[kind]
    return {
        "id": str(ID + index),
        "type": kind,
        "data": data,
        "style": style,
        "geometry": {"width": 199.0, "height": 228.0},
        "position": {"x": 1.5, "y": 2.5, "origin": "center", "relativeTo": "canvas_center"},
        "links": {"self": f"https://api.miro.com/v2/boards/uXjVB%3D/{kind}s/{ID + index}"},
        "createdAt": "2026-01-31T12:00:00Z",
        "createdBy": {"id": "3074457300000000001", "type": "user"},
        "modifiedAt": "2026-01-31T12:00:00Z",
        "modifiedBy": {"id": "3074457300000000001", "type": "user"},
        "isSupported": True,
    }


PAGE = json.dumps(
    {"data": [item(i) for i in range(50)], "total": 50, "size": 50, "limit": 50, "type": "x"}
).encode()
BOARD = json.dumps(
    {
        "id": "uXjVB=",
        "type": "board",
        "name": "Retro",
        "description": "",
        "viewLink": "https://miro.com/app/board/uXjVB=",
        "createdAt": "2026-01-31T12:00:00Z",
        "createdBy": {"id": "3074457300000000001", "type": "user", "name": "Ann"},
        "team": {"id": "3074457300000000002", "type": "team", "name": "Team"},
        "policy": {"sharingPolicy": {"access": "private"}, "permissionsPolicy": {}},
    }
).encode()
NOTE: dict[str, object] = {
    "data": {"content": "<p>Hello</p>", "shape": "square"},
    "style": {"fillColor": "light_yellow"},
    "position": {"x": 1.5, "y": 2.5},
}
