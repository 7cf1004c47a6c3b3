"""The shapes of answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from ..call.transport.protocol import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

JsonObject: TypeAlias = dict[str, Any]

_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;="

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_JSON = {"content-type": "application/json;charset=UTF-8"}
_SCIM = {"content-type": "application/scim+json;charset=UTF-8"}
# No `form-action`: it would hold for where a form leads in the end, which is the app.
_HTML = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}


def as_json(status: int, body: object, headers: Mapping[str, str] = _JSON) -> Response:
    """Give an answer with a JSON body."""
    text = _ENCODER.encode(body)
    return Response(status=status, headers=headers, body=text.encode(errors="replace"))


def as_scim(status: int, body: object, headers: Mapping[str, str] | None = None) -> Response:
    """Give an answer of SCIM, which has a media type of its own."""
    return as_json(status, body, {**_SCIM, **(headers or {})})


def ok(body: object) -> Response:
    """Give a 200 with a JSON body."""
    return as_json(200, body)


def created(body: object) -> Response:
    """Give a 201 with a JSON body."""
    return as_json(201, body)


def no_content() -> Response:
    """Give a 204."""
    return Response(status=204, headers={})


def redirect(location: str, status: int = 307) -> Response:
    """Give a redirect to another address, with what cannot stand in one encoded."""
    address = quote(location, safe=_OF_ADDRESSES, errors="replace")
    return Response(status=status, headers={"location": address})


def page(status: int, html: str) -> Response:
    """Give a page for a browser."""
    return Response(status=status, headers=_HTML, body=html.encode(errors="replace"))


def file(body: bytes, headers: Mapping[str, str]) -> Response:
    """Give the bytes of a file."""
    return Response(status=200, headers=headers, body=body)
