"""Where the token does not show: in errors, however deep one looks, and in logs."""

from __future__ import annotations

import asyncio
import logging

import anyio
import pytest
from sqlalchemy import CheckConstraint, event, text

from miro_async.auth.storage.sql import SqlStorage
from miro_async.errors import TokenStorageError
from tests.storage.holders import held_in_a_hurry
from tests.storage.sql.databases import connected, demand, url_of, wired
from tests.storage.sql.leaks import texts_of
from tests.storage.tokens import token

pytestmark = pytest.mark.anyio

OLD = token("old-and-secret")
NEW = token("new-and-secret")
SECRET = "and-secret"


async def raised_by(work, match=None):
    """Give the error of something that fails, after looking into it."""
    with pytest.raises(TokenStorageError, match=match) as caught:
        await work
    error = caught.value
    assert [text for text in texts_of(error) if SECRET in text] == []
    assert error.__cause__ is None
    assert error.__context__ is None
    return error


async def test_the_search_finds_what_sqlalchemy_shows(engine):
    """Or it would prove nothing."""
    with pytest.raises(Exception, match="there_is_none") as caught:
        async with engine.begin() as connection:
            await connection.execute(text("SELECT :a FROM there_is_none"), {"a": f"x {SECRET} x"})

    assert len([one for one in texts_of(caught.value) if SECRET in one]) > 3


async def test_errors_of_a_missing_table(engine):
    """Which SQLAlchemy raises with the statement's parameters."""
    storage = SqlStorage(engine, table="miro_there_is_none")

    await raised_by(storage.set("user", OLD))


async def test_errors_that_quote_the_row(engine, table):
    """A constraint of PostgreSQL's is told with all that the row has."""
    storage = SqlStorage(engine, table=f"{table}_checked")
    hasty = SqlStorage(engine, table=f"{table}_checked", timeout=0.2)
    storage.table.append_constraint(CheckConstraint("token NOT LIKE '%new%'", name=f"c_{table}"))
    await storage.create_table()
    try:
        await storage.set("user", OLD)
        await raised_by(hasty.set("user", NEW))
        await raised_by(hasty.set("other user", NEW))
        async with held_in_a_hurry(hasty) as lease:
            await raised_by(lease.save(OLD, NEW))
        assert await storage.get("user") == OLD
    finally:
        async with engine.begin() as connection:
            await connection.run_sync(storage.metadata.drop_all)


async def test_errors_that_come_while_others_are_handled(engine):
    """By whoever calls: nothing but that one is the context."""
    storage = SqlStorage(engine, table="miro_there_is_none")

    async def recover():
        try:
            raise ZeroDivisionError  # noqa: TRY301 - that is the case
        except ZeroDivisionError:
            await storage.set("user", OLD)

    with pytest.raises(TokenStorageError) as caught:
        await recover()

    assert [text for text in texts_of(caught.value) if SECRET in text] == []
    assert isinstance(caught.value.__context__, ZeroDivisionError)
    assert caught.value.__context__.__context__ is None


@pytest.mark.parametrize("database", ["postgresql", "mariadb"])
async def test_errors_of_a_server_that_hangs(database, table):
    """When statements are given up half-way."""
    async with wired(database) as (wire, url), connected(url) as engine:
        await SqlStorage(engine, table=table).set("user", OLD)
        storage = SqlStorage(engine, table=table, timeout=0.2)

        def hang(*_):
            wire.open.clear()

        event.listen(engine.sync_engine, "before_cursor_execute", hang)
        await raised_by(storage.set("user", NEW), "no answer")
        event.remove(engine.sync_engine, "before_cursor_execute", hang)
        wire.open.set()


@pytest.mark.parametrize("way", ["scope", "task"])
async def test_cancellation(way, storage, engine):
    """What a cancelled task raises, with its traceback."""
    errors = []

    async def write():
        try:
            await storage.set("user", NEW)
        except asyncio.CancelledError as error:
            errors.append(error)
            raise

    await storage.set("user", OLD)

    async def run():
        with anyio.CancelScope() as scope:
            cancel = asyncio.current_task().cancel if way == "task" else scope.cancel
            event.listen(engine.sync_engine, "after_cursor_execute", lambda *_: cancel(), once=True)
            await write()

    await asyncio.wait([asyncio.ensure_future(run())])

    assert len(errors) == 1
    assert [text for text in texts_of(errors[0]) if SECRET in text] == []


@pytest.mark.parametrize("database", ["postgresql", "mariadb"])
@pytest.mark.parametrize("changed", [{"database": "there_is_none"}, {"port": 1}])
async def test_errors_of_connections(database, changed):
    """The password of the database is none of a reader's business."""
    await demand(database)
    url = url_of(database, None).set(password=SECRET, **changed)
    async with connected(url) as engine:
        await raised_by(SqlStorage(engine).get("user"))


@pytest.fixture(params=[True, "debug"])
def echo(request, caplog):
    """Let an engine tell, and all libraries, of what they do."""
    caplog.set_level(logging.DEBUG)
    yield request.param
    for name in ("sqlalchemy.engine.Engine", "sqlalchemy.pool.impl.AsyncAdaptedQueuePool"):
        logging.getLogger(name).handlers.clear()


async def test_logs(echo, url, table, caplog, capfd):
    """Though the engine tells of every statement with its parameters, and of every row."""
    async with connected(url, echo=echo) as engine:
        storage = SqlStorage(engine, table=table)
        await storage.set("user", token("first-and-secret"))
        await storage.set("user", OLD)
        async with storage.lock("user") as lease:
            assert await lease.save(OLD, NEW)
        assert await storage.get("user") == NEW

    told = "\n".join([caplog.text, *capfd.readouterr()])
    assert "INSERT INTO" in told
    assert "'***'" in told
    assert SECRET not in told
    assert ("Secret(***)" in told) == (echo == "debug")
