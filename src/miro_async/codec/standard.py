"""The text of JSON with Python's own library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, cast

from ..errors import InvalidArgumentError
from ..null import NULL
from .registry import hooks_of, is_model
from .values import wire_instant


class Standard:
    """Reads and writes with `json`."""

    def __init__(self) -> None:
        # One encoder for all bodies: `json.dumps` with options of its own makes one each time.
        self._encode = json.JSONEncoder(
            ensure_ascii=False,
            check_circular=False,
            allow_nan=False,
            separators=(",", ":"),
            default=jsonable,
        ).encode

    def loads(self, content: bytes) -> Any:
        """Decode the JSON of an answer."""
        return json.loads(content)

    def dumps(self, body: object) -> bytes:
        """Write the body of a request."""
        try:
            return self._encode(body).encode()
        except InvalidArgumentError:
            raise
        except (TypeError, ValueError) as error:
            raise InvalidArgumentError(f"cannot be written as JSON: {error}") from error


def jsonable(value: object) -> object:
    """Give what stands for a value that JSON does not have; called as one is met."""
    if value is NULL:
        return None
    if is_model(type(value)):
        write = hooks_of(type(value)).WRITE.get(type(value))
        if write is None:
            raise InvalidArgumentError(f"a {type(value).__name__} is only read, it cannot be sent")
        return write(value)
    if isinstance(value, date):
        return wire_instant(value) if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, Enum):
        return value.value
    # Here, as nearly no program needs it.
    from uuid import UUID

    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")
