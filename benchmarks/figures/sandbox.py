"""What the sandbox takes."""

from __future__ import annotations

from measuring import Figure, Group

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
