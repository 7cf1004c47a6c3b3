"""How `models.common` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of
from ..common import (
    ErrorBody,
    Geometry,
    Links,
    PageLinks,
    ParentRef,
    Position,
    SizeGeometry,
    UserRef,
    WidthGeometry,
)


def structure_user_ref(raw: Any, _: object = None) -> Any:
    """Give a `UserRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return UserRef(
        id=get("id"),
        type=get("type"),
        extra=extra_of(raw, USER_REF),
    )


def structure_links(raw: Any, _: object = None) -> Any:
    """Give a `Links`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Links(
        related=get("related"),
        self_=get("self"),
        extra=extra_of(raw, LINKS),
    )


def structure_page_links(raw: Any, _: object = None) -> Any:
    """Give a `PageLinks`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return PageLinks(
        first=get("first"),
        last=get("last"),
        next=get("next"),
        prev=get("prev"),
        self_=get("self"),
        extra=extra_of(raw, PAGE_LINKS),
    )


def structure_position(raw: Any, _: object = None) -> Any:
    """Give a `Position`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Position(
        x=get("x"),
        y=get("y"),
        origin=get("origin"),
        relative_to=get("relativeTo"),
        extra=extra_of(raw, POSITION),
    )


def structure_geometry(raw: Any, _: object = None) -> Any:
    """Give a `Geometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Geometry(
        width=get("width"),
        height=get("height"),
        rotation=get("rotation"),
        extra=extra_of(raw, GEOMETRY),
    )


def structure_size_geometry(raw: Any, _: object = None) -> Any:
    """Give a `SizeGeometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return SizeGeometry(
        width=get("width"),
        height=get("height"),
        extra=extra_of(raw, SIZE_GEOMETRY),
    )


def structure_width_geometry(raw: Any, _: object = None) -> Any:
    """Give a `WidthGeometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return WidthGeometry(
        width=get("width"),
        rotation=get("rotation"),
        extra=extra_of(raw, WIDTH_GEOMETRY),
    )


def structure_parent_ref(raw: Any, _: object = None) -> Any:
    """Give a `ParentRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ParentRef(
        id=get("id"),
        links=structure_links(get("links")),
        extra=extra_of(raw, PARENT_REF),
    )


def structure_error_body(raw: Any, _: object = None) -> Any:
    """Give a `ErrorBody`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ErrorBody(
        type=get("type"),
        status=get("status"),
        code=get("code"),
        message=get("message"),
        extra=extra_of(raw, ERROR_BODY),
    )


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
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    Position: write_position,
    Geometry: write_geometry,
    SizeGeometry: write_size_geometry,
    WidthGeometry: write_width_geometry,
    ParentRef: write_parent_ref,
}
