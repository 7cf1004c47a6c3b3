"""Which storages `miro_async.sync.Miro` takes, and what it says of others."""

from __future__ import annotations

import pytest

from miro_async import MemoryStorage
from miro_async.errors import ConfigurationError
from miro_async.sync import LockingStorage, ThreadedStorage
from miro_async.sync.storage import adapted
from tests.sync.plain_storages import Locking, Simple


class Official:
    """A storage of the official library's kind."""

    def get(self):
        """Give no state."""

    def set(self, state):
        """Keep no state."""


class AsyncGet(Simple):
    """A storage of which a part is async."""

    async def get(self, user_id):
        """Give none."""


class AsyncSet(Simple):
    """And another part of this one."""

    async def set(self, user_id, token):
        """Keep none."""


class AsyncLock(Simple):
    """Or the lock, which gives no context manager but what can be awaited."""

    async def lock(self, user_id):
        """Give none."""


class NoSet:
    """Half a storage."""

    def get(self, user_id):
        """Give none."""


@pytest.mark.parametrize("wrong", [AsyncGet(), AsyncSet(), AsyncLock()])
def test_a_mixture_is_refused(wrong):
    """It says what a storage has, before anything is called."""
    for adapt in (adapted, ThreadedStorage):
        with pytest.raises(ConfigurationError, match=r"both plain or both async, and may have"):
            adapt(wrong)


@pytest.mark.parametrize("wrong", [Simple, NoSet(), object(), {}])
def test_what_is_no_storage_is_refused(wrong):
    """A class, a dict, and whatever else."""
    for adapt in (adapted, ThreadedStorage):
        with pytest.raises(ConfigurationError, match=r"has the methods get|is a class|has get\("):
            adapt(wrong)


def test_only_plain_ones_are_for_threads():
    """Others are what they are for the async `Miro`."""
    memory = MemoryStorage()
    assert adapted(memory) is memory
    assert isinstance(adapted(None), MemoryStorage)
    assert not isinstance(adapted(Official()), ThreadedStorage)
    for other in (memory, Official()):
        with pytest.raises(ConfigurationError, match="for this one they shall be plain"):
            ThreadedStorage(other)


def test_there_is_a_lock_where_the_storage_has_one():
    """Or else it would look as if there were one."""
    assert isinstance(Locking(), LockingStorage)
    assert hasattr(adapted(Locking()), "lock")
    assert not hasattr(adapted(Simple()), "lock")
