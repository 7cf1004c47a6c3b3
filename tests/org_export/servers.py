"""A database, names in Redis, and a sandbox of a test's own; and workers as processes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from secrets import token_hex
from unittest.mock import patch

import asyncpg
import psycopg
import pytest
from attrs import Factory, define
from psycopg.rows import dict_row
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from sqlalchemy.ext.asyncio import create_async_engine

from examples.org_export.__main__ import main
from miro_async import Miro, SqlStorage
from miro_async.sandbox import SandboxServer

HOST = "127.0.0.1"
EXAMPLES = Path(__file__).parents[2] / "examples"
CALLBACK = "https://this-app.example/callback"
LONGEST = 300.0
"""Seconds that a test waits for what must come."""


@contextmanager
def database():
    """Give a new database of the PostgreSQL server, and remove it in the end."""
    name, server = f"miro_{token_hex(8)}", f"postgresql://root@{HOST}"

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
        yield f"postgresql+asyncpg://root@{HOST}/{name}"
    finally:
        asyncio.run(order(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def prefix():
    """Give what a test's names in Redis begin with, and remove them in the end."""
    ours = f"miro-test-{token_hex(8)}:"
    with Redis(host=HOST) as client:
        try:
            client.ping()
        except RedisConnectionError as error:
            pytest.skip(f"there is no Redis: {error}")
        try:
            yield ours
        finally:
            for key in [*client.scan_iter(match=f"*{ours}*", count=1000)]:
                client.delete(key)


@define
class Machine:
    """A worker with all its processes."""

    process: subprocess.Popen
    printed: Path

    @property
    def pids(self):
        """The processes that may have a name in the table: that of taskiq, and its child."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [self.process.pid, *map(int, children.split())]

    @property
    def output(self):
        """All that it has printed and logged."""
        return self.printed.read_text(encoding="utf-8")

    def await_line(self, text):
        """Wait until it has logged this."""
        end = time.monotonic() + LONGEST
        while text not in self.output:
            assert time.monotonic() < end, self.output[-3000:]
            time.sleep(0.05)

    def signal(self, number):
        """Send a signal to all of its processes."""
        os.killpg(self.process.pid, number)

    def kill(self):
        """Switch the machine off."""
        self.signal(signal.SIGKILL)
        self.process.wait(LONGEST)

    def terminate(self):
        """Stop it as an operator does; it is not waited for."""
        self.process.terminate()


@define
class Site:
    """All that is around the workers."""

    server: SandboxServer
    database_url: str
    connection: psycopg.Connection
    folder: Path
    logs: Path
    variables: dict
    machines: list = Factory(list)

    @property
    def sandbox(self):
        """Their Miro."""
        return self.server.sandbox

    def environment(self, **variables):
        """Give what a process is told."""
        inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
        own = {"PYTHONPATH": str(EXAMPLES), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
        return inherited | own | self.variables | variables

    def run(self, *command, status=0, **variables):
        """Carry out one of the commands in this process, and give what it prints."""
        with patch.dict(os.environ, self.environment(**variables)), StringIO() as printed:
            with redirect_stdout(printed), redirect_stderr(printed):
                ended = main(command)
            assert ended == status, printed.getvalue()
            return printed.getvalue()

    def start_worker(self, **variables):
        """Start a machine with a worker; it is not waited for."""
        printed = self.logs / f"worker-{len(self.machines)}.log"
        with printed.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "org_export", "work"],
                env=self.environment(**variables),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # with all its processes it is like a machine
            )
        self.machines.append(Machine(process, printed))
        return self.machines[-1]

    def boards(self):
        """Give what the progress says of each board."""
        query = "SELECT * FROM org_export_boards ORDER BY board_id"
        return self.connection.execute(query).fetchall()

    def await_boards(self, condition):
        """Wait until the boards are as they should be, and give them."""
        end = time.monotonic() + LONGEST
        while not condition(boards := self.boards()):
            if time.monotonic() > end:
                told = "\n".join(machine.output[-2000:] for machine in self.machines)
                raise AssertionError(f"{json.dumps(boards[:3], default=str)}\n{told}")
            time.sleep(0.05)
        return boards

    def authorize(self, user_id):
        """Have a user authorize the app, with the tokens where the workers look for them."""

        async def let_in():
            engine = create_async_engine(self.database_url)
            storage = SqlStorage(engine)
            await storage.create_table()
            credentials = {
                "client_id": self.sandbox.client_id,
                "client_secret": self.sandbox.client_secret,
                "redirect_url": CALLBACK,
            }
            async with Miro(**credentials, storage=storage, transport=self.sandbox) as miro:
                url, state = miro.authorization_url()
                redirected = self.sandbox.authorize(url, user=user_id)
                await miro.exchange_code_for_access_token(redirected, state=state)
            await engine.dispose()

        asyncio.run(let_in())


@contextmanager
def running_site(folder, sandbox, **variables):
    """Run a sandbox on a socket, whose first user has authorized the app."""
    with ExitStack() as stack:
        database_url = stack.enter_context(database())
        names = stack.enter_context(prefix())
        server = stack.enter_context(SandboxServer(sandbox))
        told = {
            "MIRO_CLIENT_ID": sandbox.client_id,
            "MIRO_CLIENT_SECRET": sandbox.client_secret,
            "MIRO_REDIRECT_URL": CALLBACK,
            "MIRO_BASE_URL": server.url,
            "DATABASE_URL": database_url,
            "REDIS_URL": f"redis://{HOST}/0",
            "EXPORT_PREFIX": names,
            "EXPORT_USERS": sandbox.user_ids[0],
            "EXPORT_FOLDER": str(folder / "exports"),
        }
        logs = folder / "logs"
        logs.mkdir()
        connection = stack.enter_context(
            psycopg.connect(
                database_url.replace("+asyncpg", ""), autocommit=True, row_factory=dict_row
            )
        )
        site = Site(server, database_url, connection, folder / "exports", logs, told | variables)
        site.authorize(sandbox.user_ids[0])
        try:
            yield site
        finally:
            for machine in site.machines:
                machine.terminate()
            for machine in site.machines:
                machine.process.wait(LONGEST)
