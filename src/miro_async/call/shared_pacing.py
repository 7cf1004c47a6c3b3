"""Waiting for credits that several processes take from one budget, which they keep in a store.

A call asks the store once, before it is sent, and what was learned since the last time goes along:
what answers said, a 429, credits that were not needed after all. So nothing else is asked of the
store, and nothing runs in the background. The rules of the store are in `pacing_store`.

Within a process, calls queue as they do for `Pacer`: the first one asks, and nobody overtakes. When
it is refused it asks again when the window ends, but at least once a second, as another process may
have learned something. Between processes, who waits longest has its place kept in the store.

A `Pacer` of this process counts along. It makes sense of the answers, as it knows what was sent
when; and it goes on alone while the store fails. Then others' calls are known by the answers only,
so there may be some 429s, which are tried again as ever. What was taken meanwhile is counted when
the store is back in the same window; otherwise answers tell of it.

The store is told each time what is held of its window. So it does not matter whether a call that
was cancelled, or whose answer got lost, had been given credits: the next one sets that right. What
a process held that has died is spent until the window ends.
"""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from itertools import takewhile
from math import inf
from typing import TYPE_CHECKING

from attrs import define

from ..errors import ConfigurationError
from .budget import MARGIN, Budget
from .pacing import LIMIT, TOO_MANY_REQUESTS, WINDOW, Pacer, RateLimit, Waiter
from .pacing_store import Ask, Given, Heard
from .uninterrupted import aside

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ..clock import Clock
    from .pacing_store import PacingStore
    from .transport.protocol import Response, StreamedResponse

logger: logging.Logger = logging.getLogger("miro_async")

_TIMEOUT = 1.0
"""Seconds that the store may take for an answer."""

_OFTEN = 1.0
"""Seconds after which who waits asks again."""

_PATIENCE = 3.0
"""Seconds for which the place is kept of a process that does not ask again."""

_LATE = 5.0
"""Seconds by which a call may be late: our window may end so much later than the service's."""

_LONGEST_RETREAT = 30.0


@define
class _ToldBudget(Budget):
    """A budget that tells what it has heard of the service."""

    def heard(self, now: float) -> Heard | None:
        """Give what the service has said of the present window."""
        left = self._ahead + self._reset + MARGIN - now
        if not self._known or left <= 0:
            return None
        return Heard(reset=self._reset, left=left, spent=self._said, limit=self.limit)

    @property
    def refused_all(self) -> bool:
        """Whether nothing is left, by the word of the service."""
        return self._said >= self.limit


@define(eq=False)
class _Caller(Waiter):
    """One who waits for credits that others want, too."""

    came: float = 0.0
    """When it came."""


class _Store:
    """The store, and whether it is there."""

    def __init__(self, store: PacingStore, key: str) -> None:
        self._store = store
        self._key = key
        self._retreat = 0.0
        self.asked_from: float = -inf
        """From when on it is worth asking."""

    @property
    def is_away(self) -> bool:
        """Whether it has failed, and has not been seen since."""
        return self._retreat > 0

    async def take(self, ask: Ask, now: Callable[[], float]) -> Given | None:
        """Ask it; it gives `None` when it fails."""
        from anyio import fail_after

        try:
            with fail_after(_TIMEOUT):
                given = await self._store.take(self._key, ask)
        except ConfigurationError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, calls go on
            self._fail(error, now())
            return None
        if self.is_away:
            logger.info("credits are shared again")
            self._retreat = 0.0
        return given

    def _fail(self, error: Exception, now: float) -> None:
        if not self.is_away:
            reason = ": ".join(filter(None, [type(error).__name__, str(error)]))
            logger.warning("credits are not shared until their store is back: %s", reason)
        self._retreat = min(max(_TIMEOUT, 2 * self._retreat), _LONGEST_RETREAT)
        self.asked_from = now + self._retreat


class SharedPacer(Pacer):
    """Lets calls through as there are credits for them, which others take as well.

    To be used as a `Pacer` is.

    Args:
        store: Where credits are counted.
        key: Whose credits, of which API.
        window: Seconds of a window.
        limit: Credits of a window, until an answer says otherwise.
        clock: What tells the time, and waits, in this process. The store has its own.
        heed: Whether the headers of answers speak of these credits.

    Raises:
        ConfigurationError: The store is none.
    """

    def __init__(  # noqa: PLR0913 - what a pacer is told, and two more
        self,
        store: PacingStore,
        *,
        key: str,
        window: float = WINDOW,
        limit: int = LIMIT,
        clock: Clock,
        heed: bool = True,
    ) -> None:
        if not callable(getattr(store, "take", None)):
            raise ConfigurationError(f"a {type(store).__name__} is no PacingStore: no take()")
        super().__init__(window=window, limit=limit, clock=clock, heed=heed)
        self._budget = self._told = _ToldBudget(window, limit)
        self._store = _Store(store, key)
        self._client = _new_client()
        self._given: Given | None = None
        self._given_at = -inf
        self._more_at = -inf
        """When the store may have credits, after it had none."""
        self._held = 0
        """What was taken in the window of `_given`, less what was given back."""
        self._freed = False
        """Whether the store is to know that some was."""
        self._losses = 0
        """How many calls were lost, of which the store knows `_known_losses`."""
        self._known_losses = 0
        self._pause = -inf
        """Until when the service wants to be left alone, and the store is to know."""

    @property
    def rate_limit(self) -> RateLimit:
        """What is known of the credits now, by the answers and when the store was last asked."""
        ours, given = super().rate_limit, self._given
        now = self._clock.monotonic()
        if given is None or self._given_at + given.left <= now:
            return ours
        ends = datetime.fromtimestamp(self._clock.time() + self._given_at + given.left - now, UTC)
        left = max(0, given.limit - given.spent)
        theirs = RateLimit(limit=given.limit, remaining=left, resets_at=ends)
        return min(ours, theirs, key=lambda limit: limit.remaining)

    def try_take(self, cost: int) -> bool:
        """Take credits if that needs no store: what costs nothing, or while the store is away."""
        if cost == 0:
            return True
        now = self._clock.monotonic()
        if self._queue or now >= self._store.asked_from:
            return False
        return self._take(now, cost)

    async def take(
        self, cost: int, waiting: Callable[[float], Awaitable[None] | None] | None = None
    ) -> None:
        """Take credits, when there are enough and all who came before have theirs."""
        if self.try_take(cost):
            return
        caller = _Caller(cost, waiting, came=self._clock.monotonic())
        with self._in_line(caller):
            while not (self._is_first(caller) and await self._is_let_through(caller)):
                await self._wait(caller)

    def give_back(self, cost: int) -> None:
        """Return the credits of a call that certainly did not get to the service."""
        if 0 < cost <= self._held:
            self._held -= cost
            self._freed = True
        super().give_back(cost)

    def lost(self, cost: int) -> None:
        """Note that no answer came: the service may have counted the call, or not."""
        self._losses += cost > 0
        super().lost(cost)

    def learn(self, cost: int, answer: Response | StreamedResponse) -> None:
        """Note that an answer came, and what it says of the credits."""
        super().learn(cost, answer)
        if answer.status == TOO_MANY_REQUESTS and self._told.refused_all:
            self._pause = self._budget.ends or -inf

    def forget_calls(self) -> None:
        """Forget the calls that wait or are under way, as `Pacer` does, and be another client."""
        super().forget_calls()
        self._client = _new_client()
        self._held = 0

    async def _is_let_through(self, caller: _Caller) -> bool:
        """Ask the store, or take what there is while it is away."""
        if self._clock.monotonic() >= self._store.asked_from:
            ask, losses = self._asked(caller), self._losses
            self._freed = False
            # Aside: a library below the store may swallow a cancellation.
            given = await aside(self._store.take, ask, self._clock.monotonic)
            if given is not None:
                self._known_losses = losses
                return self._is_granted(caller, ask, given)
            self._go_alone()
        now = self._clock.monotonic()
        if self._take(now, caller.cost):
            return True
        self._refuse(caller, self._budget.ends or now)
        return False

    def _is_granted(self, caller: _Caller, ask: Ask, given: Given) -> bool:
        now = self._clock.monotonic()
        if given.window != ask.window:
            self._held = 0
        self._given, self._given_at = given, now
        self._budget.limit = given.limit
        if self._pause <= now + ask.pause:
            self._pause = -inf
        if given.granted:
            self._held += caller.cost
            self._budget.look(now)
            self._budget.take(now, caller.cost)
        if given.granted or self._freed:  # by now there may be more
            self._more_at = -inf
        else:
            self._refuse(caller, now + given.wait)
        return given.granted

    def _go_alone(self) -> None:
        """Begin with what others have spent, as far as the store has told."""
        given, now, budget = self._given, self._clock.monotonic(), self._budget
        if given is not None and now < (ends := self._given_at + given.left):
            budget.look(now)
            budget.spent = max(budget.spent, given.spent)
            budget.ends = budget.ends or ends

    def _take(self, now: float, cost: int) -> bool:
        """Take credits without the store, which is told when it is back in the same window."""
        if not super()._take(now, cost):
            return False
        self._held += cost
        return True

    def _asked(self, caller: _Caller) -> Ask:
        now, budget = self._clock.monotonic(), self._told
        return Ask(
            cost=caller.cost,
            client=self._client,
            waited=now - caller.came,
            length=budget.window + MARGIN,
            limit=budget.limit,
            late=min(_LATE, budget.window / 6),
            patience=_PATIENCE,
            heard=budget.heard(now),
            pause=max(0.0, self._pause - now),
            window=0 if self._given is None else self._given.window,
            held=self._held,
            lost=self._losses > self._known_losses,
        )

    def _refuse(self, caller: _Caller, more_at: float) -> None:
        self._more_at = more_at
        for waiter in self._queue:
            if waiter is not caller and waiter.waiting is not None and waiter.scope is not None:
                waiter.scope.cancel()  # it has waited for its turn only, and now it is for credits

    async def _wait(self, caller: _Caller) -> None:
        now = self._clock.monotonic()
        if caller.waiting is not None and self._more_at > now:
            await caller.tell(self._seconds_for(caller, now))
        else:
            await self._sleep(caller, min(self._more_at, now + _OFTEN))

    def _seconds_for(self, caller: _Caller, now: float) -> float:
        """Give about how many seconds a call will wait."""
        ahead = sum(one.cost for one in takewhile(lambda one: one is not caller, self._queue))
        windows = (ahead + caller.cost - 1) // self._budget.limit
        return self._more_at - now + windows * self._budget.window

    def _wake_first(self) -> None:
        first = next(iter(self._queue), None)
        if first is not None and first.scope is not None and (self._freed or first.until == inf):
            first.scope.cancel()


def _new_client() -> int:
    return int.from_bytes(os.urandom(6))
