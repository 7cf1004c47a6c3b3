"""How many calls may be under way at once."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import anyio


class Slots:
    """A number of slots; who finds none free waits, and gets one in the order of coming."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._free = number
        self._waiting: deque[anyio.Event] = deque()

    @property
    def are_taken(self) -> bool:
        """Whether any call is under way."""
        return self._free < self._number

    def try_take(self) -> bool:
        """Take a slot if one is free; it is never free while somebody waits."""
        if self._free == 0:
            return False
        self._free -= 1
        return True

    async def take(self) -> None:
        """Wait for a slot, and take it."""
        from anyio import Event

        event = Event()
        self._waiting.append(event)
        try:
            await event.wait()
        except BaseException:
            if event.is_set():  # cancelled when the slot had just been given
                self.give_back()
            else:
                self._waiting.remove(event)
            raise

    def give_back(self) -> None:
        """Let go of a slot: the first who waits gets it."""
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._free += 1
