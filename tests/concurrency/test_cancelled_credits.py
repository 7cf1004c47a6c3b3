"""What a cancelled call costs: nothing, as long as nothing of it can have got to the service."""

from __future__ import annotations

import itertools

import anyio
import pytest

from miro_async import MiroApi
from miro_async.options import Limits
from tests.concurrency.test_cancelled_calls import IDS, KINDS
from tests.unit.checkpoints import interrupted

pytestmark = [pytest.mark.anyio]

COST = 50
"""Credits that getting a board takes."""

BEFORE = 3
"""How often a call waits before its request is made: for the token."""


async def token():
    """Give the token after a while."""
    for _ in range(BEFORE):
        await anyio.lowlevel.checkpoint()
    return "user-token"


@pytest.mark.parametrize("kept", [0, 1], ids=["new connection", "idle connection"])
@pytest.mark.parametrize(("library", "way", "anyio_backend"), KINDS)
async def test_credits_are_taken_for_what_has_got_to_the_service(
    kept, library, way, server_with_tls, trust
):
    """As many are spent as the service has counted, wherever a call was cancelled.

    aiohttp may write a request in a task of its own: for one step it is not known whether it has.
    """
    doubt = 1 if library == "aiohttp" else 0
    api = MiroApi(
        token,
        base_url=server_with_tls.url,
        http_client=library,
        ssl_context=trust,
        limits=Limits(max_connections=2, max_keepalive_connections=kept),
    )
    before = server_with_tls.ask()["requests"]
    async with api:
        for number in itertools.count(1):
            with anyio.fail_after(30):
                outcome = await interrupted(api.boards.get(f"plain-{next(IDS)}"), number, way)
                await api.boards.get(f"plain-{next(IDS)}")
            spent = (api.rate_limit.limit - api.rate_limit.remaining) // COST
            seen = await counted(server_with_tls, before, spent, doubt)
            assert 0 <= spent - seen <= doubt, number
            if not outcome.reached:
                break
    assert number > BEFORE


async def counted(server, before, expected, doubt):
    """Give how many requests the server has seen; one that was cut off gets to it a bit later.

    What may never come is waited for but for a moment.
    """
    for tries in range(3000):
        seen = server.ask()["requests"] - before
        if seen >= expected or (tries >= 100 and seen >= expected - doubt):
            break
        await anyio.sleep(0.01)
    return seen
