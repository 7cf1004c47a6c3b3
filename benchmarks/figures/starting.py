"""What a process takes to begin: the import, and the first call."""

from __future__ import annotations

from attrs import evolve
from measuring import Figure, Group

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
