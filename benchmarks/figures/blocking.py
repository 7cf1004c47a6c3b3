"""What calls without `await` take."""

from __future__ import annotations

from measuring import Figure, Group

from .naming import POSTS_A_ROUND, named

_SYNC = ("sync", "sync fast", "httpx.Client", "miro_api")
SYNC = Group(
    name="sync",
    title="One call after another (GET of a board), without `await`",
    measure="wall",
    sides=named("get", (*_SYNC, "ours")),
    figures=[
        Figure(
            what="one call without `await` (wall), against miro_api",
            ours="get sync",
            peer="get miro_api",
            reach=1.3,
            stretch=1.0,
        ),
        Figure(
            what="the same, `fast`",
            ours="get sync fast",
            peer="get miro_api",
            reach=1.0,
            stretch=0.8,
        ),
        Figure(
            what="one call without `await` (wall), against `httpx.Client` + json",
            ours="get sync",
            peer="get httpx.Client",
        ),
        Figure(
            what="one call without `await` (wall), against one with it",
            ours="get sync",
            peer="get ours",
        ),
    ],
)
SYNC_THREADS = Group(
    name="sync-threads",
    title="2,000 POSTs by 32 threads",
    # httpx's client that blocks fails now and then when 32 threads share it.
    sides=named("post 32", ("sync", "sync fast", "miro_api")),
    times={f"post 32 {side}": POSTS_A_ROUND for side in ("sync", "sync fast", "miro_api")},
    figures=[
        Figure(
            what="2,000 POSTs by 32 threads that share a client, against miro_api",
            ours="post 32 sync",
            peer="post 32 miro_api",
            reach=1.3,
            stretch=1.0,
        ),
        Figure(what="the same, `fast`", ours="post 32 sync fast", peer="post 32 miro_api"),
    ],
    rounds=9,
)
SYNC_START = Group(
    name="sync-start",
    title="From the first call without `await` to its event loop",
    fresh="portal",
    measure="wall",
    sides=("ours", "httpx"),
    figures=[],
)
