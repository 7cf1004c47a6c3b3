"""What taskiq runs: `taskiq worker org_export.tasks:new_broker`."""

from __future__ import annotations

import socket
from functools import partial

from taskiq import TaskiqEvents, TaskiqState
from taskiq.kicker import AsyncKicker
from taskiq_redis import RedisStreamBroker

from .settings import Settings
from .worker import Worker

EXPORT_BOARD = "export_board"


def new_queue(settings: Settings) -> RedisStreamBroker:
    """Make the queue: a stream in Redis, with a group of consumers.

    A message is acknowledged after its board, so that of a dead worker others get it; but only
    while new messages come, and after `idle_timeout` whether its worker is dead or not. So it is
    not relied upon: what is due is in PostgreSQL, and a message too many or too few does no harm.
    """
    return RedisStreamBroker(
        settings.redis_url,
        queue_name=f"{settings.prefix}queue",
        consumer_group_name="workers",
        consumer_id="0",  # from the first message: it may be older than the group
        xread_count=1,  # a worker takes what it can begin, and leaves the rest to the others
        unacknowledged_batch_size=1,
        unacknowledged_lock_timeout=60,
        idle_timeout=int(1000 * settings.lease),
        maxlen=10_000,  # acknowledging removes nothing
        # On Python 3.11 a timeout of redis-py's can lose the cancellation that comes with SIGTERM,
        # and the worker would not end. A Redis that is gone is noticed by keepalive instead.
        socket_timeout=None,
        socket_keepalive=True,
        socket_keepalive_options=_keepalive(),
    )


def _keepalive() -> dict[int, int]:
    """Give the seconds of idleness, those between probes, and how many: where they can be set."""
    wanted = {"TCP_KEEPIDLE": 20, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}
    return {getattr(socket, name): wanted[name] for name in wanted if hasattr(socket, name)}


async def send(queue: RedisStreamBroker, export: str, board_id: str) -> None:
    """Put a board into the queue."""
    kicker = AsyncKicker[[str, str], None](task_name=EXPORT_BOARD, broker=queue, labels={})
    await kicker.kiq(export, board_id)


def new_broker() -> RedisStreamBroker:
    """Make the queue with its task and with the worker that does it, as the environment says."""
    settings = Settings.from_environment()
    queue = new_queue(settings)
    worker = Worker(settings, partial(send, queue))

    async def start(_: TaskiqState) -> None:
        """Connect, in the process that taskiq has begun."""
        await worker.start()

    async def export(export: str, board_id: str) -> None:
        """Export a board: the task."""
        await worker.export(export, board_id)

    async def stop(_: TaskiqState) -> None:
        """Give back what is not done."""
        await worker.stop()

    queue.add_event_handler(TaskiqEvents.WORKER_STARTUP, start)
    queue.add_event_handler(TaskiqEvents.WORKER_SHUTDOWN, stop)
    queue.register_task(export, EXPORT_BOARD)
    return queue
