"""Runs the web apps of the examples: as processes, on real storages, beside a sandbox."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

import asyncpg
import psycopg
import pytest
from attrs import define
from cryptography.fernet import Fernet
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import ConnectionError as RedisConnectionError
from sqlalchemy.ext.asyncio import create_async_engine

from miro_async import MiroApi, RedisStorage, SqlStorage, Token
from miro_async.sandbox import SandboxServer
from tests.e2e.scripts import EXAMPLES
from tests.ports import free_port

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"
APPS = ("fastapi", "aiohttp", "flask")
STORAGES = ("redis", "postgresql", "psycopg")
_START = 30

# A warning is an error; but aiohttp-session's own use of aiohttp is not ours to change.
_PYTHON = (sys.executable, "-W", "error", "-W", "ignore:It is recommended to use web.RequestKey")
_TAKE_IF_EMPTY = "return redis.call('DBSIZE') == 0 and redis.call('SET', 'taken by a test', 1)"
_GUNICORN = """
import logging
logging.basicConfig(level="DEBUG")
control_socket_disable = True  # it would be in the home folder
"""
_LOGGING = {
    "version": 1,
    "handlers": {"all": {"class": "logging.StreamHandler"}},
    "root": {"level": "DEBUG", "handlers": ["all"]},
}


@define
class Worker:
    """A process that serves an app."""

    port: int
    process: subprocess.Popen
    printed: Path

    @property
    def url(self):
        """Where it listens."""
        return f"http://{HOST}:{self.port}"

    @property
    def output(self):
        """All that it has printed and logged."""
        return self.printed.read_text(encoding="utf-8")

    def await_start(self):
        """Wait until it listens."""
        end = time.monotonic() + _START
        while time.monotonic() < end and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex((HOST, self.port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError(f"the worker did not start:\n{self.output}")


def script(app):
    """Give the arguments that run an app as its documentation says."""
    return [str(EXAMPLES / f"{app}_app.py")]


def server_of(app, folder, port):
    """Give the arguments that run an app as servers run it; aiohttp's are run as scripts."""
    return {"fastapi": uvicorn, "flask": gunicorn}.get(app, lambda *_: script(app))(folder, port)


def uvicorn(folder, port):
    """Give the arguments that run the FastAPI app as servers run it."""
    settings = folder / "logging.json"
    settings.write_text(json.dumps(_LOGGING))
    where = ["--app-dir", str(EXAMPLES), "--factory", "fastapi_app:create_app", "--port", str(port)]
    return ["-m", "uvicorn", *where, "--no-access-log", "--log-config", str(settings)]


def gunicorn(folder, port):
    """Give the arguments that run the Flask app, made before the process that serves it is forked.

    One such process, as tests mean one worker by an address.
    """
    settings = folder / "gunicorn.conf.py"
    settings.write_text(_GUNICORN)
    where = ["--chdir", str(EXAMPLES), "--bind", f"{HOST}:{port}", "--config", str(settings)]
    how = ["--preload", "--workers", "1", "--threads", "8"]
    return ["-m", "gunicorn", *where, *how, "flask_app:create_app()"]


@contextmanager
def worker(arguments, folder, port, **variables):
    """Start a process; it is not waited for until it listens."""
    inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
    own = {"PORT": str(port), "LOG_LEVEL": "DEBUG", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    printed = folder / f"{port}.log"
    with printed.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own example
            [*_PYTHON, *arguments],
            cwd=folder,
            env=inherited | own | variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Worker(port, process, printed)
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        finally:
            process.kill()
    for trouble in ("Traceback", "Warning", "Exception ignored"):
        assert trouble not in printed.read_text(encoding="utf-8")


def app_variables(server, port):
    """Give what the environment of an app has, whose first worker listens on the port."""
    return {
        "MIRO_CLIENT_ID": server.sandbox.client_id,
        "MIRO_CLIENT_SECRET": server.sandbox.client_secret,
        "MIRO_REDIRECT_URL": f"http://{HOST}:{port}/callback",
        "MIRO_BASE_URL": server.url,
        "SESSION_SECRET": Fernet.generate_key().decode(),
    }


@define
class User:
    """Somebody whom Miro knows."""

    id: str
    name: str


@define
class Site:
    """Two workers of one app, a storage that they share, and the sandbox that is their Miro."""

    server: SandboxServer
    storage_url: str
    variables: dict[str, str]
    one: Worker
    other: Worker

    @property
    def sandbox(self):
        """The Miro of this app."""
        return self.server.sandbox

    def add_user(self, *titles):
        """Add a user who has boards."""
        name = f"User {len(self.sandbox.user_ids)}"

        async def add_boards(token):
            async with MiroApi(token, transport=self.sandbox) as api:
                for title in titles:
                    await api.boards.create(name=title)

        asyncio.run(add_boards(self.sandbox.add_user(name).token))
        return User(self.sandbox.user_ids[-1], name)

    def stored(self, user):
        """Give the token that the storage has for a user."""
        if self.storage_url.startswith("postgresql:"):
            with psycopg.connect(self.storage_url) as connection:
                query = "SELECT token FROM miro_tokens WHERE user_id = %s"
                row = connection.execute(query, (user.id,)).fetchone()
                return Token.from_json(row[0]) if row and row[0] else None

        async def read():
            if self.storage_url.startswith("redis"):
                async with AsyncRedis.from_url(self.storage_url) as client:
                    return await RedisStorage(client).get(user.id)
            engine = create_async_engine(self.storage_url)
            try:
                return await SqlStorage(engine).get(user.id)
            finally:
                await engine.dispose()

        return asyncio.run(read())

    def pacing_keys(self):
        """Give under which keys credits are counted."""
        if not self.storage_url.startswith("redis"):
            return []
        with Redis.from_url(self.storage_url, decode_responses=True) as client:
            return client.keys("miro:pacing:*")


@contextmanager
def running_site(app, storage, folder):
    """Run two workers of an app on a storage."""
    ports = [free_port(), free_port()]
    # Servers are told to run an app by name, and people run the file: one of each.
    first = server_of(app, folder, ports[0])
    with ExitStack() as stack:
        storage_url = stack.enter_context(_STORAGES[storage]())
        server = stack.enter_context(SandboxServer())
        variables = app_variables(server, ports[0]) | {"STORAGE_URL": storage_url}
        one = stack.enter_context(worker(first, folder, ports[0], **variables))
        other = stack.enter_context(worker(script(app), folder, ports[1], **variables))
        one.await_start()
        other.await_start()
        yield Site(server, storage_url, variables, one, other)


@contextmanager
def _redis():
    """Give a database of the Redis server that is empty, and empty it in the end."""
    for number in range(1, 16):
        with Redis(host=HOST, db=number) as client:
            try:
                is_ours = client.eval(_TAKE_IF_EMPTY, 0)
            except RedisConnectionError as error:
                pytest.skip(f"there is no Redis: {error}")
            if is_ours:
                try:
                    yield f"redis://{HOST}/{number}"
                finally:
                    client.flushdb()
                return
    raise AssertionError("the databases 1 to 15 of the Redis server are all in use")


@contextmanager
def _postgresql():
    """Give a new database of the PostgreSQL server, and remove it in the end."""
    name = f"miro_{token_hex(8)}"
    server = f"postgresql://root@{HOST}"

    async def order(statement):
        connection = await asyncpg.connect(f"{server}/test")
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    try:
        asyncio.run(order(f"CREATE DATABASE {name}"))
    except OSError as error:
        pytest.skip(f"there is no PostgreSQL: {error}")
    try:
        yield f"{server.replace('://', '+asyncpg://')}/{name}"
    finally:
        asyncio.run(order(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def _psycopg():
    """Give the same for a driver without await."""
    with _postgresql() as url:
        yield url.replace("+asyncpg", "")


_STORAGES = {"redis": _redis, "postgresql": _postgresql, "psycopg": _psycopg}
