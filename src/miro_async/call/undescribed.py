"""Calls that Miro's description lacks, as operations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from ..errors import InvalidArgumentError
from .operation import CREDITS, HttpMethod, Operation, RetrySafety

if TYPE_CHECKING:
    from collections.abc import Sequence

# What RFC 3986 lets stand in a path, and braces for ids.
_PATH = re.compile(r"(/[\w.~!$&'()*+,;=:@%{}-]+)+/?", re.ASCII)
_SAFETY: dict[str, RetrySafety] = {"GET": "safe", "DELETE": "delete"}


def undescribed_operation(
    method: HttpMethod, path: str, ids: Sequence[str], safety: RetrySafety | None, level: int
) -> Operation[object]:
    """Give an operation for a method and a path template.

    Raises:
        InvalidArgumentError: They are none, or the path does not have a place for each id.
    """
    if method not in get_args(HttpMethod):
        raise InvalidArgumentError(f"{method!r} is no method: {', '.join(get_args(HttpMethod))}")
    if not _PATH.fullmatch(path) or any(part in {".", ".."} for part in path.split("/")):
        raise InvalidArgumentError(
            "a path begins with a slash, goes on from the base URL, and has no query: "
            "'/v2/boards/{board_id}' for example"
        )
    if len(re.findall(r"\{\w+\}", path)) != len(ids) or path.count("{") != len(ids):
        raise InvalidArgumentError(f"{path} does not have one pair of braces for each id")
    if safety is not None and safety not in get_args(RetrySafety):
        raise InvalidArgumentError(f"{safety!r} is none of {', '.join(get_args(RetrySafety))}")
    if level not in CREDITS:
        raise InvalidArgumentError(f"{level!r} is no rate level: Miro has 1 to 4")
    return Operation(
        id=f"{method} {path}",
        group="",
        name="",
        method=method,
        path=path,
        level=level,
        retry=safety or _SAFETY.get(method, "unsafe"),
    )
