"""What stands in the table: a row for each user, and nothing of those who are gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import aiomysql
import anyio
import pytest
from sqlalchemy import MetaData, event, inspect, select, update
from sqlalchemy.schema import CreateTable

from miro_async.auth.storage.sql import SqlStorage
from miro_async.errors import InvalidArgumentError, TokenStorageError
from tests.storage.sql.databases import SERVERS, connected, demand, new_table
from tests.storage.tokens import token

pytestmark = pytest.mark.anyio


async def rows_of(storage, engine):
    """Give all rows."""
    async with engine.begin() as connection:
        return (await connection.execute(select(storage.table))).all()


async def test_a_row_tells_people_whose_it_is_and_how_old(storage, engine):
    """By the id as it is, for the ids that Miro gives."""
    await storage.set("3074457345618265000", token("first"))
    await storage.set("3074457345618265000", token("second"))

    (row,) = await rows_of(storage, engine)

    assert row.user_id == "3074457345618265000"
    assert row.fingerprint == token("second").fingerprint
    changed_at = row.changed_at.replace(tzinfo=row.changed_at.tzinfo or UTC)
    assert abs(datetime.now(UTC) - changed_at) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("user_id", "shown"),
    [
        ("anna@example.com", "anna@example.com"),
        ("Zoë 100%", "Zo%C3%AB%20100%25"),
        ("\0", "%00"),
        ("\ud800", "%ED%A0%80"),
        ("long" * 100, ("long" * 100)[:255]),
    ],
)
async def test_any_id_can_be_shown(user_id, shown, storage, engine):
    """Whatever the server, its encoding, and its columns take."""
    await storage.set(user_id, token())

    assert [row.user_id for row in await rows_of(storage, engine)] == [shown]
    assert await storage.get(user_id) == token()


async def test_ids_that_are_cut_are_not_mixed_up(storage):
    """They are told apart by their hash."""
    await storage.set("long" * 100 + "1", token("first"))
    await storage.set("long" * 100 + "2", token("second"))

    assert await storage.get("long" * 100 + "1") == token("first")


@pytest.mark.parametrize("user_id", ["", None, 3074457345618265000])
async def test_an_id_is_a_text(user_id, storage):
    """Not empty, and no number: 1 and "1" would be two users."""
    with pytest.raises(InvalidArgumentError, match="user_id"):
        await storage.get(user_id)
    with pytest.raises(InvalidArgumentError, match="user_id"):
        await storage.set(user_id, token())
    with pytest.raises(InvalidArgumentError, match="user_id"):
        async with storage.lock(user_id):
            pass


async def test_nothing_is_left_of_who_was_forgotten(storage, engine):
    """Not even an empty row."""
    await storage.set("user", token())
    await storage.set("user", None)
    await storage.set("stranger", None)

    assert await rows_of(storage, engine) == []


async def test_nothing_is_left_of_a_lock_without_a_token(storage, engine):
    """The row that it made goes with it."""
    async with storage.lock("user"):
        assert await storage.get("user") is None
        assert len(await rows_of(storage, engine)) == 1

    assert await rows_of(storage, engine) == []


async def test_a_token_that_comes_and_goes_leaves_the_lock_alone(brief, storage, engine):
    """Others still wait; and what was forgotten meanwhile leaves nothing."""
    async with storage.lock("user") as lease:
        await storage.set("user", token("first"))
        await storage.set("user", None)
        assert await storage.get("user") is None
        assert not await lease.save(token("first"), token("second"))
        with anyio.move_on_after(0.05) as waited:
            async with storage.lock("user"):
                pass
        assert waited.cancelled_caught

    assert await rows_of(storage, engine) == []


async def test_a_token_may_come_while_the_lock_is_held(storage):
    """And stay when it is released."""
    async with storage.lock("user"):
        await storage.set("user", token())

    assert await storage.get("user") == token()


async def test_new_users_may_come_twice_at_once(storage, engine):
    """One of them makes the row, and the last one counts."""
    tokens = [token(str(number)) for number in range(12)]

    async with anyio.create_task_group() as tasks:
        for one in tokens:
            tasks.start_soon(storage.set, "user", one)

    assert await storage.get("user") in tokens
    assert len(await rows_of(storage, engine)) == 1


async def test_users_may_come_and_go_at_once(storage, engine):
    """A row that is not there any more is made again."""
    async with anyio.create_task_group() as tasks:
        for _ in range(8):
            tasks.start_soon(storage.set, "user", token())
            tasks.start_soon(storage.set, "user", None)
    await storage.set("user", token())

    assert await storage.get("user") == token()


@pytest.mark.parametrize("damaged", ["", "{}", "not JSON", '{"access_token": 1}'])
async def test_what_is_no_token_is_an_error(damaged, storage, engine):
    """Somebody else has written it; it may be a secret all the same."""
    await storage.set("user", token())
    async with engine.begin() as connection:
        await connection.execute(update(storage.table).values(token=damaged))

    with pytest.raises(TokenStorageError, match="is no token") as caught:
        await storage.get("user")

    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("database", ["mariadb"])
async def test_the_same_token_can_be_set_twice(database):
    """Also where the driver counts rows that changed, and not those that were found."""
    await demand(database)

    async def connect():
        return await aiomysql.connect(host="127.0.0.1", user="root", db="test", client_flag=0)

    async with (
        connected(SERVERS[database], async_creator=connect) as engine,
        new_table(engine) as table,
    ):
        storage = SqlStorage(engine, table=table, timeout=20)
        await storage.set("user", token())
        async with engine.begin() as connection:
            same = update(storage.table).values(fingerprint=token().fingerprint)
            assert (await connection.execute(same)).rowcount == 0
        await storage.set("user", token())
        async with storage.lock("user") as lease:
            assert await lease.save(token(), token())
            await storage.set("user", None)
            await storage.set("user", None)


async def test_tables_are_apart(engine, storage):
    """Two apps in one database have a table each."""
    async with new_table(engine) as table:
        other = SqlStorage(engine, table=table)
        await storage.set("user", token())

        assert await other.get("user") is None


async def test_the_metadata_is_what_is_created(engine, storage):
    """So that Alembic, which compares the two, finds nothing to do."""

    def compare(connection):
        inspector = inspect(connection)
        name = storage.table.name
        assert list(storage.metadata.tables) == [name]
        assert inspector.get_pk_constraint(name)["constrained_columns"] == ["user_hash"]
        assert inspector.get_indexes(name) == []
        found = {column["name"]: column for column in inspector.get_columns(name)}
        assert list(found) == [column.name for column in storage.table.columns]
        for column in storage.table.columns:
            there = found[column.name]
            assert there["nullable"] == column.nullable, column.name
            assert issubclass(there["type"]._type_affinity, column.type._type_affinity)
            assert getattr(there["type"], "length", None) == getattr(column.type, "length", None)

    async with engine.connect() as connection:
        await connection.run_sync(compare)


async def test_the_metadata_can_be_that_of_the_app(engine, storage):
    """Then its own `create_all`, and its migrations, make the table."""
    metadata = MetaData()
    name = f"{storage.table.name}_of_app"
    mine = SqlStorage(engine, table=name, metadata=metadata)
    again = SqlStorage(engine, table=name, metadata=metadata)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    try:
        await mine.set("user", token())

        assert mine.metadata is metadata
        assert again.table is mine.table
        assert await again.get("user") == token()
    finally:
        async with engine.begin() as connection:
            await connection.run_sync(metadata.drop_all)


async def test_the_table_can_be_in_a_schema(engine, database, table):
    """Which is there already: the default one, by its name."""
    schema = {"sqlite": "main", "postgresql": "public", "mariadb": "test"}[database]
    storage = SqlStorage(engine, table=table, schema=schema)
    await storage.create_table()
    await storage.set("user", token())

    assert storage.table.fullname == f"{schema}.{table}"
    assert await SqlStorage(engine, table=table).get("user") == token()


async def test_the_table_can_be_created_by_many(engine, table):
    """As all workers of an app start at once; what is in it stays."""
    name = f"{table}_new"
    storages = [SqlStorage(engine, table=name) for _ in range(6)]
    try:
        async with anyio.create_task_group() as tasks:
            for storage in storages:
                tasks.start_soon(storage.create_table)
        await storages[0].set("user", token())
        await storages[1].create_table()

        assert await storages[2].get("user") == token()
    finally:
        async with engine.begin() as connection:
            await connection.run_sync(storages[0].metadata.drop_all)


async def test_a_table_that_comes_while_it_is_created_will_do(engine, table):
    """Another process has made it after we looked, and before we make it."""
    storage = SqlStorage(engine, table=f"{table}_new")

    def overtake(target, connection, **_):
        connection.execute(CreateTable(target))

    event.listen(storage.table, "before_create", overtake, once=True)
    try:
        await storage.create_table()
        await storage.set("user", token())
    finally:
        async with engine.begin() as connection:
            await connection.run_sync(storage.metadata.drop_all)
