"""Carrying out statements: in short transactions, to their end, and what their errors may tell.

SQLAlchemy's errors have the statement's parameters in them, as have the frames that they came
through, and those of a driver have the server's password. None of it may get out: what was raised
is dropped, and what is raised instead tells its class, its code, and what to do.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from anyio import get_cancelled_exc_class, move_on_after
from attrs import define, field, frozen
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    SQLAlchemyError,
    TimeoutError as PoolTimeout,
)

from ...call.uninterrupted import uninterrupted
from ...errors import ConfigurationError, TokenStorageError
from .polling import until_given

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from sqlalchemy import Delete, Insert, Select, Table, Update
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    Write = Insert | Update | Delete

T = TypeVar("T")

# Of PostgreSQL (and the standard), and of MySQL and MariaDB: transactions that met another one,
# locks that did not come free in time, a table that another process makes at this moment, and
# servers that have too many connections, or have just been started.
_PASSING = {
    "40001",
    "40P01",
    "55P03",
    "42P07",
    "42710",
    "53300",
    "57P03",
    1020,
    1040,
    1050,
    1203,
    1205,
    1213,
}
_UNREACHABLE = {2002, 2003, 2005}
_NO_TABLE = {"42P01", 1146}
_OTHER_TABLE = {"42703", 1054}

_CONNECTIONS = 3
"""How many are tried, where one after the other is broken."""


@frozen
class Fault:
    """What an error may tell.

    Attributes:
        told: Its name and code, and a way out where there is one.
        passing: Others were in the way: it can go well in a moment.
        broken: The connection broke, which may have been of no use for long.
    """

    told: str
    passing: bool = False
    broken: bool = False


def fault_of(error: Exception, table: str) -> Fault:
    """Give what an error of SQLAlchemy's, or of a driver's, may tell."""
    if isinstance(error, PoolTimeout):
        return Fault("no connection of the engine's pool came free")
    cause = error.orig if isinstance(error, DBAPIError) else error
    code, text = _code_of(cause), str(cause)
    if code in _NO_TABLE or text.startswith("no such table"):
        return Fault(
            f"there is no table {table!r}: await storage.create_table(), or run a migration"
        )
    told = f"{type(error).__name__} {code}" if code else type(error).__name__
    if isinstance(error, OSError) or code in _UNREACHABLE:
        return Fault(f"the server cannot be reached ({told})")
    if code in _OTHER_TABLE or "no such column" in text or "has no column" in text:
        return Fault(f"the table {table!r} lacks a column of storage.metadata ({told})")
    passing = isinstance(error, IntegrityError) or code in _PASSING or _is_in_the_way(code, text)
    return Fault(told, passing=passing, broken=_is_broken(error, code))


def _code_of(cause: BaseException | None) -> str | int | None:
    first = cause.args[0] if cause and cause.args else None
    if isinstance(first, int):
        return first  # MySQL's, which tells more than its SQLSTATE; an OSError's errno
    codes = (getattr(cause, name, None) for name in ("sqlstate", "sqlite_errorname"))
    return next((code for code in codes if isinstance(code, str)), None)


def _is_broken(error: Exception, code: str | int | None) -> bool:
    """Tell whether the connection is of no use; a driver may say so in words SQLAlchemy ignores."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated
    return code is None and not isinstance(error, SQLAlchemyError)


def _is_in_the_way(code: str | int | None, text: str) -> bool:
    """Tell whether SQLite says that something is locked, or that a table is there by now."""
    locked = str(code).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return locked or (code == "SQLITE_ERROR" and text.endswith("already exists"))


@frozen
class _Done(Generic[T]):
    result: T


@define
class _Tries(Generic[T]):
    """Something that is tried until it goes well, must not be tried once more, or the time is over.

    `limit` is what a single try may take.
    """

    attempt: Callable[[], Awaitable[T]]
    table: str
    timeout: float
    limit: float | None
    begun: float = field(factory=monotonic)
    broken: int = 0

    async def once(self) -> _Done[T] | Fault | None:
        """Give what came of it; `None`: try it again."""
        fault = Fault("no connection, or no answer on it", passing=True)
        with move_on_after(self.limit) as scope:
            try:
                return _Done(await self.attempt())
            except Exception as error:  # noqa: BLE001 - drivers raise errors of many kinds
                fault = fault_of(error, self.table)
            except get_cancelled_exc_class():
                if scope.cancel_called:
                    raise
                # A task of the driver's was: `asyncio.run` does so with all it finds at its end.
                fault = Fault("a task of the driver's was cancelled", broken=True)
        # A pool may give connections that broke while they were idle, and drivers notice it late.
        self.broken += fault.broken
        if not (fault.passing or (fault.broken and self.broken < _CONNECTIONS)):
            return fault
        if monotonic() - self.begun < self.timeout:
            return None
        return Fault(f"{fault.told}, for {self.timeout:g} s")


@frozen
class Database:
    """The engine of the caller, and for how long to try."""

    engine: AsyncEngine
    table: Table
    timeout: float

    async def carry_out(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Try something, which may be transactions in a row, until it goes well.

        It is not cancelled half-way: a cancelled statement costs its connection, and leaves unknown
        what it did. Who is cancelled waits for it.

        Raises:
            TokenStorageError: It failed, or did not go well in time.
            ConfigurationError: This is not asyncio.
        """
        if get_cancelled_exc_class().__module__.startswith("trio"):
            raise ConfigurationError("SQLAlchemy runs on asyncio only, not on trio")
        return await uninterrupted(self._persist, attempt)

    async def _persist(self, attempt: Callable[[], Awaitable[T]]) -> T:
        tries = _Tries(attempt, self.table.fullname, self.timeout, self._limit)
        outcome: _Done[T] | Fault = await until_given(tries.once)
        if isinstance(outcome, _Done):
            return outcome.result
        raise TokenStorageError(f"the tokens' database: {outcome.told}")

    async def first(self, statement: Select[Any]) -> tuple[Any, ...] | None:
        """Give the first row of a query."""
        async with self._transaction() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else tuple(row)

    async def change(self, *statements: Write) -> bool:
        """Carry out statements in one transaction; tell whether the first found a row."""
        async with self._transaction() as connection:
            found = [(await connection.execute(statement)).rowcount for statement in statements]
        return found[0] > 0

    async def create(self) -> None:
        """Create the table if it is not there."""
        async with self._transaction() as connection:
            await connection.run_sync(self.table.create, checkfirst=True)

    @asynccontextmanager
    async def _transaction(self) -> AsyncGenerator[AsyncConnection]:
        """Do as `engine.begin()`, which closes the connection in a task of its own.

        `asyncio.run` would cancel that one at its end, with all the tasks that it finds.
        """
        connection = await self.engine.connect()
        try:
            transaction = await connection.begin()
            yield connection
            await transaction.commit()
        finally:
            with move_on_after(self._limit, shield=True):
                await connection.close()

    @property
    def _limit(self) -> float | None:
        # A statement of SQLite's comes to an end, and a cancelled one may leave the file locked:
        # its transaction lives on until the last trace of it has been collected as garbage.
        return None if self.engine.dialect.name == "sqlite" else self.timeout
