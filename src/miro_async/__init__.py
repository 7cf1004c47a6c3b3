"""The async-first Python SDK for the Miro REST API.

async with MiroApi(access_token) as api:
    board = await api.boards.create(name="Retro")
    await api.sticky_notes.create(board.id, data=StickyNoteData(content="Hello"))

Importing this package loads no model, no endpoint and no HTTP library: each is loaded when it is
first used. The objects of the API are in `miro_async.models`, all errors in `miro_async.errors`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .accepted import Accepted
    from .call.hooks import Drift, Hooks
    from .call.operation import Operation
    from .client import MiroApi
    from .endpoints import operations
    from .errors import APIError, MiroError
    from .null import NULL, Null
    from .options import Timeout
    from .uploads import Upload

_MODULES = {
    "Accepted": "accepted",
    "Drift": "call.hooks",
    "Hooks": "call.hooks",
    "Operation": "call.operation",
    "MiroApi": "client",
    "operations": "endpoints",
    "APIError": "errors",
    "MiroError": "errors",
    "NULL": "null",
    "Null": "null",
    "Timeout": "options",
    "Upload": "uploads",
}

__all__ = [
    "NULL",
    "APIError",
    "Accepted",
    "Drift",
    "Hooks",
    "MiroApi",
    "MiroError",
    "Null",
    "Operation",
    "Timeout",
    "Upload",
    "operations",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("miro-async")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
