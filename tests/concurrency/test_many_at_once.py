"""One call alone, and 200 at once: all are answered, on no more connections than there may be."""

from __future__ import annotations

import anyio
import pytest

from miro_async import MiroApi
from miro_async.options import Limits
from tests.concurrency.leftovers import held, nothing_but
from tests.concurrency.server import alone

pytestmark = [pytest.mark.anyio]

KINDS = [
    pytest.param(library, backend, id=f"{library}-{backend}")
    for library in ("httpx", "httpx2", "aiohttp")
    for backend in ("asyncio", "trio")
    if (library, backend) != ("aiohttp", "trio")
]


def client(server, library, trust, **options):
    """Give a client of the server."""
    return MiroApi("token", base_url=server.url, http_client=library, ssl_context=trust, **options)


@pytest.mark.parametrize(("library", "anyio_backend"), KINDS)
async def test_one_call_takes_one_connection(library, server, trust):
    """Nothing is opened that is not needed; afterwards nothing is open."""
    before, seen = held(), await alone(server)
    async with client(server, library, trust) as api:
        assert (await api.boards.get("plain")).id == "b"
        await nothing_but(before, connections=1)
    await nothing_but(before)

    assert server.ask()["connections"] - seen["connections"] == 1


@pytest.mark.parametrize("most", [1, 20])
@pytest.mark.parametrize(("library", "anyio_backend"), KINDS)
async def test_200_calls_at_once_are_all_answered(library, most, server, trust):
    """Always as many are under way as there may be connections, and there are never more."""
    found = []
    before, seen = held(), await alone(server)

    async def get(api):
        # This board is given only to so many calls at the same time.
        found.append((await api.boards.get(f"together-{most}")).id)

    with anyio.fail_after(30):
        async with (
            client(server, library, trust, limits=Limits(max_connections=most)) as api,
            anyio.create_task_group() as tasks,
        ):
            for _ in range(200):
                tasks.start_soon(get, api)
    await nothing_but(before)

    assert found == ["b"] * 200
    after = server.ask()
    assert after["most open"] == after["connections"] - seen["connections"] == most
    assert after["requests"] - seen["requests"] == 200


@pytest.mark.parametrize(("library", "anyio_backend"), KINDS)
async def test_half_of_200_calls_are_cancelled_and_the_others_answered(library, server, trust):
    """Those that wait for a connection, and those that have one; the others do not notice."""
    found = []
    before = held()
    await alone(server)

    async def get(api, number):
        board = await api.boards.get("late")
        found.append((number, board.id))

    async def get_cancelled(api, number):
        with anyio.move_on_after(0.0005 * number):
            await get(api, number)

    with anyio.fail_after(30):
        async with client(server, library, trust) as api, anyio.create_task_group() as tasks:
            for number in range(100):
                tasks.start_soon(get_cancelled, api, number)
                tasks.start_soon(get, api, 1000 + number)
    await nothing_but(before)

    answered = [number for number, _ in found]
    assert sorted(number for number in answered if number >= 1000) == list(range(1000, 1100))
    assert len(answered) < 200
