"""The codec with which things of a board are kept, and compared by what they say."""

from __future__ import annotations

from functools import cache

from ..codec import Codec


@cache
def codec() -> Codec:
    """Give the codec; it has nothing of a client, and what it learns of the models it keeps."""
    return Codec()
