"""Who listens to a client, and how they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from .hooks import (
        Around,
        Drift,
        Hooks,
        OnDrift,
        OnRefresh,
        OnRequest,
        OnResponse,
        OnRetry,
        OnWait,
    )

P = ParamSpec("P")


class Listeners:
    """The hooks of a client, by what they listen to, each in the order given."""

    def __init__(self, hooks: Sequence[Hooks]) -> None:
        self.call: Sequence[Around] = [one.call for one in hooks if one.call]
        self.request: Sequence[OnRequest] = [one.request for one in hooks if one.request]
        self.response: Sequence[OnResponse] = [one.response for one in hooks if one.response]
        self.retry: Sequence[OnRetry] = [one.retry for one in hooks if one.retry]
        self.wait: Sequence[OnWait] = [one.wait for one in hooks if one.wait]
        self.refresh: Sequence[OnRefresh] = [one.refresh for one in hooks if one.refresh]
        self._drift = [one.drift for one in hooks if one.drift]

    @property
    def drift(self) -> OnDrift | None:
        """What tells of drift, `None` when nobody listens."""
        return self._tell_drift if self._drift else None

    def _tell_drift(self, drift: Drift) -> None:
        for listener in self._drift:
            listener(drift)


async def tell(
    listeners: Sequence[Callable[P, Awaitable[None] | None]], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Call each of the listeners, and wait for those that are async."""
    for listener in listeners:
        waiting = listener(*args, **kwargs)
        if waiting is not None:
            await waiting
