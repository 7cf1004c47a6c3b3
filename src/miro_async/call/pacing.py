"""Waiting for credits, so that calls do not run into the service's rate limit.

Miro gives each user of an app a number of credits for a window of fixed length, which begins with
the first call that gets to the service. Every call takes what it costs before it is sent. When the
rest of the window does not suffice, it waits for the next one, in a queue that nobody overtakes.

Our window is provisional until an answer says when the service's ends (`X-RateLimit-Reset`), which
is compared with the `Date` of the same answer, not with our clock. Of the answers of a window the
fastest counts, and a second is added: our window shall not end before the service's does. So, what
the service counts in one of its windows we have counted in the same one, or it was in flight.

When a window turns, the calls in flight are counted in the new one, as they may get there late. An
answer that still speaks of the old window takes its call off again, and is not heeded otherwise. An
answer that speaks of a new one turns ours. `X-RateLimit-Remaining` can only raise what is spent: it
tells of others who use the same token. After a 429 nothing is left until the window ends.

Nothing runs in the background. The first in the queue sleeps until the window ends; who changes
what it waits for wakes it, and when it goes, the next one is first.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from datetime import UTC, datetime
from math import inf
from typing import TYPE_CHECKING, TypeVar

from attrs import define, frozen

from .budget import Budget
from .rate_headers import Said, read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    import anyio

    from ..clock import Clock
    from .operation import Operation
    from .transport.protocol import Response, StreamedResponse

W = TypeVar("W", bound="Waiter")

WINDOW = 60.0
SCIM_WINDOW = 30.0
LIMIT = 100_000

TOO_MANY_REQUESTS = 429

_SHORTEST_SLEEP = 0.001
_LARGE_PATCH = 500

# SCIM counts calls per window, for each method: in credits, they share one budget.
_SCIM_USERS = {"GET": 200, "POST": 200, "PUT": 100, "PATCH": 100, "DELETE": 20}
_SCIM_GROUPS_LISTED = 5
_SCIM_GROUPS_READ = 20
_SCIM_GROUPS_PATCHED = 100
_SCIM_GROUPS_PATCHED_LARGE = 5


def cost_of(operation: Operation[object], *, things: int = 1, body_size: int = 0) -> int:
    """Give the credits of one call, with so many things in it and a body of so many bytes."""
    if operation.api == "scim":
        return LIMIT // _scim_calls(operation, body_size)
    each = operation.credits or 0
    return each * max(things, 1) if operation.per_item else each


def _scim_calls(operation: Operation[object], body_size: int) -> int:
    """Give how many such calls a window of SCIM takes."""
    if operation.group != "scim_groups":
        return _SCIM_USERS[operation.method]
    if operation.method == "GET":
        return _SCIM_GROUPS_LISTED if operation.paging else _SCIM_GROUPS_READ
    return _SCIM_GROUPS_PATCHED_LARGE if body_size > _LARGE_PATCH else _SCIM_GROUPS_PATCHED


@frozen(kw_only=True)
class RateLimit:
    """The credits of a user of an app, as far as this client knows.

    Attributes:
        limit: Credits of a whole window: a minute, of SCIM half a minute.
        remaining: What is left of them; calls under way are counted as done.
        resets_at: When there are new ones, `None` when none are spent. It may be a second or two
            after the service's own time.
    """

    limit: int
    remaining: int
    resets_at: datetime | None


@define(eq=False)
class Waiter:
    """One who waits for credits."""

    cost: int
    waiting: Callable[[float], Awaitable[None] | None] | None = None
    """Who has not been told yet that it waits."""
    scope: anyio.CancelScope | None = None
    """What it sleeps in; cancelling it wakes the waiter."""
    until: float = inf
    """When it wakes by itself."""

    async def tell(self, seconds: float) -> None:
        """Tell, once, that it will wait for about so many seconds."""
        waiting, self.waiting = self.waiting, None
        if waiting is not None and (told := waiting(seconds)) is not None:
            await told


class Pacer:
    """Lets calls through as there are credits for them.

    Each call that was let through ends in exactly one of `learn`, `lost` and `give_back`. What
    costs nothing always goes, and is not learned from.

    Args:
        window: Seconds of a window.
        limit: Credits of a window, until an answer says otherwise.
        clock: What tells the time, and waits.
        enabled: Without, all calls go; what the answers say is known all the same.
        heed: Whether the headers of answers speak of these credits. SCIM's do not, as its limits
            are calls of each method: of them, only a 429 counts.
    """

    def __init__(
        self,
        *,
        window: float = WINDOW,
        limit: int = LIMIT,
        clock: Clock,
        enabled: bool = True,
        heed: bool = True,
    ) -> None:
        self.enabled: bool = enabled
        self._heed = heed
        self._clock = clock
        self._budget = Budget(window, limit)
        self._queue: OrderedDict[Waiter, None] = OrderedDict()
        self._queued = 0

    @property
    def rate_limit(self) -> RateLimit:
        """What is known of the credits now."""
        budget, now = self._budget, self._clock.monotonic()
        budget.look(now)
        ends = None
        if budget.ends is not None:
            ends = datetime.fromtimestamp(self._clock.time() + budget.ends - now, UTC)
        return RateLimit(
            limit=budget.limit, remaining=max(0, budget.limit - budget.spent), resets_at=ends
        )

    def try_take(self, cost: int) -> bool:
        """Take credits if there are enough, and nobody waits for some."""
        if cost == 0:
            return True
        if self._queue:
            return False
        return self._take(self._clock.monotonic(), cost)

    async def take(
        self, cost: int, waiting: Callable[[float], Awaitable[None] | None] | None = None
    ) -> None:
        """Take credits, when there are enough and all who came before have theirs.

        `waiting` is told before a wait, about how many seconds it will take. Who is cancelled has
        taken nothing.
        """
        if self.try_take(cost):
            return
        seconds = self._foreseen(cost)
        with self._in_line(Waiter(cost, waiting)) as waiter:
            await waiter.tell(seconds)
            while not (self._is_first(waiter) and self._take(self._clock.monotonic(), cost)):
                await self._sleep(waiter, self._budget.ends)

    def give_back(self, cost: int) -> None:
        """Return the credits of a call that certainly did not get to the service."""
        self._budget.give_back(cost)
        self._wake_first()

    def lost(self, cost: int) -> None:
        """Note that no answer came: the service may have counted the call."""
        self._budget.lost(self._clock.monotonic(), cost)

    def learn(self, cost: int, answer: Response | StreamedResponse) -> None:
        """Note that an answer came, and what it says of the credits."""
        if cost == 0:
            return
        budget, clock = self._budget, self._clock
        said = read(answer.headers, now=clock.time(), window=budget.window)
        now = clock.monotonic()
        if answer.status == TOO_MANY_REQUESTS:
            budget.refused(now, cost, said if self._heed else _only_wait(said))
        else:
            budget.answered(now, cost, said if self._heed else Said(said.date))
        self._wake_first()

    def forget_calls(self) -> None:
        """Forget the calls that wait or are under way, as their event loop or process is another.

        What they took stays taken.
        """
        self._queue.clear()
        self._queued = 0
        self._budget.lost(self._clock.monotonic(), self._budget.in_flight)

    def _take(self, now: float, cost: int) -> bool:
        fits = self._budget.fits(now, cost)
        if self.enabled and not fits:
            return False
        self._budget.take(now, cost)
        return True

    @contextmanager
    def _in_line(self, waiter: W) -> Generator[W]:
        """Be the last in the queue, and let the first go on when it is left."""
        self._queue[waiter] = None
        self._queued += waiter.cost
        try:
            yield waiter
        finally:
            if waiter in self._queue:  # or else all were forgotten
                del self._queue[waiter]
                self._queued -= waiter.cost
            self._wake_first()

    def _is_first(self, waiter: Waiter) -> bool:
        return next(iter(self._queue), waiter) is waiter

    async def _sleep(self, waiter: Waiter, until: float | None) -> None:
        """Sleep until then, or as long as others are first; being woken ends it."""
        from anyio import CancelScope, sleep_forever

        with CancelScope() as waiter.scope:
            if self._is_first(waiter):
                now = self._clock.monotonic()
                waiter.until = until or now
                await self._clock.sleep(max(waiter.until - now, _SHORTEST_SLEEP))
            else:
                await sleep_forever()

    def _wake_first(self) -> None:
        """Wake the first in the queue if it need not wait as long as it meant to."""
        if not self._queue:
            return
        first, now = next(iter(self._queue)), self._clock.monotonic()
        fits = self._budget.fits(now, first.cost)
        if first.scope is not None and (fits or (self._budget.ends or now) < first.until):
            first.scope.cancel()

    def _foreseen(self, cost: int) -> float:
        """Give about how many seconds a call will wait that comes now."""
        budget = self._budget
        windows = (self._queued + cost - 1) // budget.limit
        left = 0.0 if budget.ends is None else budget.ends - self._clock.monotonic()
        return max(0.0, left) + windows * budget.window


def _only_wait(said: Said) -> Said:
    """Give nothing but when to try again."""
    wait = said.wait
    if wait is None and said.reset is not None:
        wait = max(0.0, said.reset - said.date)
    return Said(said.date, wait=wait)
