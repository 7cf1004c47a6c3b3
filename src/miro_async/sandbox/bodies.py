"""JSON of requests, read so that nothing in it can break what follows."""

from __future__ import annotations

import json
from typing import Any, cast

_DEEPEST = 100  # more than any body of Miro's has; writing and copying it are recursive


def read_json(body: bytes) -> Any:
    """Give a body decoded. Raises `ValueError` if it is no JSON, or nested beyond all reason."""
    try:
        value = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if _is_deep(value):
        raise ValueError("nested too deeply")
    return value


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inner(outer)]
        if not level:
            return False
    return True


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return [*cast("list[object]", value)] if isinstance(value, list) else []
