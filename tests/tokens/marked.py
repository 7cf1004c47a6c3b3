"""A storage of an app's own, around another one, at whose points something happens."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import Factory, define, field

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Point: TypeAlias = Literal[
    "reading", "locking", "locked", "read", "saving", "saved", "setting", "releasing"
]
"""Before and after each thing that is asked of it: `read` is after reading under the lock."""


async def nothing(_):
    """Let it go on."""


@define(eq=False)
class Marked:
    """Tells where it is, to a function which may raise, wait, or end the process."""

    inner: Any
    at: Callable[[Point], Awaitable[None]] = nothing
    locks: int = 0
    """How many there are at the moment."""
    passed: list[Point] = field(factory=list)

    async def get(self, user_id):
        """Read a token."""
        await self._pass("reading")
        token = await self.inner.get(user_id)
        if self.locks:
            await self._pass("read")
        return token

    async def set(self, user_id, token):
        """Keep a token."""
        await self._pass("setting")
        await self.inner.set(user_id, token)

    @asynccontextmanager
    async def lock(self, user_id):
        """Take the lock."""
        await self._pass("locking")
        async with self.inner.lock(user_id) as lease:
            self.locks += 1
            try:
                await self._pass("locked")
                yield _Lease(self, lease)
                await self._pass("releasing")
            finally:
                self.locks -= 1

    async def _pass(self, point):
        self.passed.append(point)
        await self.at(point)


@define
class _Lease:
    marked: Marked
    inner: Any

    async def save(self, old, new):
        """Put one token in the place of another."""
        await self.marked._pass("saving")
        saved = await self.inner.save(old, new)
        await self.marked._pass("saved")
        return saved


@define(eq=False)
class Failing:
    """Fails at these points, as long as they are among them."""

    points: set[Point] = Factory(set)

    async def __call__(self, point):
        """Fail as a driver does that has lost its connection."""
        if point in self.points:
            raise OSError("the connection is gone")
