"""Tokens kept in memory."""

from __future__ import annotations

import os
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from .polling import until_given

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ..token import Token
    from .protocol import Lease


class MemoryStorage:
    """Keeps tokens as long as this object lives: after a restart, users have to authorize again.

    Tasks, threads and event loops may share it. A process that is forked gets a copy, in which the
    tokens are good until they expire: of two that refresh the same one, the second is refused.
    """

    def __init__(self) -> None:
        self._tokens = _Tokens()

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none."""
        return self._tokens.of_users.get(user_id)

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it."""
        self._tokens.put(user_id, token)

    @asynccontextmanager
    async def lock(self, user_id: str) -> AsyncGenerator[Lease]:
        """Wait until nobody else refreshes the token of this user, and keep others waiting."""
        holders, holder = self._tokens.here.holders, object()

        async def attempt() -> bool | None:
            """Take the place in one step, between which no other thread can come."""
            return holders.setdefault(user_id, holder) is holder or None

        await until_given(attempt)
        try:
            yield _Lease(self._tokens, user_id)
        finally:
            del holders[user_id]


@define
class _Process:
    """What is locked in one process."""

    changing: threading.Lock = field(factory=threading.Lock)
    holders: dict[str, object] = field(factory=dict[str, object])


@define
class _Tokens:
    """The tokens, and the locks of each process: of those that a fork copies nobody lets go."""

    of_users: dict[str, Token] = field(factory=dict[str, "Token"], repr=False)
    locks: dict[int, _Process] = field(factory=dict[int, _Process])

    @property
    def here(self) -> _Process:
        """The locks of this process."""
        return self.locks.setdefault(os.getpid(), _Process())

    def put(self, user_id: str, token: Token | None) -> None:
        """Put a token in, or take it out."""
        with self.here.changing:
            if token is None:
                self.of_users.pop(user_id, None)
            else:
                self.of_users[user_id] = token

    def replace(self, user_id: str, old: Token, new: Token) -> bool:
        """Put a token in if the old one is there; tell whether it was."""
        with self.here.changing:
            stored = self.of_users.get(user_id)
            if stored is None or stored.fingerprint != old.fingerprint:
                return False
            self.of_users[user_id] = new
            return True


@frozen
class _Lease:
    """What the holder of a lock may do."""

    tokens: _Tokens
    user_id: str

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now."""
        return self.tokens.replace(self.user_id, old, new)
