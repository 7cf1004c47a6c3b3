"""What these tests share: a Miro on a socket, a relay before it, and places for tokens."""

from __future__ import annotations

import pytest
from attrs import define

from miro_async.sandbox import Sandbox, SandboxServer
from tests.tokens.apps import MovedClock, Scene, new_sandbox
from tests.tokens.places import new_place, storage_at
from tests.tokens.processes import process
from tests.tokens.relay import relay_to
from tests.tokens.victims import Victim


@pytest.fixture(params=["asyncio"])
def anyio_backend(request):
    """Run where all storages do; tests of those that run on trio, too, name both."""
    return request.param


@define
class Current:
    """Stands on the socket for the sandbox of the test that runs: to start a server takes long."""

    sandbox: Sandbox

    def __getattr__(self, name):
        return getattr(self.sandbox, name)


@pytest.fixture(scope="session")
def shared_server():
    """Give the server of all tests."""
    with SandboxServer(Current(new_sandbox())) as server:
        yield server


@pytest.fixture(scope="session")
def shared_relay(shared_server):
    """Give a relay before it."""
    with relay_to(shared_server.port) as relay:
        yield relay


@pytest.fixture
def sandbox(request):
    """Give a new Miro; its access tokens live for an hour, or as a test says."""
    return new_sandbox(expires_in=getattr(request, "param", 3599))


@pytest.fixture
def server(sandbox, shared_server):
    """Give its server."""
    shared_server.sandbox.sandbox = sandbox
    return shared_server


@pytest.fixture
def relay(server, shared_relay):
    """Give a relay before it, which does no harm yet."""
    shared_relay.behave()
    return shared_relay


@pytest.fixture
def kind():
    """Keep tokens in memory, where a test does not say where."""
    return "memory"


@pytest.fixture
def lease():
    """Say how long a lease lasts: here as long as by default, so that a lock left behind shows."""
    return 60.0


@pytest.fixture
async def place(kind, lease, anyio_backend, tmp_path):
    """Give a place without tokens, of the kind that the test names."""
    async with new_place(kind, tmp_path, lease=lease) as place:
        yield place


@pytest.fixture
async def storage(place):
    """Give a storage there."""
    async with storage_at(place) as storage:
        yield storage


@pytest.fixture
def scene(sandbox, relay, place, storage):
    """Give all of this together."""
    return Scene(sandbox, relay, place, storage)


@pytest.fixture(scope="session")
def zygote():
    """Give what starts processes that come to a bad end."""
    with process("victim") as zygote:
        yield zygote


@pytest.fixture
def victim(zygote):
    """Give such a process, which is not started yet."""
    victim = Victim(zygote)
    yield victim
    victim.clear_up()


@pytest.fixture
async def survivor(scene):
    """Give the app as the process has it that goes on, with a token that Miro has just ended."""
    async with scene.app(clock=MovedClock(patient=False)) as miro:
        await scene.authorize(miro)
        scene.expire()
        yield miro


@pytest.fixture
async def api(survivor, scene):
    """Give what calls for the user."""
    return survivor.as_user(scene.user)
