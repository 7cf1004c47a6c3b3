"""Storages of somebody's own, with as much as they must have, and with something in between."""

from __future__ import annotations

from contextlib import asynccontextmanager

import anyio.lowlevel
from attrs import frozen

from miro_async.auth.storage.memory import MemoryStorage


class Plain:
    """A storage of somebody's own, with what it must have."""

    lock = None

    def __init__(self):
        self.tokens = {}

    async def get(self, user_id):
        """Give one, not at once."""
        await anyio.lowlevel.checkpoint()
        return self.tokens.get(user_id)

    async def set(self, user_id, token):
        """Keep one, not at once."""
        await anyio.lowlevel.checkpoint()
        self.tokens[user_id] = token


@frozen
class Leased:
    """A lease with something that happens right before each time that it is saved."""

    lease: object
    before: object

    async def save(self, old, new):
        """Save it after that."""
        await self.before(old)
        return await self.lease.save(old, new)


class Busy(MemoryStorage):
    """A storage in which something happens in between."""

    async def before(self, old):
        """Do nothing yet."""

    @asynccontextmanager
    async def lock(self, user_id):
        """Give the lock."""
        async with super().lock(user_id) as lease:
            yield Leased(lease, self.before)
