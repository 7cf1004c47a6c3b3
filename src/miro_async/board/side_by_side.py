"""Several things done at the same time, and the first error as it is, outside of any group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CapacityLimiter, create_task_group

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable


async def side_by_side(jobs: Iterable[Callable[[], Awaitable[object]]], *, at_once: int) -> None:
    """Do all these, so many at once. The first error cancels the rest, and is raised by itself.

    Jobs are taken when there is room for them, so there may be any number of them.
    """
    room = CapacityLimiter(at_once)
    failed: list[Exception] = []

    async def run(job: Callable[[], Awaitable[object]]) -> None:
        """Do one, and end the others if it fails."""
        try:
            await job()
        except Exception as error:  # noqa: BLE001 - raised again, where the caller waits
            failed.append(error)
            tasks.cancel_scope.cancel()
        finally:
            room.release_on_behalf_of(job)

    async with create_task_group() as tasks:
        for job in jobs:
            await room.acquire_on_behalf_of(job)
            tasks.start_soon(run, job)
    if failed:
        try:
            raise failed[0]
        finally:
            failed.clear()  # it refers to this frame
