"""Four processes of 50 tasks each, on each storage that they can share; `pytest -rP` tells more."""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from functools import partial

import anyio
import pytest
from attrs import asdict

from tests.tokens.apps import app, authorize, can_be_refreshed, is_stored
from tests.tokens.places import SHARED
from tests.tokens.processes import process

pytestmark = [pytest.mark.anyio]

PROCESSES = 4
TASKS = 50
ROUNDS = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 4
HOUR = 3600.0


@pytest.fixture(scope="module")
def started():
    """Give four processes."""
    with ExitStack() as all_of_them:
        yield [all_of_them.enter_context(process("worker")) for _ in range(PROCESSES)]


@pytest.fixture
async def workers(started, sandbox, server, place, storage):
    """Give them when they are about to work for the user who has just authorized the app."""
    async with app(sandbox, server.url, storage) as miro:
        await authorize(miro, sandbox)
    for one in started:
        one.say(
            place=asdict(place),
            url=server.url,
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            user_id=sandbox.user_ids[0],
        )
    for one in started:
        assert await anyio.to_thread.run_sync(one.hear) == {"ready": True}
    yield started
    for one in started:
        assert await anyio.to_thread.run_sync(one.ask) == {"over": True}


def together(workers, **told):
    """Have all of them work at once, and wait for all."""
    for one in workers:
        one.say(**{"ahead": 0.0, "seconds": 0.0, "tasks": TASKS, "life": HOUR} | told)
    return [one.hear() for one in workers]


@pytest.mark.parametrize("kind", SHARED)
async def test_rounds_of_expiry(sandbox, workers, storage, kind):
    """Each round is one refresh, by one of 200 tasks in four processes; all calls succeed.

    In every other round the token expires by the clocks, so that all 200 tasks have to wait for the
    new one; in the others Miro takes it no longer, and the tasks learn that from a 401.
    """
    ahead, began, rounds = 0.0, time.monotonic(), []
    for number in range(ROUNDS):
        if number % 2:
            sandbox.expire_tokens()
        else:
            sandbox.clock.advance(HOUR)
            ahead += HOUR
        before = sandbox.refreshes
        came = await anyio.to_thread.run_sync(partial(together, workers, ahead=ahead))
        rounds.append((number, came, sandbox.refreshes - before))
    seconds = time.monotonic() - began

    for number, came, refreshes in rounds:
        assert [one["failed"] for one in came] == [[]] * PROCESSES
        assert [one["made"] for one in came] == [TASKS] * PROCESSES
        assert refreshes == sum(one["refreshes"] for one in came) == 1
        # Nobody came late: each process had the old token, and met its end.
        assert all((one["refused"] > 0) == (number % 2 > 0) for one in came)
    assert sandbox.refused_refreshes == 0
    assert await is_stored(storage, sandbox.user_ids[0], sandbox)
    refused = sum(one["refused"] for _, came, _ in rounds for one in came)
    calls = PROCESSES * TASKS * ROUNDS
    print(  # noqa: T201 - the figures
        f"{kind}: {ROUNDS} rounds, {calls} calls, {sandbox.refreshes} refreshes, "
        f"{sandbox.refused_refreshes} refused, {refused} calls sent again after a 401, "
        f"0 failed, {seconds:.1f} s"
    )


@pytest.mark.parametrize("kind", ["file", "redis"])
@pytest.mark.parametrize("sandbox", [1], indirect=True)
async def test_tokens_that_live_for_a_second(sandbox, workers, storage, kind):
    """Nobody waits for anybody: 200 tasks call for a while, and tokens end as they do."""
    began = time.monotonic()
    came = []
    for _ in range(5):  # where the machine stands still nobody calls, and no token is refreshed
        came += await anyio.to_thread.run_sync(partial(together, workers, seconds=1.2, life=0.5))
        if sandbox.refreshes >= 2:
            break
    seconds = time.monotonic() - began

    assert [one["failed"] for one in came if one["failed"]] == []
    assert sandbox.refused_refreshes == 0
    # Each is refreshed when half of its life is over.
    assert 2 <= sandbox.refreshes <= 2 * seconds + 4
    assert can_be_refreshed(sandbox, await storage.get(sandbox.user_ids[0]))
    print(  # noqa: T201 - the figures
        f"{kind}: {sum(one['made'] for one in came)} calls, {sandbox.refreshes} refreshes, "
        f"{sandbox.refused_refreshes} refused, "
        f"{sum(one['refused'] for one in came)} calls sent again after a 401, 0 failed, "
        f"{seconds:.1f} s"
    )
