"""A database that fails: what passes, what is told, and that the storage goes on afterwards."""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
from contextlib import nullcontext
from functools import partial

import aiosqlite
import anyio
import asyncpg
import pymysql
import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from miro_async.auth.storage.sql import SqlStorage
from miro_async.auth.storage.sql_database import fault_of
from miro_async.errors import TokenStorageError
from tests.storage.holders import given_up
from tests.storage.sql.databases import SERVERS, connected, demand, url_of
from tests.storage.tokens import token

pytestmark = pytest.mark.anyio

SERVERS_ONLY = pytest.mark.parametrize("database", list(SERVERS))
NOT_WAITING = {
    "sqlite": {"timeout": 0},
    "postgresql": {"server_settings": {"lock_timeout": "1"}},
    "mariadb": {"init_command": "SET innodb_lock_wait_timeout = 0"},
}


async def everything(storage):
    """Give what each of the methods raises."""
    errors = []
    for work in (
        storage.create_table,
        lambda: storage.get("user"),
        lambda: storage.set("user", token()),
        lambda: storage.set("user", None),
        lambda: storage.lock("user").__aenter__(),
    ):
        with pytest.raises(TokenStorageError) as caught:
            await work()
        errors.append(caught.value)
    return errors


@SERVERS_ONLY
async def test_a_server_that_is_down_is_told_at_once(database, unused_port):
    """By every method, without a wait for it to come back."""
    url = url_of(database, None).set(port=unused_port)
    async with connected(url) as engine:
        with anyio.fail_after(30):
            errors = await everything(SqlStorage(engine))

    assert all("cannot be reached" in str(error) for error in errors)
    assert str(pickle.loads(pickle.dumps(errors[0]))) == str(errors[0])  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("database", "changed", "told"),
    [
        ("sqlite", {"database": "/there/is/no/such/folder"}, "SQLITE_CANTOPEN"),
        ("postgresql", {"database": "there_is_none"}, "3D000"),
        ("mariadb", {"database": "there_is_none"}, "1049"),
        ("mariadb", {"password": "wrong"}, "1045"),
    ],
)
async def test_a_connection_that_is_refused_is_told(database, changed, told, tmp_path):
    """With the code of the database's."""
    await demand(database)
    async with connected(url_of(database, tmp_path).set(**changed)) as engine:
        errors = await everything(SqlStorage(engine))

    assert all(told in str(error) for error in errors)


async def test_a_missing_table_is_told_how_to_make(engine):
    """Nobody creates tables unasked."""
    storage = SqlStorage(engine, table="miro_there_is_none")

    for work in (
        lambda: storage.get("user"),
        lambda: storage.set("user", token()),
        lambda: storage.lock("user").__aenter__(),
    ):
        with pytest.raises(TokenStorageError, match=r"'miro_there_is_none'.*create_table\(\)"):
            await work()


async def test_a_table_of_another_kind_is_told(engine, table):
    """One of an older version, or of something else."""
    storage = SqlStorage(engine, table=table)
    for column, work in (
        ("user_id", lambda: storage.set("user", token())),
        ("writes", lambda: storage.set("user", None)),
        ("lease_holder", lambda: storage.lock("user").__aenter__()),
        ("token", lambda: storage.get("user")),
    ):
        async with engine.begin() as connection:
            await connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        with pytest.raises(TokenStorageError, match=f"{table}.* lacks a column"):
            await work()


async def test_a_pool_without_connections_is_told(database, url, table):
    """When its own time is over, or that of the storage; then it goes on."""
    times = [(0.1, 30, "no connection .* came free$"), (30, 0.1, "no connection, .* for 0.1 s$")]
    for pool_timeout, timeout, told in times[: 1 if database == "sqlite" else 2]:
        async with connected(url, pool_size=1, max_overflow=0, pool_timeout=pool_timeout) as engine:
            storage = SqlStorage(engine, table=table, timeout=timeout)
            async with engine.connect():
                with pytest.raises(TokenStorageError, match=told):
                    await storage.get("user")
                assert engine.pool.checkedout() == 1
            assert await SqlStorage(engine, table=table).get("user") is None


async def test_an_engine_that_was_disposed_of_goes_on(storage, engine):
    """With a new pool; SQLAlchemy has it so."""
    await storage.set("user", token())
    await engine.dispose()

    assert await storage.get("user") == token()


@SERVERS_ONLY
async def test_connections_that_broke_while_idle_are_replaced(database, engine, storage):
    """After the server was started anew, or a proxy has cut them."""

    async def use():
        await storage.set("user", token("old"))
        async with storage.lock("user") as lease:
            await break_all(database, storage)
            assert await lease.save(token("old"), token("new"))
            await break_all(database, storage)

    for work in (use, use, lambda: storage.get("user"), lambda: storage.set("user", None)):
        await storage.get("user")
        await break_all(database, storage)
        await work()
    async with storage.lock("user"):
        pass


async def break_all(database, storage):
    """Let the server cut the connections of a storage's engine."""
    engine = storage._database.engine
    query = {"postgresql": "pg_backend_pid()", "mariadb": "connection_id()"}[database]
    kill = {"postgresql": "SELECT pg_terminate_backend({})", "mariadb": "KILL {}"}[database]
    async with connected(engine.url) as other, other.connect() as killer:
        async with contextlib.AsyncExitStack() as stack:
            numbers = [
                (
                    await (await stack.enter_async_context(engine.connect())).execute(
                        text(f"SELECT {query}")
                    )
                ).scalar_one()
                for _ in range(max(1, engine.pool.checkedin()))
            ]
        for number in numbers:
            await killer.execute(text(kill.format(number)))


async def test_a_row_that_another_transaction_locks_is_waited_for(database, url, engine, storage):
    """Also where the server, or SQLite, gives up at once."""
    await storage.set("user", token("old"))
    async with connected(url, connect_args=NOT_WAITING[database]) as hasty_engine:
        hasty = SqlStorage(hasty_engine, table=storage.table.name)

        async def write():
            await hasty.set("user", token("new"))
            order.append("written")

        order = []
        async with anyio.create_task_group() as tasks, engine.begin() as connection:
            await connection.execute(update(storage.table).values(writes=5))
            tasks.start_soon(write)
            await anyio.sleep(0.15)
            order.append("let go")

        assert order == ["let go", "written"]
        assert await storage.get("user") == token("new")


async def test_a_row_that_stays_locked_is_told(database, url, engine, table):
    """When the time is over; with what was in the way."""
    codes = {"sqlite": "SQLITE_BUSY", "postgresql": "55P03", "mariadb": "1205"}
    await SqlStorage(engine, table=table).set("user", token("old"))
    async with connected(url, connect_args=NOT_WAITING[database]) as hasty_engine:
        await SqlStorage(hasty_engine, table=table).set("user", token("connected"))
        hasty = SqlStorage(hasty_engine, table=table, timeout=0.3)
        async with engine.begin() as connection:
            await connection.execute(update(hasty.table).values(writes=5))
            attempt = partial(hasty.set, "user", token("new"))
            await given_up(attempt, f"{codes[database]}, for 0.3 s")
            assert hasty_engine.pool.checkedout() == 0
        assert await SqlStorage(engine, table=table).get("user") == token("connected")


@SERVERS_ONLY
async def test_a_statement_that_was_given_up_does_not_come_true_later(engine, storage):
    """When what it waited for on the server has passed."""
    await storage.set("user", token("old"))
    hasty = SqlStorage(engine, table=storage.table.name, timeout=0.3)
    async with engine.begin() as connection:
        await connection.execute(update(storage.table).values(writes=5))
        with pytest.raises(TokenStorageError, match="no answer"):
            await hasty.set("user", token("given up"))
        assert engine.pool.checkedout() == 1
    async with storage.lock("user") as lease:
        assert await lease.save(token("old"), token("new"))
        await anyio.sleep(0.1)

    assert await storage.get("user") == token("new")


async def test_a_file_that_another_process_locks_is_waited_for(tmp_path):
    """All of it, as by a backup of SQLite's; `get` waits, too."""
    url = url_of("sqlite", tmp_path)
    async with connected(url, connect_args={"timeout": 0}) as engine:
        storage = SqlStorage(engine)
        await storage.create_table()
        with contextlib.closing(sqlite3.connect(url.database)) as backup:
            backup.execute("BEGIN EXCLUSIVE")
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(storage.get, "user")
                await anyio.sleep(0.1)
                assert len(tasks._tasks) == 1
                backup.rollback()


async def test_a_try_on_a_file_is_not_cut_off(tmp_path):
    """It ends by itself, after SQLite's own timeout; cut off, it could leave the file locked."""
    url = url_of("sqlite", tmp_path)
    async with connected(url) as engine:
        storage = SqlStorage(engine, timeout=0.05)
        await storage.create_table()
        with contextlib.closing(sqlite3.connect(url.database)) as backup:
            backup.execute("BEGIN EXCLUSIVE")
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(storage.set, "user", token())
                await anyio.sleep(0.2)
                backup.rollback()
        assert await storage.get("user") == token()


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize(("failing", "told"), [(2, None), (3, "RuntimeError")])
async def test_a_driver_may_fail_in_its_own_words(failing, told, url, engine, table):
    """With errors that SQLAlchemy does not know: then other connections are tried, but not many."""
    tries = []

    async def connect():
        tries.append(1)
        if len(tries) <= failing:
            raise RuntimeError("this is what the driver says, and nobody else knows what it means")
        return await aiosqlite.connect(url.database)

    async with connected(url, async_creator=connect) as failing_engine:
        storage = SqlStorage(failing_engine, table=table)
        with pytest.raises(TokenStorageError, match=f"{told}$") if told else nullcontext():
            await storage.get("user")
    assert len(tries) == 3


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.DeadlockDetectedError("deadlock detected"),
        asyncpg.SerializationError("could not serialize access due to concurrent update"),
        asyncpg.DuplicateObjectError('type "miro_tokens" already exists'),
        asyncpg.TooManyConnectionsError("sorry, too many clients already"),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        pymysql.OperationalError(1020, "Record has changed since last read in table"),
        pymysql.OperationalError(1040, "Too many connections"),
        pymysql.OperationalError(1203, "User already has more than 'max_user_connections'"),
        pymysql.OperationalError(1213, "Deadlock found when trying to get lock"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_passes_is_known_by_its_code(error):
    """These are hard to bring about; all others above are the databases' own."""
    fault = fault_of(DBAPIError("UPDATE", {}, error), "miro_tokens")

    assert fault.passing
    assert not fault.broken
