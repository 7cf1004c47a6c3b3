"""The text of JSON with orjson, which alone is not as strict as `json`, nor as capable."""

from __future__ import annotations

from typing import Any

import orjson

from .standard import Standard, jsonable

_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class Fast(Standard):
    """Reads and writes with orjson, and leaves to `json` what orjson cannot do."""

    def loads(self, content: bytes) -> Any:
        """Decode the JSON of an answer."""
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError:
            return super().loads(content)

    def dumps(self, body: object) -> bytes:
        """Write the body of a request."""
        try:
            content = orjson.dumps(body, jsonable, _OPTIONS)
        except orjson.JSONEncodeError:
            # Large numbers, keys that are no text; or it is refused by both, and this tells why.
            return super().dumps(body)
        # What stands there may be NaN, which `json` refuses, or our own NULL by its name.
        if content.find(b"null") < 0 and content.find(b"NULL") < 0:
            return content
        return super().dumps(body)
