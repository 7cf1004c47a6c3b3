"""The figures: what is compared with what, and what is aimed at."""

from __future__ import annotations

from attrs import evolve
from measuring import Figure, Group

_EACH = ("ours", "ours fast", "httpx", "aiohttp", "miro_api", "floor")
_POSTS = 2000
_ITEMS = 10_000


def _named(prefix: str, sides: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{prefix} {side}" for side in sides)


STARTING = Group(
    name="import",
    title="Import",
    fresh="import",
    sides=("ours", "httpx", "miro_api"),
    figures=[
        Figure(
            what="`from miro_async import MiroApi`, against `import httpx`",
            ours="ours",
            peer="httpx",
            reach=0.6,
            stretch=0.5,
        )
    ],
)
FIRST = Group(
    name="first",
    title="First call ready: import, client, first answer decoded",
    fresh="first",
    sides=("ours", "ours fast", "httpx", "miro_api"),
    figures=[
        Figure(
            what="first call ready, against the same with bare httpx and json",
            ours="ours",
            peer="httpx",
            reach=1.5,
            stretch=1.2,
        ),
        Figure(what="the same, `fast`", ours="ours fast", peer="httpx", reach=3.0, stretch=2.0),
    ],
)
FIRST_TLS = evolve(
    FIRST,
    name="first-tls",
    title="First call ready, with TLS",
    tls=True,
    figures=[
        evolve(figure, what=f"{figure.what}, with TLS", reach=None, stretch=None)
        for figure in FIRST.figures
    ],
)
DECODE = Group(
    name="decode",
    title="Page of 50 mixed items to objects",
    sides=_named("decode", ("ours", "ours fast", "json.loads", "orjson.loads", "miro_api")),
    figures=[
        Figure(
            what="page of 50 mixed items to objects, against `json.loads`",
            ours="decode ours",
            peer="decode json.loads",
            reach=2.5,
            stretch=2.0,
        ),
        Figure(
            what="the same, `fast`, against `orjson.loads`",
            ours="decode ours fast",
            peer="decode orjson.loads",
            reach=3.2,
            stretch=2.2,
        ),
    ],
)
STRANGE = Group(
    name="strange",
    title="The same page with an unknown field in every object",
    sides=_named("decode strange", ("ours", "ours fast", "json.loads", "orjson.loads")),
    figures=[
        Figure(
            what="page with an unknown field in every object, against `json.loads`",
            ours="decode strange ours",
            peer="decode strange json.loads",
        ),
        Figure(
            what="the same, `fast`, against `orjson.loads`",
            ours="decode strange ours fast",
            peer="decode strange orjson.loads",
        ),
    ],
)
ENCODE = Group(
    name="encode",
    title="Body of a sticky note to bytes",
    sides=_named("encode", ("ours", "ours fast", "json.dumps", "orjson.dumps")),
    figures=[
        Figure(
            what="body of a sticky note to bytes, against `json.dumps` of the dict",
            ours="encode ours",
            peer="encode json.dumps",
            reach=1.3,
            stretch=1.1,
        ),
        Figure(
            what="the same, `fast`, against `orjson.dumps`",
            ours="encode ours fast",
            peer="encode orjson.dumps",
            reach=3.5,
            stretch=2.5,
        ),
    ],
)
SEQUENCE = Group(
    name="sequence",
    title="One call after another (GET of a board)",
    sides=_named("get", _EACH),
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
    sides=_named("get", ("ours", "ours fast", "httpx", "aiohttp", "miro_api")),
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
    sides=_named("post 32", _EACH),
    times={f"post 32 {side}": _POSTS for side in ("ours", "ours fast", "miro_api")},
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
    sides=_named("list", ("ours", "ours fast", "httpx", "aiohttp", "miro_api")),
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
MEMORY = Group(
    name="memory",
    title="Memory of 10,000 items that are kept",
    fresh="memory",
    measure="MB",
    sides=("ours", "ours fast", "httpx", "miro_api"),
    figures=[
        Figure(
            what="memory of 10,000 decoded items, against miro_api",
            ours="ours",
            peer="miro_api",
            reach=0.35,
            stretch=0.25,
        ),
        Figure(
            what="the same, `fast`", ours="ours fast", peer="miro_api", reach=0.35, stretch=0.25
        ),
    ],
    rounds=5,
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

_SYNC = ("sync", "sync fast", "httpx.Client", "miro_api")
SYNC = Group(
    name="sync",
    title="One call after another (GET of a board), without `await`",
    measure="wall",
    sides=_named("get", (*_SYNC, "ours")),
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
    sides=_named("post 32", ("sync", "sync fast", "miro_api")),
    times={f"post 32 {side}": _POSTS for side in ("sync", "sync fast", "miro_api")},
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

SANDBOX = Group(
    name="sandbox",
    title="A call (GET of a board) to the sandbox in the process",
    sides=("get sandbox", "get httpx"),
    figures=[
        Figure(
            what="a call to the sandbox in the process, against bare httpx to a raw server",
            ours="get sandbox",
            peer="get httpx",
            reach=0.6,
            stretch=0.3,
        )
    ],
)
SANDBOX_START = Group(
    name="sandbox-start",
    title="From the start of a process to a sandbox that answers",
    fresh="sandbox",
    sides=("ours", "httpx"),
    figures=[],
)
SANDBOX_LARGE = Group(
    name="sandbox-large",
    title="A board of 5,000 items: listed in 100 pages through our client, and drawn",
    sides=("list sandbox", "draw sandbox"),
    times={"list sandbox": 5000, "draw sandbox": 1},
    figures=[],
    rounds=5,
)

GROUPS = (
    STARTING,
    FIRST,
    FIRST_TLS,
    DECODE,
    STRANGE,
    ENCODE,
    SEQUENCE,
    SEQUENCE_TLS,
    PATH,
    POSTS,
    LISTING,
    LISTING_CPU,
    MEMORY,
    GROWTH,
    SYNC,
    SYNC_THREADS,
    SYNC_START,
    SANDBOX,
    SANDBOX_START,
    SANDBOX_LARGE,
)
