"""A call that is cancelled, at whichever of its moments, takes nothing with it."""

from __future__ import annotations

import gc
import itertools
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from attrs import Factory, define

from miro_async import MiroApi
from miro_async.options import Limits, Timeout
from tests.concurrency.leftovers import held, nothing_but
from tests.concurrency.server import FILE
from tests.unit.checkpoints import WAYS, interrupted
from tests.unit.recording import SteppedClock

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.anyio]

IDS = itertools.count()

MOST = 2
"""How many connections there may be."""

KINDS = [
    pytest.param(library, way, backend, id=f"{library}-{way}-{backend}")
    for library in ("httpx", "httpx2", "aiohttp")
    for backend, way in WAYS
    if (library, backend) != ("aiohttp", "trio")
]
"""Each library, with each way of cancelling, on each event loop that it runs on."""


@define
class Case:
    """A client, the server, and the calls that are cancelled."""

    server: Any
    folder: Path
    options: dict[str, Any]
    kept: int = MOST
    """How many idle connections are kept."""
    api: MiroApi | None = None
    clock: SteppedClock = Factory(SteppedClock)

    def client(self):
        """Give a client that waits for nothing."""
        return MiroApi(
            token,
            base_url=self.server.url,
            limits=Limits(max_connections=MOST, max_keepalive_connections=self.kept),
            timeout=Timeout(total=30),
            clock=self.clock,
            **self.options,
        )

    def id_of(self, kind):
        """Give an id that was not asked for yet."""
        return f"{kind}-{next(IDS)}"


async def get(case):
    """Get a board, mostly on a connection that is there."""
    return (await case.api.boards.get(case.id_of("plain"))).id == "b"


async def get_spent(case):
    """Get a board with the last credits, and another one when there are new ones."""
    await case.api.boards.get(case.id_of("spent"))
    return (await case.api.boards.get(case.id_of("plain"))).id == "b"


async def get_at_last(case):
    """Get a board on a connection that the server then closes."""
    return (await case.api.boards.get(case.id_of("closing"))).id == "b"


async def get_pieces(case):
    """Get a board that comes bit by bit."""
    return (await case.api.boards.get(case.id_of("pieces"))).id == "b"


async def create(case):
    """Create a board."""
    return (await case.api.boards.create(name="Retro")).id == "b"


async def delete(case):
    """Delete a board."""
    return await case.api.boards.delete(case.id_of("plain")) is None


async def retry(case):
    """Get a board, which does not come at the first try."""
    return (await case.api.boards.get(case.id_of("flaky"))).id == "b"


async def upload(case):
    """Upload a file of the disk."""
    path = case.folder / "picture.png"
    return (await case.api.images.upload(case.id_of("plain"), path)).id == "b"


async def download(case):
    """Download a file to the disk."""
    url = f"{case.server.url}/v2/boards/{case.id_of('plain')}/resources/images/1"
    path = case.folder / "downloaded"
    await case.api.download(url, path)
    return path.read_bytes() == FILE


async def list_all(case):
    """List three pages."""
    found = await case.api.items.list(case.id_of("plain")).collect()
    return [item.id for item in found] == ["0", "1", "2"]


async def list_ahead(case):
    """List three pages, fetched ahead."""
    async with case.api.items.list(case.id_of("plain")).prefetch(pages=2) as items:
        return [item.id async for item in items] == ["0", "1", "2"]


async def wait_for_a_slot(case):
    """Get a board, when others have all connections."""
    async with anyio.create_task_group() as tasks:
        for _ in range(MOST):
            tasks.start_soon(case.api.boards.get, case.id_of("late"))
        await anyio.lowlevel.checkpoint()
        return (await case.api.boards.get(case.id_of("plain"))).id == "b"


async def token():
    """Give the token after a while."""
    for _ in range(3):
        await anyio.lowlevel.checkpoint()
    return "user-token"


CALLS = [
    get,
    get_spent,
    get_at_last,
    get_pieces,
    create,
    delete,
    retry,
    upload,
    download,
    list_all,
    list_ahead,
    wait_for_a_slot,
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
@pytest.mark.parametrize(("library", "way", "anyio_backend"), KINDS)
async def test_a_cancelled_call_leaves_nothing_behind(  # noqa: PLR0913, PLR0917 - fixtures
    call, library, way, server, trust, tmp_path, caplog
):
    """No slot, connection, file or task, and no credit of the next window; the next call works."""
    (tmp_path / "picture.png").write_bytes(FILE)
    case = Case(server, tmp_path, {"http_client": library, "ssl_context": trust})
    await _at_each_moment(case, call, way)
    assert bool(case.clock.slept) == (call in {get_spent, retry})
    assert caplog.records == []


@pytest.mark.parametrize(("library", "way", "anyio_backend"), KINDS)
async def test_a_cancelled_connection_leaves_nothing_behind(  # noqa: PLR0913, PLR0917 - fixtures
    library, way, server_with_tls, trust, tmp_path, caplog
):
    """Neither while it is made, nor in the handshake of TLS, nor when it is used at once."""
    case = Case(server_with_tls, tmp_path, {"http_client": library, "ssl_context": trust}, kept=0)
    await _at_each_moment(case, get, way)
    assert caplog.records == []


async def _at_each_moment(case, call, way):
    before, posted = held(), case.server.ask()["POST"]
    async with case.client() as case.api:
        await all_slots_are_free(case)
        for number in itertools.count(1):
            with anyio.fail_after(30):
                outcome = await interrupted(call(case), number, way)
            assert outcome.cancelled or outcome.result is True, number
            if way != "scope":
                assert outcome.cancelled == outcome.reached, number
            await all_slots_are_free(case)
            await nothing_but(before, connections=case.kept)
            case.clock.now += 100
            assert case.api.rate_limit.remaining == case.api.rate_limit.limit, number
            assert not list(case.folder.glob("*.part*")), number
            if not outcome.reached:
                break
    await nothing_but(before)
    assert case.server.ask()["POST"] - posted <= number
    gc.collect()
    assert number > 4


async def all_slots_are_free(case):
    """So many calls as there may be get their answers only together."""
    together = case.id_of(f"together-{MOST}")
    with anyio.fail_after(30):
        async with anyio.create_task_group() as tasks:
            for _ in range(MOST):
                tasks.start_soon(case.api.boards.get, together)
