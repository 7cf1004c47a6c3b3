"""Clients that are given a store: their calls count together."""

from __future__ import annotations

import anyio
import pytest

from miro_async import MiroApi
from miro_async.call.hooks import Hooks
from miro_async.errors import ConfigurationError
from miro_async.sandbox import Sandbox

pytestmark = [pytest.mark.anyio]


async def test_two_clients_with_one_token_share_its_credits(redis):
    """The second one waits when the first has taken all; another token has its own."""
    sandbox, waits = Sandbox(), []
    hooks = Hooks(wait=waits.append)

    def api(token):
        return MiroApi(token, transport=sandbox, pacing=redis.store, hooks=hooks)

    async with api(sandbox.token) as one, api(sandbox.token) as other:
        board = await one.boards.create(name="Shared")
        assert (await other.boards.get(board.id)).name == "Shared"
        assert one.rate_limit.remaining == 100_000 - 500
        assert other.rate_limit.remaining == 100_000 - 500 - 50
        assert sandbox.credits_spent == 550

    async with api(sandbox.add_user("Another").token) as another:
        await another.boards.list().collect(limit=1)
        assert another.rate_limit.remaining == 100_000 - 50
    assert waits == []


async def test_a_client_waits_for_what_another_has_taken(redis):
    """And tells so; nothing is sent."""
    sandbox, waits, scope = Sandbox(credits_a_minute=1000), [], anyio.CancelScope()

    def told(wait):
        waits.append(wait)
        scope.deadline = anyio.current_time() + 0.3

    async with (
        MiroApi(sandbox.token, transport=sandbox, pacing=redis.store) as one,
        MiroApi(
            sandbox.token, transport=sandbox, pacing=redis.store, hooks=Hooks(wait=told)
        ) as other,
    ):
        await one.boards.create(name="First")
        await one.boards.create(name="Second")
        with scope:
            await other.boards.create(name="Third")

    assert len(waits) == 1
    assert sandbox.credits_spent == 1000


async def test_a_client_of_redis_is_no_store(redis):
    """It is said before anything is sent, and not taken for a store that fails."""
    sandbox = Sandbox()
    async with MiroApi(sandbox.token, transport=sandbox, pacing=redis.client) as api:
        with pytest.raises(ConfigurationError, match="a Redis is no PacingStore"):
            await api.boards.create(name="Retro")

    assert sandbox.credits_spent == 0
