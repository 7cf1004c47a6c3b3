"""Cancels a coroutine at exactly its n-th wait, instead of after so many milliseconds.

The coroutine is run step by step: each time it is about to let the event loop go on, it can be
cancelled. Whoever tries all n has tried every moment at which a cancellation can come.
"""

from __future__ import annotations

import asyncio
from functools import partial
from types import coroutine
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import anyio
import sniffio
from attrs import define

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

Way: TypeAlias = Literal["scope", "task", "late"]
"""How it is cancelled: by a scope around it, on asyncio and trio; on asyncio also as a task, at
that moment, or when what it waits for has happened and it does not yet know."""

WAYS = [("asyncio", "scope"), ("asyncio", "task"), ("asyncio", "late"), ("trio", "scope")]
"""All ways, and where they can be gone."""


@define
class Interrupted:
    """What became of a coroutine: `waits` counts how often it waited."""

    waits: int = 0
    reached: bool = False
    cancelled: bool = False
    result: Any = None


async def interrupted(work: Coroutine[Any, Any, Any], number: int, way: Way) -> Interrupted:
    """Run this, and cancel it at its wait of this number, counted from 1; 0 never comes."""
    outcome = Interrupted()
    if way == "scope":
        with anyio.CancelScope() as scope:
            outcome.result = await _stepped(work, partial(_at, outcome, number, scope.cancel))
        outcome.cancelled = scope.cancelled_caught
        return outcome
    assert sniffio.current_async_library() == "asyncio"

    async def run() -> None:
        cancel = asyncio.current_task().cancel
        interrupt = partial(_at, outcome, number, cancel, late=way == "late")
        outcome.result = await _stepped(work, interrupt)

    task = asyncio.ensure_future(run())
    await asyncio.wait([task])
    outcome.cancelled = task.cancelled()
    if not outcome.cancelled:
        task.result()  # raises its error
    return outcome


def _at(
    outcome: Interrupted,
    number: int,
    cancel: Callable[[], object],
    waited_for: Any,
    *,
    late: bool = False,
) -> None:
    outcome.waits += 1
    if outcome.waits != number:
        return
    outcome.reached = True
    if late and waited_for is not None:
        # Before the task itself: it is cancelled when it is about to go on.
        waited_for.add_done_callback(lambda _: cancel())
    else:
        cancel()


@coroutine
def _stepped(
    work: Coroutine[Any, Any, Any], interrupt: Callable[[Any], None]
) -> Generator[Any, Any, Any]:
    inner = work.__await__()
    go_on = partial(inner.send, None)
    while True:
        try:
            waited_for = go_on()
        except StopIteration as end:
            return end.value
        interrupt(waited_for)
        try:
            came = yield waited_for
        except BaseException as error:  # noqa: BLE001 - it goes on, into the coroutine
            go_on = partial(inner.throw, error)
        else:
            go_on = partial(inner.send, came)
