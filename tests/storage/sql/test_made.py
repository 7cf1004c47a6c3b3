"""What a storage can be made of, and where it runs."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from math import inf, nan

import pytest
from sqlalchemy import Column, Integer, MetaData, NullPool, Table, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

import miro_async.auth.storage.sql as module
from miro_async.auth.storage.protocol import LockingStorage
from miro_async.auth.storage.sql import SqlStorage
from miro_async.errors import ConfigurationError
from tests.storage.sql.databases import url_of
from tests.storage.tokens import token


@pytest.fixture
def engine(tmp_path):
    """Give an engine that has never been used."""
    return create_async_engine(url_of("sqlite", tmp_path))


def test_it_can_be_locked(engine):
    """By the session, which looks for that."""
    assert isinstance(SqlStorage(engine), LockingStorage)


def test_its_table_has_a_name_of_its_own(engine):
    """In a metadata of its own, so that no other table can be in the way."""
    storage = SqlStorage(engine)

    assert storage.table.name == "miro_tokens"
    assert storage.table.schema is None
    assert list(storage.metadata.tables.values()) == [storage.table]
    assert SqlStorage(engine).metadata is not storage.metadata


@pytest.mark.parametrize("given", [create_engine("sqlite://"), "sqlite+aiosqlite://", None])
def test_it_takes_an_engine_for_asyncio(given):
    """And says how to get one."""
    with pytest.raises(ConfigurationError, match=r"create_async_engine\(\).*not a"):
        SqlStorage(given)


def test_it_takes_no_database_in_memory():
    """All tasks would be in one transaction, which each of them could roll back."""
    with pytest.raises(ConfigurationError, match="MemoryStorage"):
        SqlStorage(create_async_engine("sqlite+aiosqlite://"))


@pytest.mark.parametrize("seconds", [0, -1, inf, nan])
@pytest.mark.parametrize("name", ["lease", "timeout"])
def test_durations_are_some_seconds(seconds, name, engine):
    """A lease without end would outlive its holder."""
    with pytest.raises(ConfigurationError, match=name):
        SqlStorage(engine, **{name: seconds})


def test_it_does_not_take_a_table_of_the_app(engine):
    """Which has the name by chance."""
    metadata = MetaData()
    Table("miro_tokens", metadata, Column("user_hash", Integer, primary_key=True))

    with pytest.raises(ConfigurationError, match=r"another table 'miro_tokens'.*, token, "):
        SqlStorage(engine, metadata=metadata)


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["trio"])
async def test_it_does_not_run_on_trio(engine):
    """As SQLAlchemy does not."""
    storage = SqlStorage(engine)

    for work in (
        storage.create_table,
        lambda: storage.get("user"),
        lambda: storage.set("user", token()),
        lambda: storage.lock("user").__aenter__(),
    ):
        with pytest.raises(ConfigurationError, match="trio"):
            await work()


@pytest.mark.anyio
async def test_any_kind_of_pool_will_do(tmp_path):
    """One that keeps no connections, too."""
    engine = create_async_engine(url_of("sqlite", tmp_path), poolclass=NullPool)
    storage = SqlStorage(engine)
    await storage.create_table()
    await storage.set("user", token())

    assert await storage.get("user") == token()


def test_what_is_missing_is_told(monkeypatch):
    """How to install it, when the module is loaded without SQLAlchemy."""
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    spec = spec_from_file_location(f"{module.__package__}.sql_again", module.__file__)

    with pytest.raises(ConfigurationError, match=r"pip install 'miro-async\[sql\]'"):
        spec.loader.exec_module(module_from_spec(spec))
