"""What a store of credits is, for stores of one's own.

Clients of one user count their credits together in such a store: `MiroApi(pacing=store)`. It keeps
one window for each key, and does nothing but `take`, once before each call. `take` is one step that
nothing comes in between, by one clock that all clients share: the store's. In this order:

1. If `window` is the present one, the client holds as many credits as it says, neither more nor
   less; if it is not, none. So what it was given without knowing, as it was cancelled or the answer
   got lost, is there again, and what comes twice counts once. When nothing is spent then, and no
   client has heard of the window, it has not begun.
2. A window whose end has come is over, and nothing is spent in the next one. But what was taken in
   the last `late` seconds before the end, or a little earlier, may get to the service after it:
   that is spent in the next one, too, until the next one is over.
3. `heard` is of the present window if its `reset` is less than half a window away from the one that
   is known. If it is later by more, the service has begun a new window, and so does the store, as
   above. If it is earlier by more, or the known one is that of the window before, it is ignored. A
   `reset` that no client has heard of for a whole window is not known any more.
   The window ends at the latest `reset`, by the client that says the earliest end; until one does,
   `length` seconds after the first call. When a client holds less than before, or has `lost` a
   call, that may have been the first: then it is `length` seconds from now. At least `spent` is
   spent. `limit` counts from now on.
4. For `pause` seconds nobody gets credits. If no client has heard of the window, it ends then.
5. Credits are given when what is spent and the cost are within the limit, or nothing is spent. Who
   is refused and has waited longest has a place: only who leaves enough for it gets credits. The
   place is kept for `patience` seconds, renewed by each refusal, and gone when it gets its credits.

A store that fails, or takes longer than a second, does not hold up calls: each client then counts
for itself until the store is back. `tests/pacing/model.py` has all of this in Python.
"""

from __future__ import annotations

from typing import Protocol

from attrs import frozen


@frozen(kw_only=True)
class Heard:
    """What answers of the service have told a client of the present window."""

    reset: float
    """When it ends, in the service's own time: what tells it from other windows."""
    left: float
    """Seconds until it is certainly over."""
    spent: int
    """Credits that the service has counted in it."""
    limit: int
    """Credits of a window."""


@frozen(kw_only=True)
class Ask:
    """What a client wants, and what it has to tell. Durations are in seconds."""

    cost: int
    """Credits that it wants."""
    client: int
    """What tells it from all others: a random number, below 2^48."""
    waited: float
    """How long its call has waited already."""
    length: float
    """What a window lasts from its first call on."""
    limit: int
    """Credits of a window, as long as no client has heard another number."""
    late: float
    """How long before the end of a window a call may have got its credits and be counted after."""
    patience: float
    """How long a place is kept for who was refused; it asks again well before."""
    heard: Heard | None = None
    """What the service has said of the present window."""
    pause: float = 0.0
    """How long the service wants to be left alone."""
    window: int = 0
    """The window that it was in the last time, as far as it knows."""
    held: int = 0
    """Credits that it knows to have been given in it, without those of calls that were not sent."""
    lost: bool = False
    """Whether a call got lost, and perhaps did not get to the service."""


@frozen(kw_only=True)
class Given:
    """What a store answers. Durations are in seconds."""

    granted: bool
    """Whether the client got its credits."""
    wait: float
    """When to ask again at the latest, if it did not."""
    spent: int
    """Credits that all clients have spent in this window."""
    limit: int
    """Credits of a window."""
    left: float
    """How long the window lasts; 0 where none has begun."""
    window: int
    """What tells this window from others; 0 before credits are given in it."""


class PacingStore(Protocol):
    """Counts the credits of a user for all clients together, in whatever process they are."""

    async def take(self, key: str, ask: Ask) -> Given:
        """Take credits if there are enough, and note what the client has to tell.

        A `key` stands for one user of one app and one API. A `ConfigurationError` reaches the
        caller; after any other error, the client counts for itself for some time.
        """
        ...
