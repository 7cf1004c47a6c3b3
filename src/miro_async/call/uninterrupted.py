"""Running what must not stop half-way, whoever cancels whom.

A shielded scope keeps out the cancellation of other scopes, but not asyncio's own `task.cancel()`,
which is what `asyncio.timeout`, `asyncio.wait_for` and many web frameworks use. That reaches the
task that waits; so the work is done by another one, which the first does not leave behind. When
`asyncio.run` ends it cancels all tasks that it knows of; it is not told of this one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from attrs import define

from .transport.loop import unlist_task

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

P = ParamSpec("P")
T = TypeVar("T")


@define
class _Work(Generic[T]):
    """What is done, and what came of it."""

    function: Callable[[], Awaitable[T]]
    results: list[T]
    error: BaseException | None = None
    begun: bool = False

    async def carry_out(self) -> None:
        from anyio import CancelScope

        self.begun = True
        unlist_task()
        with CancelScope(shield=True):
            await self.do()

    async def do(self) -> None:
        try:
            self.results.append(await self.function())
        except BaseException as error:
            self.error = error
            if not isinstance(error, Exception):
                raise

    def outcome(self) -> T:
        if self.error is not None:
            try:
                raise self.error
            finally:
                self.error = None  # or it would refer to itself by way of this frame
        return self.results[0]


async def uninterrupted(
    function: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    """Give what an async function gives; who is cancelled meanwhile is so when it has ended."""
    from anyio import create_task_group, get_cancelled_exc_class
    from anyio.lowlevel import checkpoint_if_cancelled

    work = _Work(partial(function, *args, **kwargs), results=[])
    cancelled: BaseException | None = None
    while not work.begun:  # as a task that is cancelled before its first step does nothing
        try:
            async with create_task_group() as tasks:
                tasks.start_soon(work.carry_out)
        except get_cancelled_exc_class() as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
    await checkpoint_if_cancelled()
    return work.outcome()


async def aside(function: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Give what an async function gives that may swallow a cancellation, which it does not now.

    On Python 3.11 `asyncio.wait_for` does so, and with it libraries that use it. In a task of its
    own it is cancelled by a scope, which does not let up.
    """
    from anyio import create_task_group

    work = _Work(partial(function, *args, **kwargs), results=[])
    async with create_task_group() as tasks:
        tasks.start_soon(work.do)
    return work.outcome()
