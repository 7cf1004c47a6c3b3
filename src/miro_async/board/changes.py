"""What changes on a board, found out by looking again: Miro tells nobody when something changes.

A look begins with the board itself (50 credits): only if its time of change has moved, or has
done so within two seconds, the lists are read. After a number of cheap looks they are read in any
case, as nothing promises that every change moves that time.
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from ..errors import InvalidArgumentError
from .look import Look
from .sightings import Known, changed, gone

if TYPE_CHECKING:
    from ..client import MiroApi
    from ..clock import Clock
    from .change import Change
    from .sightings import Found

_MINUTE = 60.0
_UNSETTLED = 2.0  # Miro's times are whole seconds, and its hosts disagree by one


class Changes:
    """The changes on a board from a moment on: an endless iterator.

        changes = board.changes(since=token)
        async for change in changes:
            print(change)
            save(changes.token)

    Without a token it begins with the first look, which tells nothing. Each change is given at
    least once, and `token` includes a change as soon as it is given: who saves the token after the
    work on a change is told of it again only if the program ended before that. Several changes of
    one thing between two looks are one, and what came and went between them is not seen.

    After an error or a cancellation it can be iterated over again, and goes on where it was.
    """

    def __init__(  # noqa: PLR0913 - each by keyword
        self,
        api: MiroApi,
        board_id: str,
        *,
        since: str | None = None,
        interval: float = 10.0,
        credits_per_minute: int = 10_000,
        full_every: int = 30,
        tags: bool = True,
    ) -> None:
        if not 0 < interval < math.inf:
            raise InvalidArgumentError("interval is more than 0 seconds")
        if credits_per_minute <= 0 or full_every < 0:
            raise InvalidArgumentError("credits_per_minute is more than 0, full_every not less")
        self._api = api
        self._board_id = board_id
        self._interval = interval
        self._credits_per_minute = credits_per_minute
        self._full_every = full_every
        self._known = None if since is None else Known.of_token(since, board_id)
        # What was looked at goes on being looked at: else all tags would seem to come or go.
        self._tags = tags if self._known is None else self._known.tags
        self._waiting: deque[tuple[Change, Found | None]] = deque()
        self._told: str | None = self._known.modified if self._known is not None else None
        self._settled = True
        self._moved_at = -math.inf
        self._cheap = 0
        self._next_look: float | None = None
        self.credits: int = 0
        """What all looks have cost so far."""

    @property
    def token(self) -> str:
        """Where to go on later: a text that includes all changes that were given, and no others.

        Raises:
            InvalidArgumentError: Nothing has been looked at yet.
        """
        if self._known is None:
            raise InvalidArgumentError("there is no token before the first look")
        self._known.modified = self._told if self._settled and not self._waiting else None
        return self._known.token()

    def __aiter__(self) -> Changes:
        return self

    async def __anext__(self) -> Change:
        while not self._waiting:
            await self._wait()
            await self._look()
        return self._given()

    async def look(self) -> list[Change]:
        """Look once, without waiting, and give all that has changed; the first time nothing."""
        await self._look()
        return [self._given() for _ in range(len(self._waiting))]

    def _given(self) -> Change:
        change, found = self._waiting.popleft()
        assert self._known is not None
        if found is None:
            self._known.things.pop(change.id, None)
        else:
            self._known.things[change.id] = found[0]
        return change

    @property
    def _clock(self) -> Clock:
        return self._api._caller.clock  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]

    async def _wait(self) -> None:
        if self._next_look is not None:
            await self._clock.sleep(max(0.0, self._next_look - self._clock.monotonic()))

    async def _look(self) -> None:
        began, look = self._clock.monotonic(), Look(self._api, self._board_id, tags=self._tags)
        try:
            await self._looked(look)
        finally:
            self.credits += look.credits
            pause = look.credits * _MINUTE / self._credits_per_minute
            self._next_look = began + max(self._interval, pause)

    async def _looked(self, look: Look) -> None:
        modified = await look.modified()
        known, now = self._known, self._clock.monotonic()
        moved = known is None or modified != self._told
        due = 0 < self._full_every <= self._cheap
        if not (moved or due) and self._settled:
            self._cheap += 1
            return
        found = await look.everything(known)
        # Nothing is awaited from here on: a cancelled look leaves no trace.
        if known is None:
            things = {thing_id: each[0] for thing_id, each in found.items()}
            self._known = Known(board_id=self._board_id, things=things, tags=self._tags)
        else:
            self._compare(known, found)
        # More may have come in the second that was looked at, however often it is looked at then.
        self._moved_at = now if moved else self._moved_at
        self._settled = now - self._moved_at >= _UNSETTLED
        self._told, self._cheap = modified, 0

    def _compare(self, known: Known, found: dict[str, Found]) -> None:
        pending = [changed(each, known.things.get(each), found[each]) for each in found]
        self._waiting = deque((one, found[one.id]) for one in pending if one is not None)
        for thing_id, old in known.things.items():
            if thing_id not in found:
                self._waiting.append((gone(thing_id, old), None))
