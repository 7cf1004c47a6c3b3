"""What calls take: one after another, at once, and those of a long list."""

from __future__ import annotations

from attrs import evolve
from measuring import Figure, Group

from .naming import POSTS_A_ROUND, named

_EACH = ("ours", "ours fast", "httpx", "aiohttp", "miro_api", "floor")
_ITEMS = 10_000

SEQUENCE = Group(
    name="sequence",
    title="One call after another (GET of a board)",
    sides=named("get", _EACH),
    figures=[
        Figure(
            what="one call after another, against bare httpx `client.get` + json",
            ours="get ours",
            peer="get httpx",
            reach=0.75,
            stretch=0.6,
        ),
        Figure(
            what="the same, `fast`", ours="get ours fast", peer="get httpx", reach=0.45, stretch=0.3
        ),
    ],
)
SEQUENCE_TLS = Group(
    name="sequence-tls",
    title="One call after another, with TLS",
    tls=True,
    sides=named("get", ("ours", "ours fast", "httpx", "aiohttp", "miro_api")),
    figures=[
        evolve(figure, what=f"{figure.what}, with TLS", reach=None, stretch=None)
        for figure in SEQUENCE.figures
    ],
    rounds=9,
)
PATH = Group(
    name="path",
    title="Our own part of a call: everything but the transport",
    sides=("path get ours", "path get ours fast", "path post ours", "path post ours fast"),
    figures=[],
    rounds=9,
)
POSTS = Group(
    name="posts",
    title="2,000 POSTs, 32 at once",
    sides=named("post 32", _EACH),
    times={f"post 32 {side}": POSTS_A_ROUND for side in ("ours", "ours fast", "miro_api")},
    figures=[
        Figure(
            what="2,000 POSTs at 32, against miro_api with 32 threads",
            ours="post 32 ours",
            peer="post 32 miro_api",
            reach=1.15,
            stretch=0.75,
        ),
        Figure(
            what="the same, `fast`",
            ours="post 32 ours fast",
            peer="post 32 miro_api",
            reach=0.55,
            stretch=0.35,
        ),
    ],
    rounds=9,
)
LISTING = Group(
    name="listing",
    title="10,000 items listed, in 200 pages",
    measure="wall",
    sides=named("list", ("ours", "ours fast", "httpx", "aiohttp", "miro_api")),
    times={
        f"list {side}": _ITEMS for side in ("ours", "ours fast", "httpx", "aiohttp", "miro_api")
    },
    figures=[
        Figure(
            what="10,000 items listed (wall), against miro_api",
            ours="list ours",
            peer="list miro_api",
            reach=1 / 15,
            stretch=1 / 20,
        ),
        Figure(
            what="the same, `fast`",
            ours="list ours fast",
            peer="list miro_api",
            reach=1 / 22,
            stretch=1 / 35,
        ),
    ],
    rounds=5,
)
LISTING_CPU = evolve(
    LISTING,
    name="listing-cpu",
    measure="cpu",
    figures=[
        Figure(
            what="10,000 items listed (CPU), against miro_api",
            ours="list ours",
            peer="list miro_api",
        ),
        Figure(what="the same, `fast`", ours="list ours fast", peer="list miro_api"),
    ],
)
GROWTH = Group(
    name="growth",
    title="Calls at once (GET of a board)",
    sides=tuple(
        f"get {width} {side}"
        for side in ("ours", "ours fast", "httpx", "aiohttp")
        for width in (1, 200)
    ),
    times={f"get 200 {side}": 1000 for side in ("ours", "ours fast", "httpx", "aiohttp")},
    figures=[
        Figure(
            what="CPU per call at 200 at once, against 1 at once",
            ours="get 200 ours",
            peer="get 1 ours",
            reach=1.25,
            stretch=1.0,
        ),
        Figure(
            what="the same, `fast`",
            ours="get 200 ours fast",
            peer="get 1 ours fast",
            reach=1.25,
            stretch=1.0,
        ),
    ],
    rounds=9,
)
