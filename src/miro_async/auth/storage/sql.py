"""Tokens kept in a database, by way of SQLAlchemy's asyncio.

Needs `pip install "miro-async[sql]"` and a driver: aiosqlite, asyncpg, aiomysql. Each user has a
row. Its lease is a column with the random nonce of who refreshes the token: it is taken by an
`UPDATE` that demands that nobody has it, and given back by one that demands that it is still ours.
No transaction and no connection is held meanwhile.

A holder that dies leaves its nonce behind. No clock is asked whether it has died: a process that
sees the same nonce for `lease` seconds of its own monotonic time takes its place, by an `UPDATE`
that demands this very nonce. So clocks may jump, or disagree, on any host. What it costs: nobody
knows how old a lease is, so after a crash a process that wants to refresh this user's token waits
for the whole lease, in one call or in several, however long ago the crash was. Of the time between
two looks at the row at most half a lease counts: a process that was stopped has not watched.

A holder that wakes up after its lease can save its token only while the one is there that it set
out with: what it saves names that token's fingerprint in the `WHERE` of its `UPDATE`. This does
not need the lease, so a token that is the only one to work is not lost with it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from functools import partial
from math import inf
from secrets import token_hex
from time import monotonic
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from ...errors import ConfigurationError, InvalidArgumentError, TokenStorageError

try:
    from sqlalchemy import MetaData
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import StaticPool
except ImportError as _missing:
    raise ConfigurationError(
        "SQLAlchemy is not installed: pip install 'miro-async[sql]', and a driver for asyncio"
    ) from _missing

from ..token import Token
from .polling import until_given
from .sql_database import Database
from .sql_table import Statements, token_table

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy import Table

    from ...secret import Secret
    from .protocol import Lease


class SqlStorage:
    """Keeps tokens in a table of a database; of SQLite, PostgreSQL or MariaDB, for example.

    The engine is the caller's, and stays open. Each statement takes a connection of its pool for a
    moment, none is held with a lock; an app whose requests keep connections while they call Miro
    needs an engine for the storage alone, or they may wait for each other.

    `echo=True` shows no token, nor does `echo="debug"`; logs of the server, and a driver's own log
    of its statements, may. Who can read the table can act for all users: see `EncryptedStorage`.

    Who is cancelled waits until the statement that is under way has ended, so that neither a
    connection nor a lease is left behind.

    Args:
        engine: What `sqlalchemy.ext.asyncio.create_async_engine` gave. For SQLite, one with a file:
            what is in memory has one connection, which all would share.
        table: The name of the table.
        schema: The schema it is in, which must exist; by default that of the connection.
        metadata: Where to put the table's description: the `MetaData` of the app's own tables, for
            example, so that Alembic knows it as one of them.
        lease: The seconds after which a holder of a lock that has not moved counts as dead. A
            refresh, with all its tries, must not take longer.
        timeout: The seconds in which a server must answer, with the wait for a connection, and for
            which a statement is tried again where others are in its way (deadlocks, "database is
            locked"). How long a try takes on SQLite is up to its own timeout, and the pool's.

    Attributes:
        metadata: The table's description, as Alembic's `target_metadata` takes it.
        table: The table.

    Raises:
        ConfigurationError: One of these cannot be.
    """

    metadata: MetaData
    table: Table

    def __init__(  # noqa: PLR0913 - each by keyword
        self,
        engine: AsyncEngine,
        *,
        table: str = "miro_tokens",
        schema: str | None = None,
        metadata: MetaData | None = None,
        lease: float = 60.0,
        timeout: float = 10.0,
    ) -> None:
        _demand_engine(engine)
        _demand_seconds(lease=lease, timeout=timeout)
        self.metadata = MetaData() if metadata is None else metadata
        self.table = token_table(table, self.metadata, schema)
        self._watch = _Watch(lease)
        self._database = Database(engine, self.table, timeout)

    async def create_table(self) -> None:
        """Create the table, unless it is there; several processes may do so at once."""
        await self._database.carry_out(self._database.create)

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none."""
        query = Statements(self.table, user_id).read()
        found = await self._database.carry_out(partial(self._database.first, query))
        stored: Secret | None = found[0] if found else None
        if stored is None:
            return None
        if (token := _token_in(stored)) is None:
            raise TokenStorageError(f"what {self.table.fullname!r} has for this user is no token")
        return token

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it."""
        database, row = self._database, Statements(self.table, user_id)

        async def put(token: Token) -> None:
            """Change the row of the user, or make one."""
            # An insert that is refused, as somebody else has made the row by now, begins this anew.
            _ = await database.change(row.write(token)) or await database.change(row.add(token))

        if token is None:
            await database.carry_out(partial(database.change, row.forget(), row.delete_empty()))
        else:
            await database.carry_out(partial(put, token))

    @asynccontextmanager
    async def lock(self, user_id: str) -> AsyncGenerator[Lease]:
        """Wait until nobody else refreshes the token of this user, and keep others waiting.

        They wait for as long as this one holds it, but after its death for the lease at most.
        """
        row = Statements(self.table, user_id)
        claim = _Claim(self._database, row, self._watch)
        try:
            await until_given(claim.attempt)
            yield _SqlLease(self._database, row)
        finally:
            await claim.give_up()


@frozen
class _SqlLease:
    """What the holder may do: for this it does not matter whether it still is the holder."""

    _database: Database
    _row: Statements

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now."""
        # The new one is in its own place if it was saved before, and only the answer got lost.
        replace = self._row.replace([old.fingerprint, new.fingerprint], new)
        return await self._database.carry_out(partial(self._database.change, replace))


@define
class _Claim:
    """One attempt to become the holder, from the first look at the row to the release."""

    _database: Database
    _row: Statements
    _watch: _Watch
    _nonce: str = field(factory=partial(token_hex, 16))
    _begun: bool = False

    async def attempt(self) -> bool | None:
        """Take the lease if it can be had; `None`: it cannot."""
        return await self._database.carry_out(self._take) or None

    async def give_up(self) -> None:
        """Give the lease back. Where that fails, others wait for its end, but not this process."""
        if self._begun:
            statements = (self._row.release(self._nonce), self._row.delete_empty())
            self._watch.leave(self._row.key, self._nonce)
            with suppress(TokenStorageError):
                await self._database.carry_out(partial(self._database.change, *statements))
                self._watch.forget(self._row.key)

    async def _take(self) -> bool:
        found = await self._database.first(self._row.holder())
        holder: str | None = found[0] if found else None
        if self._watch.is_held(self._row.key, holder):
            return holder == self._nonce  # the answer to an earlier try got lost
        self._begun = True
        row = self._row
        take = row.take(holder, self._nonce) if found else row.add_lease(self._nonce)
        return await self._database.change(take)


@define
class _Look:
    """What the last look at a row has shown, and for how long it had been so."""

    holder: str
    at: float
    watched: float = 0.0


class _Watch:
    """Watches the holders of leases, for all who wait in this process, one after the other.

    Or else a call with a deadline below the lease would begin to watch anew each time.
    """

    def __init__(self, lease: float) -> None:
        self._lease = lease
        self._looks: dict[str, _Look] = {}

    def is_held(self, row: str, holder: str | None) -> bool:
        """Tell whether somebody has the lease of a row, who may be alive."""
        if holder is None:
            return False
        now, look = monotonic(), self._looks.get(row)
        if look is None or look.holder != holder:
            look = self._looks[row] = _Look(holder, now)
        look.watched += min(now - look.at, self._lease / 2)
        look.at = now
        return look.watched < self._lease

    def leave(self, row: str, holder: str) -> None:
        """Note that a holder has gone, whether or not its nonce stays behind."""
        self._looks[row] = _Look(holder, monotonic(), inf)

    def forget(self, row: str) -> None:
        """Keep nothing of a row whose lease was given back."""
        self._looks.pop(row, None)


def _token_in(stored: Secret) -> Token | None:
    # Of its own, so that the text of the token is in no frame that can fail.
    with suppress(InvalidArgumentError):
        return Token.from_json(stored.reveal())
    return None


def _demand_engine(engine: object) -> None:
    if not isinstance(engine, AsyncEngine):
        raise ConfigurationError(
            "SqlStorage takes what sqlalchemy.ext.asyncio.create_async_engine() gives, "
            f"not a {type(engine).__name__}"
        )
    if isinstance(engine.pool, StaticPool):
        raise ConfigurationError(
            "this engine has one connection, which all tasks would share, in one transaction: "
            "give SQLite a file, or use MemoryStorage"
        )


def _demand_seconds(**durations: float) -> None:
    for name, seconds in durations.items():
        if not 0 < seconds < inf:
            raise ConfigurationError(f"{name} must be a number of seconds above 0")
