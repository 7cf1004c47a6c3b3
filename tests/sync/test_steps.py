from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import anyio

from miro_async.sandbox import Sandbox
from miro_async.sync import MiroApi
from miro_async.sync.steps import Steps
from tests.sync.services import LONG

BOARDS, THREADS = 40, 4


class Slow:
    """A transport that lets others go first before each answer of another one."""

    def __init__(self, inner):
        self._inner = inner
        self.stream = inner.stream

    async def send(self, request):
        """Wait for some turns of the event loop."""
        for _ in range(5):
            await anyio.lowlevel.checkpoint()
        return await self._inner.send(request)

    async def aclose(self):
        """Have nothing to close."""


class Overtaken:
    """A way to an event loop, in which another thread takes what was fetched first."""

    def __init__(self, things):
        self.steps = Steps(self, things)
        self.taken = []
        self._is_first = True

    def call(self, function):
        """Call it; and the first time, take the thing before the caller does."""
        anyio.run(function)
        if self._is_first:
            self._is_first = False
            self.taken.append(next(self.steps))


class Counted:
    """So many numbers, as something that awaits."""

    def __init__(self, number):
        self._numbers = iter(range(number))

    def __aiter__(self):
        return self

    async def __anext__(self):
        """Give the next one."""
        for number in self._numbers:
            return number
        raise StopAsyncIteration


def test_threads_that_share_the_pages_of_a_list_get_each_page_once():
    """As from a queue of work."""
    sandbox = Sandbox()
    with MiroApi(sandbox.token, transport=Slow(sandbox), pacing=False) as api:
        made = {api.boards.create(name=str(number)).id for number in range(BOARDS)}
        pages, together = api.boards.list(page_size=1).pages(), Barrier(THREADS)

        def work(_):
            """Take pages until there are no more."""
            together.wait(LONG)
            return [board.id for page in pages for board in page.data]

        with ThreadPoolExecutor(THREADS) as threads:
            got = [one for some in threads.map(work, range(THREADS)) for one in some]
    assert sorted(got) == sorted(made)


def test_who_is_overtaken_by_another_thread_takes_the_next():
    """What was fetched for it is gone, and is nobody's error."""
    portal = Overtaken(Counted(3))
    assert list(portal.steps) == [1, 2]
    assert portal.taken == [0]
