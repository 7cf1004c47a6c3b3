"""An async iterator, stepped through by threads that block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import anyio

    from .portal import Inside, Portal

T = TypeVar("T")

_END: Final = object()


class Steps(Generic[T]):
    """The steps of an async iterator; threads that share them get each thing once.

    After an error or an interruption they go on where that came.
    """

    def __init__(self, portal: Portal | Inside, steps: AsyncIterator[T]) -> None:
        self._portal = portal
        self._steps = steps
        self._fetched: list[object] = []
        self._one_at_a_time: anyio.Lock | None = None
        self._loop: object = None

    def __iter__(self) -> Steps[T]:
        return self

    def __next__(self) -> T:
        while True:
            self._portal.call(self._fetch)
            try:
                given = self._fetched.pop()
            except IndexError:
                continue  # another thread was quicker
            if given is _END:
                raise StopIteration
            return cast("T", given)

    async def _fetch(self) -> None:
        async with self._lock():
            # It stays here when the call is interrupted after it: the iterator has gone on.
            if not self._fetched:
                self._fetched.append(await anext(self._steps, _END))

    def _lock(self) -> anyio.Lock:
        from anyio import Lock

        from ..call.transport.loop import running_loop

        # In a forked process the old one may be held, by a call of the parent.
        if self._one_at_a_time is None or self._loop is not running_loop():
            self._one_at_a_time, self._loop = Lock(), running_loop()
        return self._one_at_a_time
