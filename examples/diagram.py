"""Diagram as code: a graph, written as lines of text, laid out in layers and connected.

    python examples/diagram.py [GRAPH.txt [DRAWING.svg]]

A line is `from -> to` or `from -> to: what the arrow says`; `a -> b -> c` is two arrows, and a name
alone is a box. With MIRO_ACCESS_TOKEN set, the board is made in Miro. Without, this starts the
sandbox, a local Miro: no account is needed, and nothing leaves this machine.
"""

from __future__ import annotations

import os
import sys
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import anyio

from miro_async import MiroApi
from miro_async.drawing import board_svg
from miro_async.sandbox import SandboxServer
from miro_async.settings import API_URL

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Sequence

    from miro_async.board import Board

HERE = Path(__file__).parent
WIDTH, HEIGHT, GAP, BETWEEN_LAYERS = 180, 70, 60, 110
COLORS = ["#fff6b6", "#d5f692", "#a6ccf5", "#ffcee0", "#93d275", "#f5d128", "#6cd8fa"]

Layers = list[list[str]]


class Edge(NamedTuple):
    """An arrow from one box to another."""

    start: str
    end: str
    label: str


def read(text: str) -> tuple[list[str], list[Edge]]:
    """Give the boxes of a graph in the order in which they are named, and its arrows."""
    names: dict[str, None] = {}
    edges: list[Edge] = []
    for number, line in enumerate(text.splitlines(), 1):
        written = line.partition("#")[0].strip()
        if not written:
            continue
        start, arrow, rest = written.partition("->")
        ends, _, label = rest.partition(":")
        row = [each.strip() for each in (start, *ends.split("->"))] if arrow else [written]
        if not all(row):
            sys.exit(f"line {number} is no arrow: {line}")
        names.update(dict.fromkeys(row))
        for start, end in pairwise(row):
            if start == end:
                sys.exit(f"line {number}: Miro cannot connect {start!r} with itself")
            edges.append(Edge(start, end, label.strip()))
    return list(names), edges


def downwards(names: Sequence[str], edges: Iterable[Edge]) -> list[Edge]:
    """Give the arrows without those that lead back to a box from which they can be reached."""
    after: dict[str, list[Edge]] = {name: [] for name in names}
    for edge in edges:
        after[edge.start].append(edge)
    kept: list[Edge] = []
    done: set[str] = set()
    for first in names:
        way = [(first, iter(after[first]))] if first not in done else []
        while way:  # depth first, without recursion: graphs may be long
            name, left = way[-1]
            step = next(left, None)
            if step is None:
                done.add(name)
                way.pop()
            elif step.end not in {each for each, _ in way}:
                kept.append(step)
                if step.end not in done:
                    way.append((step.end, iter(after[step.end])))
    return kept


def layers(names: Sequence[str], edges: Sequence[Edge]) -> Layers:
    """Give the boxes by layers: each is below all that lead to it, and as high as it can be."""
    above: dict[str, list[str]] = {name: [] for name in names}
    for edge in edges:
        above[edge.end].append(edge.start)
    depth: dict[str, int] = {}
    while len(depth) < len(names):
        for name in names:
            if name not in depth and all(one in depth for one in above[name]):
                depth[name] = max((depth[one] + 1 for one in above[name]), default=0)
    found: Layers = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in names:
        found[depth[name]].append(name)
    return found


def untangle(found: Layers, edges: Sequence[Edge], *, sweeps: int = 8) -> None:
    """Put each box below the middle of those that lead to it, and above those that it leads to."""
    for sweep in range(sweeps):
        upwards = sweep % 2 == 1
        for layer in reversed(found) if upwards else found:
            place = {
                name: number - len(each) / 2 for each in found for number, name in enumerate(each)
            }
            middle: dict[str, float] = {}
            for name in layer:
                ends = [
                    edge.end if upwards else edge.start
                    for edge in edges
                    if name == (edge.start if upwards else edge.end)
                ]
                middle[name] = sum(place[end] for end in ends) / len(ends) if ends else place[name]
            layer.sort(key=middle.__getitem__)


async def draw(board: Board, names: Sequence[str], edges: Sequence[Edge]) -> None:
    """Put boxes and arrows on a board, in as few calls as there can be."""
    down = downwards(names, edges)
    found = layers(names, down)
    untangle(found, down)
    depth = {name: number for number, layer in enumerate(found) for name in layer}
    async with board.batch() as batch:
        boxes = {
            name: batch.add_shape(
                name,
                shape="round_rectangle",
                color=COLORS[depth[name] % len(COLORS)],
                width=WIDTH,
                height=HEIGHT,
                key=name,
            )
            for name in names
        }
        for number, layer in enumerate(found):
            y = number * (HEIGHT + BETWEEN_LAYERS)
            batch.row([boxes[name] for name in layer], at=(0, y), gap=GAP)
        for edge in edges:
            back = depth[edge.end] <= depth[edge.start]
            batch.connect(
                boxes[edge.start],
                boxes[edge.end],
                caption=edge.label,
                shape="curved" if back else "elbowed",
                style="dashed" if back else "normal",
                end_cap="arrow",
                from_side="right" if back else "bottom",
                to_side="right" if back else "top",
            )
    print(f"  {len(names)} boxes in {len(found)} layers, {len(edges)} arrows")


@asynccontextmanager
async def somewhere() -> AsyncGenerator[tuple[str, str]]:
    """Give a token and an address: Miro's if there is a token for it, a sandbox's if not."""
    if token := os.environ.get("MIRO_ACCESS_TOKEN"):
        url = os.environ.get("MIRO_BASE_URL", API_URL)
        print(f"Working with Miro at {url}")
        yield token, url
    else:
        async with SandboxServer() as server:
            print(f"No MIRO_ACCESS_TOKEN: working with a sandbox at {server.url}")
            yield server.token, server.url


async def make(title: str, names: Sequence[str], edges: Sequence[Edge]) -> str:
    """Make a board of a graph, and give a picture of what is on it then."""
    async with somewhere() as (token, url), MiroApi(token, base_url=url) as api:
        board = await api.create_board(title)
        print(f"Board {board.name!r}: {board.info.view_link}")
        await draw(board, names, edges)
        items = [handle.item async for handle in board.items()]
        arrows = [handle.connector async for handle in board.connectors()]
    return board_svg(items, arrows, title=title)


def main() -> None:
    """Read the graph that the command line names, and save what the board looks like."""
    given = iter(sys.argv[1:])
    source = Path(next(given, HERE / "diagram.txt"))
    drawing = Path(next(given, "build/diagram.svg"))
    names, edges = read(source.read_text(encoding="utf-8"))
    picture = anyio.run(make, source.stem, names, edges)
    drawing.parent.mkdir(parents=True, exist_ok=True)
    drawing.write_text(picture, encoding="utf-8")
    print(f"The board as a picture: {drawing.resolve()}")


if __name__ == "__main__":
    main()
