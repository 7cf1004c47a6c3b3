"""The kinds of storages that the contract tests run on: each in a module of `kinds`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from miro_async.auth.storage.protocol import LockingStorage


@frozen
class Place:
    """Where tokens are kept: a file, a table, or some keys, empty when a test gets it.

    `storage()` makes another storage object on it, as another process would. What they need, such
    as an engine or a client, may be shared or not.
    """

    storage: Callable[[], LockingStorage]


Opening: TypeAlias = Callable[[Path], AbstractAsyncContextManager[Place]]


@frozen
class Kind:
    """A kind of storage: its name, how to open a new place, and the event loops it runs on.

    `open` gets a folder for files, and is called in the event loop of the test. It calls
    `pytest.skip(reason)` when the server that it needs is not there, and leaves nothing behind.
    """

    name: str
    open: Opening
    backends: tuple[str, ...] = ("asyncio", "trio")
