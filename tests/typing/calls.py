"""How users set up, watch and go beyond calls, for the type checkers; never run.

As in `api.py`, every `assert_type` must hold, and what is marked as wrong must be found wrong.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_type

from miro_async import (
    NO_RETRIES,
    DownloadedFile,
    Hooks,
    Limits,
    MiroApi,
    RateLimit,
    RawAnswer,
    Retry,
    RetryPolicy,
    Timeout,
    Wait,
)
from miro_async.models import Board, ImageItem, Item
from miro_async.opentelemetry import traced
from miro_async.paging import CursorPage

if TYPE_CHECKING:
    import aiohttp
    import httpx2


async def token() -> str:
    """Give a token."""
    return "token"


async def on_retry(retry: Retry) -> None:
    """Take a retry."""
    assert_type(retry.attempt, int)
    assert_type(retry.seconds, float)


def on_wait(wait: Wait) -> None:
    """Take a wait."""
    assert_type(wait.seconds, float)


def settings(session: aiohttp.ClientSession, client: httpx2.AsyncClient) -> None:
    """Write what a client can be told."""
    MiroApi(token(), http_client="aiohttp", json="orjson", pacing=False)
    MiroApi("token", http_client=session, retry=NO_RETRIES)
    MiroApi("token", http_client=client, retry=RetryPolicy(attempts=2, repeat_unsafe=True))
    MiroApi("token", limits=Limits(max_connections=5), proxy="http://proxy:8080")
    MiroApi("token", ssl_context=ssl.create_default_context(), headers={"X-Team": "a"})
    MiroApi("token", hooks=[Hooks(retry=on_retry, wait=on_wait), traced()])

    MiroApi("token", http_client="requests")  # type: ignore[arg-type]
    MiroApi("token", json="ujson")  # type: ignore[arg-type]
    MiroApi("token", retry=3)  # type: ignore[arg-type]
    MiroApi("token", hooks=on_retry)  # type: ignore[arg-type]
    RetryPolicy(3)  # type: ignore[call-arg]


async def options(api: MiroApi) -> None:
    """Write options for one call."""
    patient = api.with_options(timeout=Timeout(total=60), retry=NO_RETRIES, headers={"X-Job": "7"})
    assert_type(patient, MiroApi)
    assert_type(await patient.boards.get("b"), Board)
    assert_type(api.rate_limit, RateLimit)
    assert_type(api.rate_limit.remaining, int)

    api.with_options(pacing=False)  # type: ignore[call-arg]


async def beyond(api: MiroApi) -> None:
    """Write raw answers, and requests for what is not described."""
    answer = await api.raw(api.boards.get, "b")
    assert_type(answer, RawAnswer[Board])
    assert_type(answer.decoded.name, str)
    assert_type(answer.body, bytes)
    comments = await api.request("GET", "/v2/boards/{board_id}/comments", "b", query={"limit": 10})
    assert_type(comments, RawAnswer[Any])

    await api.raw(api.boards.get)  # type: ignore[call-arg]
    await api.raw(api.boards.get("b"))  # type: ignore[arg-type]
    await api.request("get", "/v2/boards")  # type: ignore[arg-type]
    await api.request("GET", "/v2/boards", safety="idempotent")  # type: ignore[arg-type]


async def files(api: MiroApi, image: ImageItem) -> None:
    """Write downloads."""
    done = await api.download(image, Path("picture.png"), format="preview")
    assert_type(done, DownloadedFile)
    assert_type(done.path, Path)
    async with api.open_file(image) as opened:
        assert_type(opened.size, int | None)
        async for chunk in opened:
            assert_type(chunk, bytes)

    await api.download(image)  # type: ignore[call-arg]
    await api.download(image, "x", format="small")  # type: ignore[arg-type]


async def ahead(api: MiroApi) -> None:
    """Write lists that are fetched ahead."""
    async with api.items.list("b").prefetch(pages=2) as items:
        async for item in items:
            assert_type(item, Item)
        async for page in items.pages():
            assert_type(page, CursorPage[Item])
