"""Storages with plain methods over databases: their connections stay in one thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from miro_async import NotAuthorizedError, TokenStorageError
from tests.sync.plain_storages import SOON, Locking, Simple, storage_threads
from tests.sync.workers.apps import app, is_alive, log_in, works
from tests.sync.workers.children import child

DATABASES = pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)


@DATABASES
def test_tokens_are_kept_refreshed_and_forgotten(sandbox, url, storage):
    """Each of it in the threads that the connections of the database belong to."""
    with app(sandbox, url, storage) as miro:
        user = log_in(miro, sandbox)
        before = storage.get(user)
        assert works(miro.as_user(user))
        sandbox.expire_tokens()
        assert works(miro.as_user(user))
        assert works(miro.api)
        after = storage.get(user)
        assert after.fingerprint != before.fingerprint
        assert is_alive(sandbox, after)
        miro.revoke_token(user)
        assert storage.get(user) is None
        with pytest.raises(NotAuthorizedError):
            works(miro.as_user(user))
    assert sandbox.refreshes == 1


@DATABASES
def test_two_processes_refresh_a_token_once(sandbox, url, place, storage):
    """Eight threads in each of them ask for it at once, when it has just expired."""
    with app(sandbox, url, storage) as miro:
        user = log_in(miro, sandbox)
    told = {
        "place": place,
        "url": url,
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "user_id": user,
    }
    with ExitStack() as stack:
        both = [stack.enter_context(child("refresher")) for _ in range(2)]
        for one in both:
            assert one.ask(**told) == {"ready": True}
        for times in range(1, 4):
            sandbox.expire_tokens()
            for one in both:
                one.say(threads=8)
            for one in both:
                assert one.hear() == {"answers": [True] * 8}
            assert (sandbox.refreshes, sandbox.refused_refreshes) == (times, 0)
        for one in both:
            one.say()
            assert one.wait() == (0, "")
    assert is_alive(sandbox, storage.get(user))


def test_a_storage_may_be_a_dict(sandbox, url):
    """Two methods do; and what is refreshed is there for the next one who asks."""
    storage = Simple()
    with app(sandbox, url, storage) as miro:
        user = log_in(miro, sandbox)
        sandbox.expire_tokens()
        assert works(miro.as_user(user))
    with app(sandbox, url, storage) as miro:
        assert works(miro.as_user(user))
        assert miro.is_authorized(user)
    assert sandbox.refreshes == 1
    assert is_alive(sandbox, storage.tokens[user])


def test_threads_that_share_an_app_share_a_refresh(sandbox, url):
    """The lock belongs to a thread; all of them ask for the token at once."""
    storage = Locking()
    with app(sandbox, url, storage) as miro, ThreadPoolExecutor(16) as threads:
        api = miro.as_user(log_in(miro, sandbox))
        sandbox.expire_tokens()
        assert list(threads.map(lambda _: works(api), range(16))) == [True] * 16
    assert sandbox.refreshes == 1
    for thread in storage_threads():
        thread.join(SOON)
    assert storage_threads() == []


def test_a_slow_user_does_not_hold_up_others(sandbox, url):
    """One whose token takes long to be read, from a database far away, say."""
    slow = sandbox.add_user("Slow").id
    reading, go_on = threading.Event(), threading.Event()

    class Slow(Simple):
        def get(self, user_id):
            if user_id == slow and reading.is_set():
                assert go_on.wait(SOON)
            return super().get(user_id)

    storage = Slow()
    with app(sandbox, url, storage) as miro:
        users = [log_in(miro, sandbox), log_in(miro, sandbox, slow)]
    reading.set()
    with app(sandbox, url, storage) as miro, ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(works, miro.as_user(slow))
        try:
            assert works(miro.as_user(users[0]))
            assert not waiting.done()
        finally:
            go_on.set()
        assert waiting.result(SOON)


def test_what_a_storage_raises_is_the_cause_of_an_error_of_ours(sandbox, url):
    """Whoever catches a `MiroError` catches this as well."""

    class Broken(Simple):
        def get(self, _):
            raise OSError("the disk is gone")

    with app(sandbox, url, Broken()) as miro:
        with pytest.raises(TokenStorageError, match="failed: OSError") as caught:
            works(miro.as_user(sandbox.user_ids[0]))
        assert isinstance(caught.value.__cause__, OSError)
