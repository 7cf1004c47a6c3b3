"""Many threads that share one client, over real connections."""

from __future__ import annotations

import contextvars
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from miro_async import Hooks, Limits
from miro_async.sync import MiroApi
from tests.sync.plain_storages import SOON
from tests.sync.workers.counting import counting

THREADS, EACH, MOST = 32, 10, 7
WHO = contextvars.ContextVar("who", default="nobody")


def test_threads_share_a_client_and_its_limits():
    """Each gets its own answers; no more connections, and no more calls at once, than allowed."""
    together = threading.Barrier(THREADS)

    def work(number):
        together.wait(SOON)
        ids = [f"{number}-{turn}" for turn in range(EACH)]
        return [api.boards.get(one).id for one in ids] == ids

    with counting(at_once=MOST) as server:
        limits = Limits(max_connections=MOST)
        with MiroApi("token", base_url=server.url, limits=limits) as api:
            with ThreadPoolExecutor(THREADS) as threads:
                assert all(threads.map(work, range(THREADS)))
            assert server.most_at_once == server.connections == MOST
            # A call of level 1 costs 50 credits; the headers of this server say nothing.
            assert api.rate_limit.limit - api.rate_limit.remaining == 50 * THREADS * EACH
        assert server.asked == THREADS * EACH
    assert not [one for one in threading.enumerate() if one.name == "miro-async"]


def test_hooks_see_the_context_of_the_thread_that_calls():
    """Whose call it is, for logs and traces; though all hooks run in one thread."""
    seen, lock = Counter(), threading.Lock()

    def request(_, asked):
        with lock:
            seen[WHO.get(), asked.url.rpartition("/")[2]] += 1

    def work(number):
        WHO.set(f"thread {number}")
        for _ in range(3):
            api.boards.get(f"board{number}")
        return WHO.get()

    with (
        counting() as server,
        MiroApi("token", base_url=server.url, hooks=Hooks(request=request)) as api,
        ThreadPoolExecutor(THREADS) as threads,
    ):
        contexts = [contextvars.copy_context() for _ in range(THREADS)]
        given = [threads.submit(one.run, work, number) for number, one in enumerate(contexts)]
        whose = [one.result(SOON) for one in given]
    assert whose == [f"thread {number}" for number in range(THREADS)]
    assert seen == {(f"thread {number}", f"board{number}"): 3 for number in range(THREADS)}
    assert WHO.get() == "nobody"
