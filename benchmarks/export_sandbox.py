"""The sandbox whose boards `export_workers.py` has exported; a process of its own.

python export_sandbox.py ORGANIZATION.json DATABASE CREDITS LATENCY
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import uvicorn
from sqlalchemy.ext.asyncio import create_async_engine

from miro_async import Miro, MiroApi, SqlStorage
from miro_async.sandbox import Clock, Sandbox
from miro_async.sandbox.application import Application

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from miro_async.call.transport.protocol import Request, Response

CALLBACK = "https://this-app.example/callback"
BULK = 20


class CountingSandbox(Sandbox):
    """A sandbox that counts its answers, and what is spent in each of its windows.

    The windows are known by when they end; of each there is when it began, and what was spent.
    """

    statuses: Counter[int]
    windows: dict[int, tuple[float, int]]

    def answer(self, request: Request) -> Response:
        """Answer, and count."""
        response = super().answer(request)
        self.statuses[response.status] += 1
        headers = response.headers
        if "x-ratelimit-reset" in headers:
            reset, limit = int(headers["x-ratelimit-reset"]), int(headers["x-ratelimit-limit"])
            spent = limit - int(headers["x-ratelimit-remaining"])
            began = self.windows.get(reset, (time.time(), 0))[0]
            self.windows[reset] = began, max(spent, self.windows.get(reset, (0, 0))[1])
        return response


def organization(path: Path, options: argparse.Namespace) -> None:
    """Make the boards, by a clock that waits for nobody, and keep them in a file."""
    made = Sandbox(
        clock=Clock(datetime(2026, 1, 1, tzinfo=UTC)),
        redirect_urls=[CALLBACK],
        expires_in=options.expires,
        credits_a_minute=10**9,
    )

    async def fill() -> None:
        """Put notes onto new boards."""
        async with MiroApi(made.token, transport=made, pacing=False) as api:
            for number in range(options.boards):
                board_id = made.add_board(f"Board {number}")
                for start in range(0, options.items, BULK):
                    texts = range(start, min(start + BULK, options.items))
                    await api.items.create_bulk(board_id, items=[_note(number, n) for n in texts])

    asyncio.run(fill())
    made.save(path)


def _note(board: int, number: int) -> dict[str, object]:
    position = {"x": number % 20 * 220.0, "y": number // 20 * 250.0}
    content = f"Note {number} of board {board}"
    return {"type": "sticky_note", "data": {"content": content}, "position": position}


async def serve(path: str, database: str, budget: int, latency: float) -> None:
    """Serve the organization until the input ends, and print what came."""
    sandbox = CountingSandbox.load(path, clock=Clock())
    sandbox._service.limits.budget = budget  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the file has that of its making
    sandbox.statuses, sandbox.windows = Counter(), {}
    if latency:
        sandbox.faults.add("delay", to="*", seconds=latency, times=10**9)
    await _authorize(sandbox, database)
    config = uvicorn.Config(
        Application(sandbox), http="h11", ws="none", lifespan="off", log_config=None, port=0,
        server_header=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    listener = config.bind_socket()
    server = uvicorn.Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    told = {
        "MIRO_BASE_URL": f"http://127.0.0.1:{listener.getsockname()[1]}",
        "MIRO_CLIENT_ID": sandbox.client_id,
        "MIRO_CLIENT_SECRET": sandbox.client_secret,
        "EXPORT_USERS": sandbox.user_ids[0],
    }
    print(json.dumps(told), flush=True)
    cpu = time.process_time()
    await asyncio.to_thread(sys.stdin.readline)
    said = {
        "statuses": sandbox.statuses,
        "windows": [one for one in sandbox.windows.values() if one[1]],  # not of tokens
        "refreshes": [sandbox.refreshes, sandbox.refused_refreshes],
        "cpu": time.process_time() - cpu,
    }
    print(json.dumps(said), flush=True)
    server.should_exit = True
    await serving


async def _authorize(sandbox: Sandbox, database: str) -> None:
    engine = create_async_engine(database)
    storage = SqlStorage(engine)
    await storage.create_table()
    async with Miro(
        client_id=sandbox.client_id, client_secret=sandbox.client_secret, redirect_url=CALLBACK,
        storage=storage, transport=sandbox,
    ) as miro:  # fmt: skip
        url, state = miro.authorization_url()
        redirected = sandbox.authorize(url, user=sandbox.user_ids[0])
        await miro.exchange_code_for_access_token(redirected, state=state)
    await engine.dispose()


if __name__ == "__main__":
    organization_file, url, credits_a_minute, seconds = sys.argv[1:]
    asyncio.run(serve(organization_file, url, int(credits_a_minute), float(seconds)))
