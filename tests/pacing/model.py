"""The rules of a shared window in plain Python, with which the store in Redis is compared."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from anyio import sleep
from attrs import Factory, define

from miro_async.call.pacing_store import Given

if TYPE_CHECKING:
    from collections.abc import Callable

    from miro_async.call.pacing_store import Ask, Heard


@define
class Place:
    """What is kept for a client that was refused."""

    client: int
    since: float
    cost: int
    until: float


@define
class Window:
    """The window of one key; times are the store's."""

    limit: int = 0
    number: int = 0
    ends: float = inf
    taken: list[list] = Factory(list)
    """When credits were given, and how many, as far as it may matter."""
    held: dict[int, int] = Factory(dict)
    spent: int = 0
    said: int = 0
    reset: float | None = None
    heard: bool = False
    pause: float = -inf
    place: Place | None = None
    at: float = -inf

    def ask(self, now: float, ask: Ask) -> Given:
        """Take one step."""
        self.limit = self.limit or ask.limit
        if self.at > now + 1:
            self.__init__(limit=self.limit)
        self.at = now
        if self.number:
            holds = ask.held if ask.window == self.number else 0
            self.correct(now, holds - self.held.get(ask.client, 0))
            less = holds < self.held.get(ask.client, 0)
            self.held[ask.client] = holds
            if (ask.lost or less) and self.spent and not self.heard and now < self.ends:
                self.ends = now + ask.length
        if now >= self.ends:
            self.turn(now, ask)
        if ask.heard is not None:
            self.listen(now, ask, ask.heard)
        if ask.pause:
            self.pause = max(self.pause, now + ask.pause)
            if not self.heard:
                self.ends = self.pause
        return self.decide(now, ask)

    def turn(self, now, ask):
        """Begin a window."""
        end = min(now, self.ends)
        if now >= self.ends + ask.length:
            self.taken = []
        oldest = end // ask.late - 1
        self.spent = sum(cost for when, cost in self.taken if when // ask.late >= oldest)
        self.taken, self.number, self.said, self.held = [], 0, 0, {}
        self.ends = now + ask.length if self.spent else inf
        self.reset = self.reset if self.heard else None
        self.heard = False

    def correct(self, now, more):
        """Count more credits, or less: then the latest are forgotten."""
        self.spent = max(self.spent + more, self.said)
        self.taken.append([min(now, self.ends), max(more, 0)])
        cost = max(-more, 0)
        while cost and self.taken:
            part = min(cost, self.taken[-1][1])
            self.taken[-1][1] -= part
            cost -= part
            if not self.taken[-1][1]:
                self.taken.pop()
        if not self.spent and not self.heard:
            self.ends, self.number, self.held = inf, 0, {}

    def listen(self, now: float, ask: Ask, heard: Heard) -> None:
        """Learn what a client has heard of the service."""
        end, apart = now + heard.left, heard.reset - (self.reset or -inf)
        if apart > ask.length / 2:
            if self.heard:
                self.turn(now, ask)
            self.reset, self.ends = heard.reset, end
        elif self.heard and apart >= -ask.length / 2:
            self.ends = min(self.ends + max(apart, 0), end + max(-apart, 0))
            self.reset += max(apart, 0)
        else:
            return
        self.heard = True
        self.said = max(self.said, heard.spent)
        self.spent = max(self.spent, self.said)
        self.limit = heard.limit

    def decide(self, now: float, ask: Ask) -> Given:
        """Give credits, or say when there may be some."""
        place = self.place
        kept = place is not None and place.client != ask.client and place.until > now
        others = place.cost if kept else 0
        has_room = self.spent + ask.cost <= self.limit or self.spent == 0
        is_free = self.spent + others + ask.cost <= self.limit or self.spent + others == 0
        granted = is_free and now >= self.pause
        wait = 0.0
        if granted:
            if not self.number:
                self.number = round(now * 1e6)
                self.ends = self.ends if self.heard else now + ask.length
            self.spent += ask.cost
            self.taken.append([now, ask.cost])
            self.held[ask.client] = self.held.get(ask.client, 0) + ask.cost
            if place is not None and place.client == ask.client:
                self.place = None
        else:
            wait = max(self.pause - now, 0.0)
            if not has_room:
                wait = max(wait, self.ends - now)
            elif not is_free:
                wait = max(wait, place.until - now)
            since = now - ask.waited
            if not kept or since < place.since:
                self.place = Place(ask.client, since, ask.cost, now + ask.patience)
        left = 0.0 if self.ends == inf else self.ends - now
        return Given(
            granted=granted,
            wait=wait,
            spent=self.spent,
            limit=self.limit,
            left=left,
            window=self.number,
        )


@define
class ModelStore:
    """A store in this process, by any clock, that can be slow or fail."""

    time: Callable[[], float]
    windows: dict[str, Window] = Factory(dict)
    asked: list[tuple[float, Ask]] = Factory(list)
    """All questions, and when they came."""
    delay: float = 0.0
    """Seconds after which it answers, of its own event loop's time."""
    error: Exception | None = None
    """What it fails with."""

    async def take(self, key: str, ask: Ask) -> Given:
        """Take one step in the window of a key."""
        self.asked.append((self.time(), ask))
        await sleep(self.delay / 2)
        if self.error is not None:
            raise self.error
        given = self.windows.setdefault(key, Window()).ask(self.time(), ask)
        await sleep(self.delay / 2)
        return given
