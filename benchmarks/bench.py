"""Measures this package against what it is built on, both sides in turn, in one run.

Prints a table of ratios: the median over the rounds, and the spread. Below 1 means less CPU time
than the other side. Absolute times are not shown, as they are the machine's more than the code's.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import httpx
from samples import NOTE, PAGE

from miro_async import MiroApi
from miro_async.call.answer import Answers
from miro_async.call.transport.protocol import Response
from miro_async.codec import Codec
from miro_async.endpoints.items import LIST
from miro_async.models import Position, StickyNoteData, StickyNoteStyle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
HERE = Path(__file__).parent


def cpu(work: Callable[[], object], times: int) -> float:
    """Give the CPU seconds that it takes to do the work so many times."""
    start = time.process_time()
    for _ in range(times):
        work()
    return time.process_time() - start


def importing(statement: str) -> float:
    """Give the CPU seconds of a fresh interpreter that runs a statement, less an empty one's."""
    code = (
        "import time, sys; start = time.process_time()\n"
        f"{statement}\nprint(time.process_time() - start)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


def report(what: str, ratios: list[float]) -> None:
    """Print a row of the table."""
    print(f"| {what} | {median(ratios):.2f} | {min(ratios):.2f} - {max(ratios):.2f} |")


def bench_imports() -> None:
    """Compare imports."""
    ours, theirs = "from miro_async import MiroApi", "import httpx"
    ratios = [importing(ours) / importing(theirs) for _ in range(ROUNDS)]
    report("`from miro_async import MiroApi`, against `import httpx`", ratios)


def bench_codec() -> None:
    """Compare decoding and encoding with the bare JSON library."""
    codec = Codec()
    answers = Answers(codec, drift=None)
    page = Response(status=200, headers={}, body=PAGE)
    body = {
        "data": StickyNoteData(content="<p>Hello</p>", shape="square"),
        "style": StickyNoteStyle(fill_color="light_yellow"),
        "position": Position(x=1.5, y=2.5),
    }

    def decode() -> object:
        return answers.page(LIST, page)

    decode()
    codec.to_json(body)
    ratios = [cpu(decode, 50) / cpu(lambda: json.loads(PAGE), 50) for _ in range(ROUNDS)]
    report("page of 50 mixed items to objects, against `json.loads`", ratios)
    ratios = [
        cpu(lambda: codec.to_json(body), 2000) / cpu(lambda: json.dumps(NOTE).encode(), 2000)
        for _ in range(ROUNDS)
    ]
    report("body of a sticky note to bytes, against `json.dumps` of the dict", ratios)


async def bench_calls(url: str) -> None:
    """Compare one call after another with a bare httpx client."""
    async with httpx.AsyncClient() as bare, MiroApi("token", base_url=url) as api:

        async def theirs() -> None:
            answer = await bare.get(f"{url}/v2/boards/b", headers={"Authorization": "Bearer token"})
            answer.json()

        async def ours() -> None:
            await api.boards.get("b")

        async def spent(call: Callable[[], Awaitable[None]]) -> float:
            start = time.process_time()
            for _ in range(100):
                await call()
            return time.process_time() - start

        await spent(ours)
        await spent(theirs)
        ratios = [await spent(ours) / await spent(theirs) for _ in range(ROUNDS)]
        report("one call after another, against bare httpx and `.json()`", ratios)


def main() -> None:
    """Run everything."""
    print("| CPU time | median ratio | spread |\n|---|---|---|")
    bench_imports()
    bench_codec()
    command = [sys.executable, str(HERE / "raw_server.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            asyncio.run(bench_calls(f"http://127.0.0.1:{port}"))
        finally:
            server.kill()


if __name__ == "__main__":
    main()
