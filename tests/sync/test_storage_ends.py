"""Storages with plain methods where things come to an end: transactions, programs, threads."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest

from miro_async.sync import ThreadedStorage
from tests.storage.tokens import token
from tests.sync.plain_storages import SOON, Recording, Simple, storage_threads

pytestmark = pytest.mark.anyio

FIRST, SECOND = token("1"), token("2")


@pytest.fixture(autouse=True)
def no_threads_left():
    """See to it that each thread has ended when its test has."""
    yield
    for thread in storage_threads():
        thread.join(SOON)
    assert storage_threads() == []


class Transactions(Simple):
    """A storage whose lock is a transaction, of which the first one cannot be committed."""

    def __init__(self, *, with_lease):
        super().__init__()
        self.with_lease = with_lease
        self.fails = True

    def save(self, _, new):
        """Write it, without a look."""
        self.set("ada", new)
        return True

    @contextmanager
    def lock(self, _):
        """Take back what was written."""
        before = dict(self.tokens)
        yield self if self.with_lease else None
        if self.fails:
            self.fails, self.tokens = False, before
            raise OSError("the connection is gone")


@pytest.mark.parametrize("with_lease", [True, False])
async def test_what_a_failed_commit_takes_back_is_written_again(with_lease):
    """A token that was refreshed must not get lost, as the one before it is void."""
    plain = Transactions(with_lease=with_lease)
    storage = ThreadedStorage(plain)
    async with storage.lock("ada") as lease:
        await (lease.save(FIRST, SECOND) if lease else storage.set("ada", SECOND))
    assert not plain.fails
    assert plain.tokens == {"ada": SECOND}


async def test_a_program_that_ends_has_no_new_threads(monkeypatch):
    """Python 3.12 refuses them then: what is to be saved is saved without one."""
    with monkeypatch.context() as ending:

        def refuse(_):
            raise RuntimeError("can't create new thread at interpreter shutdown")

        ending.setattr(threading.Thread, "start", refuse)
        plain = Recording()
        async with ThreadedStorage(plain).lock("ada"):
            await ThreadedStorage(plain).set("ada", FIRST)
    assert {thread for _, thread in plain.calls} == {threading.get_ident()}
    assert [name for name, _ in plain.calls] == ["enter", "set", "leave"]


async def test_a_machine_without_threads_is_an_error(monkeypatch):
    """In the middle of a program nothing is done in the event loop."""
    with monkeypatch.context() as full:

        def refuse(_):
            raise RuntimeError("can't start new thread")

        full.setattr(threading.Thread, "start", refuse)
        with pytest.raises(RuntimeError, match="can't start"):
            await ThreadedStorage(Recording()).get("ada")
