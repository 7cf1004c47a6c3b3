"""The SDK without `await`: the same clients for scripts, notebooks, Flask and Django.

from miro_async.sync import MiroApi

with MiroApi(access_token) as api:
    board = api.boards.create(name="Retro")
    for item in api.items.list(board.id): ...

Names, arguments and results are those of `miro_async`; what is awaited there blocks here, what is
iterated over with `async for` is iterated over with `for`, and `aclose()` is `close()`. Everything
is done by the async clients, in an event loop of their own in a thread beside: threads may share a
client. Models, errors and options come from `miro_async`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import Miro
    from .client import MiroApi
    from .files import OpenedFile
    from .paging import CursorPaginator, OffsetPaginator, ScimPaginator
    from .storage import Lease, LockingStorage, ThreadedStorage, TokenStorage

_MODULE_OF = {
    "CursorPaginator": "paging",
    "Lease": "storage",
    "LockingStorage": "storage",
    "Miro": "app",
    "MiroApi": "client",
    "OffsetPaginator": "paging",
    "OpenedFile": "files",
    "ScimPaginator": "paging",
    "ThreadedStorage": "storage",
    "TokenStorage": "storage",
}

__all__ = [
    "CursorPaginator",
    "Lease",
    "LockingStorage",
    "Miro",
    "MiroApi",
    "OffsetPaginator",
    "OpenedFile",
    "ScimPaginator",
    "ThreadedStorage",
    "TokenStorage",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
