"""All 197 operations without `await`: the walk that the async client takes, answers checked."""

from __future__ import annotations

from datetime import UTC, datetime

import anyio
import pytest

from miro_async import Hooks, operations
from miro_async.sandbox import Clock, Sandbox, SandboxServer
from miro_async.sync import MiroApi
from tests.sandbox.checked import CHECKED, CheckedSandbox
from tests.sandbox.test_walk import UNDECLARED
from tests.sandbox.walk import walk
from tests.sandbox.walk_board import walk_boards, walk_items, walk_relations
from tests.sync.awaited import awaited

NOW = datetime(2026, 1, 5, 10, 30, 15, tzinfo=UTC)


def test_every_operation_answers_as_it_does_with_await():
    """None is left out; each answer is as the document has it, and read as the models have it."""
    sandbox, drift = CheckedSandbox(clock=Clock(NOW)), []
    before = CHECKED.copy()
    with MiroApi(
        sandbox.token,
        scim_token=sandbox.scim_token,
        transport=sandbox,
        pacing=False,
        hooks=Hooks(drift=drift.append),
    ) as api:
        anyio.run(walk, sandbox, awaited(api))

    assert {(one.kind, one.path.rpartition(".")[2]) for one in drift} == UNDECLARED
    walked = {key for key, number in CHECKED.items() if number > before[key]}
    assert {operation.call for operation in operations()} - walked == set()


@pytest.mark.parametrize("library", ["httpx", "aiohttp"])
def test_a_board_is_filled_over_a_socket(library):
    """Boards, items of all kinds, and what is between them, over HTTP."""
    sandbox = Sandbox()

    async def serve(*, task_status):
        async with SandboxServer(sandbox) as server:
            task_status.started(server.url)
            await anyio.sleep_forever()

    async def everything(url):
        with MiroApi(sandbox.token, base_url=url, pacing=False, http_client=library) as api:
            board_id = await walk_boards(awaited(api), sandbox)
            await walk_items(awaited(api), board_id)
            await walk_relations(awaited(api), board_id)
            return len(api.items.list(board_id).collect())

    async def main():
        async with anyio.create_task_group() as tasks:
            url = await tasks.start(serve)
            count = await anyio.to_thread.run_sync(anyio.run, everything, url)
            tasks.cancel_scope.cancel()
        return count

    assert anyio.run(main) > 10
