"""A call is cancelled while it refreshes a token, at whichever moment.

Either Miro was not asked yet, or what it gave is saved: nothing in between.
"""

from __future__ import annotations

import asyncio
import itertools
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import anyio
import pytest
from anyio.from_thread import BlockingPortal
from attrs import Factory, define

from tests.tokens.apps import LIFE, calling, can_be_refreshed, works
from tests.tokens.marked import Marked
from tests.tokens.relay import Held, passes
from tests.unit.checkpoints import WAYS, interrupted

pytestmark = [pytest.mark.anyio]

KINDS = [
    pytest.param(kind, way, backend, id=f"{kind}-{backend}-{way}")
    for kind in ["memory", "file", "sqlite", "postgresql", "redis"]
    for backend, way in WAYS
    if backend == "asyncio" or kind in {"memory", "file"}
]
"""Each storage, with each way of cancelling, on each event loop that it runs on."""


@pytest.mark.parametrize("ends", ["by the clock", "by Miro"])
@pytest.mark.parametrize(("kind", "way", "anyio_backend"), KINDS)
async def test_at_each_wait_of_the_caller(ends, way, scene):
    """No token is lost, and no lock left behind; the next call goes on from there."""
    async with calling(scene) as caller:
        await cancel_at_each_wait(caller, ends, way)
    assert scene.sandbox.refused_refreshes == 0
    assert await scene.is_well()


async def cancel_at_each_wait(caller, ends, way):
    """Have a refresh cancelled at its first wait, and then at its second, and so on."""
    scene = caller.scene
    for number in itertools.count(1):
        if ends == "by Miro":
            scene.expire()
        else:
            caller.wait(LIFE)
        before, old = scene.sandbox.refreshes, await scene.stored()

        with anyio.fail_after(30):
            outcome = await interrupted(works(caller.api), number, way)
        stored = await scene.stored()
        assert outcome.cancelled or outcome.result
        assert can_be_refreshed(scene.sandbox, stored), number
        assert scene.sandbox.refreshes - before == (stored != old), number

        with anyio.fail_after(30):
            await works(caller.api)
        assert scene.sandbox.refreshes - before == 1, number
        if not outcome.reached:
            break
    assert number > 3


POINTS = ["locked", "read", "answered", "saving", "saved", "releasing"]

HOW = [
    pytest.param(how, kind, backend, id=f"{how}-{kind}-{backend}")
    for how, backends in {
        "a scope": ("asyncio", "trio"),
        "the task": ("asyncio",),
        "the task, again and again": ("asyncio",),
    }.items()
    for backend in backends
    for kind in ["memory", "file"]
]


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(("how", "kind", "anyio_backend"), HOW)
async def test_at_each_step_of_the_refresh(how, point, scene):
    """It goes on to its end, in another task; the other calls do not notice anything."""
    marked = Marked(scene.storage)
    async with BlockingPortal() as portal, scene.app(marked) as miro:
        cancelling = Cancelling(how, portal)
        api = await scene.authorize(miro)
        scene.expire()
        old = await scene.stored()
        scene.relay.behave(cancelling.at_the_answer if point == "answered" else passes)
        marked.at = partial(cancelling.at, point)

        with anyio.fail_after(30):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(cancelling.run, works, api)
                await cancelling.begun.wait()
                for _ in range(10):
                    tasks.start_soon(works, api)

        assert cancelling.cancelled
        assert await scene.stored() != old
        assert await scene.is_well()
    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1


@define(eq=False)
class Cancelling:
    """Cancels a call, when its refresh is at some point."""

    how: str
    portal: BlockingPortal
    cancelled: bool = False
    begun: anyio.Event = Factory(anyio.Event)
    _cancel: Any = None
    _times: int = 0

    async def run(self, function, *args):
        """Make the call, and see that it was cancelled."""
        if self.how == "a scope":
            with anyio.CancelScope() as scope:
                self._cancel = scope.cancel
                await function(*args)
            self.cancelled = scope.cancelled_caught
            return
        task = asyncio.ensure_future(function(*args))
        self._cancel = task.cancel
        await asyncio.wait([task])
        self.cancelled = task.cancelled()

    async def at(self, point, now):
        """Cancel it, if the storage is there now."""
        self.begun.set()
        if now == point and not self._times:
            await self._cancel_it()

    async def _cancel_it(self):
        for _ in range(3 if self.how.endswith("again") else 1):
            self._times += 1
            self._cancel()
            await anyio.sleep(0.01)

    def at_the_answer(self, exchange):
        """Cancel it when Miro has answered, which nobody knows yet."""
        answer = exchange.pass_on()
        self.portal.call(self._cancel_it)
        return answer


class Politely:
    """A storage of an app's own, whose lock takes a while to be released."""

    def __init__(self):
        self.tokens = {}
        self.taken = anyio.Lock()

    async def get(self, user_id):
        """Give a token."""
        return self.tokens.get(user_id)

    async def set(self, user_id, token):
        """Keep a token."""
        self.tokens[user_id] = token

    @asynccontextmanager
    async def lock(self, _):
        """Take the lock, as one does who does not know of cancellation."""
        await self.taken.acquire()
        yield
        await anyio.sleep(0.05)
        self.taken.release()


@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_while_the_lock_is_released(scene):
    """It is released all the same, by a storage that could not do so if it were cancelled."""
    storage = Politely()
    async with scene.app(storage) as miro:
        api = await scene.authorize(miro)
        scene.expire()
        scene.relay.behave(held := Held())
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(works, api)
            await held.is_reached()
            tasks.cancel_scope.cancel()
            held.over.set()
        assert not storage.taken.locked()
        await works(api)
    assert scene.counts == (1, 0)


GIVEN = 0.1
"""Seconds: less than the answer takes. Whose request has not got to Miro by then calls again."""


async def _within_asyncio(call):
    async with asyncio.timeout(GIVEN):
        await call


async def _within_anyio(call):
    with anyio.fail_after(GIVEN):
        await call


LIMITS = {
    "wait_for": lambda call: asyncio.wait_for(call, GIVEN),
    "timeout": _within_asyncio,
    "scope": _within_anyio,
}


@pytest.mark.parametrize(
    ("limit", "kind", "anyio_backend"),
    [
        *[(limit, kind, "asyncio") for limit in LIMITS for kind in ["memory", "redis"]],
        ("scope", "memory", "trio"),
    ],
)
async def test_a_time_limit_around_a_call(limit, scene):
    """It ends when the new token is saved, which takes longer than it was given."""
    async with calling(scene) as caller:
        caller.wait(LIFE)
        scene.relay.behave(held := Held())
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_release_later, held)
            while not held.reached.is_set():
                with pytest.raises(TimeoutError):
                    await LIMITS[limit](works(caller.api))
        assert await scene.is_well()
        await works(caller.api)
    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1


async def _release_later(held):
    await held.is_reached()
    await anyio.sleep(GIVEN + 0.05)
    held.over.set()
