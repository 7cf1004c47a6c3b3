"""What these tests share: a Miro on a socket, and places for tokens that processes share."""

from __future__ import annotations

from secrets import token_hex

import pytest

from miro_async.sandbox import SandboxServer
from tests.sync.workers.stores import PostgresTokens, opened
from tests.tokens.apps import new_sandbox
from tests.tokens.conftest import Current

POSTGRESQL = "host=127.0.0.1 dbname=test user=root"


@pytest.fixture(scope="session")
def shared_server():
    """Give the server of all tests: to start one takes long."""
    with SandboxServer(Current(new_sandbox())) as server:
        yield server


@pytest.fixture
def sandbox(shared_server):
    """Give a new Miro, which is behind the server from now on."""
    shared_server.sandbox.sandbox = sandbox = new_sandbox()
    return sandbox


@pytest.fixture
def url(sandbox, shared_server):
    """Give where it is."""
    return shared_server.url


@pytest.fixture
def place(request, tmp_path):
    """Give the kind of a storage, and where it is: what another process needs to open it."""
    kind = request.param
    if kind != "postgresql":
        yield kind, str(tmp_path / "tokens")
        return
    psycopg = pytest.importorskip("psycopg")
    tokens = PostgresTokens(POSTGRESQL, f"tokens_{token_hex(8)}")
    try:
        tokens.create()
    except psycopg.OperationalError as error:
        pytest.skip(f"there is no PostgreSQL: {error}")
    try:
        yield kind, tokens.url, tokens.table
    finally:
        tokens.drop()


@pytest.fixture
def storage(place):
    """Open it."""
    return opened(*place)
