"""How `models.common` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ...codec.values import WRITERS, opened
from ...extra import NO_EXTRA, extra_of
from ..common import (
    ErrorBody,
    Geometry,
    Links,
    PageLinks,
    ParentRef,
    Picture,
    Position,
    SizeGeometry,
    Team,
    UserRef,
    WidthGeometry,
)


def structure_user_ref(raw: Any, _: object = None) -> Any:
    """Give a `UserRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    one, other = raw.get("id"), raw.get("type")
    if one.__class__ is other.__class__ is str and len(raw) == 2:  # noqa: PLR2004 - nothing else
        return known_user_ref(one, other)
    made, count = USER_REF_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, USER_REF, surplus) if surplus else NO_EXTRA
    made.__class__ = UserRef
    return made


@lru_cache(maxsize=1024)
def known_user_ref(id: str, type: str) -> UserRef:
    """Give one object for all with the same texts: pages name the same few again and again."""
    return UserRef(id=id, type=type)


def structure_links(raw: Any, _: object = None) -> Any:
    """Give a `Links`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LINKS_OPEN(), len(raw)
    made.related = value = raw.get("related")
    if value is None:
        count += 1
    made.self_ = value = raw.get("self")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, LINKS, surplus) if surplus else NO_EXTRA
    made.__class__ = Links
    return made


def structure_page_links(raw: Any, _: object = None) -> Any:
    """Give a `PageLinks`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PAGE_LINKS_OPEN(), len(raw)
    made.first = value = raw.get("first")
    if value is None:
        count += 1
    made.last = value = raw.get("last")
    if value is None:
        count += 1
    made.next = value = raw.get("next")
    if value is None:
        count += 1
    made.prev = value = raw.get("prev")
    if value is None:
        count += 1
    made.self_ = value = raw.get("self")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, PAGE_LINKS, surplus) if surplus else NO_EXTRA
    made.__class__ = PageLinks
    return made


def structure_position(raw: Any, _: object = None) -> Any:
    """Give a `Position`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = POSITION_OPEN(), len(raw)
    made.x = value = raw.get("x")
    if value is None:
        count += 1
    made.y = value = raw.get("y")
    if value is None:
        count += 1
    made.origin = value = raw.get("origin")
    if value is None:
        count += 1
    elif value == "center":
        made.origin = "center"
    made.relative_to = value = raw.get("relativeTo")
    if value is None:
        count += 1
    elif value == "canvas_center":
        made.relative_to = "canvas_center"
    elif value == "parent_top_left":
        made.relative_to = "parent_top_left"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, POSITION, surplus) if surplus else NO_EXTRA
    made.__class__ = Position
    return made


def structure_geometry(raw: Any, _: object = None) -> Any:
    """Give a `Geometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = GEOMETRY_OPEN(), len(raw)
    made.width = value = raw.get("width")
    if value is None:
        count += 1
    made.height = value = raw.get("height")
    if value is None:
        count += 1
    made.rotation = value = raw.get("rotation")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, GEOMETRY, surplus) if surplus else NO_EXTRA
    made.__class__ = Geometry
    return made


def structure_size_geometry(raw: Any, _: object = None) -> Any:
    """Give a `SizeGeometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SIZE_GEOMETRY_OPEN(), len(raw)
    made.width = value = raw.get("width")
    if value is None:
        count += 1
    made.height = value = raw.get("height")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SIZE_GEOMETRY, surplus) if surplus else NO_EXTRA
    made.__class__ = SizeGeometry
    return made


def structure_width_geometry(raw: Any, _: object = None) -> Any:
    """Give a `WidthGeometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = WIDTH_GEOMETRY_OPEN(), len(raw)
    made.width = value = raw.get("width")
    if value is None:
        count += 1
    made.rotation = value = raw.get("rotation")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, WIDTH_GEOMETRY, surplus) if surplus else NO_EXTRA
    made.__class__ = WidthGeometry
    return made


def structure_parent_ref(raw: Any, _: object = None) -> Any:
    """Give a `ParentRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PARENT_REF_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.links = value = raw.get("links")
    if value is None:
        count += 1
    else:
        made.links = structure_links(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, PARENT_REF, surplus) if surplus else NO_EXTRA
    made.__class__ = ParentRef
    return made


def structure_error_body(raw: Any, _: object = None) -> Any:
    """Give a `ErrorBody`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = ERROR_BODY_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    made.code = value = raw.get("code")
    if value is None:
        count += 1
    made.message = value = raw.get("message")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, ERROR_BODY, surplus) if surplus else NO_EXTRA
    made.__class__ = ErrorBody
    return made


def structure_team(raw: Any, _: object = None) -> Any:
    """Give a `Team`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.picture = value = raw.get("picture")
    if value is None:
        count += 1
    else:
        made.picture = structure_picture(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, TEAM, surplus) if surplus else NO_EXTRA
    made.__class__ = Team
    return made


def structure_picture(raw: Any, _: object = None) -> Any:
    """Give a `Picture`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PICTURE_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.image_url = value = raw.get("imageURL")
    if value is None:
        count += 1
    made.original_url = value = raw.get("originalUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, PICTURE, surplus) if surplus else NO_EXTRA
    made.__class__ = Picture
    return made


def write_position(value: Position) -> dict[str, Any]:
    """Give the fields of a `Position` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.x is not None:
        body["x"] = value.x
    if value.y is not None:
        body["y"] = value.y
    return body


def write_geometry(value: Geometry) -> dict[str, Any]:
    """Give the fields of a `Geometry` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.width is not None:
        body["width"] = value.width
    if value.height is not None:
        body["height"] = value.height
    if value.rotation is not None:
        body["rotation"] = value.rotation
    return body


def write_size_geometry(value: SizeGeometry) -> dict[str, Any]:
    """Give the fields of a `SizeGeometry` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.width is not None:
        body["width"] = value.width
    if value.height is not None:
        body["height"] = value.height
    return body


def write_width_geometry(value: WidthGeometry) -> dict[str, Any]:
    """Give the fields of a `WidthGeometry` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.width is not None:
        body["width"] = value.width
    if value.rotation is not None:
        body["rotation"] = value.rotation
    return body


def write_parent_ref(value: ParentRef) -> dict[str, Any]:
    """Give the fields of a `ParentRef` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.id is not None:
        body["id"] = value.id
    return body


USER_REF = {
    "id": "id",
    "type": "type",
}
LINKS = {
    "related": "related",
    "self": "self_",
}
PAGE_LINKS = {
    "first": "first",
    "last": "last",
    "next": "next",
    "prev": "prev",
    "self": "self_",
}
POSITION = {
    "x": "x",
    "y": "y",
    "origin": "origin",
    "relativeTo": "relative_to",
}
GEOMETRY = {
    "width": "width",
    "height": "height",
    "rotation": "rotation",
}
SIZE_GEOMETRY = {
    "width": "width",
    "height": "height",
}
WIDTH_GEOMETRY = {
    "width": "width",
    "rotation": "rotation",
}
PARENT_REF = {
    "id": "id",
    "links": "links",
}
ERROR_BODY = {
    "type": "type",
    "status": "status",
    "code": "code",
    "message": "message",
}
TEAM = {
    "id": "id",
    "type": "type",
    "name": "name",
    "picture": "picture",
}
PICTURE = {
    "id": "id",
    "type": "type",
    "imageURL": "image_url",
    "originalUrl": "original_url",
}

USER_REF_OPEN = opened(UserRef)
LINKS_OPEN = opened(Links)
PAGE_LINKS_OPEN = opened(PageLinks)
POSITION_OPEN = opened(Position)
GEOMETRY_OPEN = opened(Geometry)
SIZE_GEOMETRY_OPEN = opened(SizeGeometry)
WIDTH_GEOMETRY_OPEN = opened(WidthGeometry)
PARENT_REF_OPEN = opened(ParentRef)
ERROR_BODY_OPEN = opened(ErrorBody)
TEAM_OPEN = opened(Team)
PICTURE_OPEN = opened(Picture)

FIELDS: dict[Any, dict[str, str]] = {
    UserRef: USER_REF,
    Links: LINKS,
    PageLinks: PAGE_LINKS,
    Position: POSITION,
    Geometry: GEOMETRY,
    SizeGeometry: SIZE_GEOMETRY,
    WidthGeometry: WIDTH_GEOMETRY,
    ParentRef: PARENT_REF,
    ErrorBody: ERROR_BODY,
    Team: TEAM,
    Picture: PICTURE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    UserRef: structure_user_ref,
    Links: structure_links,
    PageLinks: structure_page_links,
    Position: structure_position,
    Geometry: structure_geometry,
    SizeGeometry: structure_size_geometry,
    WidthGeometry: structure_width_geometry,
    ParentRef: structure_parent_ref,
    ErrorBody: structure_error_body,
    Team: structure_team,
    Picture: structure_picture,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    Position: write_position,
    Geometry: write_geometry,
    SizeGeometry: write_size_geometry,
    WidthGeometry: write_width_geometry,
    ParentRef: write_parent_ref,
}
WRITERS.update(WRITE)
