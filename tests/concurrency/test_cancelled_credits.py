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
async def test_credits_are_taken_for_what_can_have_got_to_the_service(
    kept, library, way, server_with_tls, trust
):
    """As many are spent as the service has counted, or more where that is not known for certain."""
    api = MiroApi(
        token,
        base_url=server_with_tls.url,
        http_client=library,
        ssl_context=trust,
        limits=Limits(max_connections=2, max_keepalive_connections=kept),
    )
    before = server_with_tls.ask()["requests"]
    unknown = 0
    async with api:
        for number in itertools.count(1):
            with anyio.fail_after(5):
                outcome = await interrupted(api.boards.get(f"plain-{next(IDS)}"), number, way)
                await api.boards.get(f"plain-{next(IDS)}")
            unknown += outcome.cancelled and number > BEFORE
            spent = (api.rate_limit.limit - api.rate_limit.remaining) // COST
            counted = server_with_tls.ask()["requests"] - before
            assert counted <= spent <= counted + unknown, number
            if not outcome.reached:
                break
    assert number > BEFORE
