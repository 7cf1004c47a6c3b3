"""The shapes of answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from ..call.transport.protocol import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

JsonObject: TypeAlias = dict[str, Any]

_JSON = {"content-type": "application/json;charset=UTF-8"}


def as_json(status: int, body: object) -> Response:
    """Give an answer with a JSON body."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(status=status, headers=_JSON, body=text.encode(errors="replace"))


def ok(body: object) -> Response:
    """Give a 200 with a JSON body."""
    return as_json(200, body)


def created(body: object) -> Response:
    """Give a 201 with a JSON body."""
    return as_json(201, body)


def no_content() -> Response:
    """Give a 204."""
    return Response(status=204, headers={})


def redirect(location: str) -> Response:
    """Give a 307 to another address."""
    return Response(status=307, headers={"location": location})


def file(body: bytes, headers: Mapping[str, str]) -> Response:
    """Give the bytes of a file."""
    return Response(status=200, headers=headers, body=body)
